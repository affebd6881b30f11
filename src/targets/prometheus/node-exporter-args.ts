import { commentLines } from "../../encode/comment.js";
import { refuseControls } from "../../encode/sysctl.js";
import { yamlString } from "../../encode/yaml.js";
import {
  type NodeWatch,
  type Watched,
  watchOf,
} from "../../plan/monitoring-drift.js";
import type { NodePlan } from "../../plan/types.js";
import type { Emission, TargetFile } from "../define-target.js";
import { fileHeader, nodeSubject } from "../shared/comments.js";
import { baseName } from "../shared/path.js";
import { sharing } from "../shared/once-per-resolution.js";
import * as templates from "./templates.js";

type ExporterEmission = Emission<"argsPath" | "valuesPath">;
type ExporterFile = TargetFile<"argsPath" | "valuesPath">;

/** Emits the arguments of each node's node_exporter, with which live values are compared: as a file, and for Helm. */
export function exporterFiles(
  emission: ExporterEmission,
): readonly ExporterFile[] {
  const watches = sharing(watchOf);
  return emission.nodes.flatMap((node) => [
    argsFile(emission, node, watches(node)),
    valuesFile(emission, node, watches(node)),
  ]);
}

function argsFile(
  { plan, pathOf, render }: ExporterEmission,
  node: NodePlan,
  { watched, unwatched }: NodeWatch,
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
        ...(watched.length === 0
          ? commentLines("No setting of this node is monitored.")
          : []),
        ...unwatched.flatMap(({ id, why }) =>
          commentLines(`Not monitored: ${id}: ${why}.`),
        ),
      ],
      // A blank line would be an argument, too.
      args: args(watched),
    }),
  };
}

function valuesFile(
  { plan, render }: ExporterEmission,
  node: NodePlan,
  { watched }: NodeWatch,
): ExporterFile {
  return {
    output: "valuesPath",
    nodes: [node],
    text: render(templates.exporterValues, {
      header: fileHeader(plan, nodeSubject(node), [
        "Values for the chart prometheus-node-exporter (in kube-prometheus-stack: under the key of that name). Helm replaces lists, so merge your own extraArgs into one file. Nodes with different arguments need separate releases, each with a nodeSelector.",
      ]),
      args: args(watched).map(yamlString),
    }),
  };
}

function args(watched: readonly Watched[]): readonly string[] {
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
