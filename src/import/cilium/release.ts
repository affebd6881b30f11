import type { Findings } from "../yaml/findings.js";
import { keyOf, pairOf, pairsOf, textAt, type YamlNode } from "../yaml/node.js";
import type { Release, Shape } from "../yaml/visit.js";
import { cluster } from "./values.js";

/** Reads which chart and version values are for: Flux, K3s, Argo CD and helmfile. */
export const helmRelease: Shape = (map, visit) => {
  const spec = pairOf(map, "spec");
  const kind = textAt(map, "kind");
  const release =
    spec === undefined ? undefined : releaseOf(kind, map, spec.value);
  if (spec !== undefined && release !== undefined) {
    takeVersion(release, visit.findings);
    visit.walk(spec.value, { release, path: [] });
    return [spec];
  }
  const releases = pairOf(map, "releases");
  if (releases?.value.kind !== "list") return [];
  for (const item of releases.value.items) {
    const values = pairOf(item, "values");
    if (values === undefined) continue;
    const of = {
      name: textAt(item, "name"),
      namespace: textAt(item, "namespace"),
      chart: textAt(item, "chart"),
      version: versionAt(item, "version"),
    };
    takeVersion(of, visit.findings);
    visit.walk(values.value, { release: of, path: [] });
  }
  return [releases];
};

function releaseOf(
  kind: string | undefined,
  map: YamlNode,
  spec: YamlNode,
): Release | undefined {
  const name = textAt(map, "metadata", "name");
  const namespace = textAt(map, "metadata", "namespace");
  if (kind === "HelmRelease") {
    const chart = pairOf(pairOf(spec, "chart")?.value, "spec")?.value;
    return {
      name: textAt(spec, "releaseName") ?? name,
      namespace: textAt(spec, "targetNamespace") ?? namespace,
      chart: textAt(chart, "chart") ?? textAt(spec, "chartRef", "name"),
      version: versionAt(chart, "version"),
    };
  }
  if (kind === "HelmChart" || kind === "HelmChartConfig")
    return {
      name,
      namespace: textAt(spec, "targetNamespace"),
      chart:
        textAt(spec, "chart") ??
        (name?.endsWith("cilium") === true ? "cilium" : undefined),
      version: versionAt(spec, "version"),
    };
  if (kind !== "Application" && kind !== "ApplicationSet") return undefined;
  const template =
    pairOf(pairOf(spec, "template")?.value, "spec")?.value ?? spec;
  const sources = pairOf(template, "sources")?.value;
  const source =
    pairOf(template, "source")?.value ??
    (sources?.kind === "list"
      ? sources.items.find((item) => pairOf(item, "chart") !== undefined)
      : undefined);
  return {
    name: textAt(source, "helm", "releaseName") ?? name,
    namespace: textAt(template, "destination", "namespace"),
    chart: textAt(source, "chart"),
    version: versionAt(source, "targetRevision"),
  };
}

function versionAt(
  node: YamlNode | undefined,
  key: string,
): Release["version"] {
  const pair = pairOf(node, key);
  return pair?.value.kind === "scalar" && pair.value.type !== "null"
    ? {
        text: pair.value.text,
        place: pairsOf(node).length > 0 ? pair.value : keyOf(pair),
      }
    : undefined;
}

function takeVersion(release: Release | undefined, findings: Findings): void {
  const { text, place } = release?.version ?? {};
  if (text === undefined || place === undefined) return;
  if (!/^v?\d+\.\d+(?:\.\d+)?(?:[-+].*)?$/u.test(text)) {
    findings.left(
      place,
      `\`${findings.nameOf(text, place)}\` is not one version of Cilium's chart`,
      "write the version in use as `cilium.version`",
    );
    return;
  }
  findings.setting({
    holder: cluster,
    path: ["cilium", "version"],
    value: text.replace(/^v/u, ""),
    key: place,
    whole: place,
  });
}
