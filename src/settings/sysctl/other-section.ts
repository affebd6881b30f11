import { limitNames } from "../../core/limits.js";

/** What a text is that was written as a sysctl. */
export interface OtherSection {
  /** What it is, as a sentence: "it is a path below /sys". */
  readonly why: string;
  readonly help: string;
}

/** Recognizes paths, kernel arguments and process limits that were written as sysctls; undefined for anything else. */
export function otherSection(text: string): OtherSection | undefined {
  return procPath(text) ?? sysfsPath(text) ?? argument(text) ?? limit(text);
}

function procPath(text: string): OtherSection | undefined {
  const path = /^\/?proc\/sys\/(.+)$/u.exec(text)?.[1];
  return path === undefined
    ? undefined
    : {
        why: "a key is the path below /proc/sys",
        help: `write \`${path.includes(".") ? path : path.replaceAll("/", ".")}\``,
      };
}

/** The folders of /sys that /proc/sys does not have, and the subfolders of those that both have. */
const sysfsFolders =
  /^(?:block|bus|class|devices|firmware|hypervisor|module|power|kernel\/(?:cgroup|debug|irq|kexec_[a-z_]+|mm|rcu_[a-z]+|security|slab|tracing)|fs\/(?:bpf|btrfs|cgroup|ext4|f2fs|selinux))\//u;

function sysfsPath(text: string): OtherSection | undefined {
  const slashed = /^[^./]+\./u.test(text) ? text.replaceAll(".", "/") : text;
  const below = /^\/?sys\/(.+)$/u.exec(slashed)?.[1];
  const path = below ?? hugePagePath(slashed) ?? slashed;
  return below !== undefined || sysfsFolders.test(path)
    ? {
        why: "it is a path below /sys, and a sysctl is one below /proc/sys",
        help: `write it in the section \`sysfs\`, as \`${path}\``,
      }
    : undefined;
}

/** `vm.transparent_hugepage.enabled`, as some guides have it. */
function hugePagePath(slashed: string): string | undefined {
  const name = /^(?:(?:kernel|vm)\/)?transparent_hugepages?\/([a-z_]+)$/u.exec(
    slashed,
  )?.[1];
  return name === undefined
    ? undefined
    : `kernel/mm/transparent_hugepage/${name}`;
}

/** Arguments that tuning guides use and that share no name with a sysctl. Source: admin-guide/kernel-parameters.txt. */
const argumentNames = `amd_iommu amd_pstate apparmor audit cgroup_disable cgroup_enable cgroup_memory cgroup_no_v1 clocksource console
  default_hugepagesz elevator hugepages hugepagesz idle init_on_alloc init_on_free intel_idle.max_cstate intel_iommu
  intel_pstate iommu iommu.passthrough ipv6.disable irqaffinity isolcpus l1tf lockdown lsm maxcpus mce mds mitigations
  module.sig_enforce net.ifnames nohz nohz_full nosmt nosoftlockup nowatchdog page_alloc.shuffle pcie_aspm
  processor.max_cstate psi pti randomize_kstack_offset rcu_nocbs selinux skew_tick slab_nomerge spectre_v2
  swapaccount systemd.unified_cgroup_hierarchy transparent_hugepage tsx vsyscall
  zswap.compressor zswap.enabled zswap.max_pool_percent zswap.zpool`;

function argument(text: string): OtherSection | undefined {
  const name = text
    .replace(/^(?:kernel|vm)[./]/u, "")
    .replace(/^transparent_hugepages$/u, "transparent_hugepage");
  return argumentNames.split(/\s+/u).includes(name)
    ? {
        why: "it is an argument of the kernel, which is read once at boot",
        help: `write it in the section \`kernelArgs\`, as \`${name}=...\``,
      }
    : undefined;
}

/** `nofile`, `ulimit.nofile`, `LimitNOFILE`, and a line of limits.conf. */
function limit(text: string): OtherSection | undefined {
  const [, prefixed, unit, line] =
    /^(?:(?:fs|kernel|limits?|ulimits?|user|vm)[./])?([a-z]+)$|^(?:Default)?Limit([A-Z]+)$|^\S+\s+(?:soft|hard|-)\s+([a-z]+)$/u.exec(
      text,
    ) ?? [];
  const name = prefixed ?? unit?.toLowerCase() ?? line ?? "";
  return limitNames.some((known) => known === name)
    ? {
        why: "it is a limit of processes, not a sysctl",
        help: `write it in the section \`limits\`, as \`${name}\``,
      }
    : undefined;
}
