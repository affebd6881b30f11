import { describe, expect, test } from "vitest";
import { EncodeError } from "../../src/encode/error.js";
import type { Plan } from "../../src/plan/types.js";
import type { Sysctl } from "../../src/settings/sysctl/index.js";
import { everything } from "./everything.js";
import { nodeOf, planOf } from "./plan.js";
import { groupOf, sysctlOf } from "./settings.js";
import { onlyText } from "./read.js";
import type { StatedFacts } from "../../src/platform/facts.js";

const nixos: StatedFacts = { os: "nixos" };
const k3s: StatedFacts = { os: "nixos", distribution: "k3s" };

function planFor(
  sysctls: readonly Sysctl[],
  targets: Parameters<typeof planOf>[1] = {},
): Plan {
  const groups = [groupOf("profile", "p", sysctls)];
  return planOf([nodeOf(nixos, { groups })], targets);
}

describe("values", () => {
  test("a text that would end its line in sysctl.d is refused", () => {
    const plan = planFor([sysctlOf("kernel.core_pattern", "a\nvm.panic=1")]);
    expect(() => onlyText(plan, "nixos")).toThrow(EncodeError);
  });
});

describe("K3s", () => {
  test.each([
    ["a K3s node without flags", nodeOf(k3s)],
    ["another distribution", nodeOf(nixos, everything)],
  ])("%s has no K3s configuration", (_, node) => {
    expect(onlyText(planOf([node]), "nixos")).not.toMatch(
      /k3sConfig|services\.k3s|rancher/u,
    );
  });
});

describe("a host's file", () => {
  const host = nodeOf(nixos, { kind: "host", name: "h", role: "r 1" });

  test.each([
    ["out/{kind}-{name}.nix", '(./. + "/role-r 1.nix")'],
    ["{kind}s/{name}/a.nix", '(./. + "/../../roles/r 1/a.nix")'],
    ["{kind}s/{kind}.nix", "../roles/role.nix"],
  ])("at %s disables %s", (path, role) => {
    const text = onlyText(
      planOf([host], { targets: { nixos: { path } } }),
      "nixos",
    );
    expect(text).toContain(`\n  disabledModules = [ ${role} ];\n`);
  });
});
