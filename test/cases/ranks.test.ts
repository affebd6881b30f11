import { describe, expect, test } from "vitest";
import { compiled } from "../support/compile.js";
import { lineFindings } from "../rules/line-findings.js";

/** A role whose settings begin on line 7; `targets` stand on line 2. */
function role(
  facts: string,
  settings: readonly string[],
  targets = "{}",
): string {
  return `version: 1
targets: ${targets}
roles:
  worker:
    node: { ${facts} }
    sysctl:
${settings.map((line) => `      ${line}\n`).join("")}`;
}

const SETTING = ["vm.swappiness: 10 # Little swap"];

function settingsFile(text: string) {
  const [file] = compiled(text).files.filter(
    ({ target, text }) => target === "sysctl.d" && text.includes("vm."),
  );
  return file;
}

function nameFor(facts: string): string | undefined {
  return settingsFile(role(facts, SETTING))?.path.split("/").at(-1);
}

describe("the file for /etc/sysctl.d", () => {
  test.each([
    ["os: linux", "99-tuning.conf"],
    ["distro: debian-12", "99-tuning.conf"],
    ["distro: debian-13", "99-tuning.conf"],
    ["distro: ubuntu-24.04", "99-tuning.conf"],
    ["distro: rhel-9", "99-tuning.conf"],
    ["distro: al2023, distribution: eks", "99-tuning.conf"],
    ["distro: raspberry-pi-os-13", "99-tuning.conf"],
    ["distro: azurelinux-3", "999-tuning.conf"],
    ["distro: proxmox-8", "zz-tuning.conf"],
  ])("of %s is %s", (facts, name) => {
    expect(nameFor(facts)).toBe(name);
  });

  test.each([
    ["distro: debian-12, cni: flannel", "the files of Debian 12."],
    [
      "distro: debian-12, cni: cilium",
      "the files of Debian 12, except 99-zzz-override_cilium.conf (Cilium).",
    ],
    [
      "os: linux, cni: flannel",
      "the files of every known distribution, except pve-firewall.conf (Proxmox VE) and 999-sysctl-aks.conf (AKS).",
    ],
  ])("of %s says whose files it outranks", (facts, words) => {
    const lines = settingsFile(role(facts, SETTING))?.text ?? "";
    expect(lines.replaceAll("\n# ", " ")).toContain(words);
  });

  test("says that the one of the former name must go", () => {
    const remove = "Remove /etc/sysctl.d/90-tuning.conf if it is there";
    const text = (targets?: string) =>
      settingsFile(role("distro: debian-12", SETTING, targets))?.text;
    expect(text()).toContain(remove);
    expect(text('{ sysctl.d: { path: "{name}/90-x.conf" } }')).not.toContain(
      remove,
    );
  });

  test("may have its rank in a path of the spec", () => {
    const targets = '{ sysctl.d: { path: "{name}/{rank}-mine.conf" } }';
    expect(
      settingsFile(role("distro: proxmox-8", SETTING, targets))?.path,
    ).toBe("worker/zz-mine.conf");
  });

  test("has no rank in the path of another file", () => {
    const targets = '{ sysctl.d: { modulesPath: "{rank}/{name}.conf" } }';
    expect(
      lineFindings(
        role("distro: debian-12", SETTING, targets),
        (rule) => rule === "unknown-placeholder",
      ),
    ).toEqual(["2:37 unknown-placeholder"]);
  });
});

describe("a file of the system that outranks", () => {
  const found = (...given: Parameters<typeof role>) =>
    lineFindings(role(...given), (rule) => rule === "outranked-by-file");
  const named = (name: string) => `{ sysctl.d: { path: "{name}/${name}" } }`;
  const regular = ["fs.protected_regular: 1 # The build shares folders"];

  test.each<[string, string, readonly string[], string, readonly string[]]>([
    [
      "the path, on Debian 12",
      "distro: debian-12",
      regular,
      named("90-tuning.conf"),
      ["7:7 outranked-by-file"],
    ],
    [
      "the path, on Raspberry Pi OS",
      "distro: raspberry-pi-os-13",
      ["vm.min_free_kbytes: 65536 # Room for the network"],
      named("90-tuning.conf"),
      ["7:7 outranked-by-file"],
    ],
    [
      "the path, with the image of a distribution",
      "os: linux, distribution: eks",
      ["vm.max_map_count: 1048576 # Search"],
      named("90-tuning.conf"),
      ["7:7 outranked-by-file"],
    ],
    ["no path, by default", "distro: debian-12", regular, "{}", []],
    [
      "no file where it sets the same",
      "distro: debian-12",
      ["fs.protected_regular: 2 # As it is"],
      named("90-tuning.conf"),
      [],
    ],
    [
      "no file on a release without it",
      "distro: debian-13",
      regular,
      named("90-tuning.conf"),
      [],
    ],
    [
      "only a system that is not named",
      "os: linux",
      ["net.bridge.bridge-nf-call-iptables: 1 # Services"],
      "{}",
      [],
    ],
  ])("%s", (_, facts, settings, targets, expected) => {
    expect(found(facts, settings, targets)).toEqual(expected);
  });
});

test.each([
  [
    "os: linux",
    "net.ipv4.conf.all.rp_filter: 0",
    ["7:7 cilium-owns-rp-filter"],
  ],
  [
    "os: linux",
    "net.ipv4.conf.all.rp_filter: 1",
    ["7:7 cilium-owns-rp-filter"],
  ],
  [
    "os: linux",
    "net.ipv4.conf.lxc*.rp_filter: 1",
    ["7:7 cilium-owns-rp-filter"],
  ],
  [
    "os: linux",
    "net.ipv4.conf.cilium_host.rp_filter: 0",
    ["7:7 cilium-owns-rp-filter"],
  ],
  ["os: linux", "net.ipv4.conf.eth0.rp_filter: 2", []],
  ['os: talos, osVersion: "1.13"', "net.ipv4.conf.all.rp_filter: 0", []],
  [
    'os: talos, osVersion: "1.13"',
    "net.ipv4.conf.all.rp_filter: 1",
    ["7:7 rp-filter-strict"],
  ],
])("Cilium's own keys on %s: %s", (facts, setting, expected) => {
  expect(
    lineFindings(
      role(`${facts}, cni: cilium`, [`${setting} # Reason`]),
      (rule) => rule.includes("rp-filter"),
    ),
  ).toEqual(expected);
});

describe("the kubelet's own keys", () => {
  const found = (facts: string) =>
    lineFindings(
      role(`${facts}, kubernetes: "1.34", kernel: "6.12"`, [
        "vm.overcommit_memory: 2 # A strict node",
      ]),
      (rule) => rule.endsWith("-by-kubelet"),
    );
  test.each([
    ["distro: al2023, distribution: eks", "7:7 refused-by-kubelet"],
    ["distro: bottlerocket, distribution: eks", "7:7 refused-by-kubelet"],
    ["os: linux, distribution: eks", "7:7 refused-by-kubelet"],
    [
      "os: linux, distribution: eks, protectKernelDefaults: false",
      "7:7 reset-by-kubelet",
    ],
    ["os: linux, distribution: kubeadm", "7:7 reset-by-kubelet"],
    [
      "os: linux, distribution: kubeadm, protectKernelDefaults: true",
      "7:7 refused-by-kubelet",
    ],
  ])("%s", (facts, expected) => {
    expect(found(facts)).toEqual([expected]);
  });
});
