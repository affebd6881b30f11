import fc from "fast-check";
import { expect } from "vitest";
import {
  grubLine,
  kernelArguments,
} from "../../src/encode/kernel-arguments.js";
import { programTest, run } from "../support/programs.js";

programTest(
  "sh",
  "kernel arguments: a shell adds them to what is there, word by word",
  () => {
    const value = fc.stringMatching(/^[\w.,:/+@%=~-]{1,20}$/u);
    const argument = fc.record({
      name: fc.stringMatching(/^[a-z][a-z0-9_.-]{0,10}$/u),
      values: fc.array(value, { maxLength: 3 }),
    });
    fc.assert(
      fc.property(fc.array(argument, { maxLength: 20 }), (all) => {
        const words = all.map(kernelArguments);
        const script = [
          "GRUB_CMDLINE_LINUX=root",
          ...words.map(grubLine),
          'printf "%s" "$GRUB_CMDLINE_LINUX"',
        ].join("\n");
        const { status, stdout, stderr } = run("sh", ["-c", script]);
        expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
        expect(stdout).toBe(["root", ...words.flat()].join(" "));
      }),
      { numRuns: 25 },
    );
  },
);
