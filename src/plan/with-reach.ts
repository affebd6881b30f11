import type { Diagnostic } from "../core/diagnostic.js";
import type { NodeName } from "../core/reach.js";
import type { Source, Span } from "../core/source.js";
import { nodeKindNames } from "../settings/registry.js";
import type { Setting } from "../settings/setting.js";
import type { NodePlan, Plan } from "./types.js";

/**
 * Completes the nodes of diagnostics. One without nodes gets those that have the setting, the workload or the profile at
 * its place; one that holds for a part of them says so.
 */
export function withReach<Code extends string>(
  diagnostics: readonly Diagnostic<Code>[],
  plan: Plan,
): readonly Diagnostic<Code>[] {
  if (diagnostics.length === 0) return diagnostics;
  const places = new Places(diagnostics);
  addNodes(places, plan);
  // A setting with an error is planned on no node.
  for (const { span, reach } of diagnostics) {
    for (const node of reach?.nodes ?? []) places.add(span, node);
  }
  const position = new Map<NodeName, number>(
    plan.nodes.map((node, index) => [node, index]),
  );
  const inOrder = (nodes: readonly NodeName[]): readonly NodeName[] =>
    [...nodes].sort((a, b) => (position.get(a) ?? 0) - (position.get(b) ?? 0));
  return diagnostics.map((diagnostic) => {
    const there = places.ofAll(diagnostic);
    const nodes = diagnostic.reach?.nodes ?? [...there];
    if (nodes.length === 0) return diagnostic;
    const reach = {
      nodes: inOrder(nodes),
      ...(nodes.length < there.size && { among: inOrder([...there]) }),
    };
    return { ...diagnostic, reach };
  });
}

/** The nodes of the places that some diagnostics are about. */
class Places {
  readonly #bySource = new Map<Source, Map<number, Set<NodeName>>>();

  constructor(diagnostics: readonly Pick<Diagnostic, "span" | "repeated">[]) {
    for (const span of diagnostics.flatMap(spansOf)) {
      const places =
        this.#bySource.get(span.source) ?? new Map<number, Set<NodeName>>();
      this.#bySource.set(span.source, places.set(span.start, new Set()));
    }
  }

  /** The nodes of every place of a diagnostic. */
  ofAll(diagnostic: Pick<Diagnostic, "span" | "repeated">): Set<NodeName> {
    const nodes = new Set<NodeName>();
    for (const span of spansOf(diagnostic))
      for (const node of this.#nodesAt(span) ?? []) nodes.add(node);
    return nodes;
  }

  /** Adds a node, if a diagnostic is about the place. */
  add(span: Span | undefined, node: NodeName): void {
    this.#nodesAt(span)?.add(node);
  }

  #nodesAt(span: Span | undefined): Set<NodeName> | undefined {
    return span && this.#bySource.get(span.source)?.get(span.start);
  }
}

function spansOf({
  span,
  repeated = [],
}: Pick<Diagnostic, "span" | "repeated">): readonly Span[] {
  return [
    ...(span === undefined ? [] : [span]),
    ...repeated.map((each) => each.span),
  ];
}

function addNodes(places: Places, { nodes, workloads }: Plan): void {
  for (const node of nodes) {
    places.add(node.span, node);
    for (const kind of nodeKindNames) {
      const settings: readonly Setting[] = node.settings[kind];
      for (const setting of settings) addSetting(places, setting, node);
    }
  }
  for (const { span, roles, sysctls } of workloads) {
    const names = new Set(roles);
    for (const node of nodes) {
      if (!names.has(node.role)) continue;
      places.add(span, node);
      for (const { origin } of sysctls) places.add(origin.span, node);
    }
  }
}

function addSetting(
  places: Places,
  { origin, valueSpan, from, fields = [] }: Setting,
  node: NodePlan,
): void {
  places.add(origin.span, node);
  places.add(valueSpan, node);
  for (const { span } of from) places.add(span, node);
  for (const { written } of fields) places.add(written?.origin.span, node);
}
