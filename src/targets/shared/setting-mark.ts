import { type NodeKind, nodeKindNames } from "../../settings/registry.js";
import type { Setting } from "../../settings/setting.js";
import type { Mark } from "../setting-lines.js";

/** Marks a setting, and the one of another kind that comes to it. */
export function settingMark(
  mark: Mark,
  kind: NodeKind,
  { id, loweredFrom }: Pick<Setting, "id" | "loweredFrom">,
): string {
  const own = mark(kind, id);
  const from = nodeKindNames.find((name) => name === loweredFrom?.kind);
  return from === undefined || loweredFrom === undefined
    ? own
    : own + mark(from, loweredFrom.id);
}
