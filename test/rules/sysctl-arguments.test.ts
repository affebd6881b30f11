import { describe, expect, test } from "vitest";
import { compiled } from "../support/compile.js";

const spec = (
  args: string,
  { node = 'os: linux, kernel: "6.12"', sysctl = "{}" } = {},
): string => `version: 1
roles:
  r:
    why: a test
    node: { ${node} }
    kernelArgs: { ${args} }
    sysctl: ${sysctl}
`;

const found = (text: string): readonly string[] =>
  compiled(text)
    .findings.filter(({ rule }) => rule !== "section-unused")
    .map(({ line = 0, column = 0, rule }) => `${line}:${column} ${rule}`);

describe("arguments are checked as the sysctls that they set", () => {
  test.each([
    ["sysctl.vm.swapiness: 10", "6:19 unknown-key"],
    ["sysctl.vm.swappiness: 201", "6:41 out-of-range"],
    ["sysctl.vm.swappiness: ten", "6:41 wrong-kind"],
    ["sysctl.vm.swappiness: true", "6:41 wrong-kind"],
    ["sysctl.vm.swappiness: [10, 20]", "6:19 wrong-arity"],
    ["sysctl.net.ipv4.tcp_rmem: 4096", "6:45 wrong-arity"],
    [
      "sysctl.net.ipv4.tcp_rmem: [4096, 131072, 6291456]",
      "6:19 malformed-kernel-argument",
    ],
    ["sysctl.kernel.osrelease: x", "6:19 read-only-key"],
    ["sysctl.net.ipv4.tcp_low_latency: 1", "6:19 no-effect"],
    ["sysctl.vm: 1", "6:19 unknown-key"],
    ["sysctl..vm: 1", "6:19 malformed-kernel-argument"],
    [
      "sysctl.vm.swappiness: 10, sysctl/vm/swappiness: 10",
      "6:45 duplicate-key",
    ],
    // Rules about sysctls.
    ["sysctl.net.core.somaxconn: 128", "6:19 below-default"],
    // Dots become slashes, so that no interface eth0.100 can be named.
    ["sysctl/net/ipv4/conf/eth0.100/rp_filter: 1", "6:19 unknown-key"],
    // Too early.
    [
      "sysctl.net.netfilter.nf_conntrack_max: 300000",
      "6:19 sysctl-arg-too-early",
    ],
    ["sysctl.net.ipv4.conf.eth0.rp_filter: 2", "6:19 sysctl-arg-too-early"],
  ])("%s", (args, expected) => {
    expect(found(spec(args))).toEqual([expected]);
  });

  test.each([
    "sysctl.vm.swappiness: 10",
    "sysctl/vm/swappiness: 10",
    "sysctl.vm.swappiness: null",
    "sysctl.my.key: { value: 1, accept: { unknown-key: our module } }",
  ])("%s is right", (args) => {
    expect(found(spec(args))).toEqual([]);
  });
});

test("a quantity is written in the unit of the key", () => {
  const { files } = compiled(spec("sysctl.vm.min_free_kbytes: 256MiB"));
  expect(files.map(({ text }) => text).join("")).toContain(
    "sysctl.vm.min_free_kbytes=262144",
  );
});

test("a sysctl overrides it after boot, in whatever spelling", () => {
  expect(
    found(
      spec("sysctl/vm/swappiness: 10", { sysctl: "{ vm.swappiness: 20 }" }),
    ),
  ).toEqual(["6:41 kernel-args-contradicted"]);
});

test("it costs what the sysctl costs", () => {
  expect(
    found(
      spec("sysctl.vm.nr_hugepages: 2048", { node: "os: linux, memory: 8GiB" }),
    ),
  ).toEqual(["6:19 memory-reserved"]);
});

test("kernels before 5.8 have none", () => {
  expect(
    found(
      spec("sysctl.vm.swappiness: 10", { node: 'os: linux, kernel: "5.4"' }),
    ),
  ).toEqual(["6:19 sysctl-arg-too-early"]);
});
