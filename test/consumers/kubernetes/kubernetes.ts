import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Run } from "../../support/programs.js";
import { inTemporaryFolder } from "../../support/temporary.js";
import { consumer, type ConsumerSource, versionOf } from "../consumer.js";

/** A release of Kubernetes whose code is run. */
export interface Kubernetes {
  /** `1.37` */
  readonly release: string;
  /** `v1.37.2` */
  readonly version: string;
  readonly run: (args: readonly string[]) => Run;
}

function kubernetes(release: string, source: ConsumerSource): Kubernetes {
  return { release, version: versionOf(source), run: consumer(source) };
}

const source = { folder: "kubernetes", module: "k8s.io/kubernetes" };

/** The newest, and the oldest that the sources of tunegen's facts name. */
export const releases: readonly Kubernetes[] = [
  kubernetes("1.37", { ...source, modFile: "go.mod" }),
  kubernetes("1.28", { ...source, modFile: "1.28.mod", tags: ["oldest"] }),
];

/**
 * Runs a command over files, and returns what it read.
 *
 * @param files texts by path; the arguments name them below `folder`
 * @throws Error with what Kubernetes refuses
 */
export function read(
  { run }: Kubernetes,
  files: Readonly<Record<string, string>>,
  args: (folder: string) => readonly string[],
): unknown {
  return inTemporaryFolder((folder) => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const { status, stdout, stderr } = run(args(folder));
    if (status !== 0) throw new Error(stderr);
    return JSON.parse(stdout) as unknown;
  });
}

/** Reads one file. */
export function readFile(
  release: Kubernetes,
  command: string,
  text: string,
): unknown {
  return read(release, { "file.yaml": text }, (folder) => [
    command,
    join(folder, "file.yaml"),
  ]);
}
