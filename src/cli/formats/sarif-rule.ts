import { exampleBlocks, situationBlock } from "../../explain/example-docs.js";
import { isErrorCode } from "../../core/diagnostics/registry.js";
import { type Code, type Entry, entryOf } from "../../rules/codes.js";

type Page = ReturnType<Entry["page"]>;

/**
 * A code as SARIF's `reportingDescriptor`.
 * @param address the address of the project
 */
export function sarifRule(code: Code, address: string | undefined): object {
  const entry = entryOf(code);
  if (entry === undefined) return { id: code };
  const { severity, summary } = entry;
  const page = entry.page();
  const { explanation } = page;
  const uri = helpUri(code, page, address);
  return {
    id: code,
    shortDescription: { text: `${summary}.`, markdown: `${summary}.` },
    fullDescription: { text: explanation, markdown: explanation },
    help: { text: explanation, markdown: helpOf(page) },
    ...(uri !== undefined && { helpUri: uri }),
    defaultConfiguration: { level: severity },
  };
}

/** The documentation of a code; of a rule at least what it refers to. */
function helpUri(
  code: Code,
  of: Page,
  address: string | undefined,
): string | undefined {
  if (address !== undefined) {
    const page = isErrorCode(code) ? "errors" : "rules";
    return `${address.replace(/\/$/u, "")}/docs/${page}.md#${code}`;
  }
  return "source" in of ? /https?:[^\s;,]+/u.exec(of.source)?.[0] : undefined;
}

function helpOf(page: Page): string {
  return [
    page.explanation,
    "",
    ...("situation" in page
      ? situationBlock(page.situation)
      : exampleBlocks(page.failing, [], page.passing)),
    ...("source" in page ? [`Source: ${page.source}`] : []),
  ]
    .join("\n")
    .trimEnd();
}
