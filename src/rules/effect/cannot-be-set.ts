import { keyAct } from "../../catalogue/acts.js";
import { emptyValue } from "../../catalogue/empty-values.js";
import { interfaceReachOf } from "../../catalogue/interface-reach.js";
import type { Machine } from "../../settings/kind.js";
import {
  defineRule,
  type SysctlOnMachine,
  type SysctlReport,
} from "../rule.js";
import { valueText } from "../../settings/sysctl/value.js";

/** With this mode the kernel makes a secret of its own. Source: Documentation/networking/ip-sysctl.rst. */
const OWN_SECRET =
  "write `net.ipv6.conf.default.addr_gen_mode: 3`, with which the kernel generates a secret for each interface";

export const cannotBeSet = defineRule({
  name: "cannot-be-set",
  scope: "sysctl",
  severity: "error",
  group: "effect",
  watches: {
    has: (id) =>
      keyAct(id)?.unreadable !== undefined || emptyValue(id) !== undefined,
  },
  summary: "A key that the node cannot set, although the kernel has it",
  page: () => ({
    explanation:
      "Talos reads a key before it sets it, to be able to restore the value. The kernel has keys that can only be written, such as `vm.drop_caches` and `route.flush`, and `stable_secret`, whose read fails until it was set. Talos reports an error for them, tries again in a loop, and never sets them. `net.ipv6.conf.all.stable_secret` cannot be written on any system. An empty value is another case: Talos writes no bytes for it, and the kernel ignores such a write. Bottlerocket writes none either. It turns every dot of a key into a slash, so it finds no interface with a dot in its name, and it copies values without escaping quotes and backslashes.",
    source:
      "siderolabs/talos, internal/app/machined/pkg/controllers/runtime/kernel_param_spec.go, updateKernelParam(); torvalds/linux, net/ipv6/addrconf.c, addrconf_sysctl_stable_secret(); bottlerocket-os/bottlerocket-core-kit, sources/api/corndog/src/main.rs, sysctl_path()",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: talos, osVersion: "1.11" }
    sysctl:
      vm.drop_caches: 3 # Start with empty caches
`,
      at: "6:7",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: talos, osVersion: "1.11" }
    sysctl:
      vm.vfs_cache_pressure: 200 # Keep fewer dentries and inodes
`,
    },
  }),
  check: (sysctl, machine) =>
    sysctl.value === undefined ? undefined : obstacle(sysctl, machine),
});

function obstacle(
  { id, key, value }: SysctlOnMachine,
  { platform }: Machine,
): SysctlReport | undefined {
  const { readsFirst, writesEmptyValues, systemLabel } = platform;
  const refusal =
    value === undefined || key.isPattern
      ? undefined
      : platform.refusesSysctl?.(key, valueText(value));
  if (refusal !== undefined)
    return {
      message: `${systemLabel} cannot set \`${id}\`${refusal.what === "key" ? "" : " to this value"}`,
      why: refusal.why,
      help: "remove it, and write it from a bootstrap container or a DaemonSet",
    };
  const { unreadable, once } = keyAct(id) ?? {};
  if (
    unreadable === "until-set" &&
    interfaceReachOf(key)?.all === "refused" &&
    key.segments[3] === "all"
  )
    return {
      message: `\`${id}\` cannot be written`,
      why: "the kernel refuses the write: a secret belongs to one interface, or to `default`",
      help: `write \`net.ipv6.conf.default.stable_secret\`, or ${OWN_SECRET}`,
    };
  if (
    value?.type === "text" &&
    value.text === "" &&
    writesEmptyValues === false
  ) {
    const instead = emptyValue(id)?.instead;
    return {
      message: `${systemLabel} cannot set \`${id}\` to an empty value`,
      why: `${systemLabel} writes no bytes for it, so the kernel keeps the old value`,
      help:
        instead === undefined
          ? "remove it"
          : `write \`${instead}\`, which has the same effect`,
    };
  }
  if (readsFirst !== true || unreadable === undefined) return undefined;
  return {
    message: `${systemLabel} cannot set \`${id}\``,
    why: `${systemLabel} reads a key before it sets it, and ${unreadable === "always" ? "this key can only be written" : "a read of this key fails until it was set"}`,
    help: once === undefined ? `remove it; ${OWN_SECRET}` : "remove it",
  };
}
