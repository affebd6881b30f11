import { exampleBlocks, situationBlock } from "../../explain/example-docs.js";
import { isErrorCode } from "../../core/diagnostics/registry.js";
import { type Code, type Entry, entryOf } from "../../rules/codes.js";

/**
 * A code as SARIF's `reportingDescriptor`.
 * @param address the address of the project
 */
export function sarifRule(code: Code, address: string | undefined): object {
  const entry = entryOf(code);
  if (entry === undefined) return { id: code };
  const { severity, summary, explanation } = entry;
  const uri = helpUri(code, entry, address);
  return {
    id: code,
    shortDescription: { text: `${summary}.`, markdown: `${summary}.` },
    fullDescription: { text: explanation, markdown: explanation },
    help: { text: explanation, markdown: helpOf(entry) },
    ...(uri !== undefined && { helpUri: uri }),
    defaultConfiguration: { level: severity },
  };
}

/** The documentation of a code; of a rule at least what it refers to. */
function helpUri(
  code: Code,
  entry: Entry,
  address: string | undefined,
): string | undefined {
  if (address !== undefined) {
    const page = isErrorCode(code) ? "errors" : "rules";
    return `${address.replace(/\/$/u, "")}/docs/${page}.md#${code}`;
  }
  return "source" in entry
    ? /https?:[^\s;,]+/u.exec(entry.source)?.[0]
    : undefined;
}

function helpOf(entry: Entry): string {
  return [
    entry.explanation,
    "",
    ...("situation" in entry
      ? situationBlock(entry.situation)
      : exampleBlocks(entry.failing, [], entry.passing)),
    ...("source" in entry ? [`Source: ${entry.source}`] : []),
  ]
    .join("\n")
    .trimEnd();
}
