import { findKey } from "../../catalogue/lookup.js";
import type { Platform } from "../../core/platform.js";
import {
  type Baseline,
  baselineOf,
  comparedValue,
} from "../../platform/baseline.js";
import type { NodePlan } from "../../plan/types.js";
import type { Sysctl } from "../../settings/sysctl/index.js";
import { keyOf } from "../../core/key.js";
import { onceFor } from "../../core/once-for.js";

/** What many rules look up on a node. */
interface Index {
  readonly all: readonly Sysctl[];
  readonly written: ReadonlyMap<string, Sysctl>;
}

const indexOfSettings = onceFor(
  ({ sysctl: all }: NodePlan["settings"]): Index => {
    const written = new Map<string, Sysctl>();
    for (const sysctl of all)
      if (sysctl.value !== undefined) written.set(sysctl.id, sysctl);
    return { all, written };
  },
);

function indexOf(node: NodePlan): Index {
  return indexOfSettings(node.settings);
}

/** Returns every sysctl of a node, in the order of its files. */
export function settings(node: NodePlan): readonly Sysctl[] {
  return indexOf(node).all;
}

/** Returns the settings with a value, by key: those that `null` leaves to the kernel are missing. */
export function settingsById(node: NodePlan): ReadonlyMap<string, Sysctl> {
  return indexOf(node).written;
}

/** Returns the setting of a key, if it has a value. */
export function setting(node: NodePlan, id: string): Sysctl | undefined {
  return indexOf(node).written.get(id);
}

/** Returns the fields of a setting of integers; empty for a text. */
export function fieldsOf({ value }: Pick<Sysctl, "value">): readonly bigint[] {
  return value?.type === "integers" ? value.fields : [];
}

/** Returns the integer of a setting; undefined for a vector, for a text and without a value. */
export function integerOf(
  sysctl: Pick<Sysctl, "value"> | undefined,
): bigint | undefined {
  const fields = sysctl === undefined ? [] : fieldsOf(sysctl);
  return fields.length === 1 ? fields[0] : undefined;
}

/** Returns the text of a setting; undefined for integers. */
export function textOf(sysctl: Sysctl | undefined): string | undefined {
  return sysctl?.value?.type === "text" ? sysctl.value.text : undefined;
}

/** The value of a key on a node, and the setting that sets it; undefined for what the node has without the spec. */
export interface Held {
  readonly fields: readonly bigint[];
  readonly by: Sysctl | undefined;
}

/** Returns the integers of a key on a node: those of the spec, else its value without the spec if comparisons may rely on that. */
export function held(node: NodePlan, id: string): Held | undefined {
  const by = setting(node, id);
  if (by !== undefined) {
    const fields = fieldsOf(by);
    return fields.length === 0 ? undefined : { fields, by };
  }
  const known = heldByDefault(node.platform);
  if (!known.has(id)) {
    const baseline = baselineOf(findKey(keyOf(id.split("."))), id, node);
    const fields = sureDefault({ baseline });
    known.set(id, fields && { fields, by: undefined });
  }
  return known.get(id);
}

/** What machines hold without the spec, by key: the hosts of a role are asked for the same few. */
const heldByDefault = onceFor<Platform, Map<string, Held | undefined>>(
  () => new Map(),
);

/** Returns the value that a node has without the spec as integers, if comparisons may rely on it. */
export function sureDefault({
  baseline,
}: Pick<Sysctl, "baseline">): readonly bigint[] | undefined {
  return baseline && comparedIntegers(baseline);
}

const comparedIntegers = onceFor((baseline: Baseline) =>
  integersIn(comparedValue(baseline)),
);

/** Parses a value as the kernel prints it; undefined for a text. */
export function integersIn(
  value: string | undefined,
): readonly bigint[] | undefined {
  const fields = value?.split(" ");
  return fields?.every((field) => /^-?[0-9]+$/u.test(field)) === true
    ? fields.map(BigInt)
    : undefined;
}

/** Returns the name of a node for messages: role `worker`, host `raccoon00`. */
export function nodeName({ kind, name }: NodePlan): string {
  return `${kind} \`${name}\``;
}
