import { describe, expect, test } from "vitest";
import { compiled, found } from "../support/compile.js";

describe("kernel arguments on Talos", () => {
  test.each([
    ["1.9", true, false],
    ["1.10", true, true],
    ["1.11", true, true],
    ["1.12", false, true],
    ["1.14", false, true],
  ])("%s: patch %s, schematic %s", (osVersion, patch, schematic) => {
    const { files: talos } = compiled(`version: 1
roles:
  r:
    node: { os: talos, osVersion: "${osVersion}" }
    kernelArgs: { mitigations: auto } # Said aloud
`);
    expect(talos.some(({ text }) => text.includes("install:"))).toBe(patch);
    expect(talos.some(({ path }) => path.endsWith("schematic.yaml"))).toBe(
      schematic,
    );
  });
});

describe("faults, each at its place", () => {
  const at = (section: string): string => `version: 1
roles:
  r:
    why: a test
    node: { os: linux }
    ${section}
`;
  test.each([
    ["limits: { nofile: -1 }", "6:23 wrong-kind"],
    ["limits: { nofile: { soft: 5, hard: 4 } }", "6:31 wrong-kind"],
    ["limits: { nofile: { soft: unlimited, hard: 4 } }", "6:31 wrong-kind"],
    ["limits: { nofile: { soft: 5 } }", "6:15 wrong-shape"],
    ["limits: { nofile: 16MiB }", "6:23 wrong-kind"],
    ["limits: { memlock: 64 }", "6:24 wrong-kind"],
    ["limits: { memlock: 64MB }", "6:24 wrong-kind"],
    ["limits: { memlock: 1000B }", "6:24 wrong-kind"],
    ["limits: { cpu: 30s }", "6:20 wrong-kind"],
    ["limits: { rtprio: 100 }", "6:23 wrong-kind"],
    ["limits: { rss: 1KiB }", "6:15 unknown-field"],
    ["limits: { nofile: 1, services: [../x] }", "6:37 malformed-name"],
    ["limits: { nofile: 1, services: [a.socket] }", "6:37 malformed-name"],
    ["sysfs: { ../proc/sys/vm/x: 1 }", "6:14 malformed-key"],
    ["sysfs: { block/../../x: 1 }", "6:14 malformed-key"],
    ['sysfs: { "a/b c": 1 }', "6:14 malformed-key"],
    ['sysfs: { a/b: "1\\n2" }', "6:19 wrong-kind"],
    ['sysfs: { a/b: "always [madvise] never" }', "6:19 wrong-kind"],
    ["sysfs: { a.b: 1, a/b: 2 }", "6:22 duplicate-key"],
    ['kernelArgs: { a: "b c" }', "6:22 malformed-kernel-argument"],
    ['kernelArgs: { a: "$b" }', "6:22 malformed-kernel-argument"],
    ["kernelArgs: { a: [] }", "6:22 malformed-kernel-argument"],
    ['kernelArgs: { "a=b": 1 }', "6:19 malformed-kernel-argument"],
    ["kernelArgs: { a-b: 1, a_b: 1 }", "6:27 duplicate-key"],
  ])("%s", (section, fault) => {
    expect(found(at(section))).toEqual([fault]);
  });

  test("two profiles that differ are a conflict, but not two spellings", () => {
    const two = (a: string, b: string): string => `version: 1
profiles:
  a: { why: a, ${a} }
  b: { why: b, ${b} }
roles:
  r: { node: { os: linux }, profiles: [a, b] }
`;
    expect(found(two("sysfs: { a/b: 1 }", 'sysfs: { a.b: "2" }'))).toEqual([
      "4:25 conflict",
    ]);
    expect(
      found(two("limits: { stack: 8MiB }", "limits: { stack: 8192KiB }")),
    ).toEqual([]);
    expect(
      found(
        two(
          "limits: { nproc: 5 }",
          'limits: { nproc: { soft: "5", hard: 5 } }',
        ),
      ),
    ).toEqual([]);
    expect(
      found(two("kernelArgs: { a: true }", 'kernelArgs: { a: "true" }')),
    ).toEqual(["4:30 conflict"]);
  });
});
