import { formulas, uncounted } from "./formulas.js";
import type { MemoryFormula, MemoryKind } from "./types.js";

const kinds: Readonly<Record<MemoryKind, string>> = {
  reserved: "reserved",
  ceiling: "ceiling under load",
};

/** Generates docs/memory.md from the formulas, as Markdown in prettier's style. */
export function memoryDocs(): string {
  return `${[
    "# Memory cost of tuning",
    "<!-- Generated from src/memory/ by `npm run docs`. Do not edit. -->",
    "tunegen computes the memory cost of the settings below, for every role and host that sets them. Memory is either **reserved**, as soon as the setting applies, or a **ceiling under load**, the maximum that the kernel uses if the load is high enough.",
    "If the spec states the memory of a node, two rules check the cost. `memory-reserved` warns if the reserved memory of all settings together is more than 10 % of the node's memory. `memory-ceiling` warns about each ceiling of more than 50 %. Ceilings are not added up, because different loads reach different ones. Without the fact `memory`, both rules are skipped.",
    "Set other limits at the top for all roles, or in a role. A role inherits the limits that it does not set from the top; the defaults are 10 and 50:",
    [
      "```yaml",
      "memoryBudget: { reserved: 10, ceiling: 50 } # percent of the node's memory",
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
