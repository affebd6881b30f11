import { findKey } from "../../catalogue/lookup.js";
import type { KeyFacts } from "../../catalogue/types.js";
import { isKey, parseKey } from "../../core/key.js";
import { nearestNames } from "../../core/nearest.js";
import type { Owner } from "../../core/written.js";
import { spanText } from "../../core/source.js";
import { causesOf } from "../../diff/settings.js";
import {
  conntrackIds,
  proxyOrder,
} from "../../platform/component/proxy-fields.js";
import type { NodeKind, SettingOf } from "../../settings/registry.js";
import type { Setting } from "../../settings/setting.js";
import type { Sysctl } from "../../settings/sysctl/index.js";
import { valueText } from "../../settings/sysctl/value.js";

/** What an error takes away from a node. */
export type Gap = (
  | { readonly of: "facts" }
  /** Which other programs write its sysctls. */
  | { readonly of: "writers" }
  | SettingGap
) & {
  /** The place of the error in the list of findings. */
  readonly finding: number;
};

/** Settings of one layer that could not be read. */
export interface SettingGap {
  readonly of: "settings";
  /** Undefined for all kinds. */
  readonly kind: NodeKind | undefined;
  /** The id of a sysctl; undefined for all settings of the kind. */
  readonly id: string | undefined;
  readonly owner: Owner;
  /** Whether a part of the value could not be read, so that what was read of it is not the value. */
  readonly isPart: boolean;
}

/** Kinds whose settings reach a node as they are written, whatever its facts are. */
const asWritten: ReadonlySet<NodeKind> = new Set([
  ...(["sysctl", "module", "sysfs", "kernelArgument"] as const),
]);

/** The precedence of layers: a higher one overrides a lower one. */
const levels: Readonly<Record<Owner["kind"], number>> = {
  spec: -1,
  profile: 0,
  role: 1,
  host: 2,
  workload: 3,
  mount: 3,
};

/**
 * Whether a node that does not have a setting may have it without the error.
 *
 * @param causes the sysctls for which other nodes have it
 */
export function mayHave(
  gap: Gap,
  kind: NodeKind,
  id: string,
  causes: ReadonlySet<string>,
): boolean {
  if (covers(gap, kind, id) || isMisspelt(gap, kind, id)) return true;
  if (gap.of === "writers") return false;
  if (gap.of === "facts" || gap.id === undefined)
    return kind !== "sysctl" || causes.size > 0;
  return causes.has(gap.id) || mayFollow(gap.id, kind, id, causes);
}

/** Whether a setting may be derived from a sysctl whose value is not known. */
function mayFollow(
  sysctl: string,
  kind: NodeKind,
  id: string,
  causes: ReadonlySet<string>,
): boolean {
  const known = factsOf(sysctl);
  switch (kind) {
    case "module":
      // The value of a key without a unit may name a module: a congestion control, a queueing discipline.
      return known?.unit === undefined || known.module === id;
    case "kubeProxy":
      return (
        known === undefined ||
        proxyOrder.some((field) => conntrackIds(field).includes(sysctl))
      );
    default:
      return known === undefined && causes.size > 0;
  }
}

/** Whether a key that does not exist may be meant for another one. */
function isMisspelt(gap: Gap, kind: NodeKind, id: string): boolean {
  return (
    kind === "sysctl" &&
    gap.of === "settings" &&
    gap.id !== undefined &&
    factsOf(gap.id) === undefined &&
    nearestNames(gap.id, [id], 1).length > 0
  );
}

function factsOf(id: string): KeyFacts | undefined {
  const key = parseKey(id);
  return isKey(key) ? findKey(key) : undefined;
}

function covers(gap: Gap, kind: NodeKind, id: string): boolean {
  return (
    gap.of === "settings" &&
    (gap.kind ?? kind) === kind &&
    (gap.id ?? id) === id
  );
}

/** Whether the value that a node has despite a gap may be another one without the error. */
export function isInDoubt<K extends NodeKind>(
  kind: K,
  setting: SettingOf<K>,
  gap: Gap,
): boolean {
  const { origin, from, loweredFrom }: Setting = setting;
  const isDerived = causesOf(setting).length > 0 || loweredFrom !== undefined;
  if (gap.of === "writers") return false;
  if (gap.of === "facts")
    return (
      isDerived ||
      !asWritten.has(kind) ||
      ("known" in setting && followsFacts(setting))
    );
  if (isDerived)
    return gap.id === undefined || causesOf(setting).includes(gap.id);
  if (!covers(gap, kind, setting.id) && !isMisspelt(gap, kind, setting.id))
    return false;
  // Lists, and settings of several fields, join what all layers say.
  if (!("known" in setting)) return true;
  // What this layer says could be read, so the error is about something else: a reason, or an acceptance.
  const isOwn = [origin, ...from].some(
    ({ owner }) =>
      owner.kind === gap.owner.kind && owner.name === gap.owner.name,
  );
  if (isOwn && gap.id !== undefined && !gap.isPart) return false;
  const isJoined = setting.isFloor === true || from.length > 1;
  return isJoined || levels[gap.owner.kind] >= levels[origin.owner.kind];
}

/** Whether a sysctl is computed from facts: pages, products, floors and lists that a system sets, too. */
function followsFacts({
  value,
  known,
  valueSpan,
  isFloor,
  left,
  unitedWith,
}: Sysctl): boolean {
  if (isFloor === true || left === "floor" || unitedWith !== undefined)
    return true;
  const written = spanText(valueSpan);
  if (value !== undefined && plain(written) === plain(valueText(value)))
    return false;
  return known?.unit === "pages" || /per(?:Cpu|GiB)/u.test(written);
}

function plain(text: string): string {
  return text.replaceAll(/["'[\],\s]+/gu, " ").trim();
}
