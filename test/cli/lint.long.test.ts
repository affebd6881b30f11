import { expect, test } from "vitest";
import { compile } from "../../src/index.js";
import { Workspace } from "./tunegen.js";

const warned = `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.ipv4.route.max_size: 1 # An audit asks for it
`;

test("lint tells a warning with its line, and ends with 0", () => {
  const workspace = new Workspace({ "tuning.yaml": warned });
  const { code, out, err } = workspace.run(["lint"]);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out).toContain(
    "tuning.yaml:6:7: warning: `net.ipv4.route.max_size` has no effect [no-effect]",
  );
  expect(out).toMatch(/\n\n1 warning\n$/u);
  expect(workspace.files()).toEqual(["tuning.yaml"]);
});

test.each(["lint", "check", "build"])(
  "--max-warnings 0 makes %s end with 1, and nothing is written",
  (command) => {
    const workspace = new Workspace({ "tuning.yaml": warned });
    expect(workspace.run([command, "--max-warnings", "0"]).code).toBe(1);
    expect(workspace.files()).toEqual(["tuning.yaml"]);
  },
);

test("--max-warnings accepts only a whole number", () => {
  const workspace = new Workspace({ "tuning.yaml": warned });
  const { code, err } = workspace.run(["lint", "--max-warnings", "few"]);
  expect(code).toBe(2);
  expect(err).toContain("It must be a whole number.");
});

test("an error of a rule stops a build with 1, a broken spec with 2", () => {
  const workspace = new Workspace({
    "tuning.yaml": warned.replace(
      "net.ipv4.route.max_size: 1",
      "net.ipv4.ip_local_port_range: [1000, 60999]",
    ),
  });
  expect(workspace.run(["build"]).code).toBe(1);
  expect(workspace.files()).toEqual(["tuning.yaml"]);
  workspace.edit("tuning.yaml", (text) => text.replace("1000", "70000"));
  expect(workspace.run(["build"]).code).toBe(2);
});

test("--format github and sarif go to standard output", () => {
  const workspace = new Workspace({ "tuning.yaml": warned });
  const github = workspace.run(["lint", "--format", "github"]);
  expect(github.out).toMatch(/^::warning file=tuning\.yaml,line=6,/u);
  const sarif: unknown = JSON.parse(
    workspace.run(["lint", "--format", "sarif"]).out,
  );
  expect(sarif).toMatchObject({ version: "2.1.0" });
});

const mixed = `version: 1
include: [shared.yaml]
roles:
  worker:
    node: { os: linux }
    profiles: [shared]
    sysctl:
      net.ipv4.ip_local_port_range: [1000, 60999] # More clients
      net.ipv4.route.max_size: 1 # An audit asks for it
      net.core.somaxconn: 8192
`;
const shared = `version: 1
profiles:
  shared: { sysctl: { net.core.netdev_max_backlog: 5000 } }
`;

test("text ends with the worst; JSON, as the library, goes by file and line", () => {
  const workspace = new Workspace({
    "tuning.yaml": mixed,
    "shared.yaml": shared,
  });
  const text = workspace.run(["lint", "--severity", "note"]).out;
  const heads = text.matchAll(/^(\w+\.yaml:\d+):\d+: (\w+): .* \[(.*)\]$/gmu);
  expect([...heads].map(([, place, ...what]) => [place, ...what])).toEqual([
    ["shared.yaml:3", "note", "reason-missing"],
    ["tuning.yaml:10", "note", "reason-missing"],
    ["tuning.yaml:9", "warning", "no-effect"],
    ["tuning.yaml:8", "error", "ports-privileged"],
  ]);
  const { findings } = compile(mixed, { read: () => shared });
  expect(
    findings.map(({ file, line }) => `${file ?? ""}:${line ?? 0}`),
  ).toEqual([
    "shared.yaml:3",
    "tuning.yaml:8",
    "tuning.yaml:9",
    "tuning.yaml:10",
  ]);
  const json = workspace.run(["lint", "--format", "json"]).out;
  expect(JSON.parse(json)).toMatchObject({ findings });
  const github = workspace.run(["lint", "--format", "github"]).out;
  expect([...github.matchAll(/line=(\d+)/gu)].map(([, line]) => line)).toEqual([
    "3",
    "8",
    "9",
    "10",
  ]);
});

test("notes wait until there are no errors", () => {
  const workspace = new Workspace({
    "tuning.yaml": mixed,
    "shared.yaml": shared,
  });
  const { out } = workspace.run(["lint"]);
  expect(out.match(/\[[a-z-]+\]$/gmu)).toEqual([
    "[no-effect]",
    "[ports-privileged]",
  ]);
  expect(out).toMatch(
    /\n\n1 error, 1 warning, 2 notes \(notes are shown when there are no errors\)\n$/u,
  );
});

const noted = `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.core.somaxconn: 8192
      net.ipv4.route.max_size: 1 # An audit asks for it
      net.ipv4.route.gc_thresh: 1 # The same audit
`;

test("build and check count notes, and lint prints them", () => {
  const workspace = new Workspace({ "tuning.yaml": noted });
  const heads = (text: string): readonly string[] =>
    [...text.matchAll(/^\S+:(\d+:\d+): (\w+): /gmu)].map(
      ([, place, severity]) => `${place ?? ""} ${severity ?? ""}`,
    );
  const warnings = ["7:7 warning", "8:7 warning"];
  for (const command of ["build", "check"]) {
    const { code, err } = workspace.run([command]);
    expect(code).toBe(0);
    expect(heads(err)).toEqual(warnings);
    expect(err).toMatch(
      /\n2 warnings, 1 note; 2 files .* \(`tunegen lint` shows the notes\)\n$/u,
    );
    expect(heads(workspace.run([command, "--severity", "note"]).err)).toEqual([
      "6:7 note",
      ...warnings,
    ]);
  }
  expect(heads(workspace.run(["lint"]).out)).toEqual(["6:7 note", ...warnings]);
});

