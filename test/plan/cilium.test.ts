import { describe, expect, test } from "vitest";
import { errorsOf, found, planOf } from "../support/compile.js";

function values(cilium: string): Readonly<Record<string, unknown>> {
  const plan = planOf(`version: 1\ncilium: ${cilium}\n`).cilium;
  return Object.fromEntries(
    (plan?.values ?? []).map(({ path, value }) => [path.join("."), value]),
  );
}

describe("names", () => {
  test.each([
    ["{ ct: { tcp: 524288 } }", "bpf.ctTcpMax", 524288],
    ["{ ct: { any: 262144 } }", "bpf.ctAnyMax", 262144],
    ["{ nat: 262144 }", "bpf.natMax", 262144],
    ["{ neigh: 262144 }", "bpf.neighMax", 262144],
    ["{ policy: 32768 }", "bpf.policyMapMax", 32768],
    ["{ lb: 65536 }", "bpf.lbMapMax", 65536],
    ["{ auth: 524288 }", "bpf.authMapMax", 524288],
    ["{ node: 16384 }", "bpf.nodeMapMax", 16384],
    ["{ dynamicSizeRatio: 0.0025 }", "bpf.mapDynamicSizeRatio", 0.0025],
  ])("mapMax %s is %s", (alias, name, value) => {
    expect(values(`{ bpf: { mapMax: ${alias} } }`)).toEqual({ [name]: value });
    expect(values(`{ bpf: { ${name.slice(4)}: ${value} } }`)).toEqual({
      [name]: value,
    });
  });

  test("a size under both names is one number written twice", () => {
    expect(
      errorsOf(
        "version: 1\ncilium: { bpf: { ctTcpMax: 524288, mapMax: { ct: { tcp: 524288 } } } }\n",
      ),
    ).toMatchObject([
      {
        rule: "duplicate-key",
        line: 2,
        column: 52,
        related: [{ line: 2, column: 18 }],
      },
    ]);
  });

  test.each([
    ["{ bpf: { ctTcp: 1 } }", "2:18 unknown-field", "ctTcpMax"],
    ["{ bpf: { mapMax: { nats: 1 } } }", "2:28 unknown-field", "nat"],
    ["{ bandwidthManager: { enable: true } }", "2:31 unknown-field", "enabled"],
    ["{ bpff: {} }", "2:11 unknown-field", "bpf"],
  ])("%s is none", (cilium, place, meant) => {
    const text = `version: 1\ncilium: ${cilium}\n`;
    const [finding] = errorsOf(text);
    const [at = ""] = found(text);
    expect(at.split(" ")[1]).toBe(place.split(" ")[1]);
    expect(finding?.help).toContain(`\`${meant}\``);
  });
});

