import { spawnSync } from "node:child_process";

export const qemu = "qemu-system-x86_64";

/** A kernel with the first file system it unpacks: paths of files. */
export interface BootImage {
  readonly kernel: string;
  readonly initramfs: string;
}

/**
 * Boots a virtual machine, and gives what it said on its serial line.
 *
 * It runs without acceleration (TCG), so that it needs no rights and is the same everywhere.
 *
 * @param part the part of the initramfs that is run
 * @param argument more of the kernel's command line
 * @throws Error where the machine did not come to its end, with what it said
 */
export function boot(image: BootImage, part: string, argument = ""): string {
  const { pid, stdout, stderr, error } = spawnSync(
    qemu,
    [
      ...["-accel", "tcg,thread=multi", "-machine", "pc", "-cpu", "max"],
      ...["-m", "512", "-smp", "1", "-nodefaults", "-display", "none"],
      ...["-no-reboot", "-serial", "stdio"],
      ...["-kernel", image.kernel, "-initrd", image.initramfs],
      ...[
        "-append",
        // On a busy machine, the emulated timer may not tick while the kernel checks it, which then panics.
        `no_timer_check console=ttyS0 quiet loglevel=1 panic=-1 part=${part} ${argument}`,
      ],
    ],
    {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
      // A machine that hangs would hang the tests: vitest cannot interrupt a call that waits.
      timeout: 120_000,
    },
  );
  // It did not even start, and said nothing.
  if (error !== undefined && pid === 0) throw error;
  const said = stdout.replaceAll("\r", "");
  if (error !== undefined || !said.includes("@@ done\n"))
    throw new Error(
      `no end of ${part}: ${error?.message ?? ""}\n${said}${stderr}`,
    );
  return said;
}