test("--severity, --max-findings and --quiet choose what is printed, not the exit code", () => {
  const workspace = new Workspace({ "tuning.yaml": noted });
  const lint = (...args: readonly string[]): string =>
    workspace.run(["lint", ...args]).out;
  expect(lint("--severity", "error")).toBe("2 warnings, 1 note\n");
  expect(lint("--quiet")).toBe("");
  expect(lint("--max-findings", "1")).toMatch(
    /^tuning\.yaml:7:7: warning: [^]*\n\n2 warnings, 1 note \(2 more not shown\)\n$/u,
  );
  expect(workspace.run(["lint", "--max-warnings", "0", "--quiet"]).code).toBe(
    1,
  );
  expect(
    JSON.parse(lint("--format", "json", "--severity", "warning")),
  ).toMatchObject({ findings: [{ line: 7 }, { line: 8 }] });
  workspace.edit("tuning.yaml", (text) => text.replace("8192", "010"));
  const quiet = workspace.run(["check", "--quiet"]);
  expect(quiet.code).toBe(2);
  expect(quiet.err).toMatch(
    /^tuning\.yaml:6:27: error: [^]*\n {2}help: .*\n$/u,
  );
});

test("47 settings without reasons are one finding, and the warnings come last", () => {
  const keys = `
    net.ipv4.tcp_tw_reuse: 1|net.ipv4.tcp_fin_timeout: 15|net.ipv4.tcp_max_syn_backlog: 8192|net.ipv4.tcp_slow_start_after_idle: 0
    net.ipv4.tcp_keepalive_time: 600|net.ipv4.tcp_keepalive_intvl: 30|net.ipv4.tcp_keepalive_probes: 5|net.ipv4.tcp_mtu_probing: 1
    net.ipv4.tcp_fastopen: 3|net.ipv4.tcp_max_tw_buckets: 2000000|net.ipv4.tcp_notsent_lowat: 131072|net.ipv4.tcp_syn_retries: 4
    net.ipv4.tcp_synack_retries: 3|net.ipv4.tcp_retries2: 8|net.ipv4.tcp_orphan_retries: 2|net.ipv4.tcp_max_orphans: 524288
    net.ipv4.tcp_no_metrics_save: 1|net.ipv4.tcp_ecn: 1|net.ipv4.tcp_reordering: 6|net.ipv4.tcp_challenge_ack_limit: 1000
    net.ipv4.tcp_rmem: [4096, 87380, 33554432]|net.ipv4.tcp_wmem: [4096, 65536, 33554432]|net.core.rmem_max: 33554432|net.core.wmem_max: 33554432
    net.core.somaxconn: 32768|net.core.netdev_max_backlog: 16384|net.core.netdev_budget: 600|net.core.netdev_budget_usecs: 8000
    net.ipv4.udp_rmem_min: 8192|net.ipv4.udp_wmem_min: 8192|vm.swappiness: 10|vm.dirty_ratio: 15
    vm.dirty_background_ratio: 5|vm.max_map_count: 262144|vm.vfs_cache_pressure: 50|vm.min_free_kbytes: 1048576
    vm.dirty_expire_centisecs: 1500|vm.dirty_writeback_centisecs: 250|vm.zone_reclaim_mode: 1|vm.stat_interval: 10
    fs.inotify.max_user_watches: 1048576|fs.inotify.max_user_instances: 8192|fs.inotify.max_queued_events: 65536|fs.aio-max-nr: 1048576`
    .split(/[|\n]/u)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  expect(keys).toHaveLength(44);
  const spec = `version: 1
roles:
  worker:
    node: { os: linux, distribution: kubeadm, kubeProxy: iptables, kernel: "6.12", cpus: 8, memory: 256GiB }
    sysctl:
      net.netfilter.nf_conntrack_max: 1048576
      net.core.optmem_max: 40960
      fs.file-max: 2097152
${keys.map((line) => `      ${line}\n`).join("")}`;
  const workspace = new Workspace({ "tuning.yaml": spec });
  const { code, out } = workspace.run(["lint"]);
  expect(code).toBe(0);
  const lines = out.trimEnd().split("\n");
  expect(lines.length).toBeLessThan(40);
  expect(out.match(/(?:note|warning): .*$/gmu)).toEqual([
    "note: 47 settings have no reason: lines 6 to 52 [reason-missing]",
    "warning: role `worker` does not set `net.ipv4.ip_forward`, which is 0 by default (Flatcar has 1) [forwarding-missing]",
    "warning: `net.core.optmem_max` is 40 KiB, below the default of 80 KiB [below-default]",
    "warning: `fs.file-max` is 2,097,152 files, but the default on this node is at least 20,132,659 [file-limits]",
    "warning: `net.ipv4.tcp_rmem` (field `default`) is 85.3 KiB, below the default of 128 KiB [below-default]",
    "warning: `net.ipv4.udp_wmem_min` has no effect [no-effect]",
  ]);
  expect(lines.at(-1)).toBe("5 warnings, 1 note");
});
