import { expect, test } from "vitest";
import { explained, textOf } from "./explained.js";

const spec = `version: 1
roles:
  web: { node: { os: linux }, sysctl: { vm.swappiness: 10 } }
  db: { node: { os: linux }, sysctl: { vm.swappiness: 1 } }
hosts:
  web1: { role: web, sysctl: { vm.swappiness: 20 } }
`;

const rollout = `rollout:
  - name: fleet
    stages:
      - { name: canary, hosts: [web1] }
      - { name: others, roles: [web] }
  - name: spare
    hosts: { web: [web9] }
    stages: [{ name: all, hosts: [web9] }]
`;

/** The line of an explanation about rollouts. */
function line(name: string, text: string): string | undefined {
  return /^ *rollout +(.*(?:\n {6,}.*)*)$/mu
    .exec(textOf(explained(name, text)))?.[1]
    ?.replaceAll(/\n +/gu, " ");
}

test.each([
  [
    "web",
    "fleet, stage 1 of 2 (canary): web1; fleet, stage 2 of 2 (others); spare, stage 1 of 1 (all): web9",
  ],
  ["web1", "fleet, stage 1 of 2 (canary)"],
  ["db", "in no stage"],
])("%s is told with the stages that deploy it", (name, expected) => {
  expect(line(name, spec + rollout)).toBe(expected);
});

test("a role of which one host is named, and whose others are not known", () => {
  expect(
    line(
      "web",
      `${spec}rollout: { stages: [{ name: all, hosts: [web1], roles: [web] }] }\n`,
    ),
  ).toBe("stage 1 of 1 (all): web1 and others");
});

test("a spec without a rollout has no such line", () => {
  expect(line("web", spec)).toBeUndefined();
  expect(explained("web", spec)).not.toHaveProperty(
    "stages",
    expect.anything(),
  );
});
