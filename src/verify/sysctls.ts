import { addAll } from "../core/add-all.js";
import type { KeyFacts } from "../catalogue/types.js";
import { findKey } from "../catalogue/lookup.js";
import { segmentTest } from "../catalogue/glob.js";
import type { SysctlKey } from "../core/key.js";
import type { WrittenNode } from "../core/platform.js";
import { isSecret } from "../live/reads.js";
import type {
  Observation,
  SeenNothing,
  SeenValue,
} from "../live/observation.js";
import type { NodePlan } from "../plan/types.js";
import { moduleOnNode } from "../platform/kernel-supply.js";
import type { Sysctl } from "../settings/sysctl/index.js";
import { valueText } from "../settings/sysctl/value.js";
import { likelyWriter } from "./likely-writer.js";
import { notExported } from "./not-exported.js";
import { printsAs, textOf } from "./printed.js";
import type { Comparison } from "./types.js";
import { type Expected, unseen, withoutValue } from "./unseen.js";

/** A sysctl of a node, and what its values came to: the many nodes of a role have few different ones. */
interface Prepared {
  readonly sysctl: Sysctl;
  readonly key: SysctlKey;
  readonly known: KeyFacts | undefined;
  readonly expected: Expected;
  readonly isSecret: boolean;
  /** By the value, apart for numbers that lost bits. */
  readonly exact: Map<string, Comparison>;
  readonly rounded: Map<string, Comparison>;
}

/** The sysctls of a node that have a value: exact keys prepared, and patterns. */
interface PreparedNode {
  readonly all: readonly (Prepared | Sysctl)[];
  /** The exact keys that have a value, by their ids. */
  readonly exact: ReadonlyMap<string, Prepared>;
  /** The keys that no pattern sets, with those that keep the node's own value. */
  readonly ids: ReadonlySet<string>;
}

/** Hosts that resolve as their role does have its settings, facts and platform. */
const preparedNodes = new WeakMap<NodePlan["settings"], PreparedNode>();

function preparedOf(node: NodePlan): PreparedNode {
  const found = preparedNodes.get(node.settings);
  if (found !== undefined) return found;
  const { sysctl: written } = node.settings;
  const all = written
    .filter(({ value }) => value !== undefined)
    .map((sysctl) =>
      sysctl.key.isPattern ? sysctl : prepare(sysctl, sysctl.key, node),
    );
  const made = {
    all,
    exact: new Map(
      all.flatMap((each) => ("sysctl" in each ? [[each.key.id, each]] : [])),
    ),
    ids: new Set(written.map(({ id }) => id)),
  };
  preparedNodes.set(node.settings, made);
  return made;
}

function prepare(sysctl: Sysctl, key: SysctlKey, node: NodePlan): Prepared {
  return {
    sysctl,
    key,
    known: findKey(key),
    expected: {
      kind: "sysctl",
      name: key.id,
      expected: textOf(sysctl, node.facts),
      span: sysctl.origin.span,
    },
    isSecret: isSecret(key),
    exact: new Map(),
    rounded: new Map(),
  };
}

/** Compares the sysctls of a node. Settings that keep the node's own value are left out. */
export function compareSysctls(
  node: NodePlan,
  written: WrittenNode,
  observation: Observation,
): readonly Comparison[] {
  const { all, ids } = preparedOf(node);
  const compared: Comparison[] = [];
  for (const each of all)
    if ("sysctl" in each)
      compared.push(compareKey(each, node, written, observation));
    else
      addAll(compared, comparePattern(each, ids, node, written, observation));
  return compared;
}

/** Whether a node has the value of the spec for a key that is no pattern. */
export function isAsWritten(
  id: string,
  node: NodePlan,
  written: WrittenNode,
  observation: Observation,
): boolean {
  const prepared = preparedOf(node).exact.get(id);
  return (
    prepared !== undefined &&
    compareKey(prepared, node, written, observation).outcome === "equal"
  );
}

function comparePattern(
  sysctl: Sysctl,
  exact: ReadonlySet<string>,
  node: NodePlan,
  written: WrittenNode,
  observation: Observation,
): readonly Comparison[] {
  // An exact key overrides the pattern.
  const matched = matchingKeys(sysctl.key, observation)?.filter(
    ({ id }) => !exact.has(id),
  );
  const pattern = {
    kind: "sysctl",
    name: sysctl.id,
    expected: sysctl.value === undefined ? "" : valueText(sysctl.value),
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
    ? [unseen(pattern, "no such key", "the pattern matches no key of the node")]
    : matched.map((key) =>
        // The names of interfaces are too many to keep.
        compareKey(prepare(sysctl, key, node), node, written, observation),
      );
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
      !key.isPattern &&
      key.segments.length === tests.length &&
      key.segments.every((segment, at) => tests[at]?.(segment)),
  );
}

function compareKey(
  prepared: Prepared,
  node: NodePlan,
  written: WrittenNode,
  observation: Observation,
): Comparison {
  const { key, known, expected } = prepared;
  if (prepared.isSecret)
    return unseen(
      expected,
      "not readable",
      "it is a secret, which tunegen never reads",
    );
  const seen = observation.sysctl(key, known);
  if (seen?.state === "value")
    return compareValue(prepared, seen, node, written);
  const module = missingModule(known?.module, seen, node, observation);
  if (module !== undefined)
    return unseen(
      expected,
      "module not loaded",
      `the key appears when \`${module}\` is loaded`,
    );
  const compared = withoutValue(expected, seen, observation);
  // Where nothing at all is exported, that is said once for the node.
  return compared.outcome === "not exported" && observation.remark === undefined
    ? { ...compared, note: notExported(key.id, node) }
    : compared;
}

/** Compares a value, the same one only once. */
function compareValue(
  { sysctl, key, expected, exact, rounded }: Prepared,
  { text, isRounded = false }: SeenValue,
  node: NodePlan,
  written: WrittenNode,
): Comparison {
  const known = isRounded ? rounded : exact;
  const found = known.get(text);
  if (found !== undefined) return found;
  const isEqual = printsAs(sysctl, text, node.facts, isRounded);
  const compared: Comparison = {
    ...expected,
    outcome: isEqual ? "equal" : "different",
    actual: text,
    note: isEqual
      ? undefined
      : likelyWriter(key, expected.expected, text, written),
  };
  known.set(text, compared);
  return compared;
}

/** The module that creates a key which is not there, if the source shows that it is not loaded. */
function missingModule(
  module: string | undefined,
  seen: SeenNothing | undefined,
  node: NodePlan,
  { modules, silence }: Observation,
): string | undefined {
  if (module === undefined) return undefined;
  const isMissing =
    seen?.state === "missing" || (seen === undefined && silence === "missing");
  if (!isMissing || moduleOnNode(module, node) === "built in") return undefined;
  const state = modules?.get(module);
  return state === undefined || state === "missing" ? module : undefined;
}
