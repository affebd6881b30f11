import { addAll } from "../../core/add-all.js";
import { releaseIn } from "../yaml/release.js";
import { takeKubeletConfig } from "../kubernetes/kubelet.js";
import { clusterProxy, takeProxyConfig } from "../kubernetes/kube-proxy.js";
import { takeKernelArguments } from "../yaml/kernel-arguments.js";
import {
  at,
  itemsOf,
  pairOf,
  textAt,
  type YamlMap,
  type YamlNode,
  type YamlPair,
  keyOf,
} from "../yaml/node.js";
import { takeSysctls } from "../yaml/sysctls.js";
import { nodeAt, type Shape, type Visit } from "../yaml/visit.js";
import { takeModule, takeSysfs, takeUdevRules } from "./kernel.js";
import { seenTalos, takeRuntimeSpec } from "./machine.js";
import { own } from "../../core/own.js";

/** Reads a document of its own of Talos 1.14. Source: siderolabs/talos, pkg/machinery/config/types. */
export const document: Shape = (map, visit) => {
  const kind = textAt(map, "kind");
  if (kind === undefined || textAt(map, "apiVersion") !== "v1alpha1") return [];
  const take = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  if (take === undefined) return [];
  seenTalos(visit.findings, pairOf(map, "kind"));
  take(map, visit);
  return map.pairs;
};

const kinds: Readonly<Record<string, (map: YamlMap, visit: Visit) => void>> = {
  SysctlConfig: within("params", ({ value }, { place, findings }) =>
    takeSysctls(value, { holder: nodeAt(place), findings }),
  ),
  SysfsConfig: within("params", ({ value }, { place, findings }) =>
    takeSysfs(value, nodeAt(place), findings),
  ),
  KernelModuleConfig: (map, { place, findings }) => {
    const name = pairOf(map, "name");
    if (name !== undefined)
      takeModule({ ...map, start: map.start }, nodeAt(place), findings);
  },
  UdevRulesConfig: within("rules", ({ value }, { findings }) =>
    takeUdevRules(value, findings),
  ),
  KubeletConfig: within("config", ({ value }, { place, findings }) =>
    takeKubeletConfig(value, nodeAt(place), findings),
  ),
  KubeProxyConfig: within("config", ({ value }, { findings }) =>
    takeProxyConfig(value, clusterProxy, findings),
  ),
  CRIBaseRuntimeSpecConfig: within("overrides", ({ value }, visit) =>
    takeRuntimeSpec(value, visit),
  ),
};

function within(
  key: string,
  take: (pair: YamlPair, visit: Visit) => void,
): (map: YamlMap, visit: Visit) => void {
  return (map, visit) => {
    const pair = pairOf(map, key);
    if (pair === undefined) return;
    if (key === "params") visit.findings.section(keyOf(pair), pair.value);
    take(pair, visit);
  };
}

/** Reads the schematic of an image of the Image Factory. */
export const schematic: Shape = (map, { place, findings }) => {
  const customization = pairOf(map, "customization");
  const list = pairOf(customization?.value, "extraKernelArgs");
  if (customization === undefined || list === undefined) return [];
  seenTalos(findings, customization);
  findings.section(keyOf(list), list.value);
  takeKernelArguments(list.value, nodeAt(place), findings);
  return [customization];
};

/** Reads what talhelper's talconfig.yaml says of roles and hosts; the patches in it are found below. */
export const talconfig: Shape = (map, visit) => {
  const isTalconfig =
    pairOf(map, "clusterName") !== undefined &&
    at(map, "nodes")?.kind === "list";
  if (!isTalconfig) return [];
  const { findings } = visit;
  seenTalos(findings, pairOf(map, "clusterName"));
  for (const [key, fact] of [
    ["talosVersion", "osVersion"],
    ["kubernetesVersion", "kubernetes"],
  ] as const) {
    const node = at(map, key);
    const release = releaseIn(textAt(node));
    if (node !== undefined && release !== undefined)
      findings.fact(fact, release, node);
  }
  const nodes = pairOf(map, "nodes");
  addAll(
    findings.groups,
    new Set(itemsOf(nodes?.value).map((node) => groupOf(node))),
  );
  const groups = map.pairs.filter(
    ({ key }) => key === "controlPlane" || key === "worker",
  );
  usePatches(map, undefined, visit);
  for (const { key: group, value } of groups) takeGroup(value, group, visit);
  for (const node of itemsOf(nodes?.value))
    takeGroup(node, textAt(node, "hostname"), visit);
  return nodes === undefined ? groups : [...groups, nodes];
};

function takeGroup(
  node: YamlNode,
  group: string | undefined,
  visit: Visit,
): void {
  usePatches(node, group, visit);
  visit.walk(node, group === undefined ? {} : { group });
}

/** Nodes are workers unless they say otherwise. Source: budimanjojo/talhelper, docs/docs/reference/configuration.md. */
function groupOf(node: YamlNode): string {
  return textAt(node, "controlPlane") === "true" ? "controlPlane" : "worker";
}

/** Notes the files that talhelper applies: `"@./patches/worker.yaml"`. */
function usePatches(
  node: YamlNode,
  group: string | undefined,
  { findings }: Visit,
): void {
  for (const patch of itemsOf(at(node, "patches")))
    if (patch.kind === "scalar" && patch.text.startsWith("@"))
      findings.uses.push({
        path: patch.text.slice(1),
        ...(group !== undefined && { group }),
        span: findings.span(patch),
      });
}

/** Reads the modules that a node or a group of nodes of talhelper has beside its patches. */
export const talconfigModules: Shape = (map, { place, findings }) => {
  const modules = pairOf(map, "kernelModules");
  if (modules?.value.kind !== "list" || !findings.formats.includes("talos"))
    return [];
  findings.section(keyOf(modules), modules.value);
  for (const item of modules.value.items)
    takeModule(item, nodeAt(place), findings);
  return [modules];
};

/** Reads whom a document of an Omni cluster template is for. Source: siderolabs/omni, client/pkg/template. */
export const omniTemplate: Shape = (map, visit) => {
  const kind = textAt(map, "kind");
  const patches = pairOf(map, "patches");
  if (patches?.value.kind !== "list" || pairOf(map, "apiVersion") !== undefined)
    return [];
  const name = textAt(map, "name");
  const groups: Readonly<Record<string, string | undefined>> = {
    ControlPlane: "controlPlane",
    Workers: name ?? "worker",
    Machine: name,
  };
  const group =
    kind === undefined || !Object.hasOwn(groups, kind)
      ? undefined
      : own(groups, kind);
  if (group === undefined) return [];
  visit.walk(patches.value, { group });
  return [patches];
};
