import type { Acceptance, Origin, Owner, Reasons } from "../core/written.js";
import type { Span } from "../core/source.js";

/** A setting as it was written. `V` is what its value comes to before the node is known. */
export interface WrittenSetting<V = unknown> extends Reasons {
  /** By which settings of one kind meet, whatever the spelling. */
  readonly id: string;
  /** The name in the user's own spelling. */
  readonly keyText: string;
  /** Undefined for `null`: what the system has stays. */
  readonly value: V | undefined;
  readonly origin: Origin;
  readonly valueSpan: Span;
}

/** A part of a value that wins by precedence on its own: a module's parameter, a field of `interrupts`. */
export interface Field {
  readonly name: string;
  /** In one spelling: two that have the same mean the same. */
  readonly text: string;
  /** For fields that can have reasons of their own. */
  readonly written?: Reasons & { readonly origin: Origin };
}

/** A setting of one node, resolved. */
export interface Setting<V = unknown> {
  readonly id: string;
  readonly keyText: string;
  /** Undefined where nothing is written: what the system has stays. */
  readonly value: V | undefined;
  /** The reasons written at the setting itself; several where settings were merged. */
  readonly why: readonly string[];
  /** The reason of the profile, role or host that it was written in. */
  readonly ownerWhy: string | undefined;
  readonly refs: readonly string[];
  /** Findings that are meant, by rule. */
  readonly accept: ReadonlyMap<string, Acceptance>;
  /** Where it was written; of a companion, where that was written which needs it. */
  readonly origin: Origin;
  readonly valueSpan: Span;
  /** Everything that was merged into it; empty for a companion. */
  readonly from: readonly Origin[];
  /** What it won over, by precedence. */
  readonly overrode: readonly Origin[];
  /** The parts of the value that targets may write or not, each on its own. */
  readonly fields?: readonly Field[];
}

/** A layer that a node's settings come from. */
export interface SettingLayer {
  readonly owner: Owner;
  readonly why: string | undefined;
  readonly refs: readonly string[];
}
