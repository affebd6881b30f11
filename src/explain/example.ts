import { compileSource } from "../compile.js";
import { type Diagnostic, error } from "../core/diagnostic.js";
import type { Example, FailingExample } from "../core/diagnostics/example.js";
import { type Finding, toFinding } from "../core/finding.js";
import type { Code } from "../rules/codes.js";

/** The name that an example's spec has in messages. */
export const EXAMPLE_NAME = "tuning.yaml";

/** Compiles an example and returns its diagnostics, errors first. */
export function diagnoseExample({
  spec,
  files = {},
}: Example): readonly Diagnostic<Code>[] {
  const texts: Readonly<Record<string, string>> = {
    ...files,
    [EXAMPLE_NAME]: spec,
  };
  const { errors, findings } = compileSource(
    { name: EXAMPLE_NAME, text: spec },
    {
      readInclude(name) {
        const text = texts[name];
        return text === undefined
          ? error("unreadable-include", undefined, `${name} does not exist`)
          : { name, text };
      },
    },
  );
  return [...errors, ...findings];
}

/** A failing example with its findings. */
export interface FailingExplanation {
  readonly spec: string;
  readonly findings: readonly Finding[];
}

/** Explains a failing example. */
export function explainFailing(example: FailingExample): FailingExplanation {
  return {
    spec: example.spec,
    findings: diagnoseExample(example).map(toFinding),
  };
}
