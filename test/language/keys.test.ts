import { describe, expect, test } from "vitest";
import { isKey, parseKey } from "../../src/core/key.js";
import {
  errorsOf,
  found,
  nodeOf,
  planOf,
  settingsOf,
} from "../support/compile.js";

/** A spec whose one role sets the key; keys with signs that YAML reads are quoted. */
function spec(key: string, value = "1"): string {
  return `version: 1
roles:
  r:
    node: { os: linux }
    sysctl:
      ${JSON.stringify(key)}: ${value}
`;
}

describe("the spellings of a key", () => {
  test.each([
    ["net.core.somaxconn", ["net", "core", "somaxconn"], "net.core.somaxconn"],
    ["net/core/somaxconn", ["net", "core", "somaxconn"], "net.core.somaxconn"],
    [
      "net.ipv4.conf.bond0/30.rp_filter",
      ["net", "ipv4", "conf", "bond0.30", "rp_filter"],
      "net.ipv4.conf.bond0/30.rp_filter",
    ],
    [
      "net/ipv4/conf/bond0.30/rp_filter",
      ["net", "ipv4", "conf", "bond0.30", "rp_filter"],
      "net.ipv4.conf.bond0/30.rp_filter",
    ],
    [
      "net/ipv4/conf/a.b.c/rp_filter",
      ["net", "ipv4", "conf", "a.b.c", "rp_filter"],
      "net.ipv4.conf.a/b/c.rp_filter",
    ],
    ["net.core/somaxconn", ["net", "core.somaxconn"], "net.core/somaxconn"],
    ["kernel.x-y_z", ["kernel", "x-y_z"], "kernel.x-y_z"],
    ["net.*.a?[bc]", ["net", "*", "a?[bc]"], "net.*.a?[bc]"],
    ["somaxconn", ["somaxconn"], "somaxconn"],
  ])("%s", (text, segments, id) => {
    const isPattern = text === "net.*.a?[bc]";
    expect(parseKey(text)).toEqual({ segments, id, isPattern });
  });

  test.each(["net.*.x", "net.a?.x", "net.[ab].x"])(
    "%s is a pattern",
    (text) => {
      expect(parseKey(text)).toMatchObject({ isPattern: true });
    },
  );

  test.each([
    ["", "is empty"],
    ["net..somaxconn", "has an empty segment"],
    [".net.core", "has an empty segment"],
    ["net.core.", "has an empty segment"],
    ["/net/core", "has an empty segment"],
    ["net/core/", "has an empty segment"],
    ["/proc/sys/net/core/somaxconn", "has an empty segment"],
    [".", "has an empty segment"],
    ["..", "has an empty segment"],
    ["../../etc/passwd", "has an empty segment"],
    ["net/../../etc/passwd", "leaves /proc/sys"],
    ["net/./core", "leaves /proc/sys"],
    ["net.//.core", "leaves /proc/sys"],
    ["net.core. somaxconn", "contains white space"],
    [" net.core.somaxconn", "contains white space"],
    ["net.core.somaxconn\n", "contains white space"],
    ["net.core.a\u00a0b", "contains white space"],
    ["net.core.a\u2028b", "contains white space"],
    ["net.core.\ufeffa", "contains white space"],
    ["net.core.a\u0000b", "contains a control character"],
    ["net.core.a\u001bb", "contains a control character"],
    ["net.core.a\u009bb", "contains a control character"],
    ["net/ipv4/conf/e\u0080/rp_filter", "contains a control character"],
    ["-my.key", "starts with a dash"],
    ["-net.core.somaxconn", "starts with a dash"],
    ["net.core.a=b", "contains a character that no key has"],
    ["net.core.a#b", "contains a character that no key has"],
    ["net.core.a;b", "contains a character that no key has"],
    ['net.core.a"b', "contains a character that no key has"],
    ["net.core.a'b", "contains a character that no key has"],
  ])("%j is none", (text, fault) => {
    const parsed = parseKey(text);
    expect(isKey(parsed) ? "a key" : parsed.fault).toContain(fault);
    expect(found(spec(text))).toEqual(["6:7 malformed-key"]);
  });
});

