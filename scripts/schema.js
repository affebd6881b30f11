// Writes tuning.schema.json from the one definition of the language; run by `npm run schema`.
import { writeFile } from "node:fs/promises";
import { format } from "prettier";
import { loadFunction } from "./load-source.js";

const jsonSchema = await loadFunction("src/index.ts", "jsonSchema");
const text = await format(JSON.stringify(jsonSchema()), { parser: "json" });
await writeFile(new URL("../tuning.schema.json", import.meta.url), text);
