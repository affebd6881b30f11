import { recordingsOf } from "../../src/plan/monitoring-recordings.js";
import { describe, expect, test } from "vitest";
import { compiled, errorsOf, found, planOf } from "../support/compile.js";

const head = `version: 1
roles:
  worker: { node: { os: linux }, sysctl: { vm.swappiness: 10 } }
hosts:
  worker00: { role: worker }
monitoring:
`;

describe("what is refused, and where", () => {
  test.each([
    ["namespace: Monitoring", "7:14 malformed-name"],
    [`namespace: ${"a".repeat(64)}`, "7:14 malformed-name"],
    ["namespace: monitoring.example", "7:14 malformed-name"],
    ["labels: { release: a b }", "7:22 malformed-label"],
    ["labels: { -release: a }", "7:13 malformed-label"],
    ["roleLabel: role-name", "7:14 malformed-name"],
    ["roleLabel: __role", "7:14 malformed-name"],
    ["hostLabel: 1st", "7:14 malformed-name"],
    ['roles: { wrker: { instance: "a.*" } }', "7:12 unknown-role"],
    ['hosts: { worker: { instance: "a.*" } }', "7:12 unknown-host"],
    ["roles: { worker: {} }", "7:12 malformed-matcher"],
    ['roles: { worker: { instance: "(" } }', "7:32 malformed-matcher"],
    ['roles: { worker: { instance: "a(?=b)" } }', "7:32 malformed-matcher"],
    ['roles: { worker: { instance: ".*" } }', "7:32 malformed-matcher"],
    ['roles: { worker: { instance: "a\\nb" } }', "7:32 malformed-matcher"],
    ['roles: { worker: { instance: "[^]" } }', "7:32 malformed-matcher"],
    ['roles: { worker: { instance: "a{1001}" } }', "7:32 malformed-matcher"],
    ['roles: { worker: { in-stance: "a" } }', "7:22 malformed-label"],
    ["alerts: { time-wait: { threshold: 0 } }", "7:37 out-of-range"],
    ["alerts: { time-wait: { threshold: -1 } }", "7:37 out-of-range"],
    ["alerts: { time-wait: { threshold: 100.5 } }", "7:37 out-of-range"],
    ["alerts: { time-wait: { for: 10 minutes } }", "7:31 malformed-name"],
    ["alerts: { time-wait: { for: 5m1h } }", "7:31 malformed-name"],
    ['alerts: { time-wait: { for: "" } }', "7:31 malformed-name"],
    ["alerts: { time-wait: { severity: very bad } }", "7:36 malformed-name"],
    ["alerts: { timewait: {} }", "7:13 unknown-field"],
    ["alerts: { listen-drops: { threshold: 5 } }", "7:29 unknown-field"],
    ["alert: {}", "7:3 unknown-field"],
    ["panels: { conection-states: true }", "7:13 unknown-field"],
    ["recordingRules: true", "7:19 wrong-shape"],
    ["recordingRules: { p99: a }", "7:21 malformed-name"],
    ['recordingRules: { "job:a": a }', "7:21 malformed-name"],
    ["recordingRules: { job:a:p99: null }", "7:21 unknown-field"],
    ['recordingRules: { job:a:p99: "" }', "7:32 malformed-query"],
    ['recordingRules: { job:a:p99: "sum(a" }', "7:32 malformed-query"],
    ['recordingRules: { job:a:p99: "sum(a])" }', "7:32 malformed-query"],
    ['recordingRules: { job:a:p99: "a)" }', "7:32 malformed-query"],
    [
      "recordingRules: { job:a:p99: { expr: 'a{b=\"c}' } }",
      "7:40 malformed-query",
    ],
    [
      'recordingRules: { job:a:p99: "rate(a[$interval])" }',
      "7:32 malformed-query",
    ],
    ['recordingRules: { job:a:p99: "a\\u0007" }', "7:32 malformed-query"],
    ["recordingRules: { job:a:p99: { unit: s } }", "7:21 wrong-shape"],
    ["panels: { sockets: 1 }", "7:22 wrong-shape"],
  ])("%s", (line, at) => {
    expect(found(`${head}  ${line}\n`)).toEqual([at]);
  });
});

