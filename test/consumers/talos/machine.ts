import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import type { Run } from "../../support/programs.js";
import { consumer, type ConsumerSource, versionOf } from "../consumer.js";
import type { TalosSettings } from "./expected.js";

/** The releases of Talos whose code is run. The newest is in `go.mod`. */
export const releases = ["1.11", "1.12", "1.13", "1.14"] as const;
export type Release = (typeof releases)[number];

export type MachineType = "worker" | "controlplane";

/** A machine that runs one release, and was installed with that or an older one. */
export interface Machine {
  readonly runs: Release;
  readonly installed: Release;
  readonly type: MachineType;
}

function sourceOf(release: Release): ConsumerSource {
  const documents = release === "1.14";
  return {
    folder: "talos",
    module: "github.com/siderolabs/talos/pkg/machinery",
    modFile: documents ? "go.mod" : `${release}.mod`,
    tags: documents ? [] : ["v1alpha1"],
  };
}

/** The exact version of a release: `v1.14.1`. */
export function exactVersion(release: Release): string {
  return versionOf(sourceOf(release));
}

const programs = new Map(
  releases.map((release) => [release, consumer(sourceOf(release))]),
);

function run(release: Release, args: readonly string[]): Run {
  const talos = programs.get(release);
  if (talos === undefined) throw new Error(`no Talos ${release}`);
  return talos(args);
}

const folder = mkdtempSync(join(tmpdir(), "tunegen-talos-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

let count = 0;

/** Writes a file, and returns its path. */
function written(text: string): string {
  count += 1;
  const path = join(folder, `${count}.yaml`);
  writeFileSync(path, text);
  return path;
}

const bases = new Map<string, string>();

/** The configuration that an installation of a release writes. */
function baseOf({ installed, type }: Machine): string {
  const name = `${installed} ${type}`;
  const known = bases.get(name);
  if (known !== undefined) return known;
  const { status, stdout, stderr } = run(installed, ["generate", type]);
  if (status !== 0) throw new Error(stderr);
  const base = written(stdout);
  bases.set(name, base);
  return base;
}

/** Patches a machine's configuration. */
function patched(machine: Machine, patches: readonly string[]): Run {
  const args = ["read", baseOf(machine), ...patches.map(written)];
  return run(machine.runs, args);
}

/** What a machine's configuration sets with some patches. @throws Error with what Talos refuses */
export function settingsWith(
  machine: Machine,
  patches: readonly string[],
): TalosSettings {
  const { status, stdout, stderr } = patched(machine, patches);
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as TalosSettings;
}

/** Why a machine refuses a patch; empty if it does not. */
export function refusalOf(machine: Machine, patch: string): string {
  const { status, stderr } = patched(machine, [patch]);
  return status === 0 ? "" : stderr;
}
