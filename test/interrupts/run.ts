import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { emitAll } from "../../src/targets/emit.js";
import { planOf } from "../support/compile.js";
import { inTemporaryFolder } from "../support/temporary.js";
import { type Machine, makeTree, writtenIn } from "./tree.js";

/** The script of a role whose section `interrupts` has these lines. */
export function scriptOf(...lines: readonly string[]): string {
  const plan = planOf(`version: 1
roles:
  worker:
    node: { os: linux }
    interrupts:
${lines.map((line) => `      ${line}\n`).join("")}`);
  const file = emitAll(plan, ["interrupts"]).find(
    ({ path }) => !path.endsWith(".service"),
  );
  return file?.text ?? "";
}

/** What a script did. */
export interface Ran {
  readonly written: Readonly<Record<string, string>>;
  readonly said: readonly string[];
  readonly status: number | null;
}

/** Runs a script on a pretended machine. */
export function ran(
  [shell, ...args]: readonly string[],
  script: string,
  machine: Machine,
): Ran {
  return inTemporaryFolder((root) => {
    makeTree(root, machine);
    writeFileSync(join(root, "script"), script);
    const { status, stderr } = spawnSync(
      shell ?? "sh",
      [...args, join(root, "script")],
      { encoding: "utf8", env: { ...process.env, TUNEGEN_ROOT: root } },
    );
    return {
      written: writtenIn(root),
      said: stderr.split("\n").filter((line) => line !== ""),
      status,
    };
  });
}

/** An interface with so many queues, each with an interrupt. */
export function queuesOf(
  name: string,
  first: number,
  count: number,
): Machine["interfaces"][number] {
  return {
    name,
    interrupts: Array.from(
      { length: count },
      (_, queue) => [first + queue, `${name}-TxRx-${queue}`] as const,
    ),
    queues: count,
  };
}
