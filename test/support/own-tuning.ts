import { readFileSync } from "node:fs";
import type { NodePlan, Plan } from "../../src/plan/types.js";
import { emitAll } from "../../src/targets/emit.js";

/** The text of this repository's own tuning.yaml. */
export function ownTuning(): string {
  return readFileSync(new URL("../../tuning.yaml", import.meta.url), "utf8");
}

/** The texts that the sysctl.d target writes for one node: sysctl.d/99-tuning.conf, modules-load.d/90-tuning.conf. */
export function sysctlFilesOf(
  plan: Plan,
  node: NodePlan,
): { readonly settings: string; readonly modules: string } {
  return {
    settings: fileOf(plan, node, "sysctl.d"),
    modules: fileOf(plan, node, "modules-load.d"),
  };
}

/** The text that the sysctl.d target writes for one node in a folder of /etc. */
export function fileOf(
  plan: Plan,
  node: NodePlan,
  folder: "sysctl.d" | "modules-load.d",
): string {
  const file = emitAll({ ...plan, nodes: [node] }, ["sysctl.d"]).find(
    ({ path }) => path.includes(`/${folder}/9`),
  );
  if (file === undefined) throw new Error(`${node.name} has no ${folder}`);
  return file.text;
}
