import fc from "fast-check";
import { expect } from "vitest";
import type { NodePlan, Plan } from "../../src/plan/types.js";
import { emitAll } from "../../src/targets/emit.js";
import { evaluateNix, nix } from "../support/nix.js";
import { programTest } from "../support/programs.js";
import { anyPlan } from "./draw.js";
import { settingsOf } from "./read.js";

/** The plan's one node. */
function only(plan: Plan): NodePlan {
  const [node] = plan.nodes;
  if (node === undefined) throw new Error("no node");
  return node;
}

programTest(nix, "NixOS gets every value", () => {
  const plans = fc
    .sample(anyPlan, { numRuns: 200, seed: 42 })
    .filter((plan) => only(plan).platform.settingsForm === "nixos-module");
  const modules = plans.map(
    (plan) => `((${emitAll(plan, ["nixos"])[0]?.text ?? ""}) { })`,
  );
  const read = evaluateNix(`[\n${modules.join("\n")}\n]`) as readonly {
    boot: { kernel: { sysctl: Record<string, string | number> } };
  }[];
  expect(
    read.map(({ boot }) =>
      Object.fromEntries(
        Object.entries(boot.kernel.sysctl).map(([key, value]) => [
          key,
          typeof value === "number" ? "a number" : value,
        ]),
      ),
    ),
  ).toEqual(
    plans.map((plan) =>
      Object.fromEntries(
        only(plan)
          .settings.sysctl.filter(({ value }) => value !== undefined)
          .map(({ id, value }) => [
            id,
            value?.type === "integers" &&
            value.fields.length === 1 &&
            isNixInteger(value.fields[0])
              ? "a number"
              : settingsOf(only(plan))[id],
          ]),
      ),
    ),
  );
});

function isNixInteger(value: bigint | undefined): boolean {
  return value !== undefined && value < 2n ** 63n && value > -(2n ** 63n);
}
