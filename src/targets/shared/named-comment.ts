import { commentLines } from "../../encode/comment.js";
import type { Setting } from "../../settings/setting.js";
import type { NodePlan } from "../../plan/types.js";
import type { Comment } from "./views.js";

/**
 * Says why a limit, a sysfs value or a kernel argument is set, and names its owner where that is not the node itself.
 * URLs are never broken.
 */
export function namedComment(
  node: NodePlan,
  setting: Setting,
  indent: number,
  notes: readonly string[] = [],
): Comment {
  const { kind, name } = setting.origin.owner;
  const own = kind === node.kind && name === node.name;
  const reasons =
    setting.why.length > 0
      ? setting.why
      : [own ? "" : (setting.ownerWhy ?? "")];
  const text = reasons.filter((reason) => reason !== "").join(". ");
  const title = own ? "" : `${kind === "profile" ? "Profile" : "Role"} ${name}`;
  const said = [title, text].filter((part) => part !== "").join(": ");
  return [
    ...commentLines(said, indent),
    ...[...notes, setting.loweredFrom?.note ?? []]
      .flat()
      .flatMap((note) => commentLines(note, indent)),
    ...setting.refs.flatMap((ref) => commentLines(`See ${ref}`, indent)),
  ];
}

/** Notes what the operator must know about a value of a device. */
export function deviceNotes({ id }: Setting<string>): string[] {
  return /^(?:block|bus|class|devices\/(?!system\/))/u.test(id)
    ? ["Set once, at boot. A device that appears later needs a udev rule."]
    : [];
}

/** Returns the settings that have a value. */
export function written<S extends Setting>(
  settings: readonly S[],
): readonly (S & { readonly value: NonNullable<S["value"]> })[] {
  return settings.filter(
    (setting): setting is S & { readonly value: NonNullable<S["value"]> } =>
      setting.value !== undefined,
  );
}

/** Removes a comment that repeats that of the entry before. */
export function saidOnce<E extends { readonly comment: Comment }>(
  entries: readonly E[],
): readonly E[] {
  let last = "";
  return entries.map((entry) => {
    const text = entry.comment.join("\n");
    const again = text === last;
    if (text !== "") last = text;
    return again ? { ...entry, comment: [] } : entry;
  });
}
