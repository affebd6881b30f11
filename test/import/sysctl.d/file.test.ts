import { describe, expect, test } from "vitest";
import { sysctlD } from "../../../src/import/sysctl.d/index.js";
import { told } from "../told.js";

function read(...lines: readonly string[]): readonly string[] {
  const source = { name: "x.conf", text: lines.join("\n") };
  expect(sysctlD.recognises(source)).toBe(true);
  return told(sysctlD.read(source));
}

describe("a file", () => {
  test("has the comments of its settings", () => {
    expect(
      read(
        "# Managed by Ansible",
        "",
        "# Keep the table from filling up",
        "# (see https://example.org/1)",
        "net.netfilter.nf_conntrack_max = 262144",
        "",
        "; More room",
        "net.core.rmem_max = 1",
        "net.core.wmem_max = 2",
        "#net.core.optmem_max = 3",
        "# Broke old clients",
        "# net.ipv4.tcp_sack = 0",
        "",
        "# Disk",
        "",
        "vm.swappiness = 10",
        "",
        "vm.dirty_ratio = 5",
        "# Last words",
      ),
    ).toEqual([
      "heading: Managed by Ansible",
      "5:1 sysctl net.netfilter.nf_conntrack_max = 262144 | Keep the table from filling up https://example.org/1",
      "8:1 sysctl net.core.rmem_max = 1 |  | More room",
      "9:1 sysctl net.core.wmem_max = 2 |  | More room",
      "16:1 sysctl vm.swappiness = 10 |  | Disk",
      "18:1 sysctl vm.dirty_ratio = 5 |  | Disk",
      "10:1 # net.core.optmem_max = 3",
      "12:1 # net.ipv4.tcp_sack = 0 | Broke old clients",
      "19:1 note: the comment `Last words` belongs to no setting",
    ]);
  });

  test("has titles over settings with reasons of their own", () => {
    expect(
      read(
        "##########",
        "# Network",
        "##########",
        "",
        "# More room",
        "net.core.rmem_max = 1",
        "# Faster # words",
        "net.core.wmem_max = 2 # was 1",
        "",
        "# --- Disk ---",
        "# No swapping",
        "vm.swappiness = 10",
      ).filter((line) => !line.includes("changed")),
    ).toEqual([
      "heading: Network",
      "6:1 sysctl net.core.rmem_max = 1 | More room",
      "8:1 sysctl net.core.wmem_max = 2 | Faster # words; was 1",
      "12:1 sysctl vm.swappiness = 10 | No swapping | Disk",
    ]);
  });

  test("sets the last of several values", () => {
    expect(
      read(
        "vm.swappiness = 10 # first",
        "# Why",
        "vm/dirty_ratio = 5",
        "vm.swappiness = 20",
        "vm.dirty_ratio = 5",
      ).filter((line) => !line.includes("changed")),
    ).toEqual([
      "4:1 sysctl vm.swappiness = 20 |  | Why",
      "5:1 sysctl vm.dirty_ratio = 5 |  | Why",
      "1:1 note: `vm.swappiness` is set again in line 4; the last value, `20`, is taken instead of `10`; its comment was: first",
      "3:1 note: `vm.dirty_ratio` is set again in line 5; the last value, `5`, is taken",
    ]);
  });

  test("may have CRLF, a backslash, and a last line that is cut", () => {
    expect(
      read(
        "# Room\r",
        "net.ipv4.tcp_rmem = 4096 \\\r",
        "  87380 \\\r",
        "  16777216\r",
        "\r",
        "vm.swappiness = 10\r",
        "vm.dirty_ra",
      ),
    ).toEqual([
      "2:1 sysctl net.ipv4.tcp_rmem = 4096 87380 16777216 | Room",
      "6:1 sysctl vm.swappiness = 10",
      "2:1 changed: the line is taken with those below it: systemd and procps do not join lines that end in `\\`, and pass it to the kernel",
      "7:1 left: `vm.dirty_ra` sets nothing: it has no value",
    ]);
  });

  test("may be a template", () => {
    expect(
      read(
        "# {{ ansible_managed }}",
        "{{ ansible_managed | comment }}",
        "{# not",
        "   net.x.y = 1 #}",
        "vm.swappiness = 10",
        "# Routers only",
        "{% if router %}",
        "net.ipv4.ip_forward = 1",
        "{% else %}",
        "net.ipv4.ip_forward = 0",
        "{%- endif -%}",
        "{{- if .Values.big }}",
        "net.core.rmem_max = 1",
        "{{- end }}",
        "<% if @big -%>",
        "net.core.wmem_max = 1",
        "<% end -%>",
        "{% if bbr %}net.core.default_qdisc = fq{% endif %}",
        "vm.dirty_ratio = 5",
      ),
    ).toEqual([
      "heading: {{ ansible_managed }}",
      "5:1 sysctl vm.swappiness = 10",
      "10:1 sysctl net.ipv4.ip_forward = 0",
      "13:1 sysctl net.core.rmem_max = 1",
      "16:1 sysctl net.core.wmem_max = 1",
      "18:13 sysctl net.core.default_qdisc = fq",
      "19:1 sysctl vm.dirty_ratio = 5",
      "8:1 left: `net.ipv4.ip_forward` is `1` under `if router`, and line 10 sets `0` under `else of if router`; the last one is taken",
      "10:1 condition: `net.ipv4.ip_forward` is set only under `else of if router`",
      "13:1 condition: `net.core.rmem_max` is set only under `if .Values.big`",
      "16:1 condition: `net.core.wmem_max` is set only under `if @big`",
      "18:13 condition: `net.core.default_qdisc` is set only under `if bbr`",
    ]);
  });

  test("may be of TuneD, whose other sections are left", () => {
    expect(
      read("[main]", "summary=Own", "[sysctl]", "vm.swappiness=10"),
    ).toEqual([
      "4:1 sysctl vm.swappiness = 10",
      "2:1 left: `summary` is not a sysctl",
    ]);
  });
});

