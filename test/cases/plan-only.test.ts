import { expect, test } from "vitest";
import { compileSource } from "../../src/compile.js";

test("a command about nodes needs neither the rules nor the files", () => {
  const { plan, files, findings, errors } = compileSource(
    {
      name: "tuning.yaml",
      text: "version: 1\nroles:\n  web: { node: { os: linux }, sysctl: { vm.drop_caches: 3 } }\n",
    },
    { readInclude: (name) => ({ name, text: "" }), planOnly: true },
  );
  expect(plan?.nodes).toHaveLength(1);
  expect({ files, findings, errors }).toEqual({
    files: [],
    findings: [],
    errors: [],
  });
});
