import { keyOf } from "../../core/key.js";
import { findKey } from "../../catalogue/lookup.js";
import { followsBuild } from "../../catalogue/builds/defaults.js";
import { fieldCounts } from "../../platform/kernel-builds.js";
import { fieldsOf } from "../support/node-settings.js";
import { defineRule } from "../rule.js";

export const fieldsByBuild = defineRule({
  name: "fields-by-build",
  scope: "sysctl",
  severity: "warning",
  group: "effect",
  watches: {
    has: (id) => {
      const kind = findKey(keyOf(id.split(".")))?.kind;
      return kind?.type === "vector" && kind.optional > 0;
    },
  },
  summary: "A number of fields that the node's kernel does not have",
  page: () => ({
    explanation:
      "`vm.lowmem_reserve_ratio` has one field for each memory zone of the kernel: DMA, DMA32, NORMAL, MOVABLE and DEVICE. Most kernels have all five, but kernels without CONFIG_ZONE_DEVICE or CONFIG_ZONE_DMA have four. The kernel silently accepts too few or too many numbers: it keeps the old values of missing fields, and drops extra ones.",
    source: "torvalds/linux, mm/page_alloc.c; catalogue/builds/defaults.tsv",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, distro: debian-12 }
    sysctl:
      vm.lowmem_reserve_ratio: [256, 256, 32, 0] # Room for DMA
`,
      at: "6:32",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, distro: debian-12 }
    sysctl:
      vm.lowmem_reserve_ratio: [128, 256, 32, 0, 0] # Room for DMA
`,
    },
  }),
  check: (sysctl, { facts, platform }) => {
    const kind = sysctl.known?.kind;
    if (kind?.type !== "vector" || kind.optional === 0) return undefined;
    const { length } = fieldsOf(sysctl);
    const counts = fieldCounts(sysctl.id, facts, platform.builds);
    // Where the build is not known, all fields are right on most kernels.
    const fits =
      counts.length === 1
        ? counts[0] === length
        : length === kind.fields.length;
    if (length === 0 || counts.length === 0 || fits) return undefined;
    const options = followsBuild(sysctl.id) ?? "the build";
    return {
      at: "value",
      message: `\`${sysctl.id}\` has ${length} fields here, but ${counts.join(" or ")} on ${counts.length === 1 ? "this kernel" : "the kernels that the node may run"}`,
      why: `it has one field for each memory zone (${options}); the kernel keeps the old values of missing fields and drops extra ones`,
      help: `write all ${kind.fields.length === counts.at(-1) ? `${kind.fields.length} fields: ${kind.fields.join(", ")}` : `${counts.at(-1) ?? ""} fields`}`,
    };
  },
});
