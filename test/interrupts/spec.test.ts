import fc from "fast-check";
import { expect, test } from "vitest";
import {
  cpuListText,
  isCpuList,
  readCpuList,
} from "../../src/core/cpu-list.js";
import { errorsOf, found, nodeOf, planOf } from "../support/compile.js";

/** A role of Linux with 8 CPUs; the section's lines begin at line 6. */
function role(...lines: readonly string[]): string {
  return `version: 1
roles:
  worker:
    node: { os: linux, cpus: 8 }
    interrupts:
${lines.map((line) => `      ${line}\n`).join("")}`;
}

const eth0 = "interfaces: [eth0]";

test.each([
  ["no section's fields", ["why: x"], ["5:5 interrupts-without-interfaces"]],
  ["no interfaces", ["interfaces: []"], ["6:19 malformed-interface"]],
  ["one, without a list", ["interfaces: eth0"], []],
  ["an empty name", ['interfaces: [""]'], ["6:20 malformed-interface"]],
  ["a slash", ["interfaces: [a/b]"], ["6:20 malformed-interface"]],
  ["a blank", ['interfaces: ["a b"]'], ["6:20 malformed-interface"]],
  ["a colon", ['interfaces: ["eth0:1"]'], ["6:20 malformed-interface"]],
  ["a quote", [`interfaces: ["'"]`], ["6:20 malformed-interface"]],
  ["a command", ['interfaces: ["$(x)"]'], ["6:20 malformed-interface"]],
  ["a bar", ['interfaces: ["a|b"]'], ["6:20 malformed-interface"]],
  ["sixteen", ["interfaces: [abcdefghijklmnop]"], ["6:20 malformed-interface"]],
  ["fifteen", ["interfaces: [abcdefghijklmno]"], []],
  ["fifteen and a star", ["interfaces: [abcdefghijklmno*]"], []],
  ["brackets", ['interfaces: ["abcdefghijklmn[0-9]"]'], []],
  [
    "too many brackets",
    ['interfaces: ["abcdefghijklmno[0-9]"]'],
    ["6:20 malformed-interface"],
  ],
  [
    "one that is not there",
    [eth0, 'affinity: "0-8"'],
    ["7:7 cpus-out-of-range"],
  ],
  [
    "one of several",
    [eth0, "affinity: { spread: 7,9 }"],
    ["7:29 unknown-field"],
  ],
  ["the last", [eth0, 'affinity: "7"', "rps: 7"], []],
  ["packets beyond", [eth0, "rps: 8"], ["7:7 cpus-out-of-range"]],
  ["no list", [eth0, "affinity: fast"], ["7:17 malformed-cpus"]],
  ["a hole in it", [eth0, 'affinity: "0,,3"'], ["7:17 malformed-cpus"]],
  ["down", [eth0, 'rps: "3-1"'], ["7:12 malformed-cpus"]],
  ["a stride", [eth0, 'rps: "0-7:2/4"'], ["7:12 malformed-cpus"]],
  ["a mask", [eth0, 'rps: "0xff"'], ["7:12 malformed-cpus"]],
  ["below zero", [eth0, 'rps: "-1"'], ["7:12 malformed-cpus"]],
  ["CPU 8192", [eth0, 'rps: "8192"'], ["7:12 malformed-cpus"]],
  ["half a flow", [eth0, "rfs: 1.5"], ["7:12 wrong-shape"]],
  ["an unknown field", [eth0, "rss: 1"], ["7:7 unknown-field"]],
  [
    "an empty reason",
    [eth0, 'affinity: { value: spread, accept: { x: "" } }'],
    ["7:44 accept-without-reason", "7:44 unknown-rule"],
  ],
])("%s", (_, lines, expected) => {
  expect(found(role(...lines))).toEqual(expected);
});

test("rfs and its sysctl are one number", () => {
  const text = `${role(eth0, "rfs: 32768")}    sysctl:
      net.core.rps_sock_flow_entries: 32768 # Flows
`;
  expect(found(text)).toEqual(["7:7 conflict"]);
});

test.each([
  ["os: talos", "rps: all", ["7:7 missing-fact"]],
  ["os: talos", "rps: 0-1", ["7:7 missing-fact"]],
  ["os: talos, cpus: 4", "rps: all", []],
  ["os: talos", "rps: null", []],
  ["os: talos", "affinity: spread", []],
  ["os: linux", "rps: all", []],
  ["os: nixos", "rps: all", []],
])(
  "with { %s }, %s requires the number of CPUs: %j",
  (facts, line, expected) => {
    const text = role(eth0, line).replace("os: linux, cpus: 8", facts);
    expect(found(text)).toEqual(expected);
  },
);

test("an error says what the node has", () => {
  const [error] = errorsOf(role(eth0, 'affinity: "6-9,12"'));
  expect(error?.message).toBe("`8-9,12` is outside the node's CPUs 0-7");
});

test("a host's fields win one by one, and its facts count", () => {
  const text = `${role(eth0, "affinity: spread", "rps: all # Role's")}hosts:
  big:
    role: worker
    node: { cpus: 64 }
    interrupts:
      affinity: null # Host's
      rps: "8-63"
`;
  expect(found(text)).toEqual([]);
  const [interrupts] = nodeOf(planOf(text), "big").settings.interrupts;
  expect(interrupts?.interfaces).toEqual(["eth0"]);
  expect(interrupts?.value.affinity).toMatchObject({
    value: null,
    why: "Host's",
  });
  expect(interrupts?.value.rps).toMatchObject({ why: undefined });
  const [ofRole] = nodeOf(planOf(text), "worker").settings.interrupts;
  expect(ofRole?.value.rps?.value).toBe("all");
});

test("a host that is too small for its role's CPUs is told", () => {
  const text = `${role(eth0, 'rps: "4-7"')}hosts:
  small: { role: worker, node: { cpus: 4 } }
`;
  expect(found(text)).toEqual(["7:7 cpus-out-of-range"]);
});

test("a list of CPUs is read back as it was written", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(8191), { minLength: 1 }), (numbers) => {
      const cpus = [...numbers].sort((a, b) => a - b);
      const read = readCpuList(cpuListText(cpus));
      expect(isCpuList(read) && [...read]).toEqual(cpus);
    }),
  );
});
