import { describe, expect, test } from "vitest";
import { errorsOf, found, nodeOf, planOf } from "../support/compile.js";

/** A node's limits, files of sysfs and kernel arguments, by name; null where what is there stays. */
function systemOf(
  text: string,
  name: string,
): Readonly<Record<string, string | null>> {
  const { limit, sysfs, kernelArgument } = nodeOf(planOf(text), name).settings;
  const entries: [string, string | null][] = [
    ...limit.map(({ id, value }): [string, string | null] => [
      id,
      value === undefined ? null : `${value.soft}:${value.hard}`,
    ]),
    ...sysfs.map(({ id, value }): [string, string | null] => [
      id,
      value ?? null,
    ]),
    ...kernelArgument.map(({ id, value }): [string, string | null] => [
      id,
      value === undefined ? null : value.values.join(" "),
    ]),
  ];
  return Object.fromEntries(entries);
}

const KSM = "kernel/mm/ksm/run";
const profiles = `version: 1
profiles:
  one: { limits: { nofile: 65536 }, sysfs: { ${KSM}: 1 }, kernelArgs: { mitigations: off } }
  same: { limits: { nofile: "65536" }, sysfs: { /sys/${KSM}: "1" }, kernelArgs: { mitigations: "off" } }
  other: { limits: { nofile: 1024 }, sysfs: { ${KSM}: 0 }, kernelArgs: { mitigations: auto } }
  left: { limits: { nofile: null }, sysfs: { ${KSM}: null }, kernelArgs: { mitigations: null } }
`;

describe("precedence of limits, sysfs and kernel arguments", () => {
  const text = `${profiles}roles:
  plain: { profiles: [one, same] }
  own: { profiles: [one, other], limits: { nofile: { soft: 1, hard: 2 } }, sysfs: { ${KSM}: 2 }, kernelArgs: { mitigations: [auto, nosmt] } }
  left: { profiles: [one], limits: { nofile: null }, sysfs: { ${KSM}: null }, kernelArgs: { mitigations: null } }
hosts:
  host: { role: plain, limits: { nofile: unlimited }, kernelArgs: { quiet: true } }
  same: { role: own }
`;

  test.each([
    ["plain", "65536:65536", "1", "off"],
    ["own", "1:2", "2", "auto nosmt"],
    ["same", "1:2", "2", "auto nosmt"],
    ["left", null, null, null],
  ])("%s", (name, nofile, ksm, mitigations) => {
    expect(systemOf(text, name)).toEqual({ nofile, [KSM]: ksm, mitigations });
  });

  test("a host adds to its role", () => {
    expect(systemOf(text, "host")).toEqual({
      nofile: "unlimited:unlimited",
      [KSM]: "1",
      mitigations: "off",
      quiet: "",
    });
  });

  test("kernel arguments are in the order of their layers, each in the order of the spec", () => {
    const { kernelArgument } = nodeOf(
      planOf(`version: 1
profiles:
  quiet: { kernelArgs: { loglevel: 4, quiet: true } }
  serial: { kernelArgs: { earlycon: true, console: [tty0, ttyS0] } }
roles:
  r: { profiles: [serial, quiet], kernelArgs: { nosmt: true, audit: 0 } }
hosts:
  h: { role: r, kernelArgs: { loglevel: 7 } }
`),
      "h",
    ).settings;
    // `quiet` sets the log level, too: the one of the host must come after it.
    expect(kernelArgument.map(({ id }) => id)).toEqual([
      "earlycon",
      "console",
      "quiet",
      "nosmt",
      "audit",
      "loglevel",
    ]);
  });

  test("services unite, sorted", () => {
    const node = nodeOf(
      planOf(`version: 1
profiles: { a: { limits: { nofile: 1, services: [k3s, containerd] } } }
roles: { r: { profiles: [a], limits: { nproc: 1, services: [kubelet, k3s] } } }
`),
      "r",
    );
    expect(node.settings.limitService.map(({ id }) => id)).toEqual([
      "containerd",
      "k3s",
      "kubelet",
    ]);
  });
});

describe("two profiles that differ", () => {
  test.each([
    ["other", [5, 22], [5, 47], [5, 85]],
    ["left", [6, 21], [6, 46], [6, 87]],
  ] as const)("one and %s, told once each", (name, ...places) => {
    const text = `${profiles}roles:
  r: { profiles: [one, ${name}] }
  s: { profiles: [${name}, one] }
`;
    expect(found(text)).toEqual(
      places.map(([line, column]) => `${line}:${column} conflict`),
    );
  });

  test("name both lines", () => {
    const [limit] = errorsOf(
      `${profiles}roles: { r: { profiles: [one, other] } }\n`,
    );
    expect(limit).toMatchObject({
      rule: "conflict",
      line: 5,
      column: 22,
      message:
        "profile `other` sets `nofile` to 1024, but profile `one` sets it to 65536",
      related: [{ line: 3, column: 20 }],
    });
  });
});

