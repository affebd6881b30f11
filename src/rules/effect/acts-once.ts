import { keyAct } from "../../catalogue/acts.js";
import { defineRule } from "../rule.js";
import { settings } from "../support/node-settings.js";

export const actsOnce = defineRule({
  name: "acts-once",
  scope: "node",
  severity: "warning",
  group: "effect",
  watches: { has: (id) => keyAct(id)?.once !== undefined },
  summary: "A key that is a command: a write acts once and sets nothing",
  page: () => ({
    explanation:
      "A write to `vm.drop_caches`, `vm.compact_memory`, `vm.stat_refresh` or `route.flush` does something at that moment. In a file of settings it runs at boot, when there is little to drop or to compact, and again whenever the file is applied, which costs the node its caches in the middle of its work. systemd-sysctl does not even do that for keys that can only be written, which are all of these but `vm.stat_refresh`: it opens a key for reading, too, the kernel refuses that, and without `--strict` it says nothing.",
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
  check: (node) =>
    settings(node).flatMap((sysctl) => {
      const act = keyAct(sysctl.id);
      // What cannot be set at all has an error.
      const isSet = !(
        node.platform.readsFirst === true && act?.unreadable !== undefined
      );
      return act?.once === undefined || sysctl.value === undefined || !isSet
        ? []
        : [
            {
              about: sysctl,
              span: sysctl.origin.span,
              message: `\`${sysctl.id}\` is a command, not a setting`,
              why: `the kernel ${act.once}: at boot, and whenever the file is applied again`,
              help: "remove it; run it by hand or from a timer where it is needed",
            },
          ];
    }),
});
