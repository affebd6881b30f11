import { describe, expect, test } from "vitest";
import { errorsOf } from "../support/compile.js";

/** A role's settings, the last lines of a spec: the first one is line 6. */
const sysctl = (lines: string): string => `version: 1
roles:
  worker:
    node: { os: linux, kernel: "6.12" }
    sysctl:
${lines}`;

/** One fault each: `^` marks the line below what is underlined, from the first mark to the last. */
const cases: readonly (readonly [rule: string, marked: string])[] = [
  ["unknown-key", "      net.core.somaxcon: 1\n      ^^^^^^^^^^^^^^^^^"],
  ["unknown-key", "      ipv4.tcp_timestamps: 1\n      ^^^^^^^^^^^^^^^^^^^"],
  ["unknown-key", "      nf_conntrack_max: 1\n      ^^^^^^^^^^^^^^^^"],
  ["unknown-key", '      "x.y": 1\n      ^^^^^'],
  ["malformed-key", "      net..x: 1\n      ^^^^^^"],
  ["malformed-key", '      "": 1\n      ^^'],
  [
    "key-gone",
    "      net.ipv4.tcp_tw_recycle: 1\n      ^^^^^^^^^^^^^^^^^^^^^^^",
  ],
  [
    "read-only-key",
    "      net.ipv4.tcp_available_congestion_control: x\n      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^",
  ],
  ["mixed-pattern", "      net.core.*: 1\n      ^^^^^^^^^^"],
  [
    "wrong-kind",
    "      net.core.somaxconn: 010\n                          ^^^",
  ],
  [
    "wrong-kind",
    "      net.core.somaxconn:   0x80 # why\n                            ^^^^",
  ],
  [
    "wrong-kind",
    '      net.core.somaxconn: "1_000"\n                          ^^^^^^^',
  ],
  [
    "wrong-kind",
    "      net.core.somaxconn: { value: yes }\n                                   ^^^",
  ],
  [
    "wrong-kind",
    "      net.core.somaxconn: { atLeast: 1.5 }\n                                     ^^^",
  ],
  [
    "wrong-kind",
    "      net.core.rmem_max: 16MB\n                         ^^^^",
  ],
  [
    "wrong-kind",
    "      net.core.somaxconn: true\n                          ^^^^",
  ],
  [
    "wrong-kind",
    "      kernel.core_pattern: [a, b]\n                           ^^^^^^",
  ],
  ["wrong-unit", "      net.core.rmem_max: 30s\n                         ^^^"],
  [
    "wrong-unit",
    "      net.ipv4.tcp_rmem: [4096, 30s, 6291456]\n                                ^^^",
  ],
  [
    "wrong-arity",
    "      net.ipv4.tcp_rmem: [4096, 6291456]\n                         ^^^^^^^^^^^^^^^",
  ],
  [
    "wrong-arity",
    "      net.core.somaxconn: 1 2\n                          ^^^",
  ],
  [
    "wrong-order",
    "      net.ipv4.tcp_rmem: [4096, 1024, 6291456]\n                                ^^^^",
  ],
  [
    "out-of-range",
    "      net.core.somaxconn: -1\n                          ^^",
  ],
  [
    "out-of-range",
    "      net.core.rmem_max: { atLeast: 1 }\n                                    ^",
  ],
  [
    "out-of-range",
    "      net.core.somaxconn: 18446744073709551616\n                          ^^^^^^^^^^^^^^^^^^^^",
  ],
  [
    "comment-in-value",
    '      net.core.somaxconn: "30 # comment"\n                          ^^^^^^^^^^^^^^',
  ],
  [
    "control-character",
    '      kernel.core_pattern: "a\\nb"\n                           ^^^^^^',
  ],
  [
    "missing-fact",
    "      net.core.somaxconn: { perCpu: 1024, min: 1 }\n                                    ^^^^",
  ],
  ["wrong-shape", "      net.core.somaxconn: {}\n      ^^^^^^^^^^^^^^^^^^"],
  [
    "wrong-shape",
    "      net.core.somaxconn: { value: 1, why: [a] }\n                                           ^^^",
  ],
  [
    "unknown-field",
    "      net.core.somaxconn: { atleast: 5 }\n                            ^^^^^^^",
  ],
  [
    "unknown-field",
    "      net.core.somaxconn: { value: 1, because: x }\n                                      ^^^^^^^",
  ],
  [
    "unknown-anchor",
    "      net.core.somaxconn: *x\n                          ^^",
  ],
  ["yaml-tag", "      net.core.somaxconn: !x 1\n                          ^^"],
  ["yaml-merge", "      <<: { a: 1 }\n      ^^"],
  [
    "accept-without-reason",
    '      vm.swappiness: { value: 1, accept: { unknown-key: "" } }\n                                           ^^^^^^^^^^^',
  ],
];

const whole: readonly (readonly [rule: string, marked: string])[] = [
  ["missing-field", "roles: {}\n^"],
  ["wrong-shape", "version: 2\n         ^"],
  ["wrong-shape", 'version: "1"\n         ^^^'],
  ["wrong-shape", "version: 1\nnode: { kernel: 6.10 }\n                ^^^^"],
  ["wrong-shape", "version: 1\nnode: { os: debian }\n            ^^^^^^"],
  ["wrong-shape", "version: 1\nprofiles:\n^^^^^^^^"],
  ["wrong-shape", "version: 1\nprofiles: [a]\n          ^^^"],
  ["wrong-shape", "version: 1\nhosts: { a: { role: } }\n              ^^^^"],
  ["missing-field", "version: 1\nhosts: { a: {} }\n         ^"],
  ["unknown-field", "version: 1\nrole: {}\n^^^^"],
  [
    "unknown-role",
    "version: 1\nhosts: { a: { role: b } }\n                    ^",
  ],
  [
    "unknown-profile",
    "version: 1\nroles: { a: { profiles: [b] } }\n                         ^",
  ],
  ["malformed-name", 'version: 1\nroles: { "../a": {} }\n         ^^^^^^'],
  ["duplicate-key", "version: 1\nroles: { a: {}, a: {} }\n                ^"],
  ["yaml-syntax", "version: 1\n---\n^"],
  ["yaml-syntax", "version: 1\nroles: [\n       ^"],
  ["unreadable-include", "version: 1\ninclude: [a.yaml]\n          ^^^^^^"],
  ["wrong-unit", "version: 1\nnode: { memory: 4GB }\n                ^^^"],
  [
    "unknown-placeholder",
    'version: 1\ntargets: { k3s: { path: "{x}" } }\n                        ^^^^^',
  ],
];

describe("where an error stands", () => {
  test.each([
    ...cases.map(([rule, marked]) => [rule, sysctl(marked)] as const),
    ...whole,
  ])("%s: %j", (rule, marked) => {
    const lines = marked.split("\n");
    const marks = lines.pop() ?? "";
    const column = marks.indexOf("^") + 1;
    const errors = errorsOf(`${lines.join("\n")}\n`);
    expect(
      errors.map((error) => [error.rule, error.line, error.column]),
    ).toEqual([[rule, lines.length, column]]);
    const [error] = errors;
    const isWhole = rule === "missing-field" && lines.length === 1;
    if (!isWhole)
      expect([error?.endLine, error?.endColumn]).toEqual([
        lines.length,
        marks.length + 1,
      ]);
  });
});
