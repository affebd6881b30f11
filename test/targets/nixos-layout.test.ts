import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Plan } from "../../src/plan/types.js";
import { emitAll } from "../../src/targets/registry.js";
import { programTest, run } from "../support/programs.js";
import { everyTarget, nothing, options, order } from "./cases.js";
import { hostile } from "./hostile.js";
import {
  conntrackOf,
  groupOf,
  moduleOf,
  nodeOf,
  planOf,
  sysctlOf,
} from "./plan.js";
import { onlyText } from "./read.js";

function planFor(value: string, priority: number): Plan {
  const groups = [groupOf("profile", "p", [sysctlOf("net.ipv4.a", value)])];
  return planOf([nodeOf({ os: "nixos" }, { groups })], {
    targets: { nixos: { priority } },
  });
}

describe("layout", () => {
  programTest(
    "nixfmt",
    "leaves every file as it is",
    () => {
      const folder = mkdtempSync(join(tmpdir(), "tunegen-nix-"));
      const long = Array.from({ length: 60 }, (_, index) =>
        planFor("x".repeat(50 + index), [50, 100, 900][index % 3] ?? 100),
      );
      const texts = [everyTarget(), nothing(), options(), order(), hostile()]
        .concat(long)
        .flatMap((plan) => emitAll(plan, ["nixos"]).map(({ text }) => text));
      const files = texts.map((text, index) => {
        const file = join(folder, `${index}.nix`);
        writeFileSync(file, text);
        return file;
      });
      try {
        const { status, stderr } = run("nixfmt", ["--check", ...files]);
        expect(stderr).toBe("");
        expect(status).toBe(0);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
    { optional: true },
  );

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
            conntrack: [conntrackOf("min", "0")],
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
