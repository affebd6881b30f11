import { commentLines } from "../../encode/comment.js";
import { refuseControls } from "../../encode/sysctl.js";
import { yamlString } from "../../encode/yaml.js";
import {
  type NodeWatch,
  type Watched,
  watchOf,
} from "../../plan/monitoring-drift.js";
import type { MonitoringPlan } from "../../plan/monitoring-types.js";
import type { NodePlan } from "../../plan/types.js";
import type { Emission, TargetFile } from "../define-target.js";
import { fileHeader, nodeSubject } from "../shared/comments.js";
import { baseName } from "../shared/path.js";
import { sharing } from "../shared/once-per-resolution.js";
import { collectorArgs } from "./collector-args.js";
import * as templates from "./templates.js";

type ExporterEmission = Emission<"argsPath" | "valuesPath">;
type ExporterFile = TargetFile<"argsPath" | "valuesPath">;

/** Emits the arguments of each node's node_exporter, with which live values and further metrics are exported. */
export function exporterFiles(
  emission: ExporterEmission,
  monitoring: MonitoringPlan,
): readonly ExporterFile[] {
  const watches = sharing(watchOf);
  const further = sharing((node) => collectorArgs(monitoring, node));
  const { drift } = monitoring;
  if (!drift && emission.nodes.every((node) => further(node).length === 0))
    return [];
  return emission.nodes.flatMap((node) => {
    const watch = drift ? watches(node) : undefined;
    const args = [...sysctlArgs(watch?.watched ?? []), ...further(node)];
    return [
      argsFile(emission, node, watch, args),
      valuesFile(emission, node, args),
    ];
  });
}

function argsFile(
  { plan, pathOf, render }: ExporterEmission,
  node: NodePlan,
  watch: NodeWatch | undefined,
  args: readonly string[],
): ExporterFile {
  const name = baseName(pathOf("argsPath", node));
  return {
    output: "argsPath",
    nodes: [node],
    text: render(templates.exporterArgs, {
      header: fileHeader(plan, nodeSubject(node), [
        `Install it on the node and start node_exporter with @/path/to/${name} (in NixOS: extraFlags). It must run in the node's network namespace: hostNetwork in Kubernetes.`,
      ]),
      unwatched: [
        ...(watch?.watched.length === 0
          ? commentLines("No setting of this node is monitored.")
          : []),
        ...(watch?.unwatched ?? []).flatMap(({ id, why }) =>
          commentLines(`Not monitored: ${id}: ${why}.`),
        ),
      ],
      // A blank line would be an argument, too.
      args,
    }),
  };
}

function valuesFile(
  { plan, render }: ExporterEmission,
  node: NodePlan,
  args: readonly string[],
): ExporterFile {
  return {
    output: "valuesPath",
    nodes: [node],
    text: render(templates.exporterValues, {
      header: fileHeader(plan, nodeSubject(node), [
        "Values for the chart prometheus-node-exporter (in kube-prometheus-stack: under the key of that name). Helm replaces lists, so merge your own extraArgs into one file. Nodes with different arguments need separate releases, each with a nodeSelector.",
      ]),
      args: args.map(yamlString),
    }),
  };
}

function sysctlArgs(watched: readonly Watched[]): readonly string[] {
  return watched.length === 0
    ? []
    : ["--collector.sysctl", ...watched.map(argument)];
}

function argument(watched: Watched): string {
  refuseControls("sysctl.d", watched.id);
  if (watched.as === "words")
    return `--collector.sysctl.include-info=${watched.id}`;
  const { id, names } = watched;
  return `--collector.sysctl.include=${id}${names.length === 0 ? "" : `:${names.join(",")}`}`;
}
