import { expect, test } from "vitest";
import { isPinnedByGuides } from "../../src/catalogue/hardening-keys.js";
import { lineFindings } from "../rules/line-findings.js";

const role = (...settings: readonly string[]): string => `version: 1
roles:
  worker:
    node: { os: linux, distro: debian-12, kernel: "6.1", arch: amd64 }
    sysctl:
${settings.map((line) => `      ${line} # The benchmark asks for it\n`).join("")}`;

test("a default that hardening guides ask for is no finding", () => {
  expect(
    lineFindings(
      role(
        "net.ipv4.icmp_echo_ignore_broadcasts: 1",
        "net.ipv4.tcp_syncookies: 1",
        "kernel.randomize_va_space: 2",
        "fs.suid_dumpable: 0",
        "kernel.sysrq: 438",
        "net.ipv4.tcp_sack: 1",
      ),
      (rule) => rule === "equals-default",
    ),
  ).toEqual(["11:7 equals-default"]);
});

test("which keys guides ask for", () => {
  expect(isPinnedByGuides("kernel.ctrl-alt-del")).toBe(true);
  expect(isPinnedByGuides("net.ipv6.conf.default.accept_ra")).toBe(true);
  // Either value is fine for Lynis.
  expect(isPinnedByGuides("net.ipv4.tcp_timestamps")).toBe(false);
  // A Kubernetes node needs the opposite.
  expect(isPinnedByGuides("net.ipv4.ip_forward")).toBe(false);
});
