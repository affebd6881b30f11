import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { machineOf } from "../../src/plan/machine.js";
import { settingRisk } from "../../src/risk/of-setting.js";
import {
  addUserland,
  kernelImage,
  kernelIn,
  pack,
} from "../support/initramfs.js";
import { hasProgram, programPath } from "../support/programs.js";
import { boot, qemu } from "../support/qemu.js";
import { inTemporaryFolder } from "../support/temporary.js";

/** A folder with a kernel, as test/boot/fetch-kernel.sh leaves it. Only CI has one: each boot takes seconds. */
const kernelFolder = process.env["TUNEGEN_BOOT_KERNEL"] ?? "";

const able =
  kernelFolder !== "" &&
  process.arch === "x64" &&
  [qemu, "busybox", "kmod", "cpio"].every(hasProgram);

/** Keys of the whole node, each with a value and the one that is written afterwards. */
const trials = [
  ["kernel.modules_disabled", "1", "0"],
  ["kernel.kexec_load_disabled", "1", "0"],
  ["kernel.unprivileged_bpf_disabled", "1", "0"],
  ["kernel.yama.ptrace_scope", "3", "0"],
  ["kernel.kptr_restrict", "2", "0"],
  ["kernel.dmesg_restrict", "1", "0"],
  ["kernel.perf_event_paranoid", "3", "1"],
  ["net.core.bpf_jit_harden", "2", "0"],
  ["vm.swappiness", "10", "20"],
  ["net.core.rmem_default", "300000", "200000"],
] as const;

const script = trials
  .map(([key, value, back]) => {
    const path = `/proc/sys/${key.replaceAll(".", "/")}`;
    return `echo ${value} > ${path}; echo ${back} > ${path}; echo "${key} $(cat ${path})"`;
  })
  .join("\n");

test.skipIf(!able)("a kernel refuses to set back what cannot be undone", () => {
  inTemporaryFolder((folder) => {
    const tree = join(folder, "tree");
    mkdirSync(join(tree, "parts"), { recursive: true });
    addUserland(tree, programPath("busybox") ?? "", programPath("kmod") ?? "");
    const init = new URL("../boot/init.sh", import.meta.url);
    writeFileSync(join(tree, "parts/one-way"), `${script}\n`);
    const initramfs = join(folder, "initramfs");
    pack(tree, fileURLToPath(init), initramfs);
    const kernel = kernelImage(kernelIn(kernelFolder));
    const said = boot({ kernel, initramfs }, "one-way");
    const machine = machineOf({ os: "linux" });
    for (const [id, value, back] of trials) {
      const { risk } = settingRisk(
        "sysctl",
        { id, before: back, after: value, standard: undefined, services: [] },
        machine,
      );
      const kept = risk === "irreversible" ? value : back;
      expect(said).toContain(`${id} ${kept}\n`);
    }
  });
});
