import { describe, expect, test } from "vitest";
import { compiled, planOf } from "../support/compile.js";
import { valueText } from "../../src/settings/sysctl/value.js";

const NODE =
  'os: linux, distribution: rke2, kubernetes: "1.34", kernel: "6.12", cpus: 4, memory: 16GiB';
const SIX = [
  "vm.overcommit_memory=1",
  "vm.panic_on_oom=0",
  "kernel.panic=10",
  "kernel.panic_on_oops=1",
  "kernel.keys.root_maxkeys=1000000",
  "kernel.keys.root_maxbytes=25000000",
];
const [OVERCOMMIT, OOM, , , MAXKEYS, MAXBYTES] = SIX;

function role(facts: string, ...settings: readonly string[]): string {
  return `version: 1
roles:
  server:
    node: { ${facts} }
    sysctl:
      vm.max_map_count: 262144 # The logging engine
${settings.map((line) => `      ${line}\n`).join("")}`;
}

/** The derived sysctls of the last node of a spec. */
function derived(text: string): readonly string[] {
  const sysctls = planOf(text).nodes.at(-1)?.settings.sysctl ?? [];
  return sysctls.flatMap(({ id, value, because }) =>
    because === undefined || value === undefined
      ? []
      : [`${id}=${valueText(value)}`],
  );
}

function findings(text: string): readonly string[] {
  return compiled(text).findings.map(
    ({ rule, line = 0, column = 0 }) => `${line}:${column} ${rule}`,
  );
}

describe("the kubelet's keys", () => {
  test.each<[string, string, readonly (string | undefined)[]]>([
    ["RKE2", NODE, SIX],
    ["kubeadm", "os: linux, distribution: kubeadm", SIX],
    [
      "a system that sets none of them",
      "os: linux, distro: debian-13, distribution: k3s",
      SIX,
    ],
    [
      "Bottlerocket, which surely sets some to what the kubelet needs",
      "os: linux, distro: bottlerocket, distribution: kubeadm",
      SIX.filter((each) => !each.startsWith("kernel.panic")),
    ],
    [
      "Amazon Linux, which sets another value",
      "os: linux, distro: al2023, distribution: kubeadm",
      SIX,
    ],
    [
      "NixOS whose RKE2 module defines four",
      'os: nixos, osVersion: "25.11", distribution: rke2',
      [MAXKEYS, MAXBYTES],
    ],
    [
      "NixOS whose RKE2 module may define four",
      "os: nixos, distribution: rke2",
      [MAXKEYS, MAXBYTES],
    ],
    [
      "NixOS before the module did",
      'os: nixos, osVersion: "25.05", distribution: rke2',
      SIX,
    ],
    ["EKS, whose image has them", "os: linux, distribution: eks", []],
    ["Talos, which sets them", "os: talos", []],
    ["no Kubernetes", "os: linux, distribution: none", []],
    ["an unknown operating system", "distribution: kubeadm", []],
  ])("on %s", (_, facts, expected) => {
    expect(derived(role(`${facts}, protectKernelDefaults: true`))).toEqual(
      expected,
    );
  });

  test("are not derived unless the spec states the fact", () => {
    expect(derived(role(NODE))).toEqual([]);
    expect(derived(role(`${NODE}, protectKernelDefaults: false`))).toEqual([]);
  });

  test("are derived for a role without any setting", () => {
    const text = `version: 1
roles:
  server:
    node: { ${NODE}, protectKernelDefaults: true }
`;
    expect(derived(text)).toEqual(SIX);
    expect(findings(text)).toEqual([]);
  });

  test("are those that the spec does not have", () => {
    expect(
      derived(
        role(
          `${NODE}, protectKernelDefaults: true`,
          "kernel.panic: 10 # Restart",
          "kernel.panic_on_oops: null # The image sets it",
        ),
      ),
    ).toEqual([OVERCOMMIT, OOM, MAXKEYS, MAXBYTES]);
  });

  test("do not hide that the spec has another value", () => {
    expect(
      findings(
        role(
          `${NODE}, protectKernelDefaults: true`,
          "kernel.panic: 60 # Time to read the console",
        ),
      ),
    ).toEqual(["7:7 refused-by-kubelet"]);
  });

  test("override a kernel argument, which is to be corrected", () => {
    const text = `${role(`${NODE}, protectKernelDefaults: true`)}    kernelArgs:
      panic: 60 # Time to read the console
`;
    expect(findings(text)).toEqual(["8:14 kernel-args-contradicted"]);
    expect(compiled(text).findings[0]?.help).toBe(
      "write 10, or remove the argument",
    );
  });

  test("are no findings themselves, and have a reason in the file", () => {
    const { files, findings } = compiled(
      role(`${NODE}, protectKernelDefaults: true`),
    );
    expect(findings).toEqual([]);
    const texts = files.map(({ text }) => text).join("");
    expect(texts).toContain(
      "# Needed by protectKernelDefaults: the kubelet does not start with another value.",
    );
    expect(texts).toContain("kernel.panic = 10\n");
  });

  test("belong to the host that states the fact", () => {
    const text = `${role(NODE)}hosts:
  server-1:
    role: server
    node: { protectKernelDefaults: true }
`;
    expect(derived(text)).toEqual(SIX);
    const [first, second] = planOf(text).nodes;
    expect(first?.settings.sysctl.some(({ because }) => because)).toBe(false);
    const origin = second?.settings.sysctl.find(
      ({ because }) => because,
    )?.origin;
    expect(origin?.owner).toEqual({ kind: "host", name: "server-1" });
  });

  test("belong to the role where the top of the spec states the fact", () => {
    const text = role(NODE).replace(
      "version: 1\n",
      "version: 1\nnode: { protectKernelDefaults: true }\n",
    );
    expect(derived(text)).toEqual(SIX);
    expect(
      compiled(text)
        .files.map(({ text }) => text)
        .join(""),
    ).toContain("kernel.panic = 10\n");
  });
});
