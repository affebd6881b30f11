import { describe, expect, test } from "vitest";
import { sysctlD } from "../../../src/import/sysctl.d/index.js";
import { told } from "../told.js";

function read(...lines: readonly string[]): readonly string[] {
  const source = { name: "x.conf", text: lines.join("\n") };
  expect(sysctlD.recognises(source)).toBe(true);
  return told(sysctlD.read(source));
}

describe("a line", () => {
  test.each<[string, readonly string[]]>([
    ["vm.swappiness = 10", ["1:1 sysctl vm.swappiness = 10"]],
    ["vm.swappiness=10", ["1:1 sysctl vm.swappiness = 10"]],
    ["  vm.swappiness\t=\t10  ", ["1:3 sysctl vm.swappiness = 10"]],
    ["vm/swappiness = 10", ["1:1 sysctl vm.swappiness = 10"]],
    [
      "net.ipv4.tcp_rmem = 4096\t 87380   16777216 ",
      ["1:1 sysctl net.ipv4.tcp_rmem = 4096 87380 16777216"],
    ],
    [
      "kernel.core_pattern = |/bin/dump  %P # %u",
      ["1:1 sysctl kernel.core_pattern = |/bin/dump  %P # %u"],
    ],
    ["kernel.modprobe =", ["1:1 sysctl kernel.modprobe = "]],
    [
      "net.ipv4.conf.*.rp_filter=2",
      ["1:1 sysctl net.ipv4.conf.*.rp_filter = 2"],
    ],
    [
      "net/ipv4/conf/eth0.100/rp_filter = 1",
      ["1:1 sysctl net/ipv4/conf/eth0.100/rp_filter = 1"],
    ],
    [
      "net.ipv4.conf.eth0/100.rp_filter = 1",
      ["1:1 sysctl net/ipv4/conf/eth0.100/rp_filter = 1"],
    ],
    [
      "net.ipv4.conf.eth0.100.rp_filter = 1",
      [
        "1:1 sysctl net/ipv4/conf/eth0.100/rp_filter = 1",
        "1:1 changed: `net.ipv4.conf.eth0.100.rp_filter`: systemd and procps read the dot in the name of the interface as a separator, so that this line sets nothing; the interface is taken as `eth0.100`",
      ],
    ],
    [
      "-net.core.somaxconn = 1024",
      [
        "1:2 sysctl net.core.somaxconn = 1024",
        "1:2 note: `-` before `net.core.somaxconn` makes systemd ignore a failure to set it; the spec has no such mark",
      ],
    ],
    [
      "vm.swappiness = 10 # was 60",
      [
        "1:1 sysctl vm.swappiness = 10 | was 60",
        "1:1 changed: `vm.swappiness` is taken as `10`: every loader passes the comment to the kernel with the value, which reads the number and ignores the rest",
      ],
    ],
    [
      "net.core.default_qdisc = fq ; for bbr",
      [
        "1:1 sysctl net.core.default_qdisc = fq | for bbr",
        "1:1 changed: `net.core.default_qdisc` is taken as `fq`: every loader passes the comment to the kernel with the value, which takes it as a part of the value or refuses the line, so that this line never had the effect it was written for",
      ],
    ],
    [
      "vm.swappiness = 10 (default 60)",
      [
        "1:1 sysctl vm.swappiness = 10 | (default 60)",
        "1:1 changed: `vm.swappiness` is taken as `10`: every loader passes the comment to the kernel with the value, which reads the number and ignores the rest",
      ],
    ],
    [
      'vm.swappiness = "10"',
      [
        "1:1 sysctl vm.swappiness = 10",
        "1:1 changed: `vm.swappiness` is taken as `10`: every loader passes the quotes to the kernel, which refuses them where it expects a number",
      ],
    ],
    [
      "vm.swappiness = 10;",
      [
        "1:1 sysctl vm.swappiness = 10",
        "1:1 changed: `vm.swappiness` is taken as `10`: every loader passes the `;` at the end to the kernel",
      ],
    ],
    [
      "net.ipv4.tcp_rmem = 4096, 87380, 16777216",
      [
        "1:1 sysctl net.ipv4.tcp_rmem = 4096 87380 16777216",
        "1:1 changed: `net.ipv4.tcp_rmem` is taken as `4096 87380 16777216`: the kernel separates numbers by blanks, and refuses the commas",
      ],
    ],
    [
      "vm.swappiness 10",
      [
        "1:1 sysctl vm.swappiness = 10",
        "1:1 changed: `vm.swappiness` has no `=` before its value: no loader reads it, so that it never had an effect",
      ],
    ],
    [
      "vm.swappiness =",
      ["1:1 left: `vm.swappiness` has no value; the kernel sets nothing"],
    ],
  ])("%s", (line, expected) => {
    expect(read(line)).toEqual(expected);
  });

  test.each<[string, string]>([
    [
      "-net.ipv4.conf.eth0.rp_filter",
      "2:2 left: `-net.ipv4.conf.eth0.rp_filter` excludes the key from the patterns of the file, which the spec cannot",
    ],
    ["nonsense", "2:1 left: `nonsense` sets nothing: it has no value"],
    [
      "vm.swappiness",
      "2:1 left: `vm.swappiness` sets nothing: it has no value",
    ],
    ["nonsense = 1", "2:1 left: `nonsense` is not a sysctl"],
    ["own key.x = 1", "2:1 left: the key `own key.x` contains white space"],
    ["net..x = 1", "2:1 left: the key `net..x` has an empty segment"],
    [
      "net.core.somaxconn = {{ somaxconn }}",
      "2:1 left: the value of `net.core.somaxconn` is a variable, `{{ somaxconn }}`",
    ],
    [
      "{{ key }} = {{ value }}",
      "2:1 left: only the program of the template knows what `{{ key }} = {{ value }}` sets",
    ],
    [
      "net.core.somaxconn = ${SOMAXCONN}",
      "2:1 left: the value of `net.core.somaxconn` is a variable, `${SOMAXCONN}`",
    ],
    [
      "net.core.somaxconn = <%= @somaxconn %>",
      "2:1 left: the value of `net.core.somaxconn` is a variable, `<%= @somaxconn %>`",
    ],
    [
      "net.core.somaxconn = @SOMAXCONN@",
      "2:1 left: the value of `net.core.somaxconn` is a variable, `@SOMAXCONN@`",
    ],
  ])("%s is left", (line, expected) => {
    expect(read("vm.swappiness=1", line).slice(1)).toEqual([expected]);
  });
});
