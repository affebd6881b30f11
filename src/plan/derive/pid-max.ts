import { findKey } from "../../catalogue/lookup.js";
import { digits } from "../../core/amount-text.js";
import { keyOf } from "../../core/key.js";
import type { Spec } from "../../language/model.js";
import {
  type Baseline,
  baselineOf,
  comparedValue,
} from "../../platform/baseline.js";
import {
  PID_MAX,
  pidMaxFor,
  podPids,
  SYSTEM_PIDS,
} from "../../platform/component/process-ids.js";
import type { Machine } from "../../settings/kind.js";
import type { Sysctl } from "../../settings/sysctl/index.js";
import { companionOf } from "./companion.js";
import { type Layers, statedIn } from "./stated-in.js";

/**
 * Raises the process IDs of a node to what its pods may take, and what its system needs beside them. Only where the node
 * certainly has fewer: systemd gives most distributions all that the kernel has. A line of the spec, `null` included,
 * prevents it.
 */
export function derivePidMax(
  sysctls: readonly Sysctl[],
  layers: Layers,
  machine: Machine,
  spec: Spec,
): readonly Sysctl[] {
  const { facts, platform } = machine;
  const pods = podPids(facts);
  if (
    pods === undefined ||
    platform.hasKubelet === false ||
    platform.settingsForm === undefined ||
    sysctls.some(({ id }) => id === PID_MAX)
  )
    return sysctls;
  const key = keyOf(PID_MAX.split("."));
  const known = findKey(key);
  const baseline = baselineOf(known, PID_MAX, machine);
  const origin = statedIn("podPidsLimit", layers, spec);
  if (origin === undefined || !isBelow(baseline, pods)) return sysctls;
  const derived: Sysctl = {
    ...companionOf({ origin, valueSpan: origin.span }, PID_MAX),
    key,
    known,
    value: { type: "integers", fields: [pidMaxFor(pods)] },
    baseline,
    because: [
      {
        id: "podPidsLimit",
        note: `the pods may take ${digits(pods)} process IDs, and the system gets ${digits(SYSTEM_PIDS)}`,
      },
    ],
  };
  return [...sysctls, derived];
}

/** Whether a node certainly has fewer process IDs without the spec. */
function isBelow(baseline: Baseline | undefined, needed: bigint): boolean {
  return (
    baseline?.candidates.every((each) => {
      const value = comparedValue(each);
      return value !== undefined && BigInt(value) < needed;
    }) === true
  );
}