describe("values", () => {
  test.each([
    ["limits: { nofile: 65536 }", { nofile: "65536:65536" }],
    ["limits: { nofile: { value: 1, why: x } }", { nofile: "1:1" }],
    ["limits: { core: unlimited }", { core: "unlimited:unlimited" }],
    ["limits: { core: { soft: 0, hard: unlimited } }", { core: "0:unlimited" }],
    // What is left of 2^63 - 1 bytes after pam_limits has multiplied it by 1024.
    [
      "limits: { memlock: 9007199254740991KiB }",
      { memlock: "9007199254740991:9007199254740991" },
    ],
    ["limits: { nofile: null }", { nofile: null }],
    ["limits: { nofile: infinity }", { nofile: "unlimited:unlimited" }],
    ["sysfs: { kernel/mm/ksm/run: 1 }", { [KSM]: "1" }],
    ["sysfs: { /sys/kernel/mm/ksm/run: '1' }", { [KSM]: "1" }],
    [
      "sysfs: { block/sda/queue/scheduler: none }",
      { "block/sda/queue/scheduler": "none" },
    ],
    ["kernelArgs: { quiet: true }", { quiet: "" }],
    ["kernelArgs: { mitigations: off }", { mitigations: "off" }],
    ["kernelArgs: { hugepages: 16 }", { hugepages: "16" }],
    ["kernelArgs: { console: [ttyS0, tty0] }", { console: "ttyS0 tty0" }],
    ["kernelArgs: { quiet: null }", { quiet: null }],
  ])("%s", (section, expected) => {
    expect(systemOf(`version: 1\nroles: { r: { ${section} } }\n`, "r")).toEqual(
      expected,
    );
  });

  test.each([
    ["limits: { nofile: 010 }", "wrong-kind"],
    ["limits: { nofile: -1 }", "wrong-kind"],
    ["limits: { nofile: 1.5 }", "wrong-kind"],
    ["limits: { nofile: 64KiB }", "wrong-kind"],
    ["limits: { memlock: 8MB }", "wrong-kind"],
    ["limits: { memlock: 9007199254740992KiB }", "wrong-kind"],
    ["limits: { cpu: 64MiB }", "wrong-kind"],
    ["limits: { nofile: many }", "wrong-kind"],
    ["limits: { nofile: { soft: 2, hard: 1 } }", "wrong-kind"],
    ["limits: { nofile: { soft: 2 } }", "wrong-shape"],
    ["limits: { nofile: true }", "wrong-shape"],
    ["limits: { nofile: [1] }", "wrong-shape"],
    ["limits: { nofiles: 1 }", "unknown-field"],
    ["limits: { services: [../etc] }", "malformed-name"],
    ["limits: { services: [a b] }", "malformed-name"],
    ["limits: []", "wrong-shape"],
    ["sysfs: { ../etc/passwd: 1 }", "malformed-key"],
    ["sysfs: { kernel/../x: 1 }", "malformed-key"],
    ["sysfs: { kernel//x: 1 }", "malformed-key"],
    ['sysfs: { "": 1 }', "malformed-key"],
    ['sysfs: { kernel/mm/ksm/run: "1\\n2" }', "wrong-kind"],
    ["sysfs: { kernel/mm/ksm/run: true }", "wrong-shape"],
    ["sysfs: { kernel/mm/ksm/run: [1] }", "wrong-shape"],
    [
      "sysfs: { kernel/mm/ksm/run: 1, /sys/kernel/mm/ksm/run: 1 }",
      "duplicate-key",
    ],
    ["kernelArgs: { a b: 1 }", "malformed-kernel-argument"],
    ["kernelArgs: { a=b: 1 }", "malformed-kernel-argument"],
    ['kernelArgs: { a: "b c" }', "malformed-kernel-argument"],
    ["kernelArgs: { a: $x }", "malformed-kernel-argument"],
    ["kernelArgs: { a: '\"' }", "malformed-kernel-argument"],
    ['kernelArgs: { a: "b\\nc" }', "malformed-kernel-argument"],
    ["kernelArgs: { a: [] }", "malformed-kernel-argument"],
    ["kernelArgs: { a-b: 1, a_b: 2 }", "duplicate-key"],
    ["kernelArgs: { __proto__: 1 }", "unknown-field"],
    ["sysfs: { __proto__: 1 }", "unknown-field"],
    ["limits: { __proto__: 1 }", "unknown-field"],
  ])("%s: %s", (section, rule) => {
    expect(
      errorsOf(`version: 1\nroles: { r: { ${section} } }\n`).map((error) => [
        error.line,
        error.rule,
      ]),
    ).toEqual([[2, rule]]);
  });
});
