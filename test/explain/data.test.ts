import { describe, expect, test } from "vitest";
import { toData } from "../../src/explain/data.js";
import { explainWord } from "../../src/explain/explain.js";
import { explained, keyOf, SPEC, viewOf } from "./explained.js";

test("integers are numbers where those are exact, else strings", () => {
  expect(toData({ a: [5n, 2n ** 53n], b: undefined, c: null })).toEqual({
    a: [5, "9007199254740992"],
    b: undefined,
    c: null,
  });
});

describe("a key", () => {
  test("the catalogue's part", () => {
    expect(toData(keyOf("net.netfilter.nf_conntrack_max"))).toMatchObject({
      kind: "key",
      key: "net.netfilter.nf_conntrack_max",
      file: "/proc/sys/net/netfilter/nf_conntrack_max",
      catalogue: {
        kind: { type: "integer" },
        unit: "count",
        module: "nf_conntrack",
        pods: { leave: "never", because: "namespaced" },
        accepts: [
          { value: [{ min: 0, max: 2147483647 }] },
          { kernels: ["7.2"], value: [{ min: 1, max: 2147483647 }] },
        ],
      },
      spec: undefined,
    });
  });

  test("defaults differ by kernel and memory", () => {
    const { cells = [] } =
      keyOf("net.netfilter.nf_conntrack_max").catalogue?.defaults ?? {};
    const on = (kernel: string, gibibytes: bigint) =>
      cells.find(
        (cell) =>
          cell.kernel === kernel && cell.memory === gibibytes * 1073741824n,
      )?.value;
    expect(on("6.12", 4n)).toBe("65536");
    expect(on("6.12", 8n)).toBe("262144");
    expect(on("6.12", 1n)).toBe("7680");
    expect(on("5.10", 1n)).toBe("30700");
  });

  test("every generated line holds the key and its value", () => {
    const view = viewOf();
    const { spec } = keyOf("net.core.somaxconn", view);
    const usages = spec?.usages ?? [];
    expect(usages.map(({ node, value }) => [node.name, value])).toEqual([
      ["worker", "8192"],
      ["big", "32768"],
      ["same", "8192"],
    ]);
    for (const { lines, value, node } of usages) {
      expect(lines).toHaveLength(1);
      for (const { path, line, text } of lines) {
        const file = view.emitted
          .filesOf(node)
          .find((each) => each.path === path);
        const written = file?.text.split("\n")[line - 1] ?? "";
        expect(written.trim()).toBe(text);
        expect(written).toContain(`"net.core.somaxconn" = ${value ?? ""};`);
      }
    }
  });

  test("where it is set, what it overrode and what pods set", () => {
    const { spec } = keyOf("net.core.somaxconn", viewOf());
    expect(spec?.usages[1]).toMatchObject({
      place: { owner: "host big", line: lineOf("net.core.somaxconn: 32768") },
      overrode: [
        { owner: "profile sockets", line: lineOf("net.core.somaxconn: 8192") },
      ],
    });
    expect(spec?.pods).toMatchObject([
      { workload: "ingress", value: "16384", allowedBy: ["worker"] },
    ]);
    expect(spec?.notSetOn).toEqual(["plain", "proxied"]);
  });

  test("companions and their lines, and what they cost", () => {
    const [usage] =
      keyOf("net.netfilter.nf_conntrack_max", viewOf()).spec?.usages ?? [];
    expect(
      usage?.companions.map(({ kind, name }) => `${kind} ${name}`),
    ).toEqual(
      expect.arrayContaining([
        "module nf_conntrack",
        "kube-proxy conntrack-max-per-core=0",
      ]),
    );
    for (const { lines } of usage?.companions ?? [])
      expect(lines.length).toBeGreaterThan(0);
    expect(usage?.costs).toMatchObject([{ kind: "ceiling", bytes: 67108864n }]);
    expect(usage?.writers).toMatchObject([{ who: "K3s" }]);
  });

  test("kube-proxy's own settings stand where no sysctl does", () => {
    const { spec } = keyOf("net.netfilter.nf_conntrack_max", viewOf());
    expect(spec?.proxies).toMatchObject([
      {
        node: { name: "proxied" },
        flags: ["conntrack-max-per-core=65536"],
        lines: [{ path: "out/talos/cluster-proxy.yaml" }],
      },
    ]);
  });

  test("a floor that the kernel reaches is not written, and says so", () => {
    const [usage] = keyOf("net.core.rmem_max", viewOf()).spec?.usages ?? [];
    expect(usage).toMatchObject({ value: undefined, left: "floor", lines: [] });
  });

  test("an interface's key is set by a pattern that stands for it", () => {
    const [usage] =
      keyOf("net.ipv4.conf.eth0.rp_filter", viewOf()).spec?.usages ?? [];
    expect(usage).toMatchObject({
      pattern: "net.ipv4.conf.*.rp_filter",
      value: "2",
    });
    expect(usage?.lines).toHaveLength(1);
  });

  test("a derived setting names what it was derived for", () => {
    const [usage] =
      keyOf("net.ipv4.ip_local_reserved_ports", viewOf()).spec?.usages ?? [];
    expect(usage?.because).toMatchObject([
      { id: "net.ipv4.ip_local_port_range" },
    ]);
  });

  test("a removed key says since when, and what instead", () => {
    expect(keyOf("net.ipv4.tcp_tw_recycle")).toMatchObject({
      catalogue: undefined,
      removed: { removed: "4.12", instead: "net.ipv4.tcp_tw_reuse" },
    });
  });

  test("findings about it come with it", () => {
    const { spec } = keyOf("net.ipv4.route.max_size", viewOf());
    expect(spec?.findings).toMatchObject([
      { rule: "no-effect", line: lineOf("net.ipv4.route.max_size") },
    ]);
  });
});

test("a rule comes with what it finds in its example, and in the spec", () => {
  expect(explained("no-effect")).toMatchObject({
    kind: "rule",
    severity: "warning",
    failing: { findings: [{ rule: "no-effect", line: 6, column: 7 }] },
    spec: { name: "tuning.yaml", findings: [{ rule: "no-effect" }] },
  });
  expect(explainWord("no-effect", undefined)).toMatchObject({
    spec: undefined,
  });
});

test("a role comes with its settings beside the kernel's, its hosts, files and memory", () => {
  const role = explained("worker");
  expect(toData(role)).toMatchObject({
    kind: "role",
    hosts: ["big", "same"],
    facts: { cpus: 4, memory: 4294967296 },
    files: [
      "out/k3s/role-worker/config.yaml.d/90-tuning.yaml",
      "out/nixos/role-worker.nix",
    ],
    memory: { reserved: 0, of: 4294967296 },
  });
  const settings =
    role.kind === "role" ? role.groups.flatMap((group) => group.settings) : [];
  expect(
    settings.find(({ key }) => key === "net.netfilter.nf_conntrack_max"),
  ).toMatchObject({ value: "262144", baseline: { value: "65536" } });
});

function lineOf(text: string): number {
  return SPEC.split("\n").findIndex((line) => line.includes(text)) + 1;
}
