import type * as z from "zod/mini";
import type { Diagnostic } from "../core/diagnostic.js";
import type { NodeFacts } from "../core/facts.js";
import type { Platform } from "../core/platform.js";
import type { Reporter } from "../core/report.js";
import type { Entry } from "../core/tree.js";
import type { Owner } from "../core/written.js";
import type {
  Field,
  Setting,
  SettingLayer,
  WrittenSetting,
} from "./setting.js";

/** What a node is, by the facts that hold for it. */
export interface Machine {
  readonly facts: NodeFacts;
  readonly platform: Platform;
}

/** How a written setting meets others of its name on a node. */
export type Form =
  /** Wins by precedence: a host over its role over profiles. */
  | "exact"
  /** Raises whatever is below it: the largest floor wins. */
  | "floor"
  /** Is joined with the others. */
  | "union"
  /** `null`: takes away what has a lower precedence. */
  | "left";

/** What a written setting comes to on a node. */
export interface OnNode<V> {
  readonly form: Form;
  /** Undefined for `left`, and where the value does not fit the node, as `errors` says. */
  readonly value: V | undefined;
  readonly errors: readonly Diagnostic[];
}

/** One layer's say on one setting of a node. */
export interface Claim<W, V> extends OnNode<V> {
  readonly written: W;
  readonly layer: SettingLayer;
}

/** What the claims on one setting come to. */
export interface Merged<W, V> {
  /** Whose name, place and form the setting has. */
  readonly winner: Claim<W, V>;
  /** Everything that it is made of, the winner included. */
  readonly merged: readonly Claim<W, V>[];
  readonly overrode: readonly Claim<W, V>[];
  readonly value: V | undefined;
}

/** What the language has to know of a kind of setting. `W` is what is written. */
export interface WrittenKind<W extends WrittenSetting = WrittenSetting> {
  /** The field of the spec that holds it: `limits`. Two kinds may share one. */
  readonly section: string;
  /** Where that field may be: `spec` is the top. */
  readonly places: readonly Owner["kind"][];
  readonly schema: z.ZodMiniType;
  /** Whether the section must be there. */
  readonly required?: true;
  /** What messages call several of them: `limits`. */
  readonly plural: string;
  /** Whether lint asks for a reason, at the setting or at what it is written in. */
  readonly asksReason: boolean;
  /** Reads the section. Reports what cannot be read, and leaves it out. */
  read(owner: Owner, section: Entry, reporter: Reporter): readonly W[];
  /** The parts of a value that win by precedence on their own. */
  fields?(written: W): readonly Field[];
}

/** How floors merge. */
export interface Floor<V> {
  /** The largest of all, field by field. */
  highest(values: readonly V[]): V;
  /** Whether a value is at least as large as a floor. */
  reaches(value: V, floor: V): boolean;
}

/**
 * What the plan has to know beside that of a kind that nodes have. `S` is a setting of a node, and `V` its value.
 */
export interface SettingKind<
  W extends WrittenSetting = WrittenSetting,
  S extends Setting = Setting,
  V = NonNullable<S["value"]>,
> extends WrittenKind<W> {
  /** Whether a node's settings are in the order of the layers they are from; else in that of their first appearance. */
  readonly byLayer?: true;
  /** Sorts a node's settings. */
  compare?(a: S, b: S): number;
  /**
   * Whether a setting is for a node: `true`, `false` where it was not written for nodes of the sort, or why the node
   * cannot use it, as a clause ("the node runs no kube-proxy"). Every setting is for every node, if left out.
   */
  appliesTo?(written: W, machine: Machine): boolean | string;
  onNode(written: W, machine: Machine): OnNode<V>;
  /** A value in one spelling: two that have the same mean the same. */
  text(value: V): string;
  /** What messages call a setting; its name in the user's spelling, if left out. */
  nameOf?(written: W): string;
  /** What messages call a value, which is undefined for `null`; `text`, if left out. */
  words?(written: W, value: V | undefined): string;
  /** Joins values, the lowest level first, fields of a later one winning; for kinds that have unions. */
  unite?(claims: readonly Claim<W, V>[]): V;
  /** For kinds that have floors. */
  readonly floor?: Floor<V>;
  /** Makes the setting of a node. Undefined after an error was reported. */
  settle(
    merged: Merged<W, V>,
    machine: Machine,
    reporter: Reporter,
  ): S | undefined;
}

/** What all kinds of settings have in common. */
export function settingOf<V>({
  winner: { written, layer },
  merged,
  overrode,
  value,
}: Merged<WrittenSetting, V>): Setting<V> {
  const all = merged.map((claim) => claim.written);
  return {
    id: written.id,
    keyText: written.keyText,
    value,
    why: [...new Set(all.flatMap(({ why }) => why ?? []))],
    ownerWhy: layer.why,
    refs: [...new Set(all.flatMap(({ refs }) => refs))],
    accept: new Map(all.flatMap(({ accept }) => [...accept])),
    origin: written.origin,
    valueSpan: written.valueSpan,
    from: all.map(({ origin }) => origin),
    overrode: overrode.map((claim) => claim.written.origin),
  };
}

const none: readonly never[] = Object.freeze([]);

/** What a setting comes to whose value no node changes: it wins by precedence. */
export function exact<V>({ value }: WrittenSetting<V>): OnNode<V> {
  return { form: value === undefined ? "left" : "exact", value, errors: none };
}

/** What a setting comes to that is joined with the others of its name. */
export function union<V>({ value }: WrittenSetting<V>): OnNode<V> {
  return { form: "union", value, errors: none };
}

/** How names in a list meet, which are there or not: those of all layers are joined. */
export const listed = {
  onNode: union,
  text: () => "",
  unite: () => true,
} satisfies Pick<
  SettingKind<WrittenSetting<true>, Setting<true>>,
  "onNode" | "text" | "unite"
>;
