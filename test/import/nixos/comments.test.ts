import { expect, it } from "vitest";
import { readModule, readSysctls } from "./read.js";

it("gives settings the words above them and behind them", () => {
  expect(
    readSysctls(
      "# Bursts, see https://example.org/x",
      '"net.core.somaxconn" = 4096; # was 128',
      "",
      "# BBR needs",
      "# both",
      '"net.ipv4.tcp_congestion_control" = "bbr";',
      '"net.core.default_qdisc" = "fq";',
      "/* Few writes",
      " * at once */",
      '"vm.dirty_ratio" = 5;',
    ),
  ).toEqual([
    "4:1 sysctl net.core.somaxconn = 4096 | Bursts; was 128 https://example.org/x",
    "8:1 sysctl net.ipv4.tcp_congestion_control = bbr |  | BBR needs both",
    "9:1 sysctl net.core.default_qdisc = fq |  | BBR needs both",
    "12:1 sysctl vm.dirty_ratio = 5 | Few writes at once",
  ]);
});

it("keeps what is switched off, with its words", () => {
  expect(
    readSysctls(
      '"vm.swappiness" = 10;',
      "",
      "# Never again",
      '# "net.ipv4.tcp_sack" = 0;',
      '# "net.ipv4.tcp_timestamps" = lib.mkForce 0;',
    ),
  ).toEqual([
    "3:1 sysctl vm.swappiness = 10",
    '6:1 # "net.ipv4.tcp_sack" = 0; | Never again',
    '7:1 # "net.ipv4.tcp_timestamps" = lib.mkForce 0; | Never again',
  ]);
});

it("gives all settings of a set the words above it", () => {
  expect(
    readModule(`# Heading
# of the file

{ ... }: {
  # No tuning
  services.a.enable = true;

  # Network
  boot.kernel.sysctl = {
    "net.core.somaxconn" = 4096;
    # Why
    "vm.swappiness" = 10;
  };
  # networking.firewall.enable = false;
  boot.kernel.sysctl."fs.nr_open" = 2; # Enough
}`),
  ).toEqual([
    "heading: Heading of the file",
    "10:5 sysctl net.core.somaxconn = 4096 |  | Network",
    "12:5 sysctl vm.swappiness = 10 | Why | Network",
    "15:22 sysctl fs.nr_open = 2 | Enough",
    "1:1 note: 1 other option is no tuning, and left where it is",
  ]);
});

it("gives settings the words around the constants that they have", () => {
  expect(
    readModule(`{ lib, ... }:
let
  # 16 MiB for 10G links
  maxBuf = 16777216;
  other = 1; # nothing here
in
{
  # boot.kernel.sysctl = {
  #   "net.ipv4.tcp_sack" = 0;
  # };
  boot.kernel.sysctl."net.core.rmem_max" = maxBuf; # was 4 MiB
  boot.kernel.sysctl."net.core.wmem_max" = maxBuf;
}`),
  ).toEqual([
    "11:22 sysctl net.core.rmem_max = 16777216 | was 4 MiB",
    "12:22 sysctl net.core.wmem_max = 16777216 | 16 MiB for 10G links",
    '9:3 # "net.ipv4.tcp_sack" = 0;',
  ]);
});
