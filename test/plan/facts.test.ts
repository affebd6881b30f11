import { describe, expect, test } from "vitest";
import { errorsOf, nodeOf, planOf } from "../support/compile.js";

describe("facts", () => {
  const plan = planOf(`version: 1
node: { os: linux, kernel: "6.12", cpus: 2, memory: 2GiB, cni: flannel }
roles:
  top: {}
  role: { node: { cpus: 4, kernel: "6.1" } }
  talos: { node: { os: talos } }
  eks: { node: { os: talos, distribution: eks } }
hosts:
  host: { role: role, node: { memory: 8GiB } }
  all: { role: role, node: { cpus: 8, kernel: "6.18", memory: 16GiB, cni: cilium, os: nixos } }
  same: { role: role }
  moved: { role: talos, node: { os: linux } }
`);

  test.each([
    [
      "top",
      "Linux",
      {
        kernel: "6.12",
        cpus: 2,
        memory: 2n << 30n,
        cni: "flannel",
      },
    ],
    [
      "role",
      "Linux",
      {
        kernel: "6.1",
        cpus: 4,
        memory: 2n << 30n,
        cni: "flannel",
      },
    ],
    [
      "host",
      "Linux",
      {
        kernel: "6.1",
        cpus: 4,
        memory: 8n << 30n,
        cni: "flannel",
      },
    ],
    [
      "all",
      "NixOS",
      {
        kernel: "6.18",
        cpus: 8,
        memory: 16n << 30n,
        cni: "cilium",
      },
    ],
    [
      "same",
      "Linux",
      {
        kernel: "6.1",
        cpus: 4,
        memory: 2n << 30n,
        cni: "flannel",
      },
    ],
  ])(
    "%s: the nearest word holds, field by field",
    (name, systemLabel, facts) => {
      const node = nodeOf(plan, name);
      expect(node.facts).toEqual(facts);
      expect(node.platform).toMatchObject({ systemLabel });
    },
  );

  test("Talos is its own distribution, unless said otherwise", () => {
    const labelOf = (name: string): string =>
      nodeOf(plan, name).platform.distributionLabel;
    expect(labelOf("talos")).toBe("Talos");
    expect(labelOf("eks")).toBe("EKS");
    // A host of another system does not inherit what followed from its role's.
    expect(labelOf("moved")).toBe("the distribution");
  });

  test.each([
    ["memory: 4GiB", { memory: 4n << 30n }],
    ["memory: 4294967296", { memory: 4n << 30n }],
    ["memory: 1.5GiB", { memory: 3n << 29n }],
    ["memory: 512MiB", { memory: 512n << 20n }],
    ["pageSize: 16KiB", { pageSize: 16384n }],
    ["pageSize: 65536", { pageSize: 65536n }],
    ['kernel: "6.10"', { kernel: "6.10" }],
    ['kernel: "6.12.57-talos"', { kernel: "6.12.57-talos" }],
    ['kernel: "v6.12"', { kernel: "v6.12" }],
    ["cpus: 8192", { cpus: 8192 }],
    ["protectKernelDefaults: true", { protectKernelDefaults: true }],
  ])("%s", (written, facts) => {
    expect(
      nodeOf(
        planOf(`version: 1\nroles: { r: { node: { ${written} } } }\n`),
        "r",
      ).facts,
    ).toEqual(facts);
  });

  test.each([
    ["os: debian", "wrong-shape", "write os: linux, distro: debian-13"],
    ["os: nixoss", "wrong-shape", "did you mean `nixos`?"],
    ["distribution: k8s", "wrong-shape", "write distribution: kubeadm"],
    ["kubeProxy: ebpf", "wrong-shape", "`iptables`"],
    ["arch: x86_64", "wrong-shape", "write arch: amd64"],
    ["kernel: 6.10", "wrong-shape", 'write kernel: "6.10"'],
    [
      "kernel: 6",
      "wrong-shape",
      'write a version with its minor number, as in "6.12"',
    ],
    ["kubernetes: 1.30", "wrong-shape", 'write kubernetes: "1.30"'],
    ["osVersion: 25.10", "wrong-shape", 'write osVersion: "25.10"'],
    ['kernel: "latest"', "wrong-shape", ""],
    ['kernel: ""', "wrong-shape", ""],
    ["cpus: 0", "wrong-shape", "at least 1"],
    ["cpus: 8193", "wrong-shape", "at most 8192"],
    ["cpus: 1.5", "wrong-shape", ""],
    ['cpus: "4"', "wrong-shape", "write cpus: 4"],
    ["memory: 4GB", "wrong-unit", "4GiB"],
    ["memory: 4G", "wrong-unit", "4GiB"],
    ["memory: 4", "wrong-unit", "such as 4GiB"],
    ["memory: 4s", "wrong-unit", "such as 4GiB"],
    ["memory: much", "wrong-unit", "such as 4GiB"],
    ["memory: 2048TiB", "wrong-unit", "such as 4GiB"],
    ["memory: [4GiB]", "wrong-shape", "a number or text"],
    ["pageSize: 5KiB", "wrong-unit", "such as 16KiB"],
    ["pageSize: 12KiB", "wrong-unit", "such as 16KiB"],
    ["pageSize: 1KiB", "wrong-unit", "such as 16KiB"],
    ["pageSize: 128KiB", "wrong-unit", "such as 16KiB"],
    ["protectKernelDefaults: yes", "wrong-shape", "true or false"],
    ["cni: 5", "wrong-shape", "text"],
    ["cpu: 4", "unknown-field", "write `cpus`"],
  ])("%s is a fault", (written, rule, help) => {
    const column =
      rule === "unknown-field" ? 25 : 25 + written.indexOf(":") + 2;
    const errors = errorsOf(
      `version: 1\nroles: { r: {    node: { ${written} } } }\n`,
    );
    expect(errors).toMatchObject([{ rule, line: 2, column: column + 1 }]);
    expect(errors[0]?.help).toContain(help);
  });
});
