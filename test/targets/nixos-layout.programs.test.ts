import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import type { Plan } from "../../src/plan/types.js";
import { emitAll } from "../../src/targets/emit.js";
import { programTest, run } from "../support/programs.js";
import { everyTarget, nothing, options, order } from "./cases.js";
import { hostile } from "./hostile.js";
import { nodeOf, planOf } from "./plan.js";
import { groupOf, sysctlOf } from "./settings.js";

function planFor(value: string, priority: number): Plan {
  const groups = [groupOf("profile", "p", [sysctlOf("net.ipv4.a", value)])];
  return planOf([nodeOf({ os: "nixos" }, { groups })], {
    targets: { nixos: { priority } },
  });
}

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
