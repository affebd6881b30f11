import { type RuleName, rules } from "../../rules/registry.js";
import type { Rule, RuleGroup } from "../../rules/rule.js";
import { exampleDocs } from "../example-docs.js";

/** The headings of the groups of rules, in the order of the documentation. */
export const ruleGroups: Readonly<Record<RuleGroup, string>> = {
  effect: "Settings that never take effect",
  harm: "Settings that do harm",
  pods: "Pods",
  cilium: "Cilium",
  memory: "Memory",
  hygiene: "The spec itself",
};

/** Returns docs/rules.md, from the rules: Markdown that has not been formatted yet. */
export function rulesDocs(): string {
  return [
    "# Rules",
    "",
    "<!-- Generated from src/rules/ by `npm run docs`. Do not edit. -->",
    "",
    "`tunegen lint` reports these findings, and so do `build` and `check`. An **error** stops a build; a **warning** and a **note** do not",
    "(with `--max-warnings 0` a warning stops it, too). To keep a setting that a rule reports, `accept` the finding with a reason:",
    "",
    "```yaml",
    "net.ipv4.route.max_size: { value: 1, accept: { no-effect: an audit requires it } }",
    "```",
    "",
    "An `accept` that silences nothing is a finding itself, and an `accept` of an unknown rule is an error. A rule that depends on",
    "a fact about the node reports nothing if the spec does not state that fact. What stops a build before the rules run is listed in",
    "[errors.md](errors.md).",
    "",
    ...Object.entries(ruleGroups).flatMap(([group, title]) => [
      `## ${title}`,
      "",
      ...rules.filter((rule) => rule.group === group).flatMap(section),
    ]),
  ].join("\n");
}

function section(rule: Rule<RuleName>): readonly string[] {
  const { name, severity, summary } = rule;
  return [
    `### ${name}`,
    "",
    `**${severity}** · ${summary}.`,
    "",
    ...ruleBody(rule),
  ];
}

/** Returns what the documentation says of a rule below its heading: Markdown that has not been formatted yet. */
export function ruleBody({ name, page }: Rule<RuleName>): readonly string[] {
  const { explanation, source, failing, passing } = page();
  return [
    explanation,
    "",
    `Source: ${/^https?:\S+$/u.test(source) ? `<${source}>` : source}.`,
    "",
    ...exampleDocs(name, failing, passing),
  ];
}
