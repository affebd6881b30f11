import { generatedFrom } from "../../core/generated.js";
import { commentLines } from "../../encode/comment.js";
import type { NotUndone, OldValue, Undo } from "../types.js";

/** Opens a file: what it undoes, where the values come from, how to apply it, and first of all what it does not undo. */
export function heading(
  { kind, name, node, since, source, notUndone }: Undo,
  specName: string,
  how: readonly string[],
): readonly string[] {
  const whose =
    kind === "role"
      ? `role ${name}`
      : `${name === node.name ? "host" : "node"} ${name} (role ${node.role})`;
  return [
    ...commentLines(
      `${generatedFrom(specName)}: what ${whose} had ${since === undefined ? "before the tuning" : `with ${since}`}.`,
    ),
    ...(notUndone.length === 0
      ? []
      : ["#", "# Not undone:", ...notUndone.flatMap(line)]),
    "#",
    ...commentLines(originText(since, source)),
    ...how.flatMap((each) => commentLines(each)),
  ];
}

function originText(
  since: string | undefined,
  source: string | undefined,
): string {
  const baseline = "the baseline, what such a node has without the spec";
  if (since === undefined)
    return source === undefined
      ? `No values were captured: these are ${baseline}.`
      : `The values are those of ${source}, else ${baseline}.`;
  return `Only what changed since ${since}: its values; what it does not set has ${source === undefined ? "" : `those of ${source}, else `}${baseline}.`;
}

function line(each: NotUndone): readonly string[] {
  return commentLines(`- ${notUndoneText(each)}`);
}

/** `the module nf_conntrack: it stays loaded until the next boot; needs a reboot`. */
export function notUndoneText({ what, why, remedy }: NotUndone): string {
  return `${what}: ${why}${REMEDIES[remedy]}`;
}

const REMEDIES = {
  reboot: "; needs a reboot",
  unknown: "; a reboot without the tuning restores it",
  restart: "",
} as const;

/** A value of before, as to how it is known. */
type Known = Pick<OldValue, "evidence" | "notes">;

export function evidenceLines(old: Known, indent = 0): readonly string[] {
  return commentLines(evidenceText(old), indent);
}

/** `Measured. The default of the kernel.` */
export function evidenceText({ evidence, notes }: Known): string {
  return [`${evidence.slice(0, 1).toUpperCase()}${evidence.slice(1)}`, ...notes]
    .map((each) => `${each}.`)
    .join(" ");
}
