import { formulas, uncounted } from "./formulas.js";
import type { MemoryFormula, MemoryKind } from "./types.js";

const kinds: Readonly<Record<MemoryKind, string>> = {
  reserved: "reserved at once",
  ceiling: "ceiling under load",
};

/** docs/memory.md, from the formulas: Markdown as prettier lays it out. */
export function memoryDocs(): string {
  return `${[
    "# What tuning costs in memory",
    "<!-- Generated from src/memory/ by `npm run docs`. Do not edit. -->",
    "For every setting below that a role or a host writes, tunegen knows what it takes. Some of it is **reserved at once**, as soon as the setting is in force; the rest is a **ceiling under load**: no more than a limit, which load may or may not reach.",
    "Where the spec says how much memory a node has, two rules compare the bill with it: `memory-reserved` warns when everything that is reserved at once, taken together, is more than 10 % of the memory; `memory-ceiling` warns of each ceiling that is more than 50 % of it. Ceilings are not added up: different loads reach different ones. Without `memory` among the facts, both are silent.",
    "The limits are the spec's to choose, for all roles at the top, and for one role in the role; what a role leaves out is the top's, and what the top leaves out is 10 and 50:",
    [
      "```yaml",
      "memoryBudget: { reserved: 10, ceiling: 50 } # per cent of the node's memory",
      "roles:",
      "  database:",
      "    memoryBudget: { reserved: 60 } # huge pages for the databases",
      "```",
    ].join("\n"),
    ...formulas.flatMap(section),
    "## What is not counted",
    ...uncounted.map(({ keys, why }) => `${list(keys)}: ${why}`),
  ].join("\n\n")}\n`;
}

function section({
  name,
  keys,
  kind,
  formula,
  explanation,
  source,
}: MemoryFormula): readonly string[] {
  return [
    `## ${name}`,
    `${list(keys)}: **${kinds[kind]}**.`,
    `${formula[0]?.toUpperCase() ?? ""}${formula.slice(1)}.`,
    explanation,
    `Source: ${source.replaceAll(/https?:[^\s;]+/gu, "<$&>")}.`,
  ];
}

function list(keys: readonly string[]): string {
  return keys.map((key) => `\`${key}\``).join(", ");
}
