import { findKey } from "../../catalogue/lookup.js";
import type { SysctlKey } from "../../core/key.js";
import { promVector } from "../../encode/promql.js";
import { isSecret } from "../../live/reads.js";
import { sysctlMetric } from "../../platform/component/node-exporter.js";
import type { Matcher } from "../../plan/monitoring-types.js";
import type { NodePlan } from "../../plan/types.js";
import { either, within } from "../../targets/prometheus/query.js";
import { readsOf } from "../reads.js";
import type { TargetGroup } from "./targets.js";

/** The longest list of names in a query, in characters, so that it also fits into a URL. */
const LONGEST = 2000;

/** Asks which targets there are, and what they are. A matcher with an empty alternative matches a missing label. */
export function targetsQuery({ selectors }: TargetGroup): string {
  return query(selectors, [
    oneOf("__name__", [
      "up",
      "node_uname_info",
      "node_exporter_build_info",
      "node_scrape_collector_success",
    ]),
    oneOf("collector", ["", "sysctl"]),
  ]);
}

/** A query, with the sysctls whose values it asks for. */
export interface ValuesQuery {
  readonly text: string;
  readonly ids: readonly string[];
}

/**
 * Asks for the values of sysctls, and for nothing else.
 * @param most how many sysctls one query may ask for
 */
export function valuesQueries(
  { selectors }: TargetGroup,
  keys: readonly SysctlKey[],
  most: number,
): readonly ValuesQuery[] {
  return chunks(keys, most).map((chunk) => {
    const ids = chunk.map(({ id }) => id);
    return {
      ids,
      text: query(selectors, [
        oneOf("__name__", ["node_sysctl_info", ...chunk.flatMap(metricsOf)]),
        oneOf("name", ["", ...ids]),
      ]),
    };
  });
}

/** Lists the sysctls that the settings of nodes set. Patterns and secrets cannot be asked for. */
export function keysOf(nodes: readonly NodePlan[]): readonly SysctlKey[] {
  const keys = new Map<string, SysctlKey>();
  for (const node of nodes)
    for (const key of readsOf(node).sysctls)
      if (!key.isPattern && !isSecret(key)) keys.set(key.id, key);
  return [...keys.values()];
}

/** The metrics in which a number, or the fields of a vector, may be exported. */
function metricsOf(key: SysctlKey): readonly string[] {
  const { kind } = findKey(key) ?? {};
  const fields = kind?.type === "vector" ? kind.fields : [];
  return [
    sysctlMetric(key.id),
    ...fields.map((field) => sysctlMetric(`${key.id}_${field}`)),
  ];
}

function chunks(
  keys: readonly SysctlKey[],
  most: number,
): readonly (readonly SysctlKey[])[] {
  const all: SysctlKey[][] = [];
  let length = 0;
  for (const key of keys) {
    const more = key.id.length + metricsOf(key).join("|").length;
    const last = all.at(-1);
    if (last === undefined || last.length >= most || length + more > LONGEST) {
      all.push([key]);
      length = more;
    } else {
      last.push(key);
      length += more;
    }
  }
  return all;
}

function query(
  selectors: TargetGroup["selectors"],
  own: readonly Matcher[],
): string {
  return either(
    selectors.map((selector) =>
      within(selector, (matchers) => promVector("", [...own, ...matchers])),
    ),
  );
}

function oneOf(label: string, texts: readonly string[]): Matcher {
  return { label, op: "=~", value: texts.map(literal).join("|") };
}

/** Escapes a text for a regular expression. */
function literal(text: string): string {
  return text.replaceAll(/[.*+?()[\]{}|^$\\]/gu, String.raw`\$&`);
}
