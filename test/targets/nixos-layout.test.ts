import { describe, expect, test } from "vitest";
import type { Plan } from "../../src/plan/types.js";
import { nodeOf, planOf } from "./plan.js";
import { conntrackOf, groupOf, moduleOf, sysctlOf } from "./settings.js";
import { onlyText } from "./read.js";

function planFor(value: string, priority: number): Plan {
  const groups = [groupOf("profile", "p", [sysctlOf("net.ipv4.a", value)])];
  return planOf([nodeOf({ os: "nixos" }, { groups })], {
    targets: { nixos: { priority } },
  });
}

describe("layout", () => {
  test.each([100, 900])(
    "a definition of priority %d is broken past 100 columns, less its indent",
    (priority) => {
      for (let length = 40; length < 110; length++) {
        const value = "x".repeat(length);
        const text = onlyText(planFor(value, priority), "nixos");
        const literal =
          priority === 100 ? `"${value}"` : `lib.mkOverride 900 "${value}"`;
        const line = `"net.ipv4.a" = ${literal};`;
        expect(text).toContain(
          line.length <= 100
            ? `\n    ${line}\n`
            : `\n    "net.ipv4.a" =\n      ${literal};\n`,
        );
      }
    },
  );

  test("a list of one element without a comment is on one line", () => {
    const plan = planOf(
      [
        nodeOf(
          { os: "nixos", distribution: "k3s" },
          {
            module: [moduleOf("tcp_bbr")],
            kubeProxy: [conntrackOf("min", "0")],
          },
        ),
      ],
      { targets: { nixos: { k3sFlags: "extraFlags" } } },
    );
    const text = onlyText(plan, "nixos");
    expect(text).toContain(`  boot.kernelModules = [ "tcp_bbr" ];\n`);
    expect(text).toContain(
      `  services.k3s.extraFlags = [ "--kube-proxy-arg=conntrack-min=0" ];\n`,
    );
  });
});
