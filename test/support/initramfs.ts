import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  symlinkSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { run } from "./programs.js";

/** A kernel as a package has it: `boot/vmlinuz-RELEASE` and `lib/modules/RELEASE`, after depmod. */
export interface Kernel {
  readonly folder: string;
  readonly release: string;
}

export function kernelIn(folder: string): Kernel {
  const [release, ...more] = readdirSync(join(folder, "lib/modules"));
  if (release === undefined || more.length > 0)
    throw new Error(`${folder}/lib/modules does not hold one kernel`);
  return { folder, release };
}

export function kernelImage({ folder, release }: Kernel): string {
  return join(folder, "boot", `vmlinuz-${release}`);
}

/** Copies programs of this machine into a tree, at the same paths, with the libraries that they are linked with. */
export function addPrograms(tree: string, programs: readonly string[]): void {
  for (const program of programs) {
    addFile(tree, program);
    // A static program has none, and ldd then fails.
    const { stdout } = run("ldd", [program]);
    for (const [, library = ""] of stdout.matchAll(/(\/\S+) \(0x/gu))
      addFile(tree, library);
  }
}

function addFile(tree: string, path: string): void {
  const target = join(tree, path);
  if (existsSync(target)) return;
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(path, target);
}

/** Adds busybox as the shell, and modprobe where a kernel looks for it. */
export function addUserland(tree: string, busybox: string, kmod: string): void {
  addPrograms(tree, [busybox, kmod]);
  for (const folder of ["bin", "sbin", "dev", "proc", "sys", "tmp"])
    mkdirSync(join(tree, folder), { recursive: true });
  if (busybox !== "/bin/busybox")
    symlinkSync(busybox, join(tree, "bin/busybox"));
  symlinkSync(kmod, join(tree, "sbin/modprobe"));
}

/** Copies modules, and what they need, as modprobe finds it. */
export function addModules(
  tree: string,
  kernel: Kernel,
  modules: readonly string[],
): void {
  const { folder, release } = kernel;
  const from = join(folder, "lib/modules", release);
  const to = join(tree, "lib/modules", release);
  mkdirSync(to, { recursive: true });
  for (const name of modules) {
    const { status, stdout, stderr } = run("modprobe", [
      ...["-d", folder, "-S", release, "--show-depends", name],
    ]);
    if (status !== 0) throw new Error(stderr);
    for (const [, path = ""] of stdout.matchAll(/^insmod (\S+)/gmu))
      cpSync(path, join(to, relative(from, path)));
  }
  for (const file of ["order", "builtin", "builtin.modinfo"])
    copyFileSync(join(from, `modules.${file}`), join(to, `modules.${file}`));
  const { status, stderr } = run("depmod", ["-b", tree, release]);
  if (status !== 0) throw new Error(stderr);
}

/** Packs a tree, with a script as process 1, into the archive that a kernel unpacks. */
export function pack(tree: string, init: string, archive: string): void {
  copyFileSync(init, join(tree, "init"));
  chmodSync(join(tree, "init"), 0o755);
  const { status, stderr } = run("sh", [
    "-c",
    'cd "$1" && find . | cpio --quiet -o -H newc >"$2"',
    ...["sh", tree, archive],
  ]);
  if (status !== 0) throw new Error(stderr);
}
