import type { KernelBuild } from "../../core/kernel-build.js";

/** Why a text is not a kernel configuration. */
export interface ConfigFault {
  /** As the end of a sentence: `does not name the version of the kernel`. */
  readonly fault: string;
  /** An instruction. */
  readonly help: string;
}

/** The configuration of a small kernel has about 700 lines, a fragment at most 100 or so. */
const FEWEST_LINES = 300;

/** Whether a configuration mentions all options, so that others are off. A defconfig or a fragment does not. */
export function isCompleteConfig(text: string): boolean {
  return (text.match(/^(?:# )?CONFIG_/gmu) ?? []).length >= FEWEST_LINES;
}

/**
 * Reads a complete kernel configuration, such as `/proc/config.gz` (decompressed) or `/boot/config-*`. Its platform is
 * `custom`: which patches the kernel has is unknown. `kernel` is the version if the text does not name it.
 */
export function buildFromConfig(
  text: string,
  kernel?: string,
): KernelBuild | ConfigFault {
  const options = readOptions(text);
  if (options.size === 0)
    return {
      fault: "does not contain any CONFIG_ lines",
      help: "name the configuration of a kernel, such as /proc/config.gz or /boot/config-*",
    };
  const arch = archOf(options);
  if (!arch)
    return {
      fault: "sets neither CONFIG_X86_64=y nor CONFIG_ARM64=y",
      help: "name the configuration of an amd64 or arm64 kernel; tunegen knows no other architectures",
    };
  const [, release = kernel] =
    /^# Linux\/\S+ (\S+) Kernel Configuration$/mu.exec(text) ?? [];
  const [version] = /^\d+\.\d+(?:\.\d+)*/u.exec(release ?? "") ?? [];
  if (version === undefined)
    return {
      fault: "does not name the version of the kernel",
      help: "add it: --kernel 6.12.48",
    };
  return Object.freeze({
    id: "custom",
    platform: "custom",
    release: "",
    flavour: "",
    isStandard: true,
    arch,
    kernel: version,
    certainty: "read",
    // Red Hat's kernels have features of later versions.
    hasBackports:
      /\.el\d/u.test(release ?? "") || options.get("RHEL_DIFFERENCES") === "y",
    source: "a kernel configuration",
    option: (symbol: string) => options.get(symbol) ?? "n",
  });
}

function archOf(
  options: ReadonlyMap<string, string>,
): KernelBuild["arch"] | undefined {
  if (options.get("X86_64") === "y") return "amd64";
  return options.get("ARM64") === "y" ? "arm64" : undefined;
}

function readOptions(text: string): ReadonlyMap<string, string> {
  const options = new Map<string, string>();
  for (const line of text.split(/\r?\n/u)) {
    const [, name, value = "n"] =
      /^CONFIG_(\w+)=(.*)$/u.exec(line) ??
      /^# CONFIG_(\w+) is not set$/u.exec(line) ??
      [];
    if (name !== undefined)
      options.set(name, value.trim().replace(/^"(.*)"$/u, "$1"));
  }
  return options;
}
