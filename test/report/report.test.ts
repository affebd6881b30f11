import { describe, expect, test } from "vitest";
import type { ReportBody } from "../../src/report/types.js";
import { bodyFor, cellOf, cluster, pageFor, reportFor } from "./reported.js";

const body = bodyFor(cluster);

function detailOf(key: string, node: string) {
  const cell = cellOf(body, key, node);
  return cell && body.matrix.details[cell.detail];
}

describe("the columns", () => {
  test("are the roles with the hosts that share their settings, and the other hosts", () => {
    expect(
      body.matrix.columns.map(({ kind, name, hosts }) => [kind, name, hosts]),
    ).toEqual([
      ["role", "worker", ["board1", "board2"]],
      ["host", "board3", []],
      ["role", "gateway", []],
    ]);
    expect(body.matrix.columns[0]?.facts).toContain("nixos 25.11, k3s");
  });

  test("are few for many hosts of one role", () => {
    const hosts = Array.from(
      { length: 1000 },
      (_, at) => `  h${at}: { role: worker }\n`,
    );
    const many = bodyFor(`version: 1
roles:
  worker:
    node: { os: linux, kernel: "6.12" }
    sysctl:
      net.core.somaxconn: 8192 # Longer queues
hosts:
${hosts.join("")}`);
    expect(many.matrix.columns.map(({ hosts: all }) => all.length)).toEqual([
      1000,
    ]);
    expect(many.matrix.details).toHaveLength(1);
    const [sysctls] = many.outputs;
    expect(sysctls?.groups.map(({ files }) => files.length)).toEqual([
      1001, 1001,
    ]);
  });
});

describe("a cell", () => {
  test.each([
    ["net.core.somaxconn", "worker", "16,384 ×4 overrides"],
    ["net.core.somaxconn", "gateway", "8,192 ×2 "],
    ["fs.inotify.max_user_watches", "worker", "1,048,576 ×2 floor"],
    ["net.ipv4.tcp_fin_timeout", "board3", "30 s ÷2 overrides"],
    ["net.bridge.bridge-nf-call-iptables", "worker", "0 was 1 reset"],
    ["br_netfilter", "worker", "set  derived"],
    ["maxPerCore", "worker", "0  derived"],
  ])("of %s on %s: %s", (key, node, words) => {
    const cell = cellOf(body, key, node);
    expect(
      `${cell?.text ?? ""} ${cell?.distance.text ?? ""} ${cell?.marks.join(" ") ?? ""}`,
    ).toBe(words);
  });

  test("is empty where the setting is not set", () => {
    expect(cellOf(body, "net.ipv4.tcp_fin_timeout", "gateway")).toBeUndefined();
  });

  test("names the line of the generated file", () => {
    const cell = cellOf(body, "net.core.somaxconn", "gateway");
    const [[file, line] = []] = cell?.lines ?? [];
    expect(body.matrix.files[file ?? -1]).toMatch(
      /sysctl\.d\/99-tuning\.conf$/u,
    );
    expect(line).toBeGreaterThan(1);
  });
});

test("a detail tells why, where, the default, the scope, and who else writes it", () => {
  expect(detailOf("net.core.somaxconn", "worker")).toMatchObject({
    value: "16384",
    standard: "4096: the kernel's default",
    why: ["Measured here"],
    place: { owner: "role worker", file: "tuning.yaml", line: 17 },
    overrode: [{ owner: "profile network", line: 7 }],
  });
  const { scope, pods, effect } =
    detailOf("net.core.somaxconn", "worker") ?? {};
  expect(scope).toContain("each pod");
  expect(pods).toContain("allowedUnsafeSysctls");
  expect(effect).toContain("New connections");
  expect(detailOf("fs.inotify.max_user_watches", "worker")?.standard).toBe(
    "524288: set by NixOS",
  );
  expect(detailOf("net.netfilter.nf_conntrack_max", "worker")).toMatchObject({
    writers: ["K3s would set 131072 without --conntrack-max-per-core=0"],
    memory: [expect.stringContaining("of the node's memory")],
  });
});

