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
  const files = emitAll({ ...plan, nodes: [node] }, ["sysctl.d"]);
  const textOf = (folder: string): string => {
    const file = files.find(({ path }) => path.includes(`/${folder}/9`));
    if (file === undefined) throw new Error(`${node.name} has no ${folder}`);
    return file.text;
  };
  return { settings: textOf("sysctl.d"), modules: textOf("modules-load.d") };
}
