import type { Findings } from "./findings.js";
import type { Block, Template } from "./templates.js";

/** Reports the conditions of settings, and expressions that may write settings. */
export function reportTemplate(findings: Findings, template: Template): void {
  reportConditions(findings, template.blocks);
  reportExpressions(findings, template.lines);
}

function reportConditions(findings: Findings, blocks: readonly Block[]): void {
  if (blocks.length === 0) return;
  const ordered = blocks.toSorted((a, b) => a.start - b.start || b.end - a.end);
  const open: Block[] = [];
  let next = 0;
  const drafts = findings.drafts.toSorted((a, b) => a.key.start - b.key.start);
  for (const { path, key } of drafts) {
    for (;;) {
      const block = ordered[next];
      if (block === undefined || block.start > key.start) break;
      while ((open.at(-1)?.end ?? Infinity) <= block.start) open.pop();
      open.push(block);
      next += 1;
    }
    while ((open.at(-1)?.end ?? Infinity) <= key.start) open.pop();
    for (const { condition } of open)
      findings.condition(
        key,
        `\`${path.slice(1).join(".")}\` is under the condition \`${condition}\``,
        "move it to the roles that it is for",
      );
  }
}

/** Reports expressions below the key of a section: each may stand for settings. */
function reportExpressions(findings: Findings, lines: Template["lines"]): void {
  const { source, sections } = findings;
  const ordered = sections.toSorted((a, b) => a.key.start - b.key.start);
  let at = 0;
  for (const line of lines) {
    while ((ordered[at + 1]?.key.start ?? Infinity) < line.start) at += 1;
    const section = ordered[at];
    if (section === undefined || section.key.start > line.start) continue;
    const end = Math.max(section.end, section.key.end + 1);
    const isInside =
      line.start < end || source.text.slice(end, line.start).trim() === "";
    if (isInside)
      findings.left(
        line,
        `the template writes \`${findings.quote(line)}\` here`,
        "add the settings that it stands for to the spec",
      );
  }
}
