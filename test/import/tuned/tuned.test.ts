import { expect, test } from "vitest";
import { recognise } from "../../../src/import/registry.js";
import { told } from "../told.js";

/** What is read of a profile, a line for each setting and remark. */
function read(text: string): readonly string[] {
  const source = { name: "tuned.conf", text };
  const format = recognise(source);
  expect(format?.name).toBe("tuned");
  const reading = format?.read(source);
  return reading === undefined ? [] : told(reading);
}

test("the sysctls of a profile are read, and its other sections named", () => {
  expect(
    read(`# Web servers
[main]
summary=Web servers
include=throughput-performance

[variables]
backlog=4096

[cpu]
governor=performance

[sysctl]
replace=1
# Bursts at the ingress
net.core.somaxconn=>8192

vm.swappiness=10   # latency
net.ipv4.tcp_max_syn_backlog=\${backlog}

[vm]
transparent_hugepages=never

[late]
type=sysctl
priority=10
vm.max_map_count = <262144 # Search
`),
  ).toMatchInlineSnapshot(`
    [
      "heading: Web servers",
      "15:1 sysctl net.core.somaxconn = 8192 | Bursts at the ingress",
      "17:1 sysctl vm.swappiness = 10 | latency",
      "26:1 sysctl vm.max_map_count = 262144 | Search",
      "4:1 left: the profile includes \`throughput-performance\`, whose settings are not in this file",
      "9:1 left: \`[cpu]\` of a TuneD profile; only the sysctls of a profile are imported",
      "15:1 changed: TuneD only raises \`net.core.somaxconn\` to 8192, and keeps a value that is already higher; the spec sets it in any case",
      "18:1 left: the value of \`net.ipv4.tcp_max_syn_backlog\` is a variable, \`\${backlog}\`",
      "20:1 left: \`[vm]\` of a TuneD profile; only the sysctls of a profile are imported",
      "26:1 changed: TuneD only lowers \`vm.max_map_count\` to 262144, and keeps a value that is already lower; the spec sets it in any case",
    ]
  `);
});

test("a section that is switched off is named", () => {
  expect(read("[sysctl]\nenabled=false\nvm.swappiness=10\n"))
    .toMatchInlineSnapshot(`
    [
      "1:1 left: \`[sysctl]\` is switched off by \`enabled\`",
    ]
  `);
});

test("a profile without sysctls is one, too", () => {
  expect(read("[main]\nsummary=Power\n\n[cpu]\ngovernor=powersave\n"))
    .toMatchInlineSnapshot(`
    [
      "4:1 left: \`[cpu]\` of a TuneD profile; only the sysctls of a profile are imported",
    ]
  `);
});

test.each([
  "[Service]\nLimitNOFILE=65536\n",
  "[main]\nplugins=keyfile\n",
  "vm.swappiness = 10\n",
])("%j is not a profile", (text) => {
  expect(recognise({ name: "a.conf", text })?.name).not.toBe("tuned");
});