describe("a file of another folder", () => {
  test("loads modules", () => {
    expect(
      read("# Bridges", "br_netfilter", "", "nf-conntrack # for IPVS"),
    ).toEqual([
      "2:1 modules br_netfilter = {} | Bridges",
      "4:1 modules nf-conntrack = {} | for IPVS",
    ]);
  });

  test("has options of modules", () => {
    expect(read("options nf_conntrack hashsize=65536 enable_hooks=1")).toEqual([
      '1:9 modules nf_conntrack = {"parameters":{"hashsize":"65536","enable_hooks":"1"}}',
    ]);
  });

  test("has limits", () => {
    expect(
      read(
        "# Many connections",
        "* soft nofile 65536 # was 1024",
        "*\thard\tnofile\t1048576",
        "root soft nofile 65536",
        "* - memlock unlimited",
        "* hard stack 8192",
        "@admin soft nproc 10",
        "* - maxlogins 4",
      ),
    ).toEqual([
      '2:8 limits nofile = {"soft":65536,"hard":1048576} | was 1024 | Many connections',
      "5:5 limits memlock = unlimited |  | Many connections",
      "6:8 limits stack = 8192KiB |  | Many connections",
      "7:1 left: `@admin soft nproc 10` is for `@admin`, and limits of the spec are for every user",
      "8:1 left: `* - maxlogins 4`: the spec has no limit `maxlogins`",
    ]);
  });
});

describe("what is no such file", () => {
  test.each([
    "",
    "Some words about vm.swappiness = 10",
    "{ boot.kernel.sysctl = {\n  kernel.panic = 10;\n}; }",
    "{ config, ... }:\n{\n  kernel.panic = 10;\n}",
    "machine:\n  sysctls:\n    vm.swappiness: 10",
    "- name: x\n  vm.swappiness = 10",
    "---\nvm.swappiness: 10",
    '{ "vm.swappiness": 10 }',
    '[settings.kernel.sysctl]\n"vm.swappiness" = "10"',
    "one\ntwo",
    "kernel.ostype = Linux\nkernel.osrelease = 6.1.0\nvm.swappiness = 10",
  ])("%j", (text) => {
    expect(sysctlD.recognises({ name: "x.conf", text })).toBe(false);
  });
});

test("a file has only settings that are switched off", () => {
  expect(read("# Words", "#vm.swappiness = 10")).toEqual([
    "2:1 # vm.swappiness = 10 | Words",
  ]);
});
