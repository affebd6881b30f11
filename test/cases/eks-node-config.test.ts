import { expect, test } from "vitest";
import { lineFindings } from "../rules/line-findings.js";
import { compiled } from "../support/compile.js";

const spec = (
  limits: string,
  facts = "distro: al2023",
  more = "",
): string => `version: 1
roles:
  w:
    node: { os: linux, ${facts}, distribution: eks, kubernetes: "1.34" }
    limits: { ${limits} }
${more}`;

const found = (text: string): readonly string[] =>
  lineFindings(text, (rule) =>
    ["reaches-no-file", "pod-allow-list"].includes(rule),
  );

const fileOf = (text: string): string | undefined =>
  compiled(text)
    .files.find(({ path }) => path.endsWith("eks/role-w/nodeconfig.yaml"))
    ?.text.replace(/^#.*\n/gmu, "");

test("limits of containers keep the default that the list replaces", () => {
  expect(fileOf(spec("memlock: unlimited, services: [containerd]"))).toBe(`
apiVersion: node.eks.aws/v1alpha1
kind: NodeConfig
spec:
  containerd:
    baseRuntimeSpec:
      process:
        rlimits:
          # The default of nodeadm, which this list would replace
          - type: "RLIMIT_NOFILE"
            soft: 65536
            hard: 1048576
          - type: "RLIMIT_MEMLOCK"
            soft: 18446744073709551615
            hard: 18446744073709551615
`);
});

test("a limit of the spec takes the place of the default", () => {
  const text = fileOf(spec("nofile: 4096, services: [containerd]"));
  expect(text?.match(/RLIMIT_/gu)).toHaveLength(1);
  expect(text).toContain("soft: 4096");
});

test("limits of other services are not those of containers", () => {
  expect(fileOf(spec("nofile: 4096, services: [sshd]"))).toBeUndefined();
});

const allowed = "    allowedUnsafeSysctls: [net.core.somaxconn]\n";
const pods = `workloads:
  web:
    sysctl:
      net.ipv4.tcp_tw_reuse: 1 # Connections to the backends
`;

test("the kubelet's allow-list", () => {
  const text = spec("nofile: 4096", "distro: al2023", allowed + pods);
  expect(fileOf(text)).toContain(`
spec:
  kubelet:
    config:
      allowedUnsafeSysctls:
        # role w
        - "net.core.somaxconn"
        # workload web
        - "net.ipv4.tcp_tw_reuse"
`);
  expect(found(text)).toEqual([]);
});

test("Bottlerocket has no nodeadm, and its own setting for the allow-list", () => {
  const text = spec(
    "nofile: 4096, services: [containerd]",
    "distro: bottlerocket",
    allowed + pods,
  );
  expect(fileOf(text)).toBeUndefined();
  expect(found(text)).toEqual([]);
});

test.each([
  ["kubeadm", "kubeadm/role-w/kubeletconfiguration.yaml"],
  ["k3s", "k3s/role-w/config.yaml.d/90-tuning.yaml"],
  ["rke2", "rke2/role-w/config.yaml.d/90-tuning.yaml"],
])("a file of %s for the kubelet is not for Bottlerocket", (name, path) => {
  const paths = (distro: string): readonly string[] =>
    compiled(
      spec("nofile: 4096", distro, allowed + pods).replace("eks", name),
    ).files.map((file) => file.path);
  expect(paths("distro: debian-13")).toContain(`out/${path}`);
  expect(paths("distro: bottlerocket")).not.toContain(`out/${path}`);
});
