import { describe, expect, test } from "vitest";
import type { ReportBody } from "../../src/report/types.js";
import { cellOf, cluster, pageFor, reportFor } from "./reported.js";

/** The report of a spec with errors, of which something is known. */
function partOf(text: string, read?: (path: string) => string) {
  const { body, findings } = reportFor(text, read);
  if (body?.missing === undefined) throw new Error("nothing is missing");
  const words = body.missing.map(
    ({ finding, texts }) =>
      `${findings[finding]?.line ?? 0}: ${texts.join("; ")}`,
  );
  return { body, words };
}

/** The cells of a row as words: `16,384 ×4`, `not known`, empty. */
function rowOf({ matrix }: ReportBody, name: string): readonly string[] {
  const row = matrix.groups
    .flatMap(({ rows }) => rows)
    .find((each) => each.name === name);
  return (row?.cells ?? []).map((cell) =>
    cell === undefined
      ? ""
      : "finding" in cell
        ? "not known"
        : `${cell.text} ${cell.distance.text}`.trim(),
  );
}

test("a value of one host with an error is not known there, and everything else is", () => {
  const { body, words } = partOf(
    cluster.replace("tcp_fin_timeout: 30", "tcp_fin_timeout: soon"),
  );
  expect(words).toEqual(["32: net.ipv4.tcp_fin_timeout on host board3"]);
  // Not that of the role, which the host overrides.
  expect(rowOf(body, "net.ipv4.tcp_fin_timeout")).toEqual([
    ...["15 s ÷4", "not known", ""],
  ]);
  expect(rowOf(body, "net.core.somaxconn")).toEqual([
    ...["16,384 ×4", "16,384 ×4", "8,192 ×2"],
  ]);
  expect(
    body.matrix.columns.map(({ name, isIncomplete }) => [name, isIncomplete]),
  ).toEqual([
    ["worker", false],
    ["board3", true],
    ["gateway", false],
  ]);
  expect(body.timeline).toHaveLength(4);
  expect(body.timelineOpen).toEqual([]);
  expect(body.roles.map(({ unknown }) => unknown)).toEqual([0, 0]);
});

test("a value of a profile with an error is missing only where no layer overrides it", () => {
  const { body, words } = partOf(
    cluster.replace("somaxconn: 8192", "somaxconn: many"),
  );
  expect(words).toEqual(["7: net.core.somaxconn on role gateway"]);
  expect(rowOf(body, "net.core.somaxconn")).toEqual([
    ...["16,384 ×4", "16,384 ×4", "not known"],
  ]);
  expect(body.roles.map(({ memory }) => memory !== undefined)).toEqual([
    ...[true, false],
  ]);
});

test("a value that an error uncovers is not shown", () => {
  const { body } = partOf(
    cluster.replace("somaxconn: 16384", "somaxconn: many"),
  );
  expect(rowOf(body, "net.core.somaxconn")[0]).toBe("not known");
  const { body: misspelt } = partOf(
    cluster.replace("somaxconn: 16384", "somaxcon: 16384"),
  );
  expect(rowOf(misspelt, "net.core.somaxconn")[0]).toBe("not known");
  expect(rowOf(misspelt, "net.core.somaxcon")).toEqual([
    ...["not known", "not known", ""],
  ]);
});

test("a host of an unknown role is left out by name", () => {
  const { body, words } = partOf(
    cluster.replace("board2: { role: worker }", "board2: { role: wrker }"),
  );
  expect(words).toEqual(["28: all of host board2"]);
  expect(body.matrix.columns[0]?.hosts).toEqual(["board1"]);
});

describe("a file with profiles that cannot be read", () => {
  const including = cluster
    .replace(
      "profiles:\n  network",
      "include: [more.yaml]\nprofiles:\n  network",
    )
    .replace("[network]\n    sysctl", "[network, more]\n    sysctl");

  test.each([
    ["of which nothing is read", "profiles: ["],
    [
      "without the profile",
      "profiles: { mor: { sysctl: { vm.swappiness: 1 } } }",
    ],
    ["with another error", "profiles: { more: 5 }"],
  ])("%s", (_, more) => {
    const { body, words } = partOf(including, () => more);
    expect(words.join("\n")).toContain("on role worker");
    expect(words.join("\n")).not.toContain("gateway");
    // The profile may contradict another one, but not what the role overrides.
    expect(rowOf(body, "net.netfilter.nf_conntrack_max")).toEqual([
      ...["not known", "not known", "262,144 default"],
    ]);
    expect(rowOf(body, "net.core.somaxconn")[0]).toBe("16,384 ×4");
    expect(body.timelineOpen).toEqual(["role worker", "host board3"]);
  });
});

