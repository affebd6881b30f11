import { findKey } from "../../catalogue/lookup.js";
import { keyOf } from "../../core/key.js";
import type { OwnDefinition } from "../../core/own-definition.js";
import type { Platform } from "../../core/platform.js";
import type { Span } from "../../core/source.js";
import { isWithin } from "../../core/lifetime.js";
import type { Origin, Owner } from "../../core/written.js";
import type { Layer, Spec } from "../../language/model.js";
import { baselineOf } from "../../platform/baseline.js";
import { tunables } from "../../platform/component/kubelet.js";
import type { Machine } from "../../settings/kind.js";
import type { Sysctl } from "../../settings/sysctl/index.js";
import { companionOf } from "./companion.js";

const FACT = "protectKernelDefaults";

type Layers = readonly { readonly layer: Layer }[];

/**
 * Adds the sysctls without which a kubelet with `protectKernelDefaults` does not start. Leaves out those that the spec
 * has, `null` included, and those that the node's system or its NixOS module already sets. A distribution that protects
 * by default sets them in its image.
 *
 * @param layers the lowest level first
 */
export function deriveKubeletKeys(
  sysctls: readonly Sysctl[],
  layers: Layers,
  machine: Machine,
  spec: Spec,
): readonly Sysctl[] {
  if (!mustDerive(machine)) return sysctls;
  const origin = statedIn(layers, spec);
  if (origin === undefined) return sysctls;
  const written = new Set(sysctls.map(({ id }) => id));
  const derived = [...tunables].flatMap(([id, wanted]): readonly Sysctl[] => {
    if (written.has(id) || isDefined(id, machine)) return [];
    const key = keyOf(id.split("."));
    const known = findKey(key);
    const baseline = baselineOf(known, id, machine);
    const isSet =
      baseline?.by !== undefined &&
      baseline.candidates.every(({ value }) => value === String(wanted));
    if (isSet) return [];
    return [
      {
        ...companionOf({ origin, valueSpan: origin.span }),
        id,
        keyText: id,
        key,
        known,
        value: { type: "integers", fields: [wanted] },
        baseline,
        because: [
          { id: FACT, note: "the kubelet does not start with another value" },
        ],
      },
    ];
  });
  return [...sysctls, ...derived];
}

/** Whether the spec states that the kubelet refuses other values, on a system that is not made for it. */
function mustDerive({ facts, platform }: Machine): boolean {
  return (
    facts.protectKernelDefaults === true &&
    platform.kubeletTunes === "refuses" &&
    platform.protectsKernelDefaults === false &&
    platform.settingsForm !== undefined
  );
}

/** Whether a module of the operating system defines the key, or may: a second definition would fail the system's build. */
function isDefined(id: string, { facts, platform }: Machine): boolean {
  const own = definitionOf(id, platform);
  return (
    own !== undefined && isWithin(facts.osVersion, own, undefined) !== false
  );
}

/** Only an operating system with modules has definitions. */
function definitionOf(
  id: string,
  { definitions, moduleDefinitions }: Platform,
): OwnDefinition | undefined {
  return definitions && (moduleDefinitions?.[id] ?? definitions[id]);
}

/** Where the fact is stated. Belongs to the host that states it, or else to the role. */
function statedIn(layers: Layers, spec: Spec): Origin | undefined {
  return layers
    .flatMap(({ layer: { owner } }) => {
      const span = factPlace(owner, spec);
      return span === undefined ? [] : [{ owner, span }];
    })
    .at(-1);
}

function factPlace({ kind, name }: Owner, spec: Spec): Span | undefined {
  if (kind === "host") return spec.hosts.get(name)?.factPlaces[FACT];
  if (kind !== "role") return undefined;
  return spec.roles.get(name)?.factPlaces[FACT] ?? spec.factPlaces[FACT];
}
