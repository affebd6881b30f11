import type { ChangeRisk } from "./classes.js";

const RECREATED =
  "cilium/cilium, pkg/bpf/map_linux.go, OpenOrCreate(): a map whose size or flags differ is deleted and created empty";

const connections =
  "Each agent deletes the map and creates it empty: open connections lose their state, and those through services, NAT or policies may break.";

/** What each map holds, by the chart's name below `bpf`. */
const losses: Readonly<Record<string, string>> = {
  ctTcpMax: connections,
  ctAnyMax: connections,
  natMax:
    "Each agent deletes the map and creates it empty: masqueraded connections and those to node ports lose their translation and break.",
  neighMax:
    "Each agent deletes the map and creates it empty: it learns the neighbours again.",
  policyMapMax:
    "Each endpoint gets a new policy map, which the agent fills again while it regenerates the endpoint.",
  lbMapMax:
    "Each agent deletes the maps of services and fills them again: services may fail in between.",
  authMapMax:
    "Each agent deletes the map: pods authenticate again where policies require it.",
  nodeMapMax: "Each agent deletes the map and fills it again.",
  policyStatsMapMax: "The counters of policies start again.",
  mapDynamicSizeRatio: `It changes the size of all dynamic maps. ${connections}`,
  preallocateMaps: `It changes the flags of all hash maps. ${connections}`,
  "distributedLRU.enabled": `It changes the flags of the maps of connections. ${connections}`,
};

/** Tells what a change of a Helm value costs: the agents restart, one node after the other. */
export function ciliumRisk(path: readonly string[]): ChangeRisk {
  const [section, ...rest] = path;
  const name = rest.join(".");
  const loss =
    section === "bpf" && Object.hasOwn(losses, name) ? losses[name] : undefined;
  return {
    risk: "restart",
    note: `The Cilium agents restart; the data path keeps working meanwhile. ${
      loss ?? "The agents load their BPF programs again."
    }`,
    source:
      loss === undefined
        ? "cilium/cilium, install/kubernetes/cilium/templates/cilium-configmap.yaml: the agent reads it at start"
        : RECREATED,
  };
}