test("without its facts, nothing is said of a node that follows from them", () => {
  const { body, words } = partOf(cluster.replace("cpus: 4", "cpus: four"));
  expect(words[0]).toMatch(/^13: what follows from the facts of role worker/u);
  expect(rowOf(body, "net.ipv4.tcp_fin_timeout")).toEqual(["15", "30", ""]);
  for (const name of ["maxPerCore", "fs.inotify.max_user_watches"])
    expect(rowOf(body, name).slice(0, 2)).toEqual(["not known", "not known"]);
  expect(body.facts.rows.map(({ isKnown }) => isKnown)).toEqual([false, true]);
  expect(body.matrix.columns[0]?.facts).toBe("");
  const cell = cellOf(body, "net.core.somaxconn", "worker");
  expect(body.matrix.details[cell?.detail ?? -1]).toMatchObject({
    value: "16384",
    standard: undefined,
    effect: undefined,
    writers: [],
    memory: [],
  });
});

test("nothing that is built is told of", () => {
  const { body } = partOf(cluster.replace("cpus: 4", "cpus: four"));
  expect(body.outputs).toEqual([]);
  expect(body.monitoring).toBeUndefined();
  expect(pageFor(cluster.replace("cpus: 4", "cpus: four"))).not.toContain(
    "tunegen build writes",
  );
});

test.each([
  ["broken YAML", "roles: ["],
  ["another version", cluster.replace("version: 1", "version: 2")],
  ["no roles", cluster.replace("\nroles:", "\nrolez:")],
  ["a list", "- 1\n"],
])("nothing is known of %s", (_, text) => {
  const { body, findings } = reportFor(text);
  expect(body).toBeUndefined();
  expect(findings.length).toBeGreaterThan(0);
});

test("an error that takes nothing away says so", () => {
  const { body, words } = partOf(cluster.replace("version: 1", ""));
  expect(words).toEqual(["2: "]);
  expect(body.matrix.columns.some(({ isIncomplete }) => isIncomplete)).toBe(
    false,
  );
});

describe("of two equal names, what the name stands for is not known", () => {
  const twice = (first: string, added: string): string =>
    cluster.replace(`${first}\n`, `${added}\n${first}\n`);

  test("a role, and none of the others", () => {
    const { body, words } = partOf(
      twice("  gateway:", "  gateway:\n    sysctl: { vm.swappiness: 10 }"),
    );
    expect(words).toEqual([
      "25: settings on role gateway; what follows from the facts of role gateway: defaults, derived settings, memory, and which programs write its keys",
    ]);
    expect(rowOf(body, "net.core.somaxconn")).toEqual([
      ...["16,384 ×4", "16,384 ×4", "not known"],
    ]);
    expect(body.matrix.columns.map(({ isIncomplete }) => isIncomplete)).toEqual(
      [false, false, true],
    );
  });

  test.each([
    [
      "a host",
      twice("  board3:", "  board3: { role: worker }"),
      /^30: settings on host board3; what follows from the facts of host board3: /u,
    ],
    [
      "a section of a layer",
      twice("    sysctl:", "    sysctl: {}"),
      /^7: sysctls of profile network on role worker and role gateway$/u,
    ],
    [
      "a key",
      twice(
        "      net.ipv4.tcp_fin_timeout: 30 # Slow clients",
        "      net.ipv4.tcp_fin_timeout: 20 # Once",
      ),
      /^33: net\.ipv4\.tcp_fin_timeout on host board3$/u,
    ],
    [
      "a key in another spelling",
      twice(
        "      net.ipv4.tcp_fin_timeout: 30 # Slow clients",
        "      net/ipv4/tcp_fin_timeout: 20 # Once",
      ),
      /^33: net\.ipv4\.tcp_fin_timeout on host board3$/u,
    ],
    [
      "a workload",
      twice("  ingress:", "  ingress: {}"),
      /; what the pods of workload ingress set$/u,
    ],
    ["the version", twice("version: 1", "version: 1"), /^2: $/u],
    ["all roles", `${cluster}roles: { more: {} }\n`, /^38: other roles$/u],
    [
      "all hosts",
      `${cluster}hosts: { more: { role: worker } }\n`,
      /^38: other hosts$/u,
    ],
  ])("%s", (_, text, expected) => {
    const { words } = partOf(text);
    expect(words).toHaveLength(1);
    expect(words[0]).toMatch(expected);
  });
});

test.each([
  ["role", "roles:"],
  ["host", "hosts:"],
])("a %s whose name cannot be read is one of several", (kind, section) => {
  const { words } = partOf(
    cluster.replace(`${section}\n`, `${section}\n  ? [a]\n  : {}\n`),
  );
  expect(words).toHaveLength(1);
  expect(words[0]).toMatch(new RegExp(`: other ${kind}s$`, "u"));
});
