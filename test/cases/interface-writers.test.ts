import { describe, expect, test } from "vitest";
import { compiled } from "../support/compile.js";
import { lineFindings } from "../rules/line-findings.js";

const spec = (facts: string, setting: string) => `version: 1
roles:
  a:
    node: { ${facts} }
    sysctl:
      ${setting} # Reason
`;

const ABOUT = ["reset-on-interface", "interface-at-boot", "equals-default"];
const RESET = ["6:7 reset-on-interface"];
const AT_BOOT = ["6:7 interface-at-boot"];

describe("a key of an interface that", () => {
  test.each<[string, string, string, readonly string[]]>([
    // systemd-networkd.
    ["networkd", "distro: al2023", "net.ipv6.conf.ens5.accept_ra: 2", RESET],
    ["networkd", "distro: al2023", "net.ipv6.conf.ens5.accept_ra: 0", AT_BOOT],
    [
      "networkd",
      "distro: flatcar",
      "net.ipv6.conf.default.accept_ra: 2",
      RESET,
    ],
    ["networkd", "distro: flatcar", "net.ipv6.conf.*.use_tempaddr: 2", RESET],
    [
      "networkd",
      "distro: ubuntu-24.04",
      "net.ipv4.conf.bond0.promote_secondaries: 0",
      RESET,
    ],
    [
      "networkd",
      "distro: ubuntu-24.04",
      "net.ipv6.conf.all.disable_ipv6: 1",
      RESET,
    ],
    // It keeps this one unless its file has it.
    ["networkd", "distro: al2023", "net.ipv4.conf.default.rp_filter: 0", []],
    // NetworkManager.
    ["NM", "distro: rhel-9", "net.ipv6.conf.eth0.accept_ra: 1", RESET],
    ["NM", "distro: rocky-9", "net.ipv6.conf.default.disable_ipv6: 1", RESET],
    ["NM", "distro: rhel-9", "net.ipv6.conf.default.use_tempaddr: 2", []],
    [
      "NM",
      "distro: rhel-9",
      "net.ipv4.conf.eth0.promote_secondaries: 0",
      AT_BOOT,
    ],
    // A daemon that is not known of, and a system that sets none of them.
    ["nobody", "distro: debian-12", "net.ipv6.conf.default.accept_ra: 2", []],
    ["nobody", "os: nixos", "net.ipv6.conf.default.accept_ra: 2", []],
    ["nobody", "", "net.ipv6.conf.all.disable_ipv6: 1", []],
    [
      "Talos",
      'os: talos, osVersion: "1.13", kernel: "6.18"',
      "net.ipv6.conf.all.disable_ipv6: 1",
      [],
    ],
    // Network plug-ins.
    [
      "Calico",
      "os: linux, cni: calico",
      "net.ipv4.conf.cali*.proxy_arp: 0",
      RESET,
    ],
    [
      "Calico",
      "os: linux, cni: calico",
      "net.ipv4.neigh.cali*.proxy_delay: 80",
      RESET,
    ],
    ["Calico", "os: linux, cni: calico", "net.ipv4.conf.*.proxy_arp: 0", []],
    [
      "Cilium",
      "os: linux, cni: cilium",
      "net.ipv4.conf.cilium_host.send_redirects: 1",
      RESET,
    ],
    [
      "Flannel",
      "os: linux, cni: flannel",
      "net/ipv6/conf/flannel.1/accept_ra: 2",
      RESET,
    ],
    [
      "Flannel",
      "os: linux, cni: cilium",
      "net/ipv6/conf/flannel.1/accept_ra: 2",
      AT_BOOT,
    ],
  ])("%s sets (%s): %s", (_, facts, setting, expected) => {
    expect(
      lineFindings(spec(facts, setting), (rule) => ABOUT.includes(rule)),
    ).toEqual(expected);
  });

  test("names the interfaces that it is about", () => {
    const { findings } = compiled(
      spec("distro: al2023", "net.ipv6.conf.default.accept_ra: 2"),
    );
    expect(
      findings.find(({ rule }) => rule === "reset-on-interface"),
    ).toMatchObject({
      message:
        "`net.ipv6.conf.default.accept_ra` is reset to 0 by systemd-networkd on the interfaces that it manages",
    });
  });
});
