import type { Span } from "../../core/source.js";
import type { Owner } from "../../core/written.js";
import type { Carrier } from "../../language/written-settings.js";
import type { SpecView } from "../key/in-spec.js";

/** What has a name in the spec and contains settings, but is not a node. */
export type CarrierKind = "profile" | "workload" | "mount";

/** A profile, workload or mount of a spec. */
export interface NamedCarrier extends Carrier {
  readonly owner: Owner;
  readonly span: Span;
}

/** Finds what has a name, in the order of the sections. */
export function carriersNamed(
  name: string,
  { spec }: Pick<SpecView, "spec">,
): readonly (readonly [CarrierKind, NamedCarrier])[] {
  const found: readonly (readonly [CarrierKind, NamedCarrier | undefined])[] = [
    ["profile", spec.profiles.get(name)],
    ["workload", spec.workloads.get(name)],
    ["mount", spec.mounts.find((mount) => mount.name === name)],
  ];
  return found.flatMap(([kind, carrier]) =>
    carrier === undefined ? [] : [[kind, carrier] as const],
  );
}

/** Lists the names of all of them. */
export function allCarriers({
  spec,
}: SpecView): readonly { readonly kind: CarrierKind; readonly name: string }[] {
  const named = (kind: CarrierKind, names: Iterable<string>) =>
    [...names].map((name) => ({ kind, name }));
  return [
    ...named("profile", spec.profiles.keys()),
    ...named("workload", spec.workloads.keys()),
    ...named(
      "mount",
      spec.mounts.map(({ name }) => name),
    ),
  ];
}
