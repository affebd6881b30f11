import { findKey } from "../catalogue/lookup.js";
import { segmentTest } from "../catalogue/glob.js";
import { isGlob, type SysctlKey } from "../core/key.js";
import type { WrittenNode } from "../core/platform.js";
import { isSecret } from "../live/reads.js";
import type { Observation, Seen } from "../live/observation.js";
import type { NodePlan } from "../plan/types.js";
import { moduleOnNode } from "../platform/kernel-supply.js";
import type { Sysctl } from "../settings/sysctl/index.js";
import { valueText } from "../settings/sysctl/value.js";
import { likelyWriter } from "./likely-writer.js";
import { notExported } from "./not-exported.js";
import { printsAs, textOf } from "./printed.js";
import type { Comparison } from "./types.js";
import { compareSeen, type Expected, unseen } from "./unseen.js";

/** Compares the sysctls of a node. Settings that keep the node's own value are left out. */
export function compareSysctls(
  node: NodePlan,
  written: WrittenNode,
  observation: Observation,
): readonly Comparison[] {
  const exact = new Set(node.settings.sysctl.map(({ id }) => id));
  return node.settings.sysctl.flatMap((sysctl) => {
    if (sysctl.value === undefined) return [];
    if (!isGlob(sysctl.key))
      return [compareKey(sysctl, sysctl.key, node, written, observation)];
    // An exact key overrides the pattern.
    const matched = matchingKeys(sysctl.key, observation)?.filter(
      ({ id }) => !exact.has(id),
    );
    const pattern = {
      kind: "sysctl",
      name: sysctl.id,
      expected: valueText(sysctl.value),
      span: sysctl.origin.span,
    } as const;
    if (matched === undefined)
      return [
        unseen(
          pattern,
          observation.silence === "not exported" ? "not exported" : "not asked",
          "the source cannot list the keys that a pattern matches",
        ),
      ];
    return matched.length === 0
      ? [
          unseen(
            pattern,
            "no such key",
            "the pattern matches no key of the node",
          ),
        ]
      : matched.map((key) =>
          compareKey(sysctl, key, node, written, observation),
        );
  });
}

/** Lists the keys of a node that a pattern matches; undefined where the source cannot list any. */
export function matchingKeys(
  { segments }: SysctlKey,
  { keys }: Observation,
): readonly SysctlKey[] | undefined {
  if (keys === undefined) return undefined;
  const tests = segments.map(segmentTest);
  return [...keys()].filter(
    (key) =>
      !isGlob(key) &&
      key.segments.length === tests.length &&
      key.segments.every((segment, at) => tests[at]?.(segment)),
  );
}

function compareKey(
  sysctl: Sysctl,
  key: SysctlKey,
  node: NodePlan,
  written: WrittenNode,
  observation: Observation,
): Comparison {
  const { id } = key;
  const known = findKey(key);
  const expected: Expected = {
    kind: "sysctl",
    name: id,
    expected: textOf(sysctl, node.facts),
    span: sysctl.origin.span,
  };
  if (isSecret(key))
    return unseen(
      expected,
      "not readable",
      "it is a secret, which tunegen never reads",
    );
  const seen = observation.sysctl(key, known);
  const module = missingModule(known?.module, seen, node, observation);
  if (module !== undefined)
    return unseen(
      expected,
      "module not loaded",
      `the key appears when \`${module}\` is loaded`,
    );
  const compared = compareSeen(
    expected,
    seen,
    observation,
    (actual, isRounded) =>
      printsAs(sysctl, actual, node.facts, isRounded)
        ? { outcome: "equal", note: undefined }
        : {
            outcome: "different",
            note: likelyWriter(key, expected.expected, actual, written),
          },
  );
  // Where nothing at all is exported, that is said once for the node.
  return compared.outcome === "not exported" && observation.remark === undefined
    ? { ...compared, note: notExported(id, node) }
    : compared;
}

/** The module that creates a key which is not there, if the source shows that it is not loaded. */
function missingModule(
  module: string | undefined,
  seen: Seen | undefined,
  node: NodePlan,
  { modules, silence }: Observation,
): string | undefined {
  if (module === undefined || seen?.state === "value") return undefined;
  const isMissing =
    seen?.state === "missing" || (seen === undefined && silence === "missing");
  if (!isMissing || moduleOnNode(module, node) === "built in") return undefined;
  const state = modules?.get(module);
  return state === undefined || state === "missing" ? module : undefined;
}
