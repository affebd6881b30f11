import type { Span } from "../../core/source.js";
import type { Origin, Owner } from "../../core/written.js";
import type { Layer, Spec } from "../../language/model.js";
import type { FactPlaces } from "../../platform/facts.js";

/** The layers of a node, the lowest level first. */
export type Layers = readonly { readonly layer: Layer }[];

/** Returns where a fact of a node is stated. Belongs to the host that states it, or else to the role. */
export function statedIn(
  fact: keyof FactPlaces,
  layers: Layers,
  spec: Spec,
): Origin | undefined {
  return layers
    .flatMap(({ layer: { owner } }) => {
      const span = factPlace(fact, owner, spec);
      return span === undefined ? [] : [{ owner, span }];
    })
    .at(-1);
}

function factPlace(
  fact: keyof FactPlaces,
  { kind, name }: Owner,
  spec: Spec,
): Span | undefined {
  if (kind === "host") return spec.hosts.get(name)?.factPlaces[fact];
  if (kind !== "role") return undefined;
  return spec.roles.get(name)?.factPlaces[fact] ?? spec.factPlaces[fact];
}