describe("a key that no kernel has", () => {
  test.each([
    ["net.core.somaxcon", "net.core.somaxconn"],
    ["net.core.somaxconnn", "net.core.somaxconn"],
    ["NET.CORE.SOMAXCONN", "net.core.somaxconn"],
    ["net.core/somaxconn", "net.core.somaxconn"],
    ["ipv4.tcp_timestamps", "net.ipv4.tcp_timestamps"],
    ["nf_conntrack_max", "net.netfilter.nf_conntrack_max"],
    ["somaxconn", "net.core.somaxconn"],
    ["swappiness", "vm.swappiness"],
    ["net.ipv4.conf.eth0.100.rp_filter", "net.ipv4.conf.eth0/100.rp_filter"],
  ])("%s: did you mean %s?", (key, meant) => {
    expect(errorsOf(spec(key))).toMatchObject([
      { rule: "unknown-key", line: 6, column: 7 },
    ]);
    expect(errorsOf(spec(key))[0]?.help).toContain(`did you mean \`${meant}\``);
  });

  test.each(["foo.bar", "foo", "~", "constructor", "toString.valueOf"])(
    "%s is like none",
    (key) => {
      expect(errorsOf(spec(key))).toMatchObject([
        {
          rule: "unknown-key",
          help: "remove it, or write `accept: { unknown-key: why it exists on your nodes }`",
        },
      ]);
    },
  );

  test.each([
    ["n\u0435t.core.somaxconn", "U+0435"],
    ["net.core.somaxconn\u200b", "U+200B"],
    ["net\uff0ecore.somaxconn", "U+FF0E"],
    ["net.core.\u202esomaxconn", "U+202E"],
    ["net.core.so\u00admaxconn", "U+00AD"],
  ])("what looks like a key is told apart: %j", (key, character) => {
    const [finding] = errorsOf(spec(key));
    expect(finding?.rule).toBe("unknown-key");
    expect(finding?.why).toContain(character);
  });

  test("is taken where `accept` says why it exists", () => {
    const plan = planOf(
      spec(
        "vendor.knob",
        "{ value: 5, accept: { unknown-key: our own module } }",
      ),
    );
    expect(settingsOf(nodeOf(plan, "r"))).toEqual({ "vendor.knob": "5" });
  });

  test("is gone for good", () => {
    expect(errorsOf(spec("net.ipv4.tcp_tw_recycle"))).toMatchObject([
      { rule: "key-gone", line: 6, column: 7 },
    ]);
    expect(errorsOf(spec("net/ipv4/tcp_tw_recycle"))).toMatchObject([
      { rule: "key-gone", line: 6, column: 7 },
    ]);
  });
});

describe("patterns", () => {
  test.each([
    "net.ipv4.conf.*.rp_filter",
    "net/ipv4/conf/*/rp_filter",
    "net.ipv4.conf.eth?.rp_filter",
    "net.ipv4.conf.eth[0-9].rp_filter",
    "net.ipv6.conf.veth*.accept_ra",
    "net.ipv4.neigh.*.gc_stale_time",
    "net.core.?mem_max",
  ])("%s stands for keys that there are", (key) => {
    expect(found(spec(key, key.includes("mem") ? "16MiB" : "1"))).toEqual([]);
  });

  test.each([
    "net.ipv4.conf.*.nope",
    "nope.*",
    "net.core.zz*",
    "net.ipv4.conf.eth?.rp_filtre",
  ])("%s stands for none", (key) => {
    const [finding] = errorsOf(spec(key));
    expect(finding).toMatchObject({ rule: "unknown-key", line: 6, column: 7 });
    expect(finding?.help).not.toContain(`\`${key}\``);
  });

  test.each(["net.core.*", "net.ipv4.tcp_*", "vm.dirty_*", "*.*", "kernel.*"])(
    "%s stands for keys that no one value fits",
    (key) => {
      expect(found(spec(key))).toEqual(["6:7 mixed-pattern"]);
    },
  );

  test("a value must fit every key that a pattern stands for", () => {
    expect(found(spec("net.core.?mem_max", "[1, 2]"))).toEqual([
      "6:28 wrong-arity",
    ]);
    // rmem_max takes 2304 and more, wmem_max 4608.
    expect(found(spec("net.core.?mem_max", "3000"))).toEqual([
      "6:28 out-of-range",
    ]);
  });
});
