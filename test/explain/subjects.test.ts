import { describe, expect, test } from "vitest";
import { explainWord } from "../../src/explain/explain.js";
import type { Explanation } from "../../src/explain/types.js";
import { explained, textOf } from "./explained.js";

describe("a key may be written in every spelling", () => {
  test.each([
    ["net.core.somaxconn", "net.core.somaxconn"],
    ["net/core/somaxconn", "net.core.somaxconn"],
    ["/proc/sys/net/core/somaxconn", "net.core.somaxconn"],
    ["net.ipv4.conf.eth0.rp_filter", "net.ipv4.conf.eth0.rp_filter"],
    ["net/ipv4/conf/bond0.30/rp_filter", "net.ipv4.conf.bond0/30.rp_filter"],
  ])("%s", (word, key) => {
    expect(explainWord(word, undefined)).toMatchObject({ kind: "key", key });
  });
});

describe("an unknown name is answered by what is near to it", () => {
  test.each([
    ["somaxcon", ["key net.core.somaxconn"]],
    ["ipv4.tcp_timestamp", ["key net.ipv4.tcp_timestamps"]],
    ["workr", ["role worker"]],
    ["no-efect", ["rule no-effect"]],
  ])("%s", (word, nearest) => {
    expect(nearestOf(explained(word))).toEqual(
      expect.arrayContaining([...nearest]),
    );
    expect(nearestOf(explained(word))[0]).toBe(nearest[0]);
  });

  test("a part of many names gives five of them, what the spec sets among the first", () => {
    const nearest = nearestOf(explained("conntrack_"));
    expect(nearest).toHaveLength(5);
    expect(nearest).toContain("key net.netfilter.nf_conntrack_max");
  });

  test("nothing is near to nonsense", () => {
    const unknown = explained("zzzzzzzz");
    expect(nearestOf(unknown)).toEqual([]);
    expect(textOf(unknown)).toMatch(
      /^`zzzzzzzz` is not the name of a key, setting, rule or error,/u,
    );
  });
});

test("a pattern leads to the keys it stands for", () => {
  expect(textOf(explained("net.ipv4.tcp_keepalive_*"))).toBe(
    `\`net.ipv4.tcp_keepalive_*\` matches 3 keys:
  net.ipv4.tcp_keepalive_intvl
  net.ipv4.tcp_keepalive_probes
  net.ipv4.tcp_keepalive_time
`,
  );
});

test("of a role and a rule of one name the role is meant, and it says so", () => {
  const spec = `version: 1\nroles:\n  no-effect: { node: { os: linux } }\n`;
  const role = explained("no-effect", spec);
  expect(role).toMatchObject({ kind: "role", also: ["rule"] });
  expect(textOf(role)).toContain("There is also a rule with this name");
});

test("control characters of the command line do not reach the terminal", () => {
  expect(textOf(explained("a\u001b[2Jb"))).not.toContain("\u001b");
});

function nearestOf(explanation: Explanation): readonly string[] {
  if (explanation.kind !== "unknown") throw new Error("it is known");
  return explanation.nearest.map(({ kind, name }) => `${kind} ${name}`);
}
