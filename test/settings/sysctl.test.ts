import { expect, test } from "vitest";
import { errorsOf, nodeOf, planOf, settingsOf } from "../support/compile.js";

const spec = (...lines: readonly string[]): string => `version: 1
roles:
  r:
    node: { os: linux, kernel: "6.12" }
    sysctl:
${lines.map((line) => `      ${line}\n`).join("")}`;

const accepted = "accept: { unknown-key: of our module }";

test("a key that is not known has as many fields as are written", () => {
  const text = spec(
    `ours.list: { value: [1, 2], ${accepted} }`,
    `ours.text: { value: "1 2 3", ${accepted} }`,
    `ours.one: { value: 4, ${accepted} }`,
  );
  expect(settingsOf(nodeOf(planOf(text), "r"))).toEqual({
    "ours.list": "1 2",
    "ours.text": "1 2 3",
    "ours.one": "4",
  });
});

test.each([
  ["net.ipv4.tcp_syncookies: yes", "6:32 wrong-kind", "write 1"],
  ["net.ipv4.tcp_syncookies: off", "6:32 wrong-kind", "write 0"],
  ["net.ipv4.tcp_syncookies: on", "6:32 wrong-kind", "write 1"],
  ["net.ipv4.tcp_syncookies: no", "6:32 wrong-kind", "write 0"],
  [
    "kernel.sched_latency_ns: 100000",
    "6:7 key-gone",
    "remove it, or correct the fact `kernel` of the node",
  ],
  [
    "net.ipv4.tcp_rto_max_ms: 1000",
    "6:7 key-not-yet",
    "remove it, or correct the fact `kernel` of the node",
  ],
])("%s: %s", (line, place, help) => {
  expect(
    errorsOf(spec(line)).map((each) => [
      `${each.line ?? 0}:${each.column ?? 0} ${each.rule}`,
      each.help,
    ]),
  ).toEqual([[place, help]]);
});