test("who writes a key is told in the order of a boot, with what becomes of the value", () => {
  const row = (key: string): ReportBody["timeline"][number] | undefined =>
    body.timeline.find((each) => each.key === key);
  expect(
    row("net.bridge.bridge-nf-call-iptables")?.steps.map(
      ({ stage, value }) => `${stage} ${value ?? ""}`,
    ),
  ).toEqual(["module 1", "spec 0", "kubernetes 1", "switch 0"]);
  expect(body.timeline.map(({ key, end }) => [key, end])).toEqual([
    ["fs.inotify.max_user_watches", "kept"],
    ["net.bridge.bridge-nf-call-iptables", "reset"],
    ["net.ipv4.conf.all.forwarding", "kept"],
    ["net.netfilter.nf_conntrack_max", "kept"],
  ]);
  expect(row("net.netfilter.nf_conntrack_max")?.nodes).toEqual([
    "role worker",
    "host board3",
  ]);
});

test("a role tells what it changes, the farthest from the default first", () => {
  const [worker, gateway] = body.roles;
  expect(worker?.counts).toMatchObject({ up: 3, down: 1, other: 2, same: 0 });
  expect(gateway?.counts).toMatchObject({ up: 2, same: 1 });
  const names = worker?.changes.map((at) => body.matrix.details[at]?.name);
  expect(names).toHaveLength(6);
  expect(names?.at(-1)).toMatch(/forwarding|bridge/u);
  expect(worker?.memory?.of).toBe(4n << 30n);
});

test("pods have their value, that of the node, and the kubelets that allow it", () => {
  expect(body.pods).toMatchObject([
    {
      workload: "ingress",
      key: "net.core.somaxconn",
      value: "4096",
      onNodes: ["worker: 16384"],
      allowedBy: ["worker"],
      refusedBy: [],
    },
  ]);
});

test("files come with what to do with them", () => {
  const groups = (target: string) =>
    body.outputs.find((each) => each.target === target)?.groups ?? [];
  expect(groups("nixos")[0]).toMatchObject({
    commands: ["nixos-rebuild switch"],
    files: [
      { path: "out/nixos/role-worker.nix", nodes: "role worker" },
      { nodes: "host board1" },
      { nodes: "host board2" },
      { nodes: "host board3" },
    ],
  });
  const copied = groups("sysctl.d").find(({ use }) =>
    use.includes("/etc/sysctl.d/"),
  );
  expect(copied?.commands[0]).toMatch(
    /^install -D -m 0644 out\/\S+ \/etc\/sysctl\.d\/99-tuning\.conf$/u,
  );
  expect(copied?.commands.length).toBeGreaterThan(1);
});

test("findings come worst first, and accepted ones with their reason", () => {
  const { findings, accepted } = reportFor(
    cluster.replace("tcp_fin_timeout: 15", "ip_forward: 0"),
  );
  expect(findings[0]?.severity).toBe("error");
  expect(findings.at(-1)?.severity).toBe("note");
  expect(accepted).toEqual([
    {
      rule: "reset-by-k3s",
      reason: "A unit of our own writes it after K3s",
      place: { file: "tuning.yaml", line: 22, column: 19 },
    },
  ]);
});

test("what is no node's and no pod's comes with its reason, but without a password", () => {
  const spec = `version: 1
roles:
  worker:
    node: { os: linux, cni: cilium }
cilium:
  version: "1.18.2"
  why: Connection spikes
  bpf:
    ctTcpMax: { value: 1000000, why: Capacity for spikes }
mounts:
  media:
    persistentVolumes: [media]
    list: append
    options: [password=secret-word, noserverino]
`;
  const { cluster: parts } = bodyFor(spec);
  expect(pageFor(spec)).not.toContain("secret-word");
  expect(
    parts.map(({ title, settings }) => [
      title,
      settings.map(({ name, value }) => `${name} ${value}`),
    ]),
  ).toEqual([
    ["Helm values of Cilium", ["bpf.ctTcpMax 1000000"]],
    ["Mount media", ["password hidden", "noserverino "]],
  ]);
});
