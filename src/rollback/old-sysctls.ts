import { keyAct } from "../catalogue/acts.js";
import { alternateOf } from "../catalogue/alternate-keys.js";
import { findKey } from "../catalogue/lookup.js";
import { isGlob, keyOf, slashed, type SysctlKey } from "../core/key.js";
import type { Certainty } from "../core/own-values.js";
import type { WrittenNode } from "../core/platform.js";
import type { Observation } from "../live/observation.js";
import { isSecret } from "../live/reads.js";
import { baselineOf } from "../platform/baseline.js";
import type { Sysctl } from "../settings/sysctl/index.js";
import { valueOfText, valueText } from "../settings/sysctl/value.js";
import { matchingKeys } from "../verify/sysctls.js";
import { printsAs } from "../verify/printed.js";
import {
  type Evidence,
  isOld,
  type NotUndone,
  type Old,
  type OldValue,
} from "./types.js";
import { writerAfter } from "./writer-after.js";

/** A key that is undone, and the setting that changed it. */
interface Changed {
  readonly key: SysctlKey;
  readonly sysctl: Sysctl;
}

/**
 * Finds what the sysctls of a node were before the tuning: as captured, else the baseline. A value that is only an
 * estimate is unknown.
 */
export function oldSysctls(
  sysctls: readonly Sysctl[],
  node: WrittenNode,
  observation: Observation | undefined,
): readonly Old[] {
  const set = sysctls.filter(({ value }) => value !== undefined);
  const exact = new Set(set.map(({ id }) => id));
  return set
    .flatMap((sysctl): readonly Changed[] => {
      const { key } = sysctl;
      const matched =
        isGlob(key) && observation !== undefined
          ? matchingKeys(key, observation)
          : undefined;
      return (
        matched
          ?.filter(({ id }) => !exact.has(id))
          .map((each) => ({ key: each, sysctl })) ?? [{ key, sysctl }]
      );
    })
    .flatMap((each) => oldOf(each, node, observation) ?? []);
}

/** Undefined for a key of which nothing is left to undo. */
function oldOf(
  { key, sysctl }: Changed,
  node: WrittenNode,
  observation: Observation | undefined,
): Old | undefined {
  const { id } = key;
  const act = keyAct(id);
  if (act?.once !== undefined) return undefined;
  if (isSecret(key))
    return unknown(id, "it is a secret, which tunegen never reads");
  if (isGlob(key))
    return unknown(
      id,
      "the keys that the pattern matches have old values of their own, which are unknown",
    );
  const now = sysctl.value === undefined ? "" : valueText(sysctl.value);
  const old = known(key, now, node, observation);
  if (!isOld(old)) return old;
  if (act?.oneWay !== undefined && now === String(act.oneWay))
    return valueText(old.value) === now
      ? undefined
      : {
          what: id,
          why: `${now} cannot be taken back before the next boot`,
          remedy: "reboot",
        };
  const alternate = alternateOf(id);
  if (alternate !== undefined && valueText(old.value) === "0")
    return inForce(keyOf(alternate.split(".")), id, node, observation);
  return old.evidence === "captured" &&
    printsAs(
      { id, known: findKey(key), value: sysctl.value },
      valueText(old.value),
      node.facts,
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

/** The other key of a limit, whose write sets this one to 0 again. */
function inForce(
  key: SysctlKey,
  instead: string,
  node: WrittenNode,
  observation: Observation | undefined,
): Old {
  const old = known(key, "0", node, observation);
  return isOld(old)
    ? { ...old, notes: [...old.notes, `Sets ${instead} back to 0`] }
    : { ...old, what: instead };
}

/**
 * What a key had: as captured, else the baseline.
 *
 * @param now what it has with the tuning
 */
function known(
  key: SysctlKey,
  now: string,
  node: WrittenNode,
  observation: Observation | undefined,
): Old {
  const { id } = key;
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
