import { expect, test } from "vitest";
import { compiled } from "../support/compile.js";

/** The findings about a number of fields, with their severity and place. */
function fields(node: string): readonly string[] {
  return compiled(`version: 1
roles:
  r:
    why: Workers
    node: { ${node}, cpus: 2, memory: 4GiB }
    sysctl:
      vm.lowmem_reserve_ratio: 256 256 32 0 # As the image has it
`)
    .findings.filter(({ rule }) => /arity|fields/u.test(rule))
    .map(
      ({ severity, line, column, rule, message }) =>
        `${severity} ${line ?? 0}:${column ?? 0} ${rule}: ${message}`,
    );
}

test("a kernel without ZONE_DEVICE has four fields, and no error stops the build", () => {
  expect(fields('os: linux, kernel: "6.8"')).toEqual([
    "warning 7:32 fields-by-build: `vm.lowmem_reserve_ratio` has 4 fields here, but 4 or 5 on the kernels that the node may run",
  ]);
  expect(fields("distro: raspberry-pi-os-13, arch: arm64")).toEqual([]);
  expect(
    fields('os: linux, distro: ubuntu-24.04, kernel: "6.8", arch: amd64'),
  ).toEqual([
    "warning 7:32 fields-by-build: `vm.lowmem_reserve_ratio` has 4 fields here, but 5 on this kernel",
  ]);
});
