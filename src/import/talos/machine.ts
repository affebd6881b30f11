import { takeKubeletConfig, takeKubeletFlag } from "../kubernetes/kubelet.js";
import {
  clusterProxy,
  takeProxyFlag,
  takeProxyMode,
} from "../kubernetes/kube-proxy.js";
import type { Findings, Range } from "../yaml/findings.js";
import { takeKernelArguments } from "../yaml/kernel-arguments.js";
import { takeRlimits } from "../yaml/limits.js";
import {
  at,
  itemsOf,
  pairOf,
  pairsOf,
  textAt,
  type YamlMap,
  type YamlNode,
  type YamlPair,
  keyOf,
} from "../yaml/node.js";
import { takeSysctls } from "../yaml/sysctls.js";
import { releaseIn } from "../yaml/release.js";
import { nodeAt, type Shape, type Visit } from "../yaml/visit.js";
import { takeModules, takeSysfs, takeUdevRules } from "./kernel.js";

/** The fields by which `machine` is that of Talos. Source: siderolabs/talos 1.11, v1alpha1_types.go, MachineConfig. */
const machineFields: ReadonlySet<string> = new Set([
  "type",
  "token",
  "ca",
  "certSANs",
  "controlPlane",
  "kubelet",
  "pods",
  "network",
  "disks",
  "install",
  "files",
  "env",
  "time",
  "sysctls",
  "sysfs",
  "registries",
  "systemDiskEncryption",
  "features",
  "udev",
  "logging",
  "kernel",
  "seccompProfiles",
  "baseRuntimeSpecOverrides",
  "nodeLabels",
  "nodeTaints",
  "nodeAnnotations",
]);
const clusterFields: ReadonlySet<string> = new Set([
  "controlPlane",
  "network",
  "proxy",
  "apiServer",
  "controllerManager",
  "scheduler",
  "discovery",
  "etcd",
  "coreDNS",
  "externalCloudProvider",
  "extraManifests",
  "inlineManifests",
  "allowSchedulingOnControlPlanes",
  "clusterName",
]);

/** Reads `machine` and `cluster` of Talos: a whole configuration, or a patch of one. */
export const machineConfig: Shape = (map, visit) => {
  const machine = ofTalos(map, "machine", machineFields);
  const cluster = ofTalos(map, "cluster", clusterFields);
  if (
    machine === undefined &&
    (cluster === undefined || !isPatchOfCluster(map, cluster))
  )
    return [];
  seenTalos(visit.findings, machine ?? cluster);
  if (machine !== undefined) takeMachine(machine, visit);
  if (cluster !== undefined) takeCluster(cluster, visit);
  return [machine, cluster].filter((pair) => pair !== undefined);
};

/** Notes that a file is for Talos. */
export function seenTalos(
  findings: Findings,
  pair: YamlPair | undefined,
): void {
  findings.seen("talos");
  if (pair !== undefined) findings.fact("os", "talos", keyOf(pair));
}

function ofTalos(
  map: YamlMap,
  key: string,
  fields: ReadonlySet<string>,
): YamlPair | undefined {
  const pair = pairOf(map, key);
  return pairsOf(pair?.value).some((below) => fields.has(below.key))
    ? pair
    : undefined;
}

/** Other formats have a `cluster`, too. */
function isPatchOfCluster(map: YamlMap, { value }: YamlPair): boolean {
  const known = pairsOf(value).filter(({ key }) => clusterFields.has(key));
  return (
    map.pairs.length === 1 &&
    known.length > 0 &&
    (pairOf(value, "proxy") !== undefined ||
      at(value, "network", "cni") !== undefined)
  );
}

