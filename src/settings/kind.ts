import { none } from "../core/none.js";
import type * as z from "zod/mini";
import type { Diagnostic } from "../core/diagnostic.js";
import type { NodeFacts } from "../core/facts.js";
import type { Platform } from "../core/platform.js";
import type { Reporter } from "../core/report.js";
import type { Entry } from "../core/tree.js";
import type { Owner, Reasons } from "../core/written.js";
import type { KernelWords } from "../encode/kernel-arguments.js";
import type {
  Field,
  Setting,
  SettingLayer,
  WrittenSetting,
} from "./setting.js";

/** What the facts say about a node. */
export interface Machine {
  readonly facts: NodeFacts;
  readonly platform: Platform;
}

/** How a setting combines with others of the same name on a node. */
export type Form =
  /** Overrides by precedence: a host its role, a role its profiles. */
  | "exact"
  /** Raises a lower value: the largest floor wins. */
  | "floor"
  /** Is joined with the others. */
  | "union"
  /** `null`: removes values of a lower precedence. */
  | "left";

/** The result of a setting on a node. */
export interface OnNode<V> {
  readonly form: Form;
  /** Undefined for `left`, and if the value does not fit the node: `errors` has the reason. */
  readonly value: V | undefined;
  readonly errors: readonly Diagnostic[];
}

/** The value of one layer for one setting of a node. */
export interface Claim<W, V> extends OnNode<V> {
  readonly written: W;
  readonly layer: SettingLayer;
}

/** The result of all claims on one setting. */
export interface Merged<W, V> {
  /** The claim that gives the setting its name, place and form. */
  readonly winner: Claim<W, V>;
  /** All claims that it consists of, the winner included. */
  readonly merged: readonly Claim<W, V>[];
  readonly overrode: readonly Claim<W, V>[];
  readonly value: V | undefined;
}

/** What the language knows of a kind of setting. `W` is a setting of the spec. */
export interface WrittenKind<W extends WrittenSetting = WrittenSetting> {
  /** The field of the spec that contains it: `limits`. Two kinds may share one. */
  readonly section: string;
  /** Where that field may be: `spec` is the top. */
  readonly places: readonly Owner["kind"][];
  /** @internal The published types need no library that checks them. */
  readonly schema: z.ZodMiniType;
  /** Whether the section is required. */
  readonly required?: true;
  /** The plural for messages: `limits`. */
  readonly plural: string;
  /** All names of settings, if the kind has a closed list of them. */
  readonly names?: readonly string[];
  /** Whether lint requires a reason, at the setting or at its profile, role or host. */
  readonly asksReason: boolean;
  /** Reads the section. Reports malformed settings and leaves them out. */
  read(owner: Owner, section: Entry, reporter: Reporter): readonly W[];
  /** The parts of a value that override by precedence one by one. */
  fields?(written: W): readonly Field[];
}

/** How floors merge. */
export interface Floor<V> {
  /** The largest of all, field by field. */
  highest(values: readonly V[]): V;
  /** Whether a value is at least as large as a floor. */
  reaches(value: V, floor: V): boolean;
}

/** A setting of another kind that a setting comes to; `id` identifies it there. */
export type Lowered =
  | {
      readonly kind: "kernelArgument";
      readonly id: string;
      readonly value: KernelWords;
    }
  | {
      readonly kind: "sysfs";
      readonly id: string;
      readonly value: string;
    };

/**
 * What the plan knows in addition of a kind that nodes have. `S` is a setting of a node, and `V` its value.
 */
export interface SettingKind<
  W extends WrittenSetting = WrittenSetting,
  S extends Setting = Setting,
  V = NonNullable<S["value"]>,
