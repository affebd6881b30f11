import {
  codeBlock,
  inlineCode,
  plainText,
  table,
} from "../../encode/markdown.js";
import { shellWord } from "../../encode/shell.js";
import { recordingsOf } from "../../plan/monitoring-recordings.js";
import type { RolloutPlan } from "../../plan/types.js";
import { type RunbookContext, tunegen } from "./context.js";
import { panelOf } from "./signals.js";

/** The table of values before and after, and the comparison of all nodes with the spec. */
export function afterLines(
  context: RunbookContext,
  rollout: RolloutPlan,
): readonly string[] {
  return [...tableLines(context, rollout), ...verifyLines(context, rollout)];
}

/** The table of recording rules, queries and panels before and after, to fill in. */
function tableLines(
  context: RunbookContext,
  { prometheus, stages }: RolloutPlan,
): readonly string[] {
  const { plan } = context;
  const recordings = recordingsOf({
    monitoring: plan.monitoring,
    nodes: stages.flatMap(({ members }) => members.map(({ node }) => node)),
    cilium: stages.some(({ items }) =>
      items.some(({ kind }) => kind === "cilium"),
    )
      ? plan.cilium
      : undefined,
  });
  const signals = stages.flatMap(({ watch, stop }) => [...watch, ...stop]);
  const queries = new Set(
    signals.flatMap((signal) =>
      signal.kind === "query" ? [signal.query] : [],
    ),
  );
  const panels = new Set(signals.flatMap(panelOf));
  if (recordings.length + queries.size + panels.size === 0) return [];
  const rows = [
    ...recordings.map(({ name, title, unit }) => [
      inlineCode(name),
      plainText(
        unit === undefined || unit === "sockets" ? title : `${title} (${unit})`,
      ),
    ]),
    ...[...queries].map((query) => [inlineCode(query), ""]),
    ...[...panels].map((title) => ["", plainText(title)]),
  ];
  return [
    "### Before and after",
    "",
    ...table(
      [
        "recording rule or query",
        "what it is, or panel of the dashboard",
        "before",
        ...stages.map((_, at) => `after stage ${at + 1}`),
      ],
      rows.map((row) => [...row, "", ...stages.map(() => "")]),
    ),
    "",
    ...(prometheus === undefined || recordings.length + queries.size === 0
      ? []
      : [
          ...(recordings.length === 0
            ? []
            : [
                "`tunegen verify --before` prints the recording rules of all nodes at a time, here a day ago, and now:",
                "",
              ]),
          ...codeBlock("sh", [
            ...(recordings.length === 0
              ? []
              : [
                  tunegen(
                    context,
                    "verify",
                    `--prometheus ${shellWord(prometheus)}`,
                    "--before 24h",
                  ),
                ]),
            ...[...queries].map(
              (query) =>
                `promtool query instant ${shellWord(prometheus)} ${shellWord(query)}`,
            ),
          ]),
          "",
        ]),
  ];
}

function verifyLines(
  context: RunbookContext,
  { prometheus, stages }: RolloutPlan,
): readonly string[] {
  const roles = new Set(
    stages.flatMap(({ members }) => members.map(({ node }) => node.role)),
  );
  return prometheus === undefined || roles.size === 0
    ? []
    : [
        "### After the last stage",
        "",
        "All nodes, by the values that node_exporter exports:",
        "",
        ...codeBlock(
          "sh",
          [...roles].map((role) =>
            tunegen(
              context,
              "verify",
              `--prometheus ${shellWord(prometheus)}`,
              `--role ${shellWord(role)}`,
            ),
          ),
        ),
        "",
      ];
}
