import { alternatePairs } from "../../catalogue/alternate-keys.js";
import { integerOf, setting } from "../support/node-settings.js";
import { defineRule } from "../rule.js";

const pairs = alternatePairs.filter(([inBytes]) =>
  inBytes.startsWith("vm.dirty_"),
);

export const dirtyBytesAndRatio = defineRule({
  name: "dirty-bytes-and-ratio",
  scope: "node",
  severity: "warning",
  group: "harm",
  watches: new Set(pairs.flat()),
  summary: "A limit of dirty pages that is set both in bytes and as a ratio",
  page: () => ({
    explanation:
      "`vm.dirty_bytes` and `vm.dirty_ratio` are one limit in two units, and so are the two background keys: a write to one resets the other to 0. If both are set, only the one that is written last takes effect, and the order depends on the loader.",
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
  }),
  check: (node) =>
    pairs.flatMap(([inBytes, asRatio]) => {
      const bytes = setting(node, inBytes);
      const ratio = setting(node, asRatio);
      if (bytes === undefined || ratio === undefined) return [];
      // The bytes reset the ratio to 0 anyway.
      if (integerOf(ratio) === 0n) return [];
      return [
        {
          about: bytes,
          span: bytes.origin.span,
          message: `\`${inBytes}\` and \`${asRatio}\` set the same limit`,
          why: "each resets the other to 0, so only the one that the loader writes last takes effect",
          help: "remove one of them",
          related: [{ message: "the ratio", span: ratio.origin.span }],
        },
      ];
    }),
});
