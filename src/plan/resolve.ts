import type { Diagnostic } from "../core/diagnostic.js";
import type { NodeFacts } from "../core/facts.js";
import type { Layer } from "../language/model.js";
import { evaluateFields } from "./evaluate.js";
import type { TypedSysctl } from "./interpret.js";
import { uniteItems } from "../core/item-list.js";
import { type Claim, settle } from "./settle.js";
import type { Sysctl } from "./types.js";

/** A layer whose settings were looked up: a profile (level 0), a role's own (1) or a host's own (2). */
export interface TypedLayer {
  readonly layer: Layer;
  readonly level: number;
  readonly sysctls: readonly TypedSysctl[];
}

/**
 * Merges layers, lowest first, into the settings of one node, each with its provenance.
 * A higher level wins; of one level, two that differ are a fault; floors merge to the largest; sets unite.
 */
export function resolveSysctls(
  layers: readonly TypedLayer[],
  facts: NodeFacts,
  faults: Diagnostic[],
): readonly Sysctl[] {
  const claims = new Map<string, Claim[]>();
  for (const { level, sysctls } of layers) {
    for (const typed of sysctls) {
      const { id } = typed.written.key;
      const claim = claimOf(typed, level, facts);
      const others = claims.get(id);
      if (others === undefined) claims.set(id, [claim]);
      else others.push(claim);
    }
  }
  const byLayer = new Map<Layer, Sysctl[]>(
    layers.map(({ layer }) => [layer, []]),
  );
  const layerOf = new Map(
    layers.flatMap(({ layer, sysctls }) =>
      sysctls.map(({ written }) => [written, layer] as const),
    ),
  );
  for (const each of claims.values()) {
    const sysctl = settle(each, facts, faults);
    const layer = sysctl && layerOf.get(sysctl.winner);
    if (sysctl !== undefined && layer !== undefined)
      byLayer.get(layer)?.push(sysctl.resolved);
  }
  return [...byLayer.values()].flat();
}

function claimOf(typed: TypedSysctl, level: number, facts: NodeFacts): Claim {
  const faults: Diagnostic[] = [];
  const value = valueOn(typed, facts, faults);
  return { level, typed, value, faults };
}

/** What a setting comes to on a node; undefined after a fault. */
export function valueOn(
  typed: TypedSysctl,
  facts: NodeFacts,
  faults: Diagnostic[],
): Claim["value"] {
  const { value, known } = typed;
  switch (value.form) {
    case "kernel":
      return "kernel";
    case "text":
      return { type: "text", text: value.text };
    case "list": {
      const of = known?.kind.type === "list" ? known.kind.of : "words";
      return { type: "text", text: uniteItems(value.items, of) };
    }
    case "exact":
    case "floor":
    case "scaled": {
      const fields = evaluateFields(typed, facts, faults);
      return fields && { type: "integers", fields };
    }
  }
}
