import { compileSource } from "../compile.js";
import { type Diagnostic, error } from "../core/diagnostic.js";
import type { Example } from "../core/diagnostics/example.js";
import type { Code } from "../rules/codes.js";

/** The name that an example's spec has in messages. */
export const EXAMPLE_NAME = "tuning.yaml";

/** Compiles an example. Everything that is reported in it, errors first. */
export function diagnoseExample({
  spec,
  files = {},
}: Example): readonly Diagnostic<Code>[] {
  const texts: Readonly<Record<string, string>> = {
    ...files,
    [EXAMPLE_NAME]: spec,
  };
  const { faults, findings } = compileSource(
    { name: EXAMPLE_NAME, text: spec },
    {
      readInclude(name) {
        const text = texts[name];
        return text === undefined
          ? error("unreadable-include", undefined, `there is no ${name}`)
          : { name, text };
      },
    },
  );
  return [...faults, ...findings];
}
