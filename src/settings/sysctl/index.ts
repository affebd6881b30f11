import type { KeyFacts } from "../../catalogue/types.js";
import { exactFormat } from "../../core/amount-text.js";
import { isItems, parseItems, uniteItems } from "../../core/item-list.js";
import type { NixPriority } from "../../core/nix-priority.js";
import type { SysctlKey } from "../../core/key.js";
import type { Reporter } from "../../core/report.js";
import {
  type Claim,
  type Machine,
  type Merged,
  type SettingKind,
  settingOf,
} from "../kind.js";
import {
  type Baseline,
  baselineOf,
  comparedValue,
} from "../../platform/baseline.js";
import type { Setting } from "../setting.js";
import { hasAlgorithm, isPresent } from "./is-present.js";
import { onNode } from "./on-node.js";
import { listOf, ownItems } from "./own-items.js";
import { readSysctls } from "./read.js";
import { sysctlSchema } from "./schema.js";
import {
  integersOf,
  type SysctlValue,
  valueOfText,
  valueText,
} from "./value.js";
import type { WrittenSysctl } from "./written.js";

/** One sysctl of one node, resolved. */
export interface Sysctl extends Setting<SysctlValue> {
  readonly key: SysctlKey;
  /** For a pattern, the first key that it matches; undefined for a key that the catalogue does not have. */
  readonly known: KeyFacts | undefined;
  /** Its priority in NixOS modules; undefined for that of the target. */
  readonly priority?: NixPriority | undefined;
  /** `kernel`: the spec has `null`, which keeps the node's own value. `floor`: the default already reaches the floor. */
  readonly left?: "kernel" | "floor" | undefined;
  /** Whether the value is a floor that the node may not have reached without the spec. */
  readonly isFloor?: true | undefined;
  /** What the node has without the spec. Undefined for a pattern, too: the keys that it matches have defaults of their own. */
  readonly baseline: Baseline | undefined;
  /** Who sets items of this list at boot: a write replaces them, so it contains them. */
  readonly unitedWith?: readonly string[] | undefined;
  /** The settings that require it: it is a companion, or a set to which companions were added. */
  readonly because?: readonly Cause[];
}

/** Why something was derived: the setting that requires it, and the reason as a comment. */
export interface Cause {
  readonly id: string;
  readonly note: string;
}

type SysctlClaim = Claim<WrittenSysctl, SysctlValue>;

export const sysctl: SettingKind<WrittenSysctl, Sysctl> = {
  section: "sysctl",
  places: ["profile", "role", "host"],
  schema: sysctlSchema,
  plural: "sysctls",
  asksReason: true,
  byLayer: true,
  read: readSysctls,
  onNode,
  text: valueText,
  words,
  unite,
  floor: { highest, reaches },
  settle,
};

function words(
  { known }: WrittenSysctl,
  value: SysctlValue | undefined,
  beside: SysctlValue | undefined,
): string {
  if (value === undefined) return "the kernel's default";
  if (value.type !== "integers")
    return value.text === "" ? "empty" : value.text;
  const others = beside?.type === "integers" ? beside.fields : [];
  const format = exactFormat([...value.fields, ...others], known?.unit);
  return format === undefined
    ? valueText(value)
    : value.fields.map(format).join(", ");
}

function unite(claims: readonly SysctlClaim[]): SysctlValue {
  const items = claims.flatMap(({ written: { value } }) =>
    value?.form === "list" ? value.items : [],
  );
  const of = listOf(claims[0]?.written.known);
  return { type: "text", text: uniteItems(items, of) };
}

function settle(
  merged: Merged<WrittenSysctl, SysctlValue>,
  machine: Machine,
  reporter: Reporter,
): Sysctl | undefined {
  const { form, written } = merged.winner;
  const { key, known } = written;
  // The keys that a pattern matches have defaults of their own.
  const baseline = key.isPattern
    ? undefined
    : baselineOf(known, written.id, machine);
  const reached =
    form === "floor" &&
    merged.value !== undefined &&
    isReached(merged.value, baseline);
  const own =
    form === "union" && merged.value !== undefined
      ? ownItems(written.id, listOf(known), machine.platform)
      : undefined;
  const value = reached
    ? undefined
    : own === undefined
      ? merged.value
      : withItems(merged.value, own.items, known);
  if (
    value !== undefined &&
    !(
      isPresent(written, machine, reporter) &&
      hasAlgorithm(written, value, machine, reporter)
    )
  )
    return undefined;
  const setting = settingOf(merged);
  // Field by field: a spread takes three times as long, and there may be a hundred thousand.
  return Object.freeze({
    id: setting.id,
    keyText: setting.keyText,
    value,
    why: setting.why,
    ownerWhy: setting.ownerWhy,
    refs: setting.refs,
    accept: setting.accept,
    origin: setting.origin,
    valueSpan: setting.valueSpan,
    from: setting.from,
    overrode: setting.overrode,
    key,
    known,
    priority: strongest(merged.merged),
    left: form === "left" ? "kernel" : reached ? "floor" : undefined,
    baseline,
    isFloor: form === "floor" && value !== undefined ? true : undefined,
    unitedWith: own?.by,
  });
}

/** Adds items to a list. */
export function withItems(
  value: SysctlValue | undefined,
  items: readonly string[],
  known: KeyFacts | undefined,
): SysctlValue {
  const of = listOf(known);
  const written = value?.type === "text" ? parseItems(value.text, of) : [];
  return {
    type: "text",
    text: uniteItems([...(isItems(written) ? written : []), ...items], of),
  };
}

/** Finds the priority that wins where one value is set several times. */
function strongest(claims: readonly SysctlClaim[]): NixPriority | undefined {
  const [only] = claims;
  if (claims.length === 1) return only?.written.priority;
  return claims
    .flatMap(({ written }) => written.priority ?? [])
    .sort((a, b) => a.number - b.number)[0];
}

/** Whether every value that the node is known to have, or may have, without the spec reaches a floor. */
function isReached(
  floor: SysctlValue,
  baseline: Baseline | undefined,
): boolean {
  if (baseline?.by !== undefined && baseline.value === undefined) return false;
  const known = (baseline?.candidates ?? []).filter(
    ({ value, least }) => value !== undefined || least !== undefined,
  );
  return (
    known.length > 0 &&
    known.every((each) => {
      const certain = comparedValue(each) ?? each.least;
      return certain !== undefined && reaches(valueOfText(certain), floor);
    })
  );
}

function highest(values: readonly SysctlValue[]): SysctlValue {
  const fields = values.reduce<readonly bigint[]>(
    (largest, value) =>
      fieldsOf(value).map((field, index) =>
        larger(field, largest[index] ?? field),
      ),
    [],
  );
  return integersOf(fields);
}

function reaches(value: SysctlValue, floor: SysctlValue): boolean {
  const fields = fieldsOf(value);
  return fieldsOf(floor).every((least, index) => {
    const field = fields[index];
    return field !== undefined && field >= least;
  });
}

function fieldsOf(value: SysctlValue): readonly bigint[] {
  return value.type === "integers" ? value.fields : [];
}

function larger(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
