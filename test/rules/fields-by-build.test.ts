import { fieldsByBuild } from "../../src/rules/effect/fields-by-build.js";
import { table } from "./table.js";

const four = "vm.lowmem_reserve_ratio: 256 256 32 0";
const five = "vm.lowmem_reserve_ratio: 256 256 32 0 0";

// Both examples of the rule are tested already.
table(fieldsByBuild, [
  // Whose kernel it is, is not known.
  [
    "os: linux",
    [four],
    [
      "6:32 `vm.lowmem_reserve_ratio` has 4 fields here, but 4 or 5 on the kernels that the node may run",
    ],
  ],
  ["os: linux", [five], []],
  // Raspberry Pi OS has no ZONE_DEVICE.
  ["distro: raspberry-pi-os-12, arch: arm64", [four], []],
  [
    "distro: raspberry-pi-os-12, arch: arm64",
    [five],
    ["6:32 `vm.lowmem_reserve_ratio` has 5 fields here, but 4 on this kernel"],
  ],
  [
    "distro: ubuntu-24.04, arch: amd64",
    [four],
    ["6:32 `vm.lowmem_reserve_ratio` has 4 fields here, but 5 on this kernel"],
  ],
  ["os: linux", ["net.ipv4.ip_local_port_range: 1024 65000"], []],
]);
