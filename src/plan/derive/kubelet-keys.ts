import { findKey } from "../../catalogue/lookup.js";
import { keyOf } from "../../core/key.js";
import type { OwnDefinition } from "../../core/own-definition.js";
import type { Platform } from "../../core/platform.js";
import { isWithin } from "../../core/lifetime.js";
import type { Spec } from "../../language/model.js";
import { baselineOf } from "../../platform/baseline.js";
import { tunables } from "../../platform/component/kubelet.js";
import type { Machine } from "../../settings/kind.js";
import type { Sysctl } from "../../settings/sysctl/index.js";
import { companionOf } from "./companion.js";
import { type Layers, statedIn } from "./stated-in.js";

const FACT = "protectKernelDefaults";

/**
 * Adds the sysctls without which a kubelet with `protectKernelDefaults` does not start. Leaves out those that the spec
 * has, `null` included, and those that the node's system or its NixOS module already sets. A distribution that protects
 * by default sets them in its image.
 */
export function deriveKubeletKeys(
  sysctls: readonly Sysctl[],
  layers: Layers,
  machine: Machine,
  spec: Spec,
): readonly Sysctl[] {
  if (!mustDerive(machine)) return sysctls;
  const origin = statedIn(FACT, layers, spec);
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
        ...companionOf({ origin, valueSpan: origin.span }, id),
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
