import { compileSource } from "../../src/compile.js";
import { type Diagnostic, error } from "../../src/core/diagnostic.js";
import type { Code } from "../../src/rules/codes.js";

/** A spec with an error that has a second place, and a warning; its texts have what formats escape. */
export const sampleSpec = `version: 1
profiles:
  a: { why: One, sysctl: { vm.swappiness: 10 } }
  b: { why: Two, sysctl: { vm.swappiness: 20 } }
roles:
  worker:
    node: { os: linux }
    profiles: [a, b]
    sysctl:
      net.ipv4.route.max_size: 1 # 100%, of: all,
`;

/** Compiles a spec in a folder with a blank in its name. */
export function compileSample(spec: string): readonly Diagnostic<Code>[] {
  const { errors, findings } = compileSource(
    { name: "dir with blank/tuning.yaml", text: spec },
    { readInclude: (name) => error("unreadable-include", undefined, name) },
  );
  return [...errors, ...findings];
}

/** What the sample comes to, and an error without a place. */
export const sampleDiagnostics: readonly Diagnostic<Code>[] = [
  ...compileSample(sampleSpec),
  error("unreadable-spec", undefined, "no place"),
];