describe("limits", () => {
  test.each([
    ["ctTcpMax: 1024", true],
    ["ctTcpMax: 1023", false],
    ["ctTcpMax: 16777216", true],
    ["ctTcpMax: 16777217", false],
    ["ctAnyMax: 0", false],
    ["natMax: -1", false],
    ["natMax: 1024.5", false],
    ["policyMapMax: 256", true],
    ["policyMapMax: 65536", true],
    ["policyMapMax: 65537", false],
    ["lbMapMax: 0", false],
    ["lbMapMax: 1", true],
    ["nodeMapMax: 16383", false],
    ["nodeMapMax: 16384", true],
    ["mapDynamicSizeRatio: 0", false],
    ["mapDynamicSizeRatio: 0.0001", true],
    ["mapDynamicSizeRatio: 1", true],
    ["mapDynamicSizeRatio: 1.1", false],
  ])("%s: %s", (size, fits) => {
    expect(found(`version: 1\ncilium: { bpf: { ${size} } }\n`)).toEqual(
      fits ? [] : ["2:18 out-of-range"],
    );
  });

  test.each([
    ["ctTcpMax: 1024, ctAnyMax: 1024, natMax: 2048", true],
    ["ctTcpMax: 1024, ctAnyMax: 1024, natMax: 2049", false],
    ["ctTcpMax: 65536, ctAnyMax: 65536, natMax: 524288", false],
    ["ctTcpMax: 1024, natMax: 16777216", true],
    ["mapMax: { ct: { tcp: 1024, any: 1024 }, nat: 2049 }", false],
    ["ctTcpMax: 1024, mapMax: { ct: { any: 1024 }, nat: 2049 }", false],
    ["ctTcpMax: 1024, ctAnyMax: null, natMax: 2049", true],
  ])("nat and both connection-tracking maps: %s: %s", (sizes, fits) => {
    const errors = errorsOf(`version: 1\ncilium: { bpf: { ${sizes} } }\n`);
    expect(errors.map(({ rule }) => rule)).toEqual(
      fits ? [] : ["out-of-range"],
    );
    if (!fits) expect(errors[0]?.related).toHaveLength(2);
  });

  test.each([
    ['"1.14"', false],
    ['"1.15"', true],
    ['"v1.18.3"', true],
    ['"1.9"', false],
  ])("nodeMapMax with version %s: %s", (version, fits) => {
    expect(
      found(
        `version: 1\ncilium: { version: ${version}, bpf: { nodeMapMax: 16384 } }\n`,
      ).map((each) => each.split(" ")[1]),
    ).toEqual(fits ? [] : ["key-not-yet"]);
  });

  test.each([
    ["bpf: { policyStatsMapMax: 65536 }", "1.17", "1.18"],
    ["bpf: { distributedLRU: { enabled: true } }", "1.16", "1.17"],
    ["bandwidthManager: { bbrHostNamespaceOnly: true }", "1.17", "1.18"],
  ])("%s is too new for %s, and not for %s", (value, before, since) => {
    const of = (version: string): readonly string[] =>
      found(`version: 1\ncilium: { version: "${version}", ${value} }\n`).map(
        (each) => each.split(" ")[1] ?? "",
      );
    expect(of(before)).toEqual(["key-not-yet"]);
    expect(of(since)).toEqual([]);
  });

  test("a switch that all charts have needs no version", () => {
    expect(values("{ bpf: { preallocateMaps: true } }")).toEqual({
      "bpf.preallocateMaps": true,
    });
  });

  test.each([
    [1023, 1024],
    [16_777_217, 16_777_216],
  ])("policyStatsMapMax %d: the agent takes %d", (size, instead) => {
    const [error] = errorsOf(
      `version: 1\ncilium: { version: "1.18", bpf: { policyStatsMapMax: ${size} } }\n`,
    );
    expect(error).toMatchObject({ rule: "out-of-range", line: 2, column: 35 });
    expect(error?.why).toBe(
      `the Cilium agent replaces it by ${instead}, with only a line in its log`,
    );
  });

  test("an `accept` vouches for a chart that has a value already", () => {
    const size = `{ value: 16384, accept: { key-not-yet: Our chart has it } }`;
    expect(
      found(
        `version: 1\ncilium: { version: "1.14", bpf: { nodeMapMax: ${size} } }\n`,
      ),
    ).toEqual([]);
  });
});

describe("values", () => {
  test("null leaves the chart's default", () => {
    expect(values("{ bpf: { natMax: null, ctTcpMax: 524288 } }")).toEqual({
      "bpf.ctTcpMax": 524288,
    });
  });

  test("switches, and reasons", () => {
    const plan = planOf(`version: 1
cilium:
  why: the section's
  bpf:
    natMax: 262144 # a comment
    ctTcpMax: { value: 524288, why: explicit } # not this
  bandwidthManager: { enabled: true, bbr: { value: false, why: no } }
`).cilium;
    expect(
      plan?.values.map(({ path, value, why }) => [path.at(-1), value, ...why]),
    ).toEqual([
      ["natMax", 262144, "a comment"],
      ["ctTcpMax", 524288, "explicit"],
      ["enabled", true],
      ["bbr", false, "no"],
    ]);
    expect(plan?.why).toBe("the section's");
  });

  test.each([
    ['bpf: { natMax: "262144" }'],
    ["bpf: { natMax: 256KiB }"],
    ["bpf: { natMax: true }"],
    ["bpf: { natMax: [1024] }"],
    ["bpf: { natMax: 0o2000 }"],
    ["bandwidthManager: { enabled: 1 }"],
    ["bandwidthManager: { enabled: yes }"],
    ["version: 1.18"],
    ["bpf: 5"],
  ])("%s has the wrong shape", (cilium) => {
    const errors = errorsOf(`version: 1\ncilium: { ${cilium} }\n`);
    // YAML reads 0o2000 as 1024.
    expect(errors.map(({ rule }) => rule)).toEqual(
      cilium.includes("0o") ? [] : ["wrong-shape"],
    );
  });
});
