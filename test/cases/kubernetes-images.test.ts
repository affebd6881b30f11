import { describe, expect, test } from "vitest";
import { compiled } from "../support/compile.js";
import { lineFindings } from "../rules/line-findings.js";

/** A role whose settings begin on line 7; `targets` stand on line 2. */
const role = (facts: string, setting: string, targets = "{}") => `version: 1
targets: ${targets}
roles:
  worker:
    node: { os: linux, kernel: "6.12", kubernetes: "1.34", ${facts} }
    sysctl:
      ${setting} # Reason
`;

const KUBESPRAY = "distribution: kubespray, distro: debian-12";
const GARDENER = "distribution: gardener, distro: flatcar";
const AKS = "distribution: aks, distro: azurelinux-3";

describe("the file for /etc/sysctl.d outranks what writes on", () => {
  test.each([
    [KUBESPRAY, "99-tuning.conf"],
    ["distribution: kubespray, distro: debian-13", "99-tuning.conf"],
    [GARDENER, "99-tuning.conf"],
    [AKS, "999-tuning.conf"],
    ["distribution: aks, distro: ubuntu-24.04", "999-tuning.conf"],
    ["distribution: aks", "999-tuning.conf"],
    // The image of another distribution is not that of AKS.
    ["distribution: kubeadm, distro: azurelinux-3", "99-tuning.conf"],
  ])("%s: %s", (facts, name) => {
    const { files } = compiled(role(facts, "vm.swappiness: 10"));
    const [file] = files.filter(({ text }) => text.includes("vm.swappiness"));
    expect(file?.path.split("/").at(-1)).toBe(name);
  });
});

describe("a file of lower rank is outranked", () => {
  const targets = '{ sysctl.d: { path: "{name}/90-tuning.conf" } }';
  test.each([
    [KUBESPRAY, "net.bridge.bridge-nf-call-arptables: 0", "99-sysctl.conf"],
    [GARDENER, "net.core.somaxconn: 65535", "99-k8s-general.conf"],
    [AKS, "net.ipv4.tcp_retries2: 5", "999-sysctl-aks.conf"],
  ])("on %s, of %s", (facts, setting, file) => {
    const { findings } = compiled(role(facts, setting, targets));
    const [found] = findings.filter(({ rule }) => rule === "outranked-by-file");
    expect(found).toMatchObject({ line: 7, column: 7 });
    expect(found?.message).toContain(file);
  });
});

describe("what it sets is what the node has without the spec", () => {
  const ABOUT = ["equals-default", "below-default", "floor-may-lower"];
  test.each<[string, string, readonly string[]]>([
    [KUBESPRAY, "net.bridge.bridge-nf-call-arptables: 1", ["equals-default"]],
    [GARDENER, "net.core.rmem_max: 16777216", ["equals-default"]],
    [GARDENER, "net.core.somaxconn: 4096", ["below-default"]],
    [AKS, "net.ipv4.tcp_max_syn_backlog: 16384", ["equals-default"]],
    [AKS, "net.core.somaxconn: 4096", ["below-default"]],
    [
      "distribution: aks, distro: ubuntu-24.04",
      "net.core.rmem_max: 1048576",
      ["equals-default"],
    ],
    // It only raises this one, in later releases.
    [KUBESPRAY, "fs.inotify.max_user_instances: 8192", []],
  ])("%s: %s", (facts, setting, rules) => {
    expect(
      lineFindings(role(facts, setting), (rule) => ABOUT.includes(rule)),
    ).toEqual(rules.map((rule) => `7:7 ${rule}`));
  });

  test.each([
    [KUBESPRAY, "net.core.somaxconn: { atLeast: 4096 }", undefined],
    [GARDENER, "net.core.somaxconn: { atLeast: 8192 }", undefined],
    [AKS, "net.core.somaxconn: { atLeast: 8192 }", undefined],
    [AKS, "net.core.somaxconn: { atLeast: 32768 }", "= 32768"],
  ])("a floor on %s, %s, writes %s", (facts, setting, expected) => {
    const { files } = compiled(role(facts, setting));
    const line = files
      .flatMap(({ text }) => text.split("\n"))
      .find((each) => each.startsWith("net.core.somaxconn"));
    expect(line?.replace("net.core.somaxconn ", "")).toBe(expected);
  });
});

describe("the kubelet refuses other values of its six keys", () => {
  test.each([KUBESPRAY, GARDENER, AKS])("%s", (facts) => {
    expect(
      lineFindings(role(facts, "vm.overcommit_memory: 2"), (rule) =>
        rule.endsWith("-by-kubelet"),
      ),
    ).toEqual(["7:7 refused-by-kubelet"]);
  });
});

describe("kube-proxy's table", () => {
  const MAX = "net.netfilter.nf_conntrack_max";
  const found = (facts: string, value: number) =>
    compiled(role(facts, `${MAX}: ${value}`)).findings.filter(
      ({ rule }) => rule === "reset-by-kube-proxy",
    );
  test.each<[string, number, string | undefined, string | undefined]>([
    [`${KUBESPRAY}, cpus: 4`, 1048576, "131,072", "kube_proxy_conntrack_"],
    [`${GARDENER}, cpus: 4`, 1048576, "2,097,152", "remove the setting"],
    [`${GARDENER}, cpus: 2`, 1048576, undefined, undefined],
    [`${AKS}, cpus: 4`, 1048576, undefined, undefined],
  ])("on %s, of %s: %s", (facts, value, size, help) => {
    const [finding] = found(facts, value);
    expect(finding === undefined).toBe(size === undefined);
    expect(finding?.message ?? "").toContain(size ?? "");
    expect(finding?.help ?? "").toContain(help ?? "");
  });
});

test("ports that kubespray reserves are united with those of the spec", () => {
  const { files } = compiled(
    role(KUBESPRAY, "net.ipv4.ip_local_reserved_ports: [8080]"),
  );
  expect(files.map(({ text }) => text).join("")).toContain(
    "net.ipv4.ip_local_reserved_ports = 8080,30000-32767",
  );
});
