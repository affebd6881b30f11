import * as z from "zod/mini";
import { described } from "../../core/schema.js";
import { commentLines } from "../../encode/comment.js";
import { yamlKey, yamlScalar } from "../../encode/yaml.js";
import { ciliumSize } from "../../platform/component/cilium-maps.js";
import { renderingOf } from "../../platform/component/cilium-numbers.js";
import type { CiliumPlan, CiliumValue, Plan } from "../../plan/types.js";
import { defineTarget } from "../define-target.js";
import { fileHeader, ownerSubject } from "../shared/comments.js";
import { baseName } from "../shared/path.js";
import type { Comment } from "../shared/views.js";
import * as templates from "./templates.js";

/** Emits Helm values for Cilium's chart, or for a chart that wraps it. */
export const cilium = defineTarget({
  name: "cilium",
  summary: "Helm values of Cilium",
  outputs: {
    path: {
      path: "cilium/values.yaml",
      per: "spec",
      description: "Values for Cilium's chart or a wrapper chart",
    },
  },
  options: {
    keys: z._default(
      described(
        z.array(z.enum(["chart", "mapMax"])),
        "The forms in which sizes are written: the chart's own, that of wrapper charts, or both",
      ),
      ["chart"],
    ),
  },
  section: "cilium",
  handles: {},
  writesFor: () => false,
  templates,
  emit: ({ plan, options, pathOf, render }) =>
    plan.cilium === undefined
      ? []
      : [
          {
            output: "path",
            nodes: [],
            text: render(templates.values, {
              header: header(plan, plan.cilium, baseName(pathOf("path"))),
              lines: lines(tree(plan.cilium, options.keys), 0),
            }),
          },
        ],
});

function header(plan: Plan, values: CiliumPlan, name: string): Comment {
  const { version } = values;
  const title =
    version === undefined ? "Cilium" : `Cilium, chart version ${version}`;
  return fileHeader(plan, ownerSubject(title, values), [
    "Flux: make it the key values.yaml of a ConfigMap (kustomize's configMapGenerator), and reference that in valuesFrom of the HelmRelease. Inline values override valuesFrom: remove these keys there.",
    `Argo CD: list ${name} in helm.valueFiles. Helm: --values ${name}`,
  ]);
}

/** Nested values; a Map keeps the order in which they were written. */
interface Branch {
  readonly comment: Comment;
  readonly children: Map<string, Branch | Leaf>;
}

interface Leaf {
  readonly why: readonly string[];
  readonly value: CiliumValue["value"];
}

function tree(
  { values, version }: CiliumPlan,
  keys: readonly ("chart" | "mapMax")[],
): Branch {
  const root: Branch = { comment: [], children: new Map() };
  for (const value of values) {
    // Where a value has no mapMax form, the chart's own is the only one.
    if (keys.includes("chart") || value.mapMaxPath === undefined)
      plant(root, value.path, value, version);
  }
  for (const value of values) {
    if (keys.includes("mapMax") && value.mapMaxPath !== undefined)
      plant(root, value.mapMaxPath, value, version);
  }
  return root;
}

function plant(
  root: Branch,
  path: readonly string[],
  { why, value, path: chartPath }: CiliumValue,
  version: string | undefined,
): void {
  const leaf = { why, value: inChart(chartPath, value, version) };
  let branch = root;
  path.forEach((name, depth) => {
    if (depth === path.length - 1) {
      branch.children.set(name, leaf);
      return;
    }
    const known = branch.children.get(name);
    const next =
      known !== undefined && "children" in known
        ? known
        : { comment: branchComment(name, depth), children: new Map() };
    branch.children.set(name, next);
    branch = next;
  });
}

/** Returns a value in the type with which the chart passes it on unchanged. */
function inChart(
  path: readonly string[],
  value: CiliumValue["value"],
  version: string | undefined,
): CiliumValue["value"] {
  const key = typeof value === "number" ? ciliumSize(path) : undefined;
  return key !== undefined &&
    renderingOf(key, Number(value), version) === "text"
    ? String(value)
    : value;
}

function branchComment(name: string, depth: number): Comment {
  return name === "mapMax"
    ? commentLines(
        "For wrapper charts that read it. Cilium's own charts accept mapMax and ignore it.",
        depth * 2,
      )
    : [];
}

function lines(branch: Branch, depth: number): templates.CiliumView["lines"] {
  const indent = "  ".repeat(depth);
  return [...branch.children].flatMap(([name, child]) =>
    "children" in child
      ? [
          { indent, comment: child.comment, text: `${yamlKey(name)}:` },
          ...lines(child, depth + 1),
        ]
      : [
          {
            indent,
            comment: child.why.flatMap((why) => commentLines(why, depth * 2)),
            text: `${yamlKey(name)}: ${yamlScalar(child.value)}`,
          },
        ],
  );
}
