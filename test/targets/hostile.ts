import type { Plan } from "../../src/plan/types.js";
import { ciliumOf, nodeOf, planOf } from "./plan.js";
import {
  allowedOf,
  conntrackOf,
  groupOf,
  moduleOf,
  sysctlOf,
} from "./settings.js";
import type { StatedFacts } from "../../src/platform/facts.js";

const nasty =
  "a\r\nb\u0085c\u2028d\u001b[31m ${x} '' \"q\" \\ # : - \ufeff\u202e %s\ttab\nlast \\";

/** Texts that try to leave the place they are written in. */
export function hostile(): Plan {
  const facts: StatedFacts[] = [
    { os: "nixos", distribution: "k3s" },
    { os: "talos", osVersion: "1.13", kubeProxy: "ipvs" },
    { os: "talos", osVersion: "1.14" },
    { os: "linux" },
  ];
  const group = groupOf(
    "profile",
    `p ${nasty}`,
    [
      sysctlOf("kernel.core_pattern", "|/bin/x ${HOME} '' \"%p\" \\ # : %%", {
        why: nasty,
        refs: [`https://example.org/${"a".repeat(120)}`, nasty],
        standard: `core ${nasty}`,
      }),
      sysctlOf("kernel.hostname", null, { why: nasty }),
      sysctlOf("fs.file-max", 18446744073709551615n),
      sysctlOf("kernel.sched_rt_runtime_us", -1n),
      sysctlOf(
        "net.ipv4.ip_local_reserved_ports",
        Array.from({ length: 30 }, (_, index) => `${30000 + index}`).join(","),
      ),
      sysctlOf("kernel.domainname", "yes"),
      sysctlOf("kernel.poweroff_cmd", "- ~"),
    ],
    { why: nasty, refs: [nasty] },
  );
  const nodes = facts.map((fact, index) =>
    nodeOf(fact, {
      name: `n${index}`,
      why: nasty,
      groups: [group],
      module: [
        moduleOf("nf_conntrack", {
          why: [nasty],
          parameters: { a: "x y", b: "${z}", c: "'' #" },
        }),
      ],
      allowance: [allowedOf("net.*", nasty)],
      kubeProxy: [{ ...conntrackOf("min", "1\"${x}'", nasty), why: [nasty] }],
    }),
  );
  return planOf(nodes, {
    specName: "my\u0085 spec ${x}.yaml",
    cilium: ciliumOf(
      [
        {
          path: ["extraConfig", "bpf-events: #"],
          mapMaxPath: undefined,
          value: nasty,
          why: [nasty],
        },
        {
          path: ["extraConfig", "yes"],
          mapMaxPath: undefined,
          value: `it's "so"`,
        },
      ],
      { why: nasty, refs: [nasty], version: nasty },
    ),
  });
}
