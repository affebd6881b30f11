import { keyAct } from "../catalogue/acts.js";
import { alternateOf } from "../catalogue/alternate-keys.js";
import { findKey } from "../catalogue/lookup.js";
import { keyOf, slashed, type SysctlKey } from "../core/key.js";
import type { Certainty } from "../core/own-values.js";
import type { WrittenNode } from "../core/platform.js";
import { ownedPlace, placeText } from "../explain/places.js";
import type { Observation } from "../live/observation.js";
import { isSecret } from "../live/reads.js";
import { baselineOf } from "../platform/baseline.js";
import type { NodePlan } from "../plan/types.js";
import { valueOfText, valueText } from "../settings/sysctl/value.js";
import { matchingKeys } from "../verify/sysctls.js";
import { printsAs } from "../verify/printed.js";
import { proxyKeys, proxyWrite, type ProxyWrite } from "./old-proxy.js";
import { type Before, type Differing, sysctlBefore } from "./since.js";
import {
  type ChangedKey,
  type Evidence,
  isOld,
  type NotUndone,
  type Old,
  type OldValue,
} from "./types.js";
import { writerAfter } from "./writer-after.js";

/** What decides to which value a key comes back. */
export interface Origins {
  /** The node with the settings of kube-proxy and Cilium after the rollback. */
  readonly node: WrittenNode;
  readonly observation: Observation | undefined;
  /** The earlier spec, and the node in it. */
  readonly earlier: Before | undefined;
}

/**
 * Finds what the sysctls of a node were before the tuning, or before what changed of it: as in the earlier spec, else as
 * captured, else the baseline. A value that is only an estimate is unknown. They include those that kube-proxy sets by its
 * own settings: of some it restores no value when it starts without them.
 *
 * @param node the exact keys of its sysctls override patterns
 */
export function oldSysctls(
  difference: Differing,
  node: NodePlan,
  origins: Origins,
): readonly Old[] {
  const { changed, removed } = difference;
  const exact = new Set(
    node.settings.sysctl
      .filter(({ value }) => value !== undefined)
      .map(({ id }) => id),
  );
  return [
    ...proxyKeys(difference, node, origins.earlier),
    ...changed.sysctl.map(({ key, value }) => ({ key, now: value, notes: [] })),
    ...removed.sysctl.map(({ key }) => ({ key, now: undefined, notes: [] })),
  ]
    .flatMap(({ key, now, notes }): readonly ChangedKey[] => {
      const matched =
        key.isPattern && origins.observation !== undefined
          ? matchingKeys(key, origins.observation)
          : undefined;
      return (
        matched
          ?.filter(({ id }) => !exact.has(id))
          .map((each) => ({ key: each, now, notes })) ?? [{ key, now, notes }]
      );
    })
    .flatMap((each) => {
      const old = oldOf(each, origins);
      if (old === undefined) return [];
      return isOld(old)
        ? { ...old, notes: [...old.notes, ...each.notes] }
        : old;
    });
}

/** Undefined for a key of which nothing is left to undo. */
function oldOf(
  { key, now }: Pick<ChangedKey, "key" | "now">,
  origins: Origins,
): Old | undefined {
  const { id } = key;
  const act = keyAct(id);
  if (act?.once !== undefined) return undefined;
  if (isSecret(key))
    return unknown(id, "it is a secret, which tunegen never reads");
  if (key.isPattern) return ofPattern(key, origins);
  const nowText = now === undefined ? "" : valueText(now);
  const old = known(key, nowText, origins);
  if (!isOld(old)) return old;
  if (act?.oneWay !== undefined && nowText === String(act.oneWay))
    return valueText(old.value) === nowText
      ? undefined
      : {
          what: id,
          why: `${nowText} cannot be taken back before the next boot`,
          remedy: "reboot",
        };
  const alternate = alternateOf(id);
  if (alternate !== undefined && valueText(old.value) === "0")
    return inForce(keyOf(alternate.split(".")), id, origins);
  return now !== undefined &&
    old.evidence === "captured" &&
    printsAs(
      { id, known: findKey(key), value: now },
      valueText(old.value),
      origins.node.facts,
    )
    ? {
        ...old,
        notes: [
          ...old.notes,
          "The same as in the spec: perhaps it was captured after the rollout",
        ],
      }
    : old;
}

