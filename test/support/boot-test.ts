import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "vitest";
import {
  addModules,
  addPrograms,
  addUserland,
  kernelImage,
  kernelIn,
  pack,
} from "./initramfs.js";
import { hasProgram, programPath, requirePrograms } from "./programs.js";
import { boot, qemu } from "./qemu.js";
import { inTemporaryFolder } from "./temporary.js";

/** A folder with a kernel, as `test/boot/fetch-kernel.sh` leaves it. Only CI has one: each boot takes seconds. */
export const kernelFolder = process.env["TUNEGEN_BOOT_KERNEL"] ?? "";

/** Whether machines can be booted that have these programs of this one. */
export function canBoot(programs: readonly string[]): boolean {
  return (
    kernelFolder !== "" &&
    process.arch === "x64" &&
    [qemu, "busybox", "kmod", "cpio", ...programs].every(hasProgram)
  );
}

/** A test that boots a machine. Skipped where that is not possible, unless all programs are required. */
export function bootTest(
  name: string,
  programs: readonly string[],
  fn: () => void,
): void {
  test.skipIf(!requirePrograms && !canBoot(programs))(
    `${qemu}: ${name}`,
    // A boot that hangs ends by itself, and a test has two at most.
    { timeout: 240_000 },
    fn,
  );
}

/** What a machine has beside its userland. */
export interface Inside {
  /** Programs of this machine: names on the PATH, or absolute. */
  readonly programs?: readonly string[];
  /** Texts by their absolute path. */
  readonly files?: Readonly<Record<string, string>>;
  /** Modules of the kernel, with those that they need. */
  readonly modules?: readonly string[];
  /** More of the kernel's command line. */
  readonly argument?: string;
}

/**
 * Boots a machine that runs a script, and gives what it said.
 *
 * @throws Error where the script did not come to its end
 */
export function bootScript(
  script: string,
  { programs = [], files = {}, modules = [], argument }: Inside = {},
): string {
  return inTemporaryFolder((folder) => {
    const tree = join(folder, "tree");
    addUserland(tree, installed("busybox"), installed("kmod"));
    addPrograms(tree, programs.map(installed));
    const kernel = kernelIn(kernelFolder);
    if (modules.length > 0) addModules(tree, kernel, modules);
    for (const [path, text] of Object.entries({
      ...files,
      "/parts/script": script,
    })) {
      mkdirSync(join(tree, path, ".."), { recursive: true });
      writeFileSync(join(tree, path), text);
    }
    const initramfs = join(folder, "initramfs");
    const init = new URL("../boot/init.sh", import.meta.url);
    pack(tree, fileURLToPath(init), initramfs);
    return boot({ kernel: kernelImage(kernel), initramfs }, "script", argument);
  });
}

/** Where a program lies inside, as outside. */
export function installed(program: string): string {
  const path = programPath(program);
  if (path === undefined) throw new Error(`${program} is not installed`);
  return path;
}

/** What a machine said after each line `@@ name`, by that name. */
export function saidBy(said: string): ReadonlyMap<string, string> {
  const [, ...parts] = said.split(/^@@ (.*)\n/mu);
  const sections = new Map<string, string>();
  for (let at = 0; at < parts.length; at += 2)
    sections.set(parts[at] ?? "", parts[at + 1] ?? "");
  return sections;
}
