import type { Source } from "../core/source.js";
import { lastOfEach } from "./last-of-each.js";
import { type Conditional, type Item, layOut } from "./layout.js";
import type { FormatName } from "./format-names.js";
import type { FoundFact, Reading, Remark } from "./types.js";

/** Makes the reading of a file from its items, in order, and what was remarked about them. */
export function finish(
  source: Source,
  format: FormatName,
  {
    items,
    remarks,
    facts = [],
  }: {
    readonly items: readonly Item[];
    readonly remarks: readonly Remark[];
    readonly facts?: readonly FoundFact[];
  },
): Reading {
  const laidOut = layOut(items);
  const { settings, remarks: repeated } = lastOfEach(laidOut.settings);
  return {
    source,
    format,
    heading: laidOut.heading,
    facts,
    settings: settings.map(({ setting }) => setting),
    commentedOut: laidOut.commentedOut,
    remarks: [
      ...remarks,
      ...laidOut.remarks,
      ...repeated,
      ...settings.flatMap(conditional),
    ].sort((a, b) => a.span.start - b.span.start),
  };
}

function conditional({
  setting: { path, span },
  condition,
}: Conditional): readonly Remark[] {
  if (condition === undefined) return [];
  const name = path.slice(1).join(" ");
  return [
    {
      kind: "condition",
      span,
      message: `\`${name}\` is set only under \`${condition}\``,
      help: "if it is not for every node, move it to a role or a host",
    },
  ];
}
