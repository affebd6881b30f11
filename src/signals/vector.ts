import { type LabelMatcher, promVector } from "../encode/promql.js";

/** A query of the nodes that matchers select. */
export type Vector = (matchers: readonly LabelMatcher[]) => string;

/** The metrics of a name and labels, as a function of the nodes. */
export function metric(
  name: string,
  own: readonly LabelMatcher[] = [],
): Vector {
  return (matchers) => promVector(name, [...own, ...matchers]);
}

/** What has increased in five minutes: long enough for the usual intervals of scraping. */
export function increase(
  name: string,
  own: readonly LabelMatcher[] = [],
): Vector {
  return (matchers) => `increase(${metric(name, own)(matchers)}[5m])`;
}

/** How much a counter rises in a second, over five minutes. */
export function rate(name: string): Vector {
  return (matchers) => `rate(${metric(name)(matchers)}[5m])`;
}

/** The mean of a gauge over five minutes. */
export function mean(name: string): Vector {
  return (matchers) => `avg_over_time(${metric(name)(matchers)}[5m])`;
}

/** One value of each node, of metrics that have a label of their own for its CPUs or devices. */
export function sumWithout(label: string, vector: Vector): Vector {
  return (matchers) => `sum without (${label}) (${vector(matchers)})`;
}

/** Two vectors of the same nodes, added. */
export function plus(left: Vector, right: Vector): Vector {
  return (matchers) => `${left(matchers)} + ${right(matchers)}`;
}

/** `label="value"` */
export function equal(label: string, value: string): LabelMatcher {
  return { label, op: "=", value };
}
