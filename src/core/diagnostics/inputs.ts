import type { Codes } from "./entry.js";

/** Codes about files that tunegen reads. */
export const inputCodes = {
  "unreadable-spec": {
    severity: "error",
    summary: "The spec cannot be read",
    page: () => ({
      explanation:
        "The file given to `-f` (`tuning.yaml` if left out) does not exist, is a folder, or is not readable for this user, so nothing was compiled or compared. Check the path, or name the spec with `-f`.",
      situation: {
        when: "The current folder has no `tuning.yaml`.",
        command: "tunegen build",
        prints: "error: tuning.yaml does not exist [unreadable-spec]",
      },
    }),
  },
  "unreadable-include": {
    severity: "error",
    summary: "A file that the spec names cannot be read",
    page: () => ({
      explanation:
        "The file does not exist, is a folder, or is not readable for this user. Paths under `include`, and those of `kernelBuild`, are relative to the folder of the spec. Without an included file its profiles are missing, so every role that names one of them would be incomplete. Correct the path, or remove the line.",
      failing: {
        spec: `version: 1
include: [shared/profiles.yaml]
`,
        at: "2:11",
      },
      passing: {
        spec: `version: 1
include: [shared/profiles.yaml]
roles:
  worker:
    node: { os: linux }
    profiles: [network]
`,
        files: {
          "shared/profiles.yaml": `version: 1
profiles:
  network:
    why: Many short connections
    sysctl: { net.core.somaxconn: 8192 }
`,
        },
      },
    }),
  },
  "nothing-to-build": {
    severity: "warning",
    summary: "A spec without roles, hosts, workloads or anything else to build",
    page: () => ({
      explanation:
        "The spec has its version and perhaps facts, but nothing that settings could be written for. A role is a kind of node: give it facts and settings, and `tunegen build` writes its files.",
      failing: {
        spec: `version: 1
`,
        at: "1:1",
      },
      passing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.core.somaxconn: 8192 # Many short connections
`,
      },
    }),
  },
  "not-a-spec": {
    severity: "error",
    summary: "A file of another program was given as the spec",
    page: () => ({
      explanation:
        "The file is a sysctl.conf, a NixOS module, a Talos configuration or an object of Kubernetes. Nothing of it was read. `tunegen import` takes its settings, with their comments as reasons, and writes a spec.",
      failing: {
        spec: `net.core.somaxconn = 8192
vm.swappiness = 10
`,
        at: "1:1",
      },
      passing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.core.somaxconn: 8192 # Many short connections
`,
      },
    }),
  },
  "unreadable-baseline": {
    severity: "error",
    summary: "A baseline cannot be read or written",
    page: () => ({
      explanation:
        "The file given to `--baseline`, or `.tunegen-baseline.json` beside the spec, does not exist, is not readable for this user, or is not what `tunegen lint --write-baseline` writes. Without it, every finding that it records would be reported again. Correct the path, or write the file again.",
      situation: {
        when: "The current folder has a spec, but no `old.json`.",
        command: "tunegen check --baseline old.json",
        prints: "error: old.json does not exist [unreadable-baseline]",
      },
    }),
  },
  "baseline-unused": {
    severity: "warning",
    summary: "Entries of the baseline that match no finding",
    page: () => ({
      explanation:
        "The baseline records findings that are not reported. An entry that matches none was mended, renamed or moved, and would hide a future finding. `tunegen lint --write-baseline` writes the file again, with the findings that there are.",
      situation: {
        when: "A finding that `.tunegen-baseline.json` records in line 4 was mended.",
        command: "tunegen check",
        prints:
          ".tunegen-baseline.json:4:5: warning: 1 entry matches no finding: line 4 [baseline-unused]",
      },
    }),
  },
  "unreadable-config": {
    severity: "error",
    summary: "A kernel configuration cannot be read",
    page: () => ({
      explanation:
        "The file given to `tunegen kernel-build` does not exist, is a folder, is a damaged gzip file, or is not readable for this user, so nothing was printed. `/proc/config.gz` exists only where the kernel has `CONFIG_IKCONFIG_PROC`; many distributions have `/boot/config-*` instead.",
      situation: {
        when: "The running kernel has no `/boot/config-6.12.48`.",
        command: "tunegen kernel-build /boot/config-6.12.48",
        prints:
          "error: /boot/config-6.12.48 does not exist [unreadable-config]",
      },
    }),
  },
  "not-a-kernel-config": {
    severity: "error",
    summary: "A file is not the configuration of a kernel",
    page: () => ({
      explanation:
        "`tunegen kernel-build` needs the complete configuration of one amd64 or arm64 kernel: what it does not mention counts as off. A defconfig or a fragment is completed in the source of the kernel (`make olddefconfig`). If only the version is missing, state it with `--kernel`.",
      situation: {
        when: "`my.config` has no lines with options.",
        command: "tunegen kernel-build my.config",
        prints:
          "error: my.config does not contain any CONFIG_ lines [not-a-kernel-config]",
      },
    }),
  },
  "spec-too-large": {
    severity: "error",
    summary: "A file is larger than 32 MiB",
    page: () => ({
      explanation:
        "tunegen reads at most 32 MiB for each file, about twenty times the spec of a cluster with ten thousand hosts, so that a path to the wrong file cannot fill the memory. Check the path. Split a spec that is really larger into profiles that it names under `include`.",
      situation: {
        when: "`tuning.yaml` has 40 MiB.",
        command: "tunegen build",
        prints:
          "tuning.yaml:1:1: error: the file is 40 MiB in size [spec-too-large]",
      },
    }),
  },
  "spec-encoding": {
    severity: "error",
    summary: "A file is not UTF-8 text",
    page: () => ({
      explanation:
        "The file is UTF-16 (PowerShell's `>` writes it), is binary, or contains bytes that are not valid UTF-8. Guessing an encoding could change names and reasons without notice. Convert the file, for example with `iconv -f UTF-16 -t UTF-8`.",
      situation: {
        when: "`tuning.yaml` was saved as UTF-16.",
        command: "tunegen build",
        prints: "tuning.yaml:1:1: error: the file is UTF-16 [spec-encoding]",
      },
    }),
  },
  "empty-spec": {
    severity: "error",
    summary: "A file has no content",
    page: () => ({
      explanation:
        "The spec, or a file that it includes, is empty or has only comments. An empty spec asks for no files, so a build would delete all files that earlier builds wrote. Restore the file; a new spec starts with `version: 1`.",
      failing: { spec: "# Moved to tuning.yml\n", at: "1:1" },
      passing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.core.somaxconn: 8192 # Many short connections
`,
      },
    }),
  },
  "include-cycle": {
    severity: "error",
    summary: "The spec includes itself",
    page: () => ({
      explanation:
        "A path under `include` leads to the spec itself. `include` adds the profiles of other files; those of the spec are there already. Remove the line.",
      failing: {
        spec: `version: 1
include: [tuning.yaml]
`,
        at: "2:11",
      },
      passing: {
        spec: `version: 1
include: [profiles.yaml]
roles:
  worker:
    node: { os: linux }
    profiles: [network]
`,
        files: {
          "profiles.yaml": `version: 1
profiles:
  network:
    why: Many short connections
    sysctl: { net.core.somaxconn: 8192 }
`,
        },
      },
    }),
  },
} satisfies Codes;
