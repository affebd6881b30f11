// Writes dist/catalogue.json, the catalogue of keys for other programs: a part of `npm run build`.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./bundling.js";
import { loadFunction } from "./load-source.js";

/** @type {() => import("../src/explain/key/catalogue-data.js").Catalogue} */
const catalogueData = await loadFunction(
  "src/explain/key/catalogue-data.ts",
  "catalogueData",
);
const { keys, ...head } = catalogueData();
const lines = Object.entries(keys).map(
  ([key, facts]) => `${JSON.stringify(key)}:${JSON.stringify(facts)}`,
);
const start = JSON.stringify(head).slice(0, -1);
writeFileSync(
  join(root, "dist", "catalogue.json"),
  `${start},"keys":{\n${lines.join(",\n")}\n}}\n`,
);