function takeMachine({ value }: YamlPair, visit: Visit): void {
  const { findings, place } = visit;
  const holder = nodeAt(place);
  for (const pair of pairsOf(value)) {
    const { key, value: below } = pair;
    if (key === "sysctls" || key === "sysfs") {
      findings.section(keyOf(pair), below);
      if (key === "sysctls") takeSysctls(below, { holder, findings });
      else takeSysfs(below, holder, findings);
    } else if (key === "kernel") {
      const modules = pairOf(below, "modules");
      if (modules !== undefined) {
        findings.section(keyOf(modules), modules.value);
        takeModules(modules.value, holder, findings);
      }
    } else if (key === "kubelet") takeKubelet(below, visit);
    else if (key === "install") takeInstall(below, visit);
    else if (key === "udev") {
      const rules = pairOf(below, "rules");
      if (rules !== undefined) takeUdevRules(rules.value, findings);
    } else if (key === "baseRuntimeSpecOverrides")
      takeRuntimeSpec(below, visit);
    else visit.walk(below, { path: ["machine", key] });
  }
}

/** Reads the limits of containers. */
export function takeRuntimeSpec(
  spec: YamlNode,
  { place, findings }: Visit,
): void {
  const limits = pairOf(at(spec, "process"), "rlimits");
  if (limits === undefined) return;
  findings.section(keyOf(limits), limits.value);
  takeRlimits(limits.value, nodeAt(place), findings);
}

function takeKubelet(kubelet: YamlNode, { place, findings }: Visit): void {
  const holder = nodeAt(place);
  const image = at(kubelet, "image");
  const release = releaseIn(textAt(image));
  if (image !== undefined && release !== undefined)
    findings.fact("kubernetes", release, image);
  const config = at(kubelet, "extraConfig");
  if (config !== undefined) takeKubeletConfig(config, holder, findings);
  const flags = pairOf(kubelet, "extraArgs");
  takeFlags(flags, findings, (flag, text, item) =>
    takeKubeletFlag(flag, text, item, holder, findings),
  );
}

/** Reads `extraArgs`, by the flag's name; since Talos 1.12 a value may be a list. */
function takeFlags(
  flags: YamlPair | undefined,
  findings: Findings,
  take: (flag: string, text: string, item: Range) => boolean,
): void {
  if (flags === undefined) return;
  let section = false;
  for (const { key, keyStart, keyEnd, value } of pairsOf(flags.value)) {
    for (const item of itemsOf(value)) {
      if (item.kind !== "scalar") continue;
      const whole =
        value.kind === "list"
          ? item
          : { start: keyStart, end: Math.max(keyEnd, item.end) };
      section = take(key, item.text, whole) || section;
    }
  }
  if (section) findings.section(keyOf(flags), flags.value);
}

function takeInstall(install: YamlNode, { place, findings }: Visit): void {
  const image = at(install, "image");
  const release = releaseIn(textAt(image));
  if (image !== undefined && release !== undefined)
    findings.fact("osVersion", release, image);
  const list = pairOf(install, "extraKernelArgs");
  if (list === undefined) return;
  findings.section(keyOf(list), list.value);
  takeKernelArguments(list.value, nodeAt(place), findings);
}

function takeCluster({ value }: YamlPair, visit: Visit): void {
  const { findings } = visit;
  const cni = at(value, "network", "cni", "name");
  const name = textAt(cni);
  // `custom` and `none` leave it to somebody else.
  if (
    cni !== undefined &&
    name !== undefined &&
    name !== "custom" &&
    name !== "none"
  )
    findings.fact("cni", name, cni);
  const proxy = at(value, "proxy");
  const disabled = at(proxy, "disabled");
  if (disabled !== undefined && textAt(disabled) === "true")
    findings.fact("kubeProxy", "none", disabled);
  const mode = at(proxy, "mode");
  if (mode?.kind === "scalar") takeProxyMode(mode.text, mode, findings);
  takeFlags(pairOf(proxy, "extraArgs"), findings, (flag, text, item) =>
    takeProxyFlag(flag, text, item, clusterProxy, findings),
  );
  for (const { key, value: below } of pairsOf(value))
    if (key !== "proxy" && key !== "network")
      visit.walk(below, { path: ["cluster", key] });
}
