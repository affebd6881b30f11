import { type KeyAct, keyAct } from "../../catalogue/acts.js";
import type { Platform } from "../../core/platform.js";
import { defineRule } from "../rule.js";

export const actsOnce = defineRule({
  name: "acts-once",
  scope: "sysctl",
  severity: "warning",
  group: "effect",
  watches: { has: (id) => keyAct(id)?.once !== undefined },
  summary: "A key that is a command: a write acts once and sets nothing",
  page: () => ({
    explanation:
      "A write to `vm.drop_caches`, `vm.compact_memory`, `vm.stat_refresh` or `route.flush` does something at that moment. All of these but `vm.stat_refresh` can only be written. systemd-sysctl opens a key for reading, too; the kernel refuses that, and without `--strict` systemd-sysctl silently skips the line, so it never has any effect. procps, busybox and Bottlerocket only write: there the line runs at boot, when there is little to drop or to compact, and again whenever the settings are applied, which costs the node its caches in the middle of its work.",
    source:
      "https://docs.kernel.org/admin-guide/sysctl/vm.html; torvalds/linux, fs/drop_caches.c, mm/compaction.c, mm/vmstat.c, net/ipv4/route.c; systemd 252, src/basic/fileio.c, measured",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      vm.drop_caches: 3 # Free memory
`,
      at: "6:7",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      vm.vfs_cache_pressure: 200 # Keep fewer dentries and inodes
`,
    },
  }),
  check: ({ id, value }, { platform }) => {
    const act = keyAct(id);
    // What cannot be set at all has an error.
    const isSet = !(
      platform.readsFirst === true && act?.unreadable !== undefined
    );
    return act?.once === undefined || value === undefined || !isSet
      ? undefined
      : {
          message: `\`${id}\` is a command, not a setting`,
          why: whyOf(act.once, act, platform),
          help: "remove it; run it by hand or from a timer where it is needed",
        };
  },
});

/** What a line comes to: systemd-sysctl cannot open a key that cannot be read. */
function whyOf(
  once: string,
  { unreadable }: KeyAct,
  { reappliesByUdev: udev, distroLabel }: Platform,
): string {
  const runs = `the kernel ${once}: at boot, and whenever the settings are applied again`;
  if (unreadable === undefined || udev === "never") return runs;
  const skips =
    "systemd-sysctl silently skips a key that can only be written, so it";
  // All distributions that tunegen knows by name run systemd.
  return udev === "always" || distroLabel !== undefined
    ? `${skips} is never run`
    : `${skips} is not run there; where procps or busybox applies it, ${runs}`;
}
