import type { Diagnostic } from "../core/diagnostic.js";
import type { Layer, LayerSettings } from "../language/model.js";
import type { Acceptance, Origin } from "../core/written.js";
import type { WrittenNamed } from "../language/model-system.js";
import type { Span } from "../core/source.js";
import { conflict } from "./conflicts.js";
import type { RankedLayer } from "./derive-modules.js";

/** A setting of one node, resolved, of a kind that its name alone identifies. */
export interface NamedSetting<K extends string, V> {
  readonly kind: K;
  readonly id: string;
  readonly keyText: string;
  /** Undefined where nothing is written: `null` leaves what the system has. */
  readonly value: V | undefined;
  /** The reasons written at the setting itself. */
  readonly why: readonly string[];
  /** The reason of the profile, role or host that it stands in. */
  readonly ownerWhy: string | undefined;
  readonly refs: readonly string[];
  readonly accept: ReadonlyMap<string, Acceptance>;
  readonly origin: Origin;
  readonly valueSpan: Span;
  /** Everything that says the same at the level that won. */
  readonly from: readonly Origin[];
  /** What it won over, by precedence. */
  readonly overrode: readonly Origin[];
}

interface Claim<V> {
  readonly layer: Layer;
  readonly level: number;
  readonly written: WrittenNamed<V>;
}

/**
 * Merges layers, lowest first: a higher level wins; of one level, two that differ are a fault, and the setting is left
 * out. In the order in which names first appear.
 */
export function resolveNamed<K extends string, V>(
  kind: K,
  layers: readonly RankedLayer[],
  pick: (settings: LayerSettings) => readonly WrittenNamed<V>[],
  faults: Diagnostic[],
): readonly NamedSetting<K, V>[] {
  const claims = new Map<string, Claim<V>[]>();
  for (const { layer, level } of layers) {
    for (const written of pick(layer.settings)) {
      const others = claims.get(written.id);
      const claim = { layer, level, written };
      if (others === undefined) claims.set(written.id, [claim]);
      else others.push(claim);
    }
  }
  return Object.freeze(
    [...claims.values()].flatMap((each) => settle(kind, each, faults)),
  );
}

function settle<K extends string, V>(
  kind: K,
  claims: readonly Claim<V>[],
  faults: Diagnostic[],
): readonly NamedSetting<K, V>[] {
  const top = Math.max(...claims.map(({ level }) => level));
  const winners = claims.filter(({ level }) => level === top);
  const [winner] = winners;
  if (winner === undefined) return [];
  const rivals = winners.filter(
    ({ written }) => written.text !== winner.written.text,
  );
  if (rivals.length > 0) {
    faults.push(
      ...rivals.map((rival) => conflict(sideOf(winner), sideOf(rival))),
    );
    return [];
  }
  const { written, layer } = winner;
  const all = winners.map((claim) => claim.written);
  return [
    Object.freeze({
      kind,
      id: written.id,
      keyText: written.keyText,
      value: written.value,
      why: [...new Set(all.flatMap(({ why }) => why ?? []))],
      ownerWhy: layer.why,
      refs: [...new Set(all.flatMap(({ refs }) => refs))],
      accept: new Map(all.flatMap(({ accept }) => [...accept])),
      origin: written.origin,
      valueSpan: written.valueSpan,
      from: all.map(({ origin }) => origin),
      overrode: claims
        .filter(({ level }) => level !== top)
        .map((claim) => claim.written.origin),
    }),
  ];
}

function sideOf<V>({ written }: Claim<V>): {
  readonly written: WrittenNamed<V>;
  readonly value: string;
} {
  // A value is told from the bare word by its `=`.
  const value = written.text?.replaceAll(/(^| )=/gu, "$1") ?? "null";
  return { written, value };
}
