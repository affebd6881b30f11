import { defaultFor } from "../../catalogue/defaults.js";
import { findKey } from "../../catalogue/lookup.js";
import type { NodePlan, Sysctl } from "../../plan/types.js";
import { keyOf } from "../../core/key.js";

/** What the rules look up on a node again and again. */
interface Index {
  readonly all: readonly Sysctl[];
  readonly written: ReadonlyMap<string, Sysctl>;
}

const indexes = new WeakMap<NodePlan["settings"], Index>();

function indexOf({ settings: own }: NodePlan): Index {
  const known = indexes.get(own);
  if (known !== undefined) return known;
  const all = own.sysctl;
  const written = new Map(
    all
      .filter(({ value }) => value !== undefined)
      .map((sysctl) => [sysctl.id, sysctl]),
  );
  const index = { all, written };
  indexes.set(own, index);
  return index;
}

/** Every sysctl of a node, in the order of its files. */
export function settings(node: NodePlan): readonly Sysctl[] {
  return indexOf(node).all;
}

/** The settings that are written and not left to the kernel, by key. */
export function settingsById(node: NodePlan): ReadonlyMap<string, Sysctl> {
  return indexOf(node).written;
}

/** The setting of a key, where it is written and not left to the kernel. */
export function setting(node: NodePlan, id: string): Sysctl | undefined {
  return indexOf(node).written.get(id);
}

/** The fields of a setting that is made of integers. */
export function fieldsOf({ value }: Pick<Sysctl, "value">): readonly bigint[] {
  return value?.type === "integers" ? value.fields : [];
}

/** The one integer of a setting; undefined for a vector, a text, and for nothing written. */
export function integerOf(sysctl: Sysctl | undefined): bigint | undefined {
  const fields = sysctl === undefined ? [] : fieldsOf(sysctl);
  return fields.length === 1 ? fields[0] : undefined;
}

/** The text of a setting that is not made of integers. */
export function textOf(sysctl: Sysctl | undefined): string | undefined {
  return sysctl?.value?.type === "text" ? sysctl.value.text : undefined;
}

/** What a key holds on a node, and the setting that says so; none where it is the kernel's default. */
export interface Held {
  readonly fields: readonly bigint[];
  readonly by: Sysctl | undefined;
}

/** What a key of integers holds on a node: what is written, else the kernel's default where that is sure. */
export function held(node: NodePlan, id: string): Held | undefined {
  const by = setting(node, id);
  if (by !== undefined) {
    const fields = fieldsOf(by);
    return fields.length === 0 ? undefined : { fields, by };
  }
  const known = findKey(keyOf(id.split(".")));
  const kernelDefault = known && defaultFor(known, node.facts);
  const fields = sureDefault({ kernelDefault });
  return fields && { fields, by: undefined };
}

/** The kernel's own default as integers, where it is sure on this node. */
export function sureDefault({
  kernelDefault,
}: Pick<Sysctl, "kernelDefault">): readonly bigint[] | undefined {
  if (kernelDefault?.sure !== true) return undefined;
  const fields = kernelDefault.value.trim().split(/\s+/u);
  return fields.every((field) => /^-?[0-9]+$/u.test(field))
    ? fields.map(BigInt)
    : undefined;
}

/** `role worker` or `host raccoon00`, as messages name a node. */
export function nodeName({ kind, name }: NodePlan): string {
  return `${kind} \`${name}\``;
}
