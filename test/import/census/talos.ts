import type { Random } from "./random.js";
import type { Sample } from "./sample.js";
import { type Meant, someSettings, someWords } from "./settings.js";

/** Writes a Talos patch or configuration as people write it. */
export function talosSample(random: Random): Sample {
  const meant = someSettings(random, 14);
  const others: [string, string][] = [];
  const machine = [
    ...(random.chance(30) ? ["  type: worker"] : []),
    "  sysctls:",
    ...entries(random, meant).map((each) => `    ${each}`),
  ];
  if (random.chance(30)) {
    machine.push(
      "  kernel:",
      "    modules:",
      "      - name: nvme_tcp",
      "      - name: vfio_pci",
    );
    others.push(["modules.nvme_tcp", "{}"], ["modules.vfio_pci", "{}"]);
  }
  if (random.chance(30)) {
    machine.push(
      "  sysfs:",
      "    kernel.mm.transparent_hugepage.enabled: never # Latency",
    );
    others.push(["sysfs.kernel.mm.transparent_hugepage.enabled", '"never"']);
  }
  const patch = ["machine:", ...machine];
  switch (random.number(6)) {
    case 0:
      return sample("talconfig.yaml", talconfig(random, patch), meant, others);
    case 1:
      return sample("patch.yaml", jsonPatch(random, meant), meant, []);
    case 2:
      return sample(
        "config.yaml",
        [
          "version: v1alpha1",
          "debug: false",
          ...patch,
          "  install:",
          "    disk: /dev/nvme0n1",
          "    image: ghcr.io/siderolabs/installer:v1.11.3",
          "cluster:",
          "  clusterName: home",
          "  network:",
          "    cni:",
          "      name: none",
          ...(random.chance(50)
            ? [
                "---",
                "apiVersion: v1alpha1",
                "kind: HostnameConfig",
                "hostname: cp1",
              ]
            : []),
        ],
        meant,
        others,
      );
    case 3:
      return sample(
        "sysctls.yaml.j2",
        ["{% if enable_tuning %}", ...patch, "{% endif %}"],
        meant,
        others,
      );
    default:
      return sample(
        "patch.yaml",
        [...(random.chance(40) ? ["---"] : []), ...patch],
        meant,
        others,
      );
  }
}

function sample(
  name: string,
  lines: readonly string[],
  meant: readonly Meant[],
  others: Sample["others"] & object,
): Sample {
  return { name, text: `${lines.join("\n")}\n`, meant, others };
}

function entries(random: Random, meant: readonly Meant[]): readonly string[] {
  return meant.flatMap(({ key, value }) => [
    ...(random.chance(25) ? [`# ${someWords(random)}`] : []),
    ...(random.chance(8) ? [`# net.ipv4.tcp_sack: "0"`] : []),
    `${name(random, key)}: ${scalar(random, value)}${random.chance(20) ? ` # ${someWords(random)}` : ""}`,
  ]);
}

function name(random: Random, key: string): string {
  const spelling = random.chance(8) ? key.replaceAll(".", "/") : key;
  return random.chance(15) ? `"${spelling}"` : spelling;
}

function scalar(random: Random, value: string): string {
  const isNumber = /^-?[0-9]+$/u.test(value);
  if (isNumber && random.chance(30)) return value;
  return random.pick([
    `"${value}"`,
    `'${value}'`,
    ...(isNumber || /[%#:]/u.test(value) ? [] : [value]),
  ]);
}

function talconfig(
  random: Random,
  patch: readonly string[],
): readonly string[] {
  const block = [
    "patches:",
    `  - ${random.pick(["|-", "|", "|+"])}`,
    ...patch.map((line) => `    ${line}`),
  ];
  return [
    "clusterName: home",
    "talosVersion: v1.11.3",
    "kubernetesVersion: v1.34.1",
    "endpoint: https://10.0.0.1:6443",
    "nodes:",
    "  - hostname: cp1",
    "    ipAddress: 10.0.0.2",
    "    controlPlane: true",
    ...(random.chance(50)
      ? ["worker:", ...block.map((line) => `  ${line}`)]
      : block),
  ];
}

function jsonPatch(random: Random, meant: readonly Meant[]): readonly string[] {
  if (random.chance(50))
    return [
      "- op: add",
      "  path: /machine/sysctls",
      "  value:",
      ...meant.map(({ key, value }) => `    ${key}: ${scalar(random, value)}`),
    ];
  return meant.flatMap(({ key, value }) => [
    "- op: add",
    `  path: /machine/sysctls/${key.replaceAll("/", "~1")}`,
    `  value: ${scalar(random, value)}`,
  ]);
}
