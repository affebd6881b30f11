import { hasProgram, run } from "./programs.js";

/** A program that builds a folder's kustomization: `program ...args FOLDER`. */
export interface Kustomize {
  readonly program: string;
  readonly args: readonly string[];
}

/**
 * kustomize, or a kubectl whose own kustomize knows `patches` and components: 1.21 and later (Debian 12 has 1.20). Where
 * there is neither it names kustomize, so that a test is skipped, or fails, by that name.
 */
export function findKustomize(): Kustomize {
  const standalone = { program: "kustomize", args: ["build"] };
  if (hasProgram("kustomize") || !hasProgram("kubectl")) return standalone;
  const { stdout } = run("kubectl", ["version", "--client"]);
  const minor = /v1\.(\d+)|Minor:"(\d+)/u.exec(stdout);
  return Number(minor?.[1] ?? minor?.[2] ?? 0) >= 21
    ? { program: "kubectl", args: ["kustomize"] }
    : standalone;
}
