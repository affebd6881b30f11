import { readFileSync } from "node:fs";
import { format } from "prettier";
import { expect, test } from "vitest";
import { monitoringDocs } from "../../src/signals/docs.js";
import { panelNames, saturationSignals } from "../../src/signals/registry.js";

const committed = readFileSync(
  new URL("../../docs/monitoring.md", import.meta.url),
  "utf8",
).replaceAll("\r\n", "\n");

test("docs/monitoring.md is what `npm run docs` writes", async () => {
  expect(await format(monitoringDocs(), { parser: "markdown" })).toBe(
    committed,
  );
});

test("it has every alert and every graph", () => {
  for (const name of [...Object.keys(saturationSignals), ...panelNames])
    expect(committed).toContain(`| \`${name}\` `);
});
