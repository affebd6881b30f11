import { expect, test } from "vitest";
import { readMiswritten } from "../../src/core/miswritten.js";
import { node, sysctl, testMistakes, top } from "../support/mistakes.js";

testMistakes({
  "no colon before brackets": [
    [
      top("node { os: linux }"),
      top("node: { os: linux }"),
      "2:1 `node` has no colon before `{`; write `node: { os: linux }`",
    ],
    [
      top("node { os: linux, cpus: 8 }"),
      top("node: { os: linux, cpus: 8 }"),
      "2:1 `node` has no colon before `{`; write `node: { os: linux, cpus: 8 }`",
    ],
    [
      top("node{os: linux}"),
      top("node: {os: linux}"),
      "2:1 `node` has no colon before `{`; write `node: {os: linux}`",
    ],
    [
      top("node {}"),
      top("node: {}"),
      "2:1 `node` has no colon before `{`; write `node: {}`",
    ],
    [
      top("node:{ os: linux }"),
      top("node: { os: linux }"),
      "2:1 `node:{ os: linux }` has no blank after the colon; write `node: { os: linux }`",
    ],
  ],
  "no blank after the colon": [
    [
      node("cpus:8 # a", "os: linux"),
      node("cpus: 8 # a", "os: linux"),
      "5:7 `cpus:8` has no blank after the colon; write `cpus: 8`",
    ],
    [
      node("os: linux", "cpus:8"),
      node("os: linux", "cpus: 8"),
      "6:7 `cpus:8` has no blank after the colon; write `cpus: 8`",
    ],
    [
      node("cpus:8"),
      node("cpus: 8"),
      "5:7 `cpus:8` has no blank after the colon; write `cpus: 8`",
    ],
    [
      node("os:linux", "cpus:8", "memory:16GiB"),
      node("os: linux", "cpus: 8", "memory: 16GiB"),
      "5:7 `os:linux` has no blank after the colon; write `os: linux`, and the other lines in the same way",
    ],
    [
      top("node: { os:linux, cpus: 8 }"),
      top("node: { os: linux, cpus: 8 }"),
      "2:9 `os:linux` has no blank after the colon; write `os: linux`",
    ],
    [
      sysctl("net.core.somaxconn:", "  value:5", "  why:abc"),
      sysctl("net.core.somaxconn:", "  value: 5", "  why: abc"),
      "6:9 `value:5` has no blank after the colon; write `value: 5`",
    ],
    [
      sysctl("net.core.somaxconn:", "  value: 5", "  why:abc def"),
      sysctl("net.core.somaxconn:", "  value: 5", "  why: abc def"),
      "7:9 `why:abc def` has no blank after the colon; write `why: abc def`",
    ],
    [
      top("out:dir"),
      top("out: dir"),
      "2:1 `out:dir` has no blank after the colon; write `out: dir`",
    ],
    [
      sysctl("{ net.core.somaxconn:4096 }"),
      sysctl("{ net.core.somaxconn: 4096 }"),
      "5:9 `net.core.somaxconn:4096` has no blank after the colon; write `net.core.somaxconn: 4096`",
    ],
  ],
  "another sign": [
    [
      node("os = linux"),
      node("os: linux"),
      "5:7 `os = linux` has `=` instead of a colon; write `os: linux`",
    ],
    [
      node("cpus: 8", "os = linux"),
      node("cpus: 8", "os: linux"),
      "6:7 `os = linux` has `=` instead of a colon; write `os: linux`",
    ],
    [
      node("os -> linux", "cpus: 8"),
      node("os: linux", "cpus: 8"),
      "5:7 `os -> linux` has `->` instead of a colon; write `os: linux`",
    ],
    [
      node("os => linux", "cpus: 8"),
      node("os: linux", "cpus: 8"),
      "5:7 `os => linux` has `=>` instead of a colon; write `os: linux`",
    ],
    [
      node("os := linux"),
      node("os: linux"),
      "5:7 `os := linux` has `:=` instead of a colon; write `os: linux`",
    ],
    [
      node("os :linux", "cpus: 8"),
      node("os: linux", "cpus: 8"),
      "5:7 `os :linux` has no blank after the colon; write `os: linux`",
    ],
    [
      top("node: { os=linux, cpus: 8 }"),
      top("node: { os: linux, cpus: 8 }"),
      "2:9 `os=linux` has `=` instead of a colon; write `os: linux`",
    ],
    [
      sysctl("{ net.core.somaxconn=4096, vm.swappiness: 1 }"),
      sysctl("{ net.core.somaxconn: 4096, vm.swappiness: 1 }"),
      "5:9 `net.core.somaxconn=4096` has `=` instead of a colon; write `net.core.somaxconn: 4096`",
    ],
    [
      sysctl("net.core.somaxconn=4096:", "vm.swappiness: 1"),
      sysctl("net.core.somaxconn: 4096", "vm.swappiness: 1"),
      "5:7 `net.core.somaxconn=4096` has `=` instead of a colon; write `net.core.somaxconn: 4096`",
    ],
    [
      sysctl("net.core.somaxconn => 4096", "vm.swappiness: 1"),
      sysctl("net.core.somaxconn: 4096", "vm.swappiness: 1"),
      "5:7 `net.core.somaxconn => 4096` has `=>` instead of a colon; write `net.core.somaxconn: 4096`",
    ],
  ],
  "no colon": [
    [
      node("os linux"),
      node("os: linux"),
      "5:7 `os linux` has no colon; write `os: linux`",
    ],
    [
      node("os linux", "cpus: 8"),
      node("os: linux", "cpus: 8"),
      "5:7 `os linux` has no colon; write `os: linux`",
    ],
    [
      top("node: { os linux, cpus: 8 }"),
      top("node: { os: linux, cpus: 8 }"),
      "2:9 `os linux` has no colon; write `os: linux`",
    ],
    [
      sysctl("net.core.somaxconn 4096"),
      sysctl("net.core.somaxconn: 4096"),
      "5:7 `net.core.somaxconn 4096` has no colon; write `net.core.somaxconn: 4096`",
    ],
    [
      sysctl("net.ipv4.tcp_rmem 4096 131072 6291456", "vm.swappiness: 1"),
      sysctl("net.ipv4.tcp_rmem: 4096 131072 6291456", "vm.swappiness: 1"),
      "5:7 `net.ipv4.tcp_rmem 4096 131072 6291456` has no colon; write `net.ipv4.tcp_rmem: 4096 131072 6291456`",
    ],
    [
      "version: 1\nroles\n  r:\n    sysctl:\n      vm.swappiness: 1\n",
      "version: 1\nroles\n  r:\n    sysctl:\n      vm.swappiness: 1\n",
      "2:1 `roles` has no colon; write `roles:`",
    ],
  ],
  "a whole line in quotes": [
    [
      node('"os: linux"'),
      node("os: linux"),
      '5:7 `"os: linux"` is one text in quotes; write `os: linux`',
    ],
    [
      node("os: linux", '"cpus: 8"'),
      node("os: linux", "cpus: 8"),
      '6:7 `"cpus: 8"` is one text in quotes; write `cpus: 8`',
    ],
    [
      top('node: "os: linux"'),
      top("node: { os: linux }"),
      '2:7 `"os: linux"` is one text in quotes; write `node: { os: linux }`',
    ],
    [
      top('node: { "os: linux" }'),
      top("node: { os: linux }"),
      '2:9 `"os: linux"` is one text in quotes; write `os: linux`',
    ],
    [
      sysctl('"net.core.somaxconn: 4096"'),
      sysctl("net.core.somaxconn: 4096"),
      '5:7 `"net.core.somaxconn: 4096"` is one text in quotes; write `net.core.somaxconn: 4096`',
    ],
    [
      sysctl('"net.core.somaxconn: 4096":', "vm.swappiness: 1"),
      sysctl("net.core.somaxconn: 4096", "vm.swappiness: 1"),
      '5:7 `"net.core.somaxconn: 4096"` is one text in quotes; write `net.core.somaxconn: 4096`',
    ],
  ],
});

test.each([
  "os: linux",
  "os:\tlinux",
  "https://example.org",
  "some words of a text",
  "a:: b",
  "os",
  "12:30",
  "[a, b]",
  '"a text"',
])("%j is no field that is written wrong", (line) => {
  expect(readMiswritten(line)).toBeUndefined();
});
