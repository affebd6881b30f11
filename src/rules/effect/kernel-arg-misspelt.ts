import { nearArgument } from "../../catalogue/near-arguments.js";
import { defineRule } from "../rule.js";

export const kernelArgMisspelt = defineRule({
  name: "kernel-arg-misspelt",
  scope: "node",
  severity: "warning",
  group: "effect",
  summary: "A kernel argument whose name differs in a letter from a known one",
  page: () => ({
    explanation:
      "The kernel silently ignores an argument that it does not know, and passes it on to init. The rule compares names with the arguments in the kernel's documentation, and reports a name that differs from one of these by one letter, or two in a long name. A parameter of a module, such as `intel_idle.max_cstate`, is compared with the documented parameters of the same module. Other unknown names are not reported: systemd, the initial RAM disk and drivers read their own.",
    source: "Linux 6.12, Documentation/admin-guide/kernel-parameters.txt",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux }
    kernelArgs:
      transparent_hugepages: madvise # The database asks for it
`,
      at: "6:7",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux }
    kernelArgs:
      transparent_hugepage: madvise # The database asks for it
      systemd.unified_cgroup_hierarchy: 1 # Read by systemd
`,
    },
  }),
  check: ({ settings }) =>
    settings.kernelArgument.flatMap((argument) => {
      const { id, keyText, value, origin, loweredFrom } = argument;
      if (value === undefined || loweredFrom !== undefined) return [];
      const near = nearArgument(id);
      return near === undefined
        ? []
        : [
            {
              about: argument,
              span: origin.span,
              message: `\`${keyText}\` is not a documented kernel argument`,
              why: "the kernel silently ignores arguments that it does not know",
              help: `did you mean \`${near}\`?`,
            },
          ];
    }),
});
