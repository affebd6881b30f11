import { integerOf, setting } from "../support/node-settings.js";
import { defineRule } from "../rule.js";

const pairs: readonly (readonly [string, string])[] = [
  ["vm.dirty_bytes", "vm.dirty_ratio"],
  ["vm.dirty_background_bytes", "vm.dirty_background_ratio"],
];

export const dirtyBytesAndRatio = defineRule({
  name: "dirty-bytes-and-ratio",
  scope: "node",
  severity: "warning",
  group: "harm",
  summary: "A limit on dirty pages written both in bytes and as a ratio",
  explanation:
    "`vm.dirty_bytes` and `vm.dirty_ratio` are one limit in two units, and so are the two of the background: writing one sets the other to 0. Of both in one file, the later one counts, and which that is depends on the loader's order.",
  source:
    "https://docs.kernel.org/admin-guide/sysctl/vm.html; measured, catalogue/measured/quirks.md",
  failing: {
    spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      vm.dirty_bytes: 512MiB # Short stalls
      vm.dirty_ratio: 20 # Short stalls
`,
    at: "6:7",
  },
  passing: {
    spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      vm.dirty_bytes: 512MiB # Short stalls
`,
  },
  check: (node) =>
    pairs.flatMap(([inBytes, asRatio]) => {
      const bytes = setting(node, inBytes);
      const ratio = setting(node, asRatio);
      if (bytes === undefined || ratio === undefined) return [];
      // A ratio of 0 is what the bytes leave behind.
      if (integerOf(ratio) === 0n) return [];
      return [
        {
          about: bytes,
          span: bytes.origin.span,
          message: `\`${inBytes}\` and \`${asRatio}\` are one limit, written twice`,
          why: "each sets the other to 0: whichever the loader writes later counts alone",
          help: "keep one, and remove the other",
          related: [{ message: "the ratio", span: ratio.origin.span }],
        },
      ];
    }),
});
