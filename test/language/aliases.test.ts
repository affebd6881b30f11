import { describe, expect, test } from "vitest";
import { found, nodeOf, planOf, settingsOf } from "../support/compile.js";

const role = (sysctl: string): string => `version: 1
roles:
  r:
    sysctl:
${sysctl}`;

describe("anchors and aliases", () => {
  test("repeat values, mappings and lists", () => {
    const plan = planOf(`version: 1
roles:
  a:
    sysctl: &settings
      net.core.somaxconn: &queue 1024
      net.core.netdev_max_backlog: *queue
      net.ipv4.tcp_rmem: &sizes [4KiB, 128KiB, 16MiB]
      net.ipv4.tcp_wmem: *sizes
  b:
    sysctl: *settings
`);
    const settings = settingsOf(nodeOf(plan, "a"));
    expect(settings).toEqual({
      "net.core.somaxconn": "1024",
      "net.core.netdev_max_backlog": "1024",
      "net.ipv4.tcp_rmem": "4096 131072 16777216",
      "net.ipv4.tcp_wmem": "4096 131072 16777216",
    });
    expect(settingsOf(nodeOf(plan, "b"))).toEqual(settings);
  });

  test.each(["*nope", "{ value: *nope }", "[1, *nope, 3]"])(
    "an anchor that does not exist is never null: %s",
    (value) => {
      const text = role(`      net.ipv4.tcp_rmem: ${value}\n`);
      const column = 26 + value.indexOf("*");
      expect(found(text)).toEqual([`5:${column} unknown-anchor`]);
    },
  );

  test("an anchor below its alias, and one inside of itself", () => {
    expect(
      found(`version: 1
profiles:
  a: { sysctl: *later }
  b: { sysctl: &later { net.core.somaxconn: 1 } }
  c: &self { sysctl: *self }
`),
    ).toEqual(["3:16 unknown-anchor", "5:22 unknown-anchor"]);
  });

  test("what is wrong behind an anchor is told once, however often it is used", () => {
    expect(
      found(`version: 1
roles:
  a:
    sysctl: &settings
      net.core.somaxconn: true
      net.core.rmem_max: [[1]]
      nope.nope: 1
  b: { sysctl: *settings }
  c: { sysctl: *settings }
`),
    ).toEqual(["5:27 wrong-kind", "6:27 wrong-shape", "7:7 unknown-key"]);
  });

  test("ten levels of ten aliases are refused at once, and told once", () => {
    const levels = Array.from(
      { length: 10 },
      (_, level) =>
        `  l${level}: { refs: &l${level} [${Array.from({ length: 10 }, () => (level === 0 ? "x" : `*l${level - 1}`)).join(", ")}] }\n`,
    );
    const rules = found(`version: 1\nprofiles:\n${levels.join("")}`);
    expect(rules.filter((rule) => rule.includes("alias-bomb"))).toEqual([
      "9:20 alias-bomb",
    ]);
  });

  test("ten levels of mappings", () => {
    const levels = Array.from(
      { length: 10 },
      (_, level) =>
        `  l${level}: &l${level} { ${Array.from({ length: 10 }, (__, at) => `k${at}: ${level === 0 ? "x" : `*l${level - 1}`}`).join(", ")} }\n`,
    );
    const rules = found(`version: 1\nprofiles:\n${levels.join("")}`);
    expect(rules.filter((rule) => rule.includes("alias-bomb"))).toHaveLength(1);
  });
});