> extends WrittenKind<W> {
  /** The fact that tells which target writes the kind; `os`, if left out. */
  readonly writtenBy?: "distribution";
  /** Whether a node's settings are in the order of their layers; otherwise in the order of their first appearance. */
  readonly byLayer?: true;
  /** Sorts a node's settings. */
  compare?(a: S, b: S): number;
  /**
   * Whether a setting applies to a node: `true`, `false` if it is not intended for such nodes, or as a clause why the node
   * cannot use it ("the node runs no kube-proxy"). If missing, every setting applies to every node.
   */
  appliesTo?(written: W, machine: Machine): boolean | string;
  /**
   * Returns, as a clause, why a setting comes to nothing without others; undefined if it does not. `has` tells whether the
   * node has settings of a kind.
   */
  idle?(setting: S, has: (kind: "limit") => boolean): string | undefined;
  /** For kinds that the top of the spec may set: why that applies to no node, and what to do. */
  readonly appliesToNone?: { readonly why: string; readonly help: string };
  onNode(written: W, machine: Machine): OnNode<V>;
  /** Writes a value in a normal form: values with the same text are equal. */
  text(value: V): string;
  /** The name of a setting for messages; by default its name in the user's spelling. */
  nameOf?(written: W): string;
  /** The name of a setting as a path in the spec, where its key means nothing without its section. */
  pathOf?(setting: Pick<S, "id" | "keyText">): string;
  /** A value for messages, in the same unit as the value beside it; `null` is undefined. By default its `text`. */
  words?(written: W, value: V | undefined, beside: V | undefined): string;
  /** Joins values, the lowest level first, where later fields override earlier ones; for kinds with unions. */
  unite?(claims: readonly Claim<W, V>[]): V;
  /** For kinds with floors. */
  readonly floor?: Floor<V>;
  /**
   * Lists the settings of other kinds that a setting comes to, for kinds that no target has files of their own for. A
   * target that handles the kind writes these.
   */
  lower?(setting: S): readonly Lowered[];
  /** What a reader of the generated files must know of everything that the kind comes to; written once. */
  readonly loweredNote?: string;
  /** Makes the setting of a node. Undefined after an error was reported. */
  settle(
    merged: Merged<W, V>,
    machine: Machine,
    reporter: Reporter,
  ): S | undefined;
}

/** Makes what all kinds of settings have in common. */
export function settingOf<V>({
  winner: { written, layer },
  merged,
  overrode,
  value,
}: Merged<WrittenSetting, V>): Setting<V> {
  const { id, keyText, origin, valueSpan } = written;
  // Nearly every setting is written once, and a large spec has very many.
  const isOne = merged.length === 1;
  const reasons = isOne
    ? ownReasons(written)
    : joinReasons(merged.map((claim) => claim.written));
  return {
    id,
    keyText,
    value,
    why: reasons.why,
    ownerWhy: layer.why,
    refs: reasons.refs,
    accept: reasons.accept,
    origin,
    valueSpan,
    from: isOne ? [origin] : merged.map((claim) => claim.written.origin),
    overrode:
      overrode.length === 0
        ? none
        : overrode.map((claim) => claim.written.origin),
  };
}

type SettingReasons = Pick<Setting, "why" | "refs" | "accept">;

function ownReasons({ why, refs, accept }: Reasons): SettingReasons {
  return { why: why === undefined ? [] : [why], refs, accept };
}

function joinReasons(all: readonly Reasons[]): SettingReasons {
  return {
    why: [...new Set(all.flatMap(({ why }) => why ?? []))],
    refs: [...new Set(all.flatMap(({ refs }) => refs))],
    accept: new Map(all.flatMap(({ accept }) => [...accept])),
  };
}

/** Evaluates a setting whose value is the same on every node, and which overrides by precedence. */
export function exact<V>({ value }: WrittenSetting<V>): OnNode<V> {
  return { form: value === undefined ? "left" : "exact", value, errors: none };
}

/** Evaluates a setting that is joined with the others of its name. */
export function union<V>({ value }: WrittenSetting<V>): OnNode<V> {
  return { form: "union", value, errors: none };
}

/** For names in a list: those of all layers are joined. */
export const listed = {
  onNode: union,
  text: () => "",
  unite: () => true,
} satisfies Pick<
  SettingKind<WrittenSetting<true>, Setting<true>>,
  "onNode" | "text" | "unite"
>;
