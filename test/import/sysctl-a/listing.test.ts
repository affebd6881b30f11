import { expect, test } from "vitest";
import { sysctlA } from "../../../src/import/sysctl-a/index.js";
import { told } from "../told.js";

const listing = [
  "abi.vsyscall32 = 1",
  "fs.aio-nr = 17",
  "fs.file-max = 9223372036854775807",
  "kernel.osrelease = 6.12.48+deb13-amd64",
  "kernel.ostype = Linux",
  "net.core.somaxconn = 32768",
  "net.ipv4.conf.eth0.rp_filter = 2",
  "net.ipv4.tcp_fin_timeout = 60",
  "  net.ipv4.tcp_keepalive_time = 600",
  "sysctl: permission denied on key 'vm.stat_refresh'",
  "vm.min_free_kbytes = 67584",
  "own.key.x = 1",
  "vm.swappi",
];

test("only what differs from the defaults is a setting", () => {
  const source = { name: "dump", text: listing.join("\r\n") };
  expect(sysctlA.recognises(source)).toBe(true);
  expect(told(sysctlA.read(source))).toEqual([
    "4:1 kernel: 6.12",
    "4:1 arch: amd64",
    "6:1 sysctl net.core.somaxconn = 32768",
    "9:3 # net.ipv4.tcp_keepalive_time = 600",
    "11:1 # vm.min_free_kbytes = 67584",
    "12:1 # own.key.x = 1",
    "1:1 note: 3 keys have the defaults of Linux 6.12; 1 differ and are taken; 3 depend on what the listing does not say (memory, system, build), or are not known, and are listed as comments; 3 cannot be set or are counters; 1 are of single interfaces",
    "10:9 note: 1 key was not readable for the user who ran sysctl",
    "13:1 left: `vm.swappi`: it is not `key = value`, as `sysctl -a` prints it",
  ]);
});

test("a file of settings is not a listing", () => {
  const text = "vm.swappiness = 10\nkernel.panic = 10\nfs.file-max = 1\n";
  expect(sysctlA.recognises({ name: "x", text })).toBe(false);
});
