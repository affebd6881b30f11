import { describe, expect, test } from "vitest";
import { prometheus } from "../../src/targets/prometheus/index.js";
import { bodyFor, cluster } from "./reported.js";

const body = bodyFor(cluster);

describe("the facts", () => {
  test("of each role are told, and those that are unknown", () => {
    expect(body.facts.names).toEqual([
      ...["System", "Distribution", "Kubernetes", "Kernel", "Architecture"],
      ...["CPUs", "Memory", "kube-proxy", "Network plug-in"],
    ]);
    expect(
      body.facts.rows.map(({ names, values }) => [names, ...values]),
    ).toEqual([
      [
        ["worker"],
        ...["nixos 25.11", "k3s", undefined, "kernel 6.12", "arm64"],
        ...["4 CPUs", "4 GiB"],
        ...[undefined, undefined],
      ],
      [
        ["gateway"],
        ...["linux, Debian 13", undefined, undefined, "kernel 6.12"],
        undefined,
        ...["8 CPUs", "16 GiB", undefined, undefined],
      ],
    ]);
  });

  test("of hosts are told where they differ, once for those that are alike", () => {
    const { rows } = bodyFor(
      cluster
        .replace("board1: {", "board1: { node: { memory: 8GiB, maxPods: 50 },")
        .replace("board2: {", "board2: { node: { memory: 8GiB, maxPods: 50 },"),
    ).facts;
    expect(rows.map(({ names }) => names)).toEqual([
      ...[["worker"], ["board1", "board2"], ["gateway"]],
    ]);
    expect(rows[1]).toMatchObject({ role: "worker", others: "50 pods" });
    expect(rows[1]?.values).toContain("8 GiB");
  });

  test("beside an error, those are told that it cannot have taken away", () => {
    const misspelt = cluster
      .replace("distro: debian-13", "distr: debian-13")
      .replace("board1: {", "board1: { node: { cpus: many, arch: arm64 },");
    const { rows } = bodyFor(misspelt).facts;
    expect(rows.map(({ names, isKnown }) => [names, isKnown])).toEqual([
      [["worker"], true],
      [["board1"], false],
      [["gateway"], false],
    ]);
    expect(rows[1]?.values.filter((text) => text !== undefined)).toEqual([
      "arm64",
    ]);
    expect(rows[2]?.values.filter((text) => text !== undefined)).toEqual([
      ...["linux", "kernel 6.12", "8 CPUs", "16 GiB"],
    ]);
  });

  test("a node outside of a cluster has no kube-proxy and no network plug-in", () => {
    const { rows } = bodyFor(
      cluster.replace("distro: debian-13", "distribution: none"),
    ).facts;
    expect(rows[1]?.values).toEqual([
      ...["linux, release unknown", "none", "none", "kernel 6.12", undefined],
      ...["8 CPUs", "16 GiB", "none", "none"],
    ]);
  });
});

test("monitoring comes with its alerts, its recordings and where files are loaded", () => {
  expect(body.monitoring).toBeUndefined();
  const { monitoring } = bodyFor(`${cluster}monitoring:
  why: Full tables drop packets
  alerts:
    conntrack-usage: { threshold: 70, for: 5m } # It was full in May
    listen-drops: null
`);
  const alert = (name: string) =>
    monitoring?.alerts.find((each) => each.name === name);
  expect(alert("conntrack-usage")).toMatchObject({
    rule: "TuningConntrackUsage",
    watches: "Connection-tracking table",
    firesAt: "70 %",
    for: "5m",
    severity: "warning",
    why: "It was full in May",
    place: { line: 41, column: 5 },
  });
  expect(alert("listen-drops")).toBeUndefined();
  expect(alert("drift")?.watches).toBe(
    "a sysctl differs from the spec on a node",
  );
  expect(alert("drift")?.about).toContain("net.core.somaxconn");
  expect(monitoring?.recordings.map(({ name }) => name)).toContain(
    "instance:node_nf_conntrack_stat_drops:rate5m",
  );
  expect(monitoring?.loads).toHaveLength(
    Object.keys(prometheus.outputs).length,
  );
  expect(monitoring?.loads[0]).toEqual({
    use: expect.stringContaining("rule_files") as string,
    paths: ["out/prometheus/tuning.rules.yaml"],
  });
});
