import type { Random } from "./random.js";
import type { Sample } from "./sample.js";
import { someWords } from "./settings.js";

const keys: readonly (readonly [key: string, value: string])[] = [
  ["net.core.somaxconn", "32768"],
  ["net.ipv4.ip_local_port_range", "1024 65535"],
  ["net.ipv4.tcp_tw_reuse", "1"],
  ["net.ipv4.ip_unprivileged_port_start", "0"],
  ["kernel.shm_rmid_forced", "1"],
];

/** Writes a workload or Helm values with the sysctls of pods as people write them. */
export function podsSample(random: Random): Sample {
  const set = random.some(keys, 4);
  const list = set.flatMap(([key, value]) => [
    ...(random.chance(20) ? [`# ${someWords(random)}`] : []),
    `- name: ${random.pick([key, `"${key}"`])}`,
    `  value: ${/^\d+$/u.test(value) ? `"${value}"` : random.pick([`"${value}"`, value])}`,
  ]);
  const below = (lines: readonly string[], by: number): string[] =>
    lines.map((line) => " ".repeat(by) + line);
  const context = [
    "securityContext:",
    "  runAsUser: 1000",
    "  sysctls:",
    ...below(list, 4),
  ];
  const workload = (kind: string): string[] => [
    `apiVersion: apps/v1`,
    `kind: ${kind}`,
    "metadata:",
    "  name: web",
    "  namespace: shop",
    "spec:",
    "  template:",
    "    spec:",
    ...below(context, 6),
    "      containers:",
    "        - name: web",
    "          image: nginx",
  ];
  const lines = random.pick([
    workload("Deployment"),
    workload("DaemonSet"),
    workload("StatefulSet"),
    ["controller:", "  podSecurityContext:", "    sysctls:", ...below(list, 6)],
    ["podSecurityContext:", "  sysctls:", ...below(list, 4)],
    ["defaultPodOptions:", ...below(context, 2)],
    ["controllers:", "  main:", "    pod:", ...below(context, 6)],
  ]);
  return {
    name: "web.yaml",
    text: `${lines.join("\n")}\n`,
    meant: [],
    others: set.map(
      ([key, value]) => [`pod ${key}`, JSON.stringify(value)] as const,
    ),
  };
}
