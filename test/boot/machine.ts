import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { NodePlan, Plan } from "../../src/plan/types.js";
import { installed } from "../support/boot-test.js";
import {
  addModules,
  addPrograms,
  addUserland,
  kernelImage,
  kernelIn,
  pack,
} from "../support/initramfs.js";
import {
  type Loader,
  loaders,
  shellCommand,
  shellWords,
} from "../support/loaders.js";
import { sysctlFilesOf } from "../support/own-tuning.js";
import { wantedOf, writeProofFolder } from "../support/proof.js";
import type { BootImage } from "../support/qemu.js";

const modulesLoader = "/usr/lib/systemd/systemd-modules-load";

/** What has to be there, beside the emulator, to build and boot a machine. */
export const bootPrograms = [
  modulesLoader,
  ...loaders.map(({ program }) => program),
  ...["modprobe", "depmod"],
];

/** The part of a machine that loads a node's modules, and then its settings by each loader. */
export function partWithModules({ name }: NodePlan): string {
  return `with-modules-${name}`;
}

/** The part that loads the settings of all nodes, by each loader, and no modules. */
export const partWithoutModules = "without-modules";

/** What the proof of one loader on one node is called. */
export function proofName(node: NodePlan, loader: Loader): string {
  return `${node.name} ${loader.name}`;
}

/**
 * Builds one machine for all parts, in a folder that is there already.
 *
 * @param kernelFolder as `fetch-kernel.sh` leaves it
 */
export function buildMachine(
  folder: string,
  kernelFolder: string,
  plan: Plan,
): BootImage {
  const kernel = kernelIn(kernelFolder);
  const tree = join(folder, "tree");
  for (const each of ["nodes", "parts"])
    mkdirSync(join(tree, each), { recursive: true });
  addUserland(tree, installed("busybox"), installed("kmod"));
  const programs = loaders.map(({ program }) => installed(program));
  addPrograms(tree, [modulesLoader, ...programs]);
  const modules = plan.nodes.flatMap((node) => node.settings.module);
  addModules(tree, kernel, [...new Set(modules.map(({ id }) => id))]);
  copyFileSync(beside("../support/prove.sh"), join(tree, "prove.sh"));
  for (const node of plan.nodes) addNode(tree, plan, node);
  writeFileSync(
    join(tree, "parts", partWithoutModules),
    plan.nodes.map((node) => proofs(node, false)).join(""),
  );
  const initramfs = join(folder, "initramfs");
  pack(tree, beside("init.sh"), initramfs);
  return { kernel: kernelImage(kernel), initramfs };
}

function addNode(tree: string, plan: Plan, node: NodePlan): void {
  const { settings, modules } = sysctlFilesOf(plan, node);
  const folder = folderOf(node);
  writeProofFolder(join(tree, folder), settings, wantedOf(node));
  writeFileSync(join(tree, folder, "modules.conf"), modules);
  writeFileSync(
    join(tree, "parts", partWithModules(node)),
    `${shellWords([modulesLoader, `${folder}/modules.conf`])}
echo "@@ modules $?" $(ls /sys/module)
${proofs(node, true)}`,
  );
}

/** The lines of a part that prove a node's settings by each loader. */
function proofs(node: NodePlan, strict: boolean): string {
  return loaders
    .map((loader) => {
      // Inside, the shell takes a name without a path for a command of busybox.
      const program = installed(loader.program);
      const command = shellCommand({ ...loader, program }, { strict });
      return `echo "@@ proof ${proofName(node, loader)}"
sh /prove.sh ${shellWords([folderOf(node)])} ${command}
`;
    })
    .join("");
}

function folderOf({ name }: NodePlan): string {
  return `/nodes/${name}`;
}

function beside(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}
