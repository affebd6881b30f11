import type { Acceptance, Origin, Owner, Reasons } from "../core/written.js";
import type { Span } from "../core/source.js";

/** A setting of the spec. `V` is its value before the node is known. */
export interface WrittenSetting<V = unknown> extends Reasons {
  /** The same for all spellings of one name. */
  readonly id: string;
  /** The name in the user's own spelling. */
  readonly keyText: string;
  /** Undefined for `null`, which keeps the value of the system. */
  readonly value: V | undefined;
  readonly origin: Origin;
  readonly valueSpan: Span;
}

/** A part of a value that overrides by precedence on its own: a module's parameter, a field of `interrupts`. */
export interface Field {
  readonly name: string;
  /** In a normal form: fields with the same text are equal. */
  readonly text: string;
  /** For fields that can have reasons of their own. */
  readonly written?: Reasons & { readonly origin: Origin };
}

/** A setting of one node, resolved. */
export interface Setting<V = unknown> {
  readonly id: string;
  readonly keyText: string;
  /** Undefined if nothing is written, which keeps the value of the system. */
  readonly value: V | undefined;
  /** The reasons of the setting itself; several if settings were merged. */
  readonly why: readonly string[];
  /** The reason of its profile, role or host. */
  readonly ownerWhy: string | undefined;
  readonly refs: readonly string[];
  /** Accepted findings, by rule. */
  readonly accept: ReadonlyMap<string, Acceptance>;
  /** Its place in the spec; for a companion, the place of the setting that requires it. */
  readonly origin: Origin;
  readonly valueSpan: Span;
  /** Everything that was merged into it; empty for a companion. */
  readonly from: readonly Origin[];
  /** What it overrides, by precedence. */
  readonly overrode: readonly Origin[];
  /** The setting of another kind that comes to this one: only a target that handles that kind writes it. */
  readonly loweredFrom?: {
    readonly kind: string;
    readonly id: string;
    /** What a reader of the generated files must know. */
    readonly note?: string | undefined;
  };
  /** The parts of the value that targets may write one by one. */
  readonly fields?: readonly Field[];
}

/** A layer that sets something of a node. */
export interface SettingLayer {
  readonly owner: Owner;
  readonly why: string | undefined;
  readonly refs: readonly string[];
}