/** A pattern whose keys are not known: those that the earlier spec sets get their values from its files. */
function ofPattern(key: SysctlKey, { earlier }: Origins): NotUndone {
  const { id } = key;
  const was = earlier && sysctlBefore(key, earlier);
  return was?.value === undefined
    ? unknown(
        id,
        "the keys that the pattern matches have old values of their own, which are unknown",
      )
    : {
        what: id,
        why: `the keys that the pattern matches get ${valueText(was.value)} from the files of ${earlier?.name ?? ""}`,
        remedy: "restart",
      };
}

/** The other key of a limit, whose write sets this one to 0 again. */
function inForce(key: SysctlKey, instead: string, origins: Origins): Old {
  const old = known(key, "0", origins);
  return isOld(old)
    ? { ...old, notes: [...old.notes, `Sets ${instead} back to 0`] }
    : { ...old, what: instead };
}

/**
 * What a key had: as in the earlier spec, else as captured, else the baseline.
 *
 * @param now what it has with the tuning
 */
function known(key: SysctlKey, now: string, origins: Origins): Old {
  const { id } = key;
  const { node, observation, earlier } = origins;
  const was = earlier && sysctlBefore(key, earlier);
  if (was?.value !== undefined)
    return oldValue(key, valueText(was.value), "from the earlier spec", [
      placeText(ownedPlace(was.origin)),
    ]);
  const proxy = earlier?.node && proxyWrite(id, earlier.node);
  if (proxy !== undefined) return byProxy(key, proxy);
  const facts = findKey(key);
  const seen = observation?.sysctl(key, facts);
  if (seen?.state === "value") {
    const writer = writerAfter(id, seen.text, node);
    return oldValue(key, seen.text, "captured", [
      ...(writer === undefined ? [] : [writer.words]),
    ]);
  }
  const missing =
    seen?.state === "missing"
      ? ["There was no such key when the values were captured"]
      : [];
  const baseline = baselineOf(facts, id, node);
  const value = baseline?.sure === true ? baseline.value : undefined;
  const writer = writerAfter(id, value ?? now, node);
  if (writer?.value !== undefined)
    return oldValue(key, writer.value, "read in its source", [
      writer.words,
      ...missing,
    ]);
  if (baseline === undefined || value === undefined) {
    const estimate = baseline?.longNote ?? baseline?.note;
    return unknown(
      id,
      `its old value is unknown${estimate === undefined ? "" : ` (${estimate})`}`,
    );
  }
  return oldValue(key, value, evidenceOf[baseline.certainty], [
    baseline.by === undefined
      ? "The default of the kernel"
      : `${baseline.by} sets it at boot`,
    ...(writer === undefined ? [] : [writer.words]),
    ...missing,
  ]);
}

/** A key that kube-proxy sets by the earlier spec; its restart does not lower every value. */
function byProxy(key: SysctlKey, { value, who, by }: ProxyWrite): Old {
  const place = placeText(ownedPlace(by.origin));
  return value === undefined
    ? {
        what: key.id,
        why: `${who} sets it when it restarts, by the CPU cores of the node (${place})`,
        remedy: "restart",
      }
    : oldValue(key, value, "from the earlier spec", [
        `${who} sets it by ${by.id} at every start (${place})`,
      ]);
}

const evidenceOf: Readonly<Record<Certainty, Evidence>> = {
  measured: "measured",
  computed: "computed",
  run: "measured",
  read: "read in its source",
  secondary: "published",
};

function oldValue(
  key: SysctlKey,
  text: string,
  evidence: Evidence,
  notes: readonly string[],
): OldValue {
  return {
    id: key.id,
    key,
    path: `/proc/sys/${slashed(key)}`,
    value: valueOfText(text),
    evidence,
    notes,
  };
}

function unknown(what: string, why: string): NotUndone {
  return { what, why, remedy: "unknown" };
}
