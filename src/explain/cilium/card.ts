import type { Lifetime } from "../../core/lifetime.js";
import {
  type CiliumKey,
  ciliumPaths,
  ciliumReleases,
  ciliumSize,
  ciliumSizes,
  type DynamicMap,
  dynamicMaps,
  entryBytes,
} from "../../platform/component/cilium-maps.js";
import { cilium } from "../../targets/registry.js";
import type { SpecView } from "../key/in-spec.js";
import { type Place, placeOf } from "../places.js";

/** The explanation of a value of Cilium's chart. */
export interface CiliumExplanation {
  readonly kind: "cilium";
  /** `bpf.ctTcpMax` */
  readonly name: string;
  /** The name in the form of wrapper charts: `bpf.mapMax.ct.tcp`. */
  readonly wrapperName: string | undefined;
  readonly charts: Lifetime;
  /** Undefined for a switch. */
  readonly accepts: Pick<CiliumKey, "least" | "most" | "clamps"> | undefined;
  /** The numbers of entries, for maps that the agent sizes by the node's memory. */
  readonly sizes: Omit<DynamicMap, "name"> | undefined;
  /** Kernel memory of an entry, in bytes. */
  readonly entryBytes: (typeof entryBytes)[string] | undefined;
  readonly target: string;
  /** Undefined without a spec that can be read. */
  readonly spec:
    | {
        readonly spec: string;
        readonly value: string | undefined;
        readonly why: readonly string[];
        readonly place: Place | undefined;
      }
    | undefined;
}

/** Finds a value of Cilium's chart by its path, with or without `cilium`, in either form, or by the last word of a size. */
export function ciliumPathOf(name: string): readonly string[] | undefined {
  const path = name.replace(/^cilium\./u, "").split(".");
  const size =
    ciliumSize(path) ?? ciliumSizes.find((key) => key.path.at(-1) === name);
  return (
    size?.path ??
    ciliumPaths().find((known) => known.join(".") === path.join("."))
  );
}

/** Explains a value of Cilium's chart. */
export function explainCilium(
  path: readonly string[],
  view: SpecView | undefined,
): CiliumExplanation {
  const name = path.join(".");
  const size = ciliumSize(path);
  const map = dynamicMaps.find((each) => `bpf.${each.name}` === name);
  return {
    kind: "cilium",
    name,
    wrapperName: size?.mapMaxPath?.join("."),
    charts: ciliumReleases(path),
    accepts: size && {
      least: size.least,
      most: size.most,
      ...(size.clamps !== undefined && { clamps: size.clamps }),
    },
    sizes: map && { standard: map.standard, least: map.least },
    entryBytes: map && entryBytes[map.name],
    target: cilium.name,
    spec: view && inSpec(name, view),
  };
}

function inSpec(
  name: string,
  { name: spec, plan }: SpecView,
): CiliumExplanation["spec"] {
  const written = plan.cilium?.values.find(
    ({ path }) => path.join(".") === name,
  );
  return {
    spec,
    value: written && String(written.value),
    why: written?.why ?? [],
    place: written && placeOf(written.span),
  };
}
