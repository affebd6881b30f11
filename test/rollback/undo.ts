import { readLive } from "../../src/live/read-live.js";
import { valueText } from "../../src/settings/sysctl/value.js";
import { notUndoneText } from "../../src/rollback/forms/heading.js";
import { nodeBefore } from "../../src/rollback/since.js";
import type { Undo } from "../../src/rollback/types.js";
import { undoNode } from "../../src/rollback/undo-node.js";
import { planOf } from "../support/compile.js";

export const LINUX = `os: linux, distro: debian-12, kernel: "6.12", memory: 16GiB, cpus: 8`;

/** What undoes the only role of a spec, without or with what was captured. */
export function undo(sections: string, dump?: string, facts = LINUX): Undo {
  const plan = planOf(
    `version: 1\nroles:\n  web:\n    node: { ${facts} }\n${sections}`,
  );
  const [node] = plan.nodes;
  if (node === undefined) throw new Error("no node");
  const [observation] =
    dump === undefined
      ? []
      : readLive(
          `tunegen-dump 1\nhost a\nkernel 6.12.48\n${dump}\nend\n`,
          "a.txt",
        ).observations;
  return undoNode(node, plan, observation);
}

/** What undoes the changes of the only role between two specs. */
export function undoSince(
  before: string,
  after: string,
  dump?: string,
  facts = LINUX,
): Undo {
  const [was, is] = [before, after].map((sections) =>
    planOf(`version: 1\nroles:\n  web:\n    node: { ${facts} }\n${sections}`),
  );
  const node = is?.nodes[0];
  if (was === undefined || is === undefined || node === undefined)
    throw new Error("no node");
  const [observation] =
    dump === undefined
      ? []
      : readLive(
          `tunegen-dump 1\nhost a\nkernel 6.12.48\n${dump}\nend\n`,
          "a.txt",
        ).observations;
  return undoNode(node, is, observation, {
    name: "v1",
    plan: was,
    node: nodeBefore(node, was),
  });
}

export function sysctls(...lines: readonly string[]): string {
  return ["    sysctl:", ...lines.map((line) => `      ${line}`), ""].join(
    "\n",
  );
}

/** `id = value (evidence)`, in the order in which they are written. */
export function values({ values: all }: Undo): string[] {
  return all.map(
    ({ id, value, evidence }) => `${id} = ${valueText(value)} (${evidence})`,
  );
}

export function lost({ notUndone }: Undo): string[] {
  return notUndone.map(notUndoneText);
}
