import { describe, expect, test } from "vitest";
import {
  errorsOf,
  found,
  nodeOf,
  planOf,
  settingsOf,
} from "../support/compile.js";

describe("what depends on facts", () => {
  const role = (node: string, sysctl: string): string =>
    `version: 1\nroles: { r: { node: ${node}, sysctl: { ${sysctl} } } }\n`;
  const value = (node: string, sysctl: string): unknown =>
    Object.values(settingsOf(nodeOf(planOf(role(node, sysctl)), "r")))[0];

  test.each([
    ["{ cpus: 4 }", "net.core.somaxconn: { perCpu: 1024 }", "4096"],
    ["{ cpus: 3 }", "net.core.somaxconn: { perCpu: 0.5 }", "1"],
    ["{ cpus: 3 }", "net.core.somaxconn: { perCpu: 1000.999 }", "3002"],
    ["{ cpus: 3 }", "net.core.somaxconn: { perCpu: '0.334' }", "1"],
    ["{ cpus: 4 }", "net.core.somaxconn: { perCpu: 1, min: 100 }", "100"],
    ["{ cpus: 4 }", "net.core.somaxconn: { perCpu: 1000, max: 100 }", "100"],
    [
      "{ cpus: 4 }",
      "net.core.somaxconn: { perCpu: 25, min: 100, max: 100 }",
      "100",
    ],
    ["{ memory: 4GiB }", "vm.min_free_kbytes: { perGiB: 16MiB }", "65536"],
    ["{ memory: 1.5GiB }", "vm.min_free_kbytes: { perGiB: 16384 }", "24576"],
    ["{ memory: 3.875GiB }", "net.core.somaxconn: { perGiB: 10 }", "38"],
    ["{ memory: 512MiB }", "net.core.somaxconn: { perGiB: 3 }", "1"],
    [
      "{ memory: 4GiB }",
      "net.core.rmem_max: { perGiB: 4MiB, min: 8MiB, max: 32MiB }",
      "16777216",
    ],
    [
      "{ memory: 64GiB }",
      "net.core.rmem_max: { perGiB: 4MiB, min: 8MiB, max: 32MiB }",
      "33554432",
    ],
    [
      "{ memory: 1GiB }",
      "net.core.rmem_max: { perGiB: 4MiB, min: 8MiB, max: 32MiB }",
      "8388608",
    ],
    ["{}", "net.ipv4.tcp_mem: [4MiB, 8MiB, 16MiB]", "1024 2048 4096"],
    [
      "{ pageSize: 16KiB }",
      "net.ipv4.tcp_mem: [4MiB, 8MiB, 16MiB]",
      "256 512 1024",
    ],
    ["{ pageSize: 16KiB }", "net.ipv4.tcp_mem: [100, 200, 300]", "100 200 300"],
    ["{ pageSize: 16KiB }", "net.ipv4.tcp_mem: [10KiB, 20KiB, 40KiB]", "0 1 2"],
    [
      "{ pageSize: 64KiB }",
      "net.ipv4.tcp_mem: [1GiB, 2GiB, 4GiB]",
      "16384 32768 65536",
    ],
  ])("%s and %s: %s", (node, sysctl, expected) => {
    expect(value(node, sysctl)).toBe(expected);
  });

  test.each([
    ["{}", "net.core.somaxconn: { perCpu: 1024 }", "missing-fact"],
    ["{}", "net.core.somaxconn: { perGiB: 1024 }", "missing-fact"],
    ["{ cpus: 4 }", "net.core.somaxconn: { perGiB: 1024 }", "missing-fact"],
    ["{ cpus: 4 }", "net.core.somaxconn: { perCpu: 1.2345 }", "wrong-kind"],
    ["{ cpus: 4 }", "net.core.somaxconn: { perCpu: x }", "wrong-kind"],
    ["{ cpus: 4 }", "net.core.somaxconn: { perCpu: 16MiB }", "wrong-unit"],
    [
      "{ cpus: 4 }",
      "net.core.somaxconn: { perCpu: 1, min: 2MiB }",
      "wrong-unit",
    ],
    [
      "{ cpus: 4 }",
      "net.core.somaxconn: { perCpu: 1, min: 1.5 }",
      "wrong-kind",
    ],
    [
      "{ cpus: 4 }",
      "net.core.somaxconn: { perCpu: 1, min: 9, max: 8 }",
      "wrong-kind",
    ],
    ["{ cpus: 4 }", "net.core.rmem_max: { perCpu: 1 }", "out-of-range"],
    ["{ cpus: 4 }", "net.ipv4.tcp_rmem: { perCpu: 1 }", "wrong-kind"],
    [
      "{ cpus: 4 }",
      "net.core.somaxconn: { atLeast: { perCpu: 1 } }",
      "wrong-shape",
    ],
    ["{ cpus: 4 }", "net.core.somaxconn: { perCpu: [1] }", "wrong-shape"],
    ["{ cpus: 4 }", "net.core.somaxconn: { perCpu: null }", "wrong-shape"],
    ["{ cpus: 4 }", "net.core.somaxconn: { min: 1 }", "wrong-shape"],
    [
      "{ cpus: 4 }",
      "net.core.somaxconn: { perCpu: 1, perGiB: 1 }",
      "unknown-field",
    ],
  ])("%s and %s: %s", (node, sysctl, rule) => {
    expect(errorsOf(role(node, sysctl))).toMatchObject([{ rule, line: 2 }]);
  });

  test("the values of one profile differ by role and host", () => {
    const plan = planOf(`version: 1
profiles: { p: { sysctl: { net.core.somaxconn: { perCpu: 1024 } } } }
roles:
  two: { node: { cpus: 2 }, profiles: [p] }
  four: { node: { cpus: 4 }, profiles: [p] }
hosts: { eight: { role: four, node: { cpus: 8 } } }
`);
    expect(
      plan.nodes.map((node) => settingsOf(node)["net.core.somaxconn"]),
    ).toEqual(["2048", "4096", "8192"]);
  });

  test("a kernel that has the key not yet, or not any more", () => {
    const spec = (kernel: string, key: string): string =>
      role(`{ kernel: "${kernel}" }`, `${key}: 1`);
    expect(found(spec("6.1", "net.ipv4.tcp_plb_enabled"))).toEqual([
      "2:50 key-not-yet",
    ]);
    expect(found(spec("6.12", "net.ipv4.tcp_plb_enabled"))).toEqual([]);
    expect(found(spec("4.4", "net.ipv4.tcp_plb_enabled"))).toEqual([]);
    expect(
      found(
        role(
          '{ kernel: "6.1" }',
          "net.ipv4.tcp_plb_enabled: { value: 1, accept: { key-not-yet: a backport } }",
        ),
      ),
    ).toEqual([]);
  });
});
