import type {
  Example,
  FailingExample,
  Situation,
} from "../core/diagnostics/example.js";
import type { Code } from "../rules/codes.js";
import { diagnoseExample, EXAMPLE_NAME } from "./example.js";

/** The examples of a code as Markdown: a spec with it, what is printed there, and a spec without it. */
export function exampleDocs(
  code: Code,
  failing: FailingExample,
  passing: Example,
): readonly string[] {
  return exampleBlocks(
    failing,
    ["tunegen reports:", "", "```text", ...printed(code, failing), "```", ""],
    passing,
  );
}

/** A failing spec, what is to be said of it, and a passing one. */
export function exampleBlocks(
  failing: Example,
  said: readonly string[],
  passing: Example,
): readonly string[] {
  return [
    "Incorrect:",
    "",
    ...specBlocks(failing),
    ...said,
    "Correct:",
    "",
    ...specBlocks(passing),
  ];
}

/** A situation, and what is printed in it. */
export function situationBlock({
  when,
  command,
  prints,
}: Situation): readonly string[] {
  return [`Example: ${when}`, "", "```text", `$ ${command}`, prints, "```", ""];
}

/** What is reported in the failing example, without the source line, which is printed just above. */
function printed(code: Code, failing: FailingExample): readonly string[] {
  return diagnoseExample(failing)
    .filter((each) => each.code === code)
    .flatMap(({ severity, message, why, help }) => [
      `${EXAMPLE_NAME}:${failing.at}: ${severity}: ${message} [${code}]`,
      ...(why === undefined ? [] : [`  why: ${why}`]),
      ...(help === undefined ? [] : [`  help: ${help}`]),
    ]);
}

/** The spec, and the files that it includes under their names. */
function specBlocks({ spec, files = {} }: Example): readonly string[] {
  const includes = Object.entries(files);
  return [
    "```yaml",
    ...(includes.length === 0 ? [] : [`# ${EXAMPLE_NAME}`]),
    spec.trimEnd(),
    "```",
    "",
    ...includes.flatMap(([name, text]) => [
      "```yaml",
      `# ${name}`,
      text.trimEnd(),
      "```",
      "",
    ]),
  ];
}
