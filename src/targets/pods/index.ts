import { posix } from "node:path";
import type { Owner } from "../../core/written.js";
import { commentLines, referenceLines } from "../../encode/comment.js";
import { yamlName, yamlString } from "../../encode/yaml.js";
import type { PodSysctl, WorkloadPlan } from "../../plan/types.js";
import { hasDottedSegment, slashed } from "../../core/key.js";
import { valueText } from "../../settings/sysctl/value.js";
import {
  defineTarget,
  type Emission,
  type TargetFile,
} from "../define-target.js";
import { fileHeader, ownerSubject } from "../shared/comments.js";
import { folderFile } from "../shared/folder-file.js";
import { podHeaders } from "./header.js";
import { kustomization } from "../shared/kustomization.js";
import type { Mark } from "../setting-lines.js";
import { baseName } from "../shared/path.js";
import * as templates from "./templates.js";

/**
 * Emits patches that set the sysctls of pods, each in its own folder with the Kustomize component that applies it: from
 * outside its own folder a kustomization can include only folders, and applications rarely share one.
 */
export const pods = defineTarget({
  name: "pods",
  summary: "Sysctls of pods, for Kustomize and Helm",
  outputs: {
    path: {
      path: "pods",
      per: "spec",
      description:
        "A folder of Kustomize components and Helm values, one for each workload",
    },
  },
  options: {},
  handles: { podSysctl: true },
  writesFor: () => false,
  templates: { ...templates, kustomization },
  emit: (emission) => {
    const { plan } = emission;
    const workloads = plan.workloads.filter(
      (workload) => settable(workload).length > 0,
    );
    if (workloads.length === 0) return [];
    return [
      together(emission, workloads),
      ...workloads.flatMap((workload) => filesOf(emission, workload)),
    ];
  },
});

/** Returns what a pod can set: the API server accepts no patterns. */
function settable({ sysctls }: WorkloadPlan): readonly PodSysctl[] {
  return sysctls.filter(({ key }) => !key.isPattern);
}

function together(
  emission: Emission<"path">,
  workloads: readonly WorkloadPlan[],
): TargetFile<"path"> {
  const { plan, render } = emission;
  return folderFile(emission, "kustomization.yaml", (path) =>
    render(kustomization, {
      header: fileHeader(
        plan,
        commentLines("Sysctls of all workloads"),
        podHeaders.together(baseName(posix.dirname(path))),
      ),
      components: workloads.map(({ name }) => yamlName(name)),
      patches: [],
    }),
  );
}

function filesOf(
  emission: Emission<"path">,
  workload: WorkloadPlan,
): readonly TargetFile<"path">[] {
  const { plan, render, mark } = emission;
  const header = (wiring: readonly string[]): readonly string[] =>
    fileHeader(
      plan,
      ownerSubject(`Workload ${workload.name}`, workload),
      wiring,
    );
  const at = (name: string): string => posix.join(workload.name, name);
  const owner: Owner = { kind: "workload", name: workload.name };
  return [
    folderFile(
      emission,
      at("kustomization.yaml"),
      () =>
        render(kustomization, {
          header: header(podHeaders.component(workload)),
          components: [],
          patches: [{ path: "patch.yaml", target: false }],
        }),
      owner,
    ),
    folderFile(
      emission,
      at("patch.yaml"),
      () =>
        render(
          templates.patch,
          patchView(workload, header(podHeaders.patch(workload, plan)), mark),
        ),
      owner,
    ),
    folderFile(
      emission,
      at("values.yaml"),
      () =>
        render(templates.values, {
          header: header(podHeaders.values(workload, plan)),
          sysctls: sysctlViews(workload, 4, mark),
        }),
      owner,
    ),
  ];
}

function patchView(
  workload: WorkloadPlan,
  header: readonly string[],
  mark: Mark,
): templates.PodPatchView {
  const { kind, objectName, namespace } = workload;
  const parents = [...podPath(kind), "securityContext", "sysctls"];
  const indent = "  ".repeat(parents.length);
  return {
    header,
    apiVersion: apiVersion(kind),
    kind,
    name: yamlName(objectName),
    namespace: namespace !== undefined && yamlName(namespace),
    parents: parents.map((key, depth) => ({
      indent: "  ".repeat(depth),
      key,
    })),
    indent,
    sysctls: sysctlViews(workload, indent.length, mark),
  };
}

function apiVersion(kind: WorkloadPlan["kind"]): string {
  if (kind === "Pod") return "v1";
  return kind === "Job" || kind === "CronJob" ? "batch/v1" : "apps/v1";
}

/** Returns the path of the pod specification in an object. */
function podPath(kind: WorkloadPlan["kind"]): readonly string[] {
  if (kind === "Pod") return ["spec"];
  const template = ["spec", "template", "spec"];
  return kind === "CronJob" ? ["spec", "jobTemplate", ...template] : template;
}

/**
 * Views sysctls as the API accepts them: a name with dots or slashes, a value as text. A dot in an interface's name
 * requires slashes.
 * Source: kubernetes/kubernetes, pkg/apis/core/validation/validation.go, SysctlContainSlashFmt.
 */
function sysctlViews(
  workload: WorkloadPlan,
  indent: number,
  mark: Mark,
): readonly templates.PodSysctlView[] {
  return settable(workload).map(({ key, id, value, why, refs }) => ({
    comment: [
      ...(why === undefined ? [] : commentLines(why, indent)),
      ...refs.flatMap(referenceLines),
    ],
    name:
      mark("podSysctl", id) +
      yamlName(hasDottedSegment(key) ? slashed(key) : id),
    value: yamlString(valueText(value)),
  }));
}
