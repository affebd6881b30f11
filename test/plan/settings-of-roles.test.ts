import { expect, test } from "vitest";
import { settingsOfRoles } from "../../src/plan/settings-of-roles.js";
import { readSpec } from "../../src/language/read.js";
import { targets } from "../../src/targets/emit.js";

test("the settings of a profile count once for each role that has it", () => {
  const text = `version: 1
profiles:
  two: { sysctl: { kernel.panic: 1 }, modules: { br_netfilter: {} } }
roles:
  a: { profiles: [two], sysctl: { kernel.panic_on_oops: 1 } }
  b: { profiles: [two] }
`;
  const { spec } = readSpec(
    { name: "tuning.yaml", text },
    { targets, readInclude: (name) => ({ name, text: "" }) },
  );
  expect(spec && settingsOfRoles(spec)).toBe(5);
});
