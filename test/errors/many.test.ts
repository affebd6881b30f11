import { describe, expect, test } from "vitest";
import { found } from "../support/compile.js";

/** One spec with a fault on each marked line, and what it is. */
const faulty = `version: 1
rolse: {} #! 1 unknown-field
node: { cpus: none } #! 15 wrong-shape
profiles:
  base:
    why: 5 #! 10 wrong-shape
    sysctl:
      net.core.somaxcon: 1 #! 7 unknown-key
      net.core.somaxconn: 010 #! 27 wrong-kind
      net.core.rmem_max: 1 #! 26 out-of-range
      net.core.wmem_max: 16MB #! 26 wrong-kind
      net.ipv4.tcp_rmem: [1, 2] #! 26 wrong-arity
      net.ipv4.tcp_wmem: [3, 2, 2] #! 30 wrong-order
      net.ipv4.tcp_sack: true #! 26 wrong-kind
      net.ipv4.tcp_tw_recycle: 1 #! 7 key-gone
      net.ipv4.tcp_fin_timeout: 16MiB #! 33 wrong-unit
      net.ipv4.tcp_keepalive_time: "30 # s" #! 36 comment-in-value
      net.core.netdev_budget: { perCpu: 1 } #! 41 missing-fact
      net.core.optmem_max: { value: 65536, reason: x } #! 44 unknown-field
      net.ipv4.conf.*.nope: 1 #! 7 unknown-key
    modules: { "a b": {} } #! 16 malformed-module
  other:
    sysctl: { vm.swappiness: 10 }
    <<: {} #! 5 yaml-merge
  third: { sysctl: { vm.swappiness: 20 } } #! 22 conflict
roles:
  r0: { profiles: [base, other, third, thrid] } #! 40 unknown-profile
  r1: { profiles: [base, other, third] }
  r2: { profiles: [base, other, third] }
  r3: { profiles: [third, base, other] }
  r4: { profiles: [base] }
  r5: { profiles: [base], node: { kernel: 6.10 } } #! 43 wrong-shape
  r6: { profiles: [base] }
  r7: { profiles: [base] }
  r8: { profiles: [base] }
  r9: { profiles: [base, base] } #! 26 named-twice
hosts:
  a/b: { role: r0 } #! 3 malformed-name
  c: { role: r10 } #! 14 unknown-role
cilium: { bpf: { natMax: 1 } } #! 18 out-of-range
targets: { nixos: { path: "{foo}.nix" } } #! 27 unknown-placeholder
`;

function expected(text: string): readonly string[] {
  return text.split("\n").flatMap((line, at) => {
    const [, column, rule] = /#! ([0-9]+) ([a-z-]+)$/u.exec(line) ?? [];
    return rule === undefined ? [] : [`${at + 1}:${column ?? ""} ${rule}`];
  });
}

describe("all errors of a file, in one run", () => {
  test("each once, in order, though ten roles use the profile they stand in", () => {
    const faults = expected(faulty);
    expect(faults.length).toBeGreaterThanOrEqual(25);
    expect(found(faulty)).toEqual(faults);
  });

  test("however the sections are ordered", () => {
    const [head = "", ...sections] = faulty.split(/^(?=[a-z])/mu);
    const turned = [head, ...sections.toReversed()].join("");
    expect(found(turned)).toEqual(expected(turned));
  });

  test("a hundred faults of one kind", () => {
    const keys = Array.from({ length: 100 }, (_, at) => `      x.y${at}: 1\n`);
    const text = `version: 1\nroles:\n  r:\n    sysctl:\n${keys.join("")}`;
    expect(found(text)).toEqual(keys.map((_, at) => `${at + 5}:7 unknown-key`));
  });

  test("faults within faults do not hide what stands beside them", () => {
    expect(
      found(`version: 1
roles:
  a: { node: { os: [linux], cpus: { a: 1 }, kernel: 6.1, memory: 1 }, sysctl: { net.core.somaxconn: { value: [[1]], why: 5, refs: 5 } } }
  b: { profiles: [1, 2, 3, 4, 5, 6, 7, 8, 9], sysctl: { x.y: 1 } }
`),
    ).toEqual([
      "3:20 wrong-shape",
      "3:29 wrong-shape",
      "3:53 wrong-shape",
      "3:66 wrong-unit",
      "3:111 wrong-shape",
      "3:122 wrong-shape",
      "3:131 wrong-shape",
      ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map(
        (at) => `4:${16 + at * 3} wrong-shape`,
      ),
      "4:57 unknown-key",
    ]);
  });
});