/** The verdicts of Go 1.26, `regexp/syntax` with the flags of Prometheus, and `MatchString("")`. */
describe("matchers are expressions of RE2", () => {
  test.each([
    "(?i)board.*",
    "node-[[:digit:]]+",
    String.raw`board\-0[0-9]`,
    "(?P<name>a)",
    "(?<name>a)",
    String.raw`\pN+`,
    String.raw`\p{Greek}`,
    String.raw`\Qa.b\E`,
    String.raw`\x{10FFFF}`,
    String.raw`\Aa\z`,
    "a{1000}",
    "a{,2}",
    "a*?b",
    "(?U)a+",
    "]",
    "é",
  ])("%s is one", (pattern) => {
    expect(problemOf(pattern)).toBeUndefined();
  });

  test.each([
    ["[^]", "missing closing ]: `[^]`"],
    ["a{1001}", "invalid repeat count: `{1001}`"],
    ["(a{1000}){1000}", "invalid repeat count: `{1000}`"],
    ["(?=a)b", "invalid or unsupported Perl syntax: `(?=`"],
    ["(?<!a)b", "invalid named capture: `(?<!a)b`"],
    [String.raw`(a)\1`, "invalid escape sequence: `\\1`"],
    [String.raw`\u0041`, "invalid escape sequence: `\\u`"],
    [String.raw`a\Z`, "invalid escape sequence: `\\Z`"],
    ["a**", "invalid nested repetition operator: `**`"],
    ["a++", "invalid nested repetition operator: `++`"],
    [String.raw`\C`, "invalid escape sequence: `\\C`"],
    ["(?>a)", "invalid or unsupported Perl syntax: `(?>`"],
    ["[[:nope:]]", "invalid character class range: `[:nope:]`"],
    [String.raw`\p{Nope}`, "invalid character class range: `\\p{Nope}`"],
    [
      String.raw`a\p{Alphabetic}`,
      "invalid character class range `\\p{Alphabetic}`",
    ],
    ["a)(b", "unexpected ): `a)(b`"],
  ])("%s is none", (pattern, reason) => {
    expect(problemOf(pattern)).toBe(
      `is not a regular expression of RE2: ${reason}`,
    );
  });

  test.each(["a*", "a|", "a??", "(?i)", "(?m)^$", String.raw`\z`, "()"])(
    "%s matches targets without the label",
    (pattern) => {
      expect(problemOf(pattern)).toBe("matches targets without the label, too");
    },
  );

  test.each(["a".repeat(20_000), String.raw`\pL{1000}`.repeat(3)])(
    "one that takes much memory is refused",
    (pattern) => {
      expect(problemOf(pattern)).toMatch(/more than [\d,]+ (?:char|times)/u);
    },
  );

  test("an empty one is shown in words, with the reason of its own", () => {
    const [first] = errorsOf(`${head}  roles: { worker: { instance: "" } }\n`);
    expect(first).toMatchObject({
      message: "the empty text matches targets without the label, too",
      why: "for Prometheus a label that a target does not have is an empty text, so the alerts would also watch targets of other nodes",
    });
  });

  function problemOf(pattern: string): string | undefined {
    const [first] = errorsOf(
      `${head}  roles: { worker: { instance: ${JSON.stringify(pattern)} } }\n`,
    );
    return first?.message.replace(/^`[^]*?` (?=[a-z])/u, "");
  }
});

test("what is left out has its usual value", () => {
  const { monitoring } = planOf(`${head}  drift: true\n`);
  expect(monitoring).toMatchObject({
    roleLabel: "tuning_role",
    hostLabel: "tuning_host",
    drift: true,
  });
  expect(monitoring?.alerts.get("conntrack-usage")).toMatchObject({
    threshold: 80,
    for: "10m",
    severity: "warning",
  });
});

test.each(["null", "false"])("%s leaves a graph out", (value) => {
  const { monitoring } = planOf(
    `${head}  panels: { sockets: ${value}, resets: true }\n`,
  );
  expect(monitoring?.panels.get("sockets")?.on).toBe(false);
  expect(monitoring?.panels.get("resets")?.on).toBe(true);
  expect(monitoring?.panels.get("established")).toEqual({
    on: true,
    span: undefined,
  });
});

test("a query keeps its brackets in strings, its comments and its lines", () => {
  const { monitoring } = planOf(`${head}  recordingRules:
    job:a:b: |
      sum(a{b=~"(|[$]'"}) # ( $
        or c
    instance:node_softnet_dropped:rate5m: null
    instance:node_sockstat_TCP_tw:mean5m: { expr: d, unit: each, why: Mine }
`);
  const rules = monitoring?.recordings ?? [];
  expect(rules.map(({ name }) => name)).not.toContain(
    "instance:node_softnet_dropped:rate5m",
  );
  expect(rules).toContainEqual(
    expect.objectContaining({
      name: "job:a:b",
      query: `sum(a{b=~"(|[$]'"}) # ( $\n  or c`,
      title: "job:a:b",
      unit: undefined,
    }),
  );
  expect(rules).toContainEqual(
    expect.objectContaining({ query: "d", unit: "each", title: "Mine" }),
  );
});

test("without recording rules, and without what they need", () => {
  const names = (text: string): readonly string[] =>
    recordingsOf(planOf(`${head}${text}`)).map(({ name }) => name);
  expect(names("  recordingRules: false\n")).toEqual([]);
  expect(names("  drift: true\n")).toContain(
    "instance:node_softnet_dropped:rate5m",
  );
  // Neither EC2 nor Cilium.
  expect(names("  drift: true\n").join()).not.toMatch(/ethtool|cilium/u);
});

test("null leaves an alert out, and drift: false what goes with it", () => {
  const { monitoring } = planOf(
    `${head}  alerts: { time-wait: null }\n  drift: false\n`,
  );
  const names = [...(monitoring?.alerts.keys() ?? [])];
  expect(names).not.toContain("time-wait");
  expect(names).not.toContain("drift");
  expect(names).not.toContain("sysctl-collector");
  const { files } = compiled(`${head}  drift: false\n`);
  expect(
    files.map(({ path }) => path).filter((path) => path.includes("node-exp")),
  ).toEqual([]);
});

test("without the section there are no files", () => {
  const { files } = compiled(
    "version: 1\nroles: { a: { node: { os: linux } } }\n",
  );
  expect(files.filter(({ target }) => target === "prometheus")).toEqual([]);
});
