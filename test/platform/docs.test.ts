import { readFileSync } from "node:fs";
import { format } from "prettier";
import { expect, test } from "vitest";
import { platformsDocs } from "../../src/platform/docs.js";

const text = readFileSync(
  new URL("../../docs/platforms.md", import.meta.url),
  "utf8",
);

test("docs/platforms.md is what `npm run docs` writes", async () => {
  expect(text).toBe(await format(platformsDocs(), { parser: "markdown" }));
});

test.each([
  ["## Talos", "the kernels of Talos"],
  ["`vm.max_map_count`", "what a system sets at boot"],
  ["`99-amazon.conf`", "files that have ranks"],
  ["kube-proxy in IPVS mode", "what writes afterwards"],
])("it has %s: %s", (part) => {
  expect(text).toContain(part);
});
