import { compileSource } from "../../compile.js";
import { error } from "../../core/diagnostic.js";
import { rules } from "../../rules/registry.js";
import type { Rule, RuleGroup } from "../../rules/rule.js";

const groups: Readonly<Record<RuleGroup, string>> = {
  effect: "Settings that never take effect",
  harm: "Settings that do harm",
  pods: "Pods",
  cilium: "Cilium",
  memory: "Memory",
  hygiene: "The spec itself",
};

/** docs/rules.md, from the rules: Markdown that the formatter still has to lay out. */
export function rulesDocs(): string {
  return [
    "# Rules",
    "",
    "<!-- Generated from src/rules/ by `npm run docs`. Do not edit. -->",
    "",
    "What `tunegen lint` looks for, and `build` and `check` too. An **error** stops a build; a **warning** and a **note** do not",
    "(`--max-warnings 0` makes every warning stop it). A finding that is meant is silenced at its place, with the reason:",
    "",
    "```yaml",
    "net.ipv4.route.max_size: { value: 1, accept: { no-effect: an old audit asks for it } }",
    "```",
    "",
    "An `accept` that silences nothing is a finding itself, and one of a rule that does not exist an error. Rules that depend on",
    "a fact about the node are silent where the spec does not say it.",
    "",
    ...Object.entries(groups).flatMap(([group, title]) => [
      `## ${title}`,
      "",
      ...rules.filter((rule) => rule.group === group).flatMap(section),
    ]),
  ].join("\n");
}

function section(rule: Rule): readonly string[] {
  const { name, severity, summary, explanation, source, failing, passing } =
    rule;
  return [
    `### ${name}`,
    "",
    `**${severity}** · ${summary}.`,
    "",
    explanation,
    "",
    `Source: ${/^https?:\S+$/u.test(source) ? `<${source}>` : source}.`,
    "",
    "Found in",
    "",
    "```yaml",
    failing.spec.trimEnd(),
    "```",
    "",
    "as",
    "",
    "```text",
    ...findingsOf(rule),
    "```",
    "",
    "Fine:",
    "",
    "```yaml",
    passing.spec.trimEnd(),
    "```",
    "",
  ];
}

/** What the rule says of its failing example, without the source line, which stands just above. */
function findingsOf({ name, failing }: Rule): readonly string[] {
  const source = { name: "tuning.yaml", text: failing.spec };
  return compileSource(source, {
    readInclude: (path) => error("unreadable-include", undefined, path),
  })
    .findings.filter(({ code }) => code === name)
    .flatMap(({ severity, message, why, help }) => [
      `tuning.yaml:${failing.at}: ${severity}: ${message} [${name}]`,
      ...(why === undefined ? [] : [`  why: ${why}`]),
      ...(help === undefined ? [] : [`  help: ${help}`]),
    ]);
}
