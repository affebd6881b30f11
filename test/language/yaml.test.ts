import { describe, expect, test } from "vitest";
import {
  errorsOf,
  found,
  nodeOf,
  planOf,
  settingsOf,
} from "../support/compile.js";

const role = (sysctl: string): string => `version: 1
roles:
  r:
    sysctl:
${sysctl}`;

describe("what YAML has and the language has not", () => {
  test("merge keys", () => {
    expect(
      found(`version: 1
roles:
  a: &a { sysctl: { net.core.somaxconn: 1 } }
  b:
    <<: *a
  c: { "<<": 1 }
`),
    ).toEqual(["5:5 yaml-merge", "6:8 unknown-field"]);
  });

  test.each([
    ["!!binary aGk=", "!!binary"],
    ["!!timestamp 2001-01-01", "!!timestamp"],
    ["!!js/function 'x'", "!!js/function"],
    ["!mine 5", "!mine"],
    [
      "!!python/object/apply:os.system ['id']",
      "!!python/object/apply:os.system",
    ],
    ["!!set { a, b }", "!!set"],
    ["!!omap [a: 1]", "!!omap"],
  ])("tags: %s", (value, tag) => {
    const findings = errorsOf(role(`      kernel.core_pattern: ${value}\n`));
    expect(findings[0]).toMatchObject({
      rule: "yaml-tag",
      line: 5,
      column: 28,
      endColumn: 28 + tag.length,
      message: `the tag \`${tag}\` is not part of this language`,
    });
  });

  test("the tags of plain YAML are", () => {
    const plan = planOf(
      role(`      net.core.somaxconn: !!str 5
      net.core.netdev_max_backlog: !!int 7
      kernel.core_pattern: !!str core
      net.ipv4.tcp_sack: !!null null
`),
    );
    expect(settingsOf(nodeOf(plan, "r"))).toEqual({
      "net.core.somaxconn": "5",
      "net.core.netdev_max_backlog": "7",
      "kernel.core_pattern": "core",
      "net.ipv4.tcp_sack": null,
    });
  });

  test.each([
    ["a list", "? [a, b]\n: 1\n"],
    ["a mapping", "? { a: b }\n: 1\n"],
  ])("%s as a key", (_, pair) => {
    expect(found(`${pair}version: 1\n`)).toEqual(["1:3 yaml-syntax"]);
  });
});

describe("what is not a character", () => {
  test.each([
    [String.raw`"a\ud800"`, "a half of a pair, by its number"],
    [String.raw`"a\uFFFEb"`, "a noncharacter, by its number"],
    [String.raw`"\U0001FFFF"`, "one beyond the first plane"],
    ["a\uffff", "a noncharacter as it is"],
    ["a\udc00", "a half of a pair as it is"],
  ])("%s: %s", (text) => {
    const [error, ...others] = errorsOf(
      role(`      kernel.hostname: ${text}\n`),
    );
    expect(error).toMatchObject({ rule: "yaml-syntax", line: 5, column: 24 });
    expect(error?.message).toMatch(/^`\\u\{[0-9a-f]+\}` is not a character$/u);
    expect(others).toEqual([]);
  });

  test("in a key", () => {
    expect(found(role(String.raw`      "kernel.\ud800": 1`))).toEqual([
      "5:7 yaml-syntax",
    ]);
  });

  test("a pair, by its numbers or as it is, is one", () => {
    expect(
      found(role(`      kernel.hostname: "\\U0001F600 \u{1f600}"\n`)),
    ).toEqual([]);
  });
});

describe("documents", () => {
  test.each(["---\nversion: 1\n", "---\nversion: 1\n...\n", "version: 1"])(
    "one: %j",
    (text) => {
      expect(found(text)).toEqual([]);
    },
  );

  test("a second one is a fault, the third is told with it", () => {
    expect(found("version: 1\n---\nversion: 1\n---\nversion: 1\n")).toEqual([
      "2:1 yaml-syntax",
    ]);
  });

  test.each(["", "\n", "# nothing\n", "---\n", "~\n", "null\n", "\ufeff"])(
    "empty: %j",
    (text) => {
      expect(errorsOf(text)).toMatchObject([
        { rule: "empty-spec", line: 1, column: 1 },
      ]);
    },
  );

  test.each(["[]", "text", "5", "true", "- version: 1"])(
    "no mapping: %j",
    (text) => {
      expect(found(text)).toEqual(["1:1 wrong-shape"]);
    },
  );
});

describe("broken YAML", () => {
  test("says where, and guesses nothing from the rest", () => {
    expect(found("version: 1\nroles:\n\tr: {}\n")).toEqual(["3:1 yaml-syntax"]);
    expect(found("version: 1\nroles:\n  a: {\n  b: 5\n")).not.toContainEqual(
      expect.not.stringContaining("yaml-syntax"),
    );
    expect(found('version: 1\nroles: "a\n')).toEqual(["2:8 yaml-syntax"]);
    expect(found("version: 1\nroles: a: b\n")).toEqual(["2:8 yaml-syntax"]);
  });

  test.each(["[? ", "[a: ", "{? ", "[? [", "- [? "])(
    "has its place in the text: %j",
    (text) => {
      for (const { line, endColumn = 0 } of errorsOf(text)) {
        expect(line).toBe(1);
        expect(endColumn).toBeLessThanOrEqual(text.length + 1);
      }
    },
  );

  test("that leaves the structure as it is hides nothing", () => {
    expect(found('version: 1\nout: "\\q"\nrolse: {}\nroles: {} #\n')).toEqual([
      "2:7 yaml-syntax",
      "3:1 unknown-field",
    ]);
  });

  test("at the end of the text stands in the text", () => {
    const text = "version: 1\nroles: { a: {\n\n\n";
    const [finding] = errorsOf(text);
    expect(finding).toMatchObject({ rule: "yaml-syntax", line: 2, column: 13 });
  });

  test("in an included file hides nothing and is not called empty", () => {
    expect(
      found("version: 1\ninclude: [a.yaml]\nroless: {}\n", {
        "a.yaml": "profiles: [\n",
      }),
    ).toEqual(["a.yaml:1:11 yaml-syntax", "3:1 unknown-field"]);
  });
});

test("a file that is no YAML has a hundred errors at most", () => {
  expect(
    found(`version: 1\n${'a: "b" c\n'.repeat(1_000)}`).filter((each) =>
      each.endsWith("yaml-syntax"),
    ),
  ).toHaveLength(100);
});

describe("a spec that is nested too deep", () => {
  test.each([
    ["[ ", "2:202"],
    ["{ a: ", "2:499"],
  ])("of %s has one error, where it is", (bracket, at) => {
    expect(found(`version: 1\na: ${bracket.repeat(1_000)}`)).toEqual([
      `${at} yaml-syntax`,
    ]);
  });

  test("in blocks", () => {
    const lines = Array.from({ length: 1_000 }, (_, at) => " ".repeat(at));
    expect(
      found(`version: 1\n${lines.map((blanks) => `${blanks}a:\n`).join("")}`),
    ).toEqual(["102:101 yaml-syntax"]);
  });
});
