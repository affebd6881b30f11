import { describe, expect, test } from "vitest";
import { groupsOf } from "../../src/plan/groups.js";
import { compile } from "../../src/index.js";
import {
  errorsOf,
  found,
  nodeOf,
  planOf,
  settingsOf,
} from "../support/compile.js";

const shared = `version: 1
profiles:
  shared:
    why: For all clusters
    sysctl:
      net.core.somaxconn: 1024 # Longer queues
`;

describe("profiles of other files", () => {
  test("are profiles like the spec's own", () => {
    const plan = planOf(
      `version: 1
include: [../shared.yaml, more.yaml]
profiles: { own: { sysctl: { vm.swappiness: 10 } } }
roles: { r: { profiles: [own, shared, more] } }
`,
      {
        "../shared.yaml": shared,
        "more.yaml": "version: 1\nprofiles: { more: { modules: { a: } } }\n",
      },
    );
    const node = nodeOf(plan, "r");
    expect(settingsOf(node)).toEqual({
      "vm.swappiness": "10",
      "net.core.somaxconn": "1024",
    });
    expect(groupsOf(node).map(({ why }) => why)).toContain("For all clusters");
    expect(node.settings.module.map(({ id }) => id)).toEqual(["a"]);
  });

  test("may hold nothing", () => {
    expect(
      found("version: 1\ninclude: [a.yaml]\n", { "a.yaml": "version: 1\n" }),
    ).toEqual([]);
    expect(found("version: 1\ninclude: []\n")).toEqual([]);
  });

  test("keep their places in messages", () => {
    const errors = errorsOf(
      `version: 1
include: [a.yaml]
roles: { r: { profiles: [a], node: { kernel: "6.12" } } }
`,
      {
        "a.yaml": `# a comment
version: 1
profiles:
  a:
    sysctl:
      net.core.somaxcon: 1
      net.core.rmem_max: 1 # too small
      net.ipv4.tcp_rmem: [1, 2]
`,
      },
    );
    expect(
      errors.map(({ file, line, column, rule }) => [file, line, column, rule]),
    ).toEqual([
      ["a.yaml", 6, 7, "unknown-key"],
      ["a.yaml", 7, 26, "out-of-range"],
      ["a.yaml", 8, 26, "wrong-arity"],
    ]);
  });
});

describe("what cannot be included", () => {
  const spec = "version: 1\ninclude: [a.yaml]\n";

  test("a file that is not there", () => {
    expect(errorsOf(spec)).toMatchObject([
      {
        rule: "unreadable-include",
        file: "tuning.yaml",
        line: 2,
        column: 11,
        message: "`a.yaml` cannot be read: no such file",
      },
    ]);
  });

  test("anything, where the library is given no reader", () => {
    expect(compile(spec).findings).toMatchObject([
      { rule: "unreadable-include", line: 2, column: 11 },
    ]);
  });

  test.each(["", "# nothing\n", "~\n"])("an empty file: %j", (text) => {
    expect(errorsOf(spec, { "a.yaml": text })).toMatchObject([
      { rule: "empty-spec", file: "tuning.yaml", line: 2, column: 11 },
    ]);
  });

  test.each([
    ["roles", "roles: {}"],
    ["hosts", "hosts: {}"],
    ["include", "include: [b.yaml]"],
    ["node", "node: {}"],
    ["out", "out: x"],
    ["cilium", "cilium: {}"],
    ["kubeProxy", "kubeProxy: {}"],
    ["workloads", "workloads: {}"],
    ["targets", "targets: {}"],
  ])("a file with %s", (_, line) => {
    expect(
      found(spec, { "a.yaml": `version: 1\nprofiles: {}\n${line}\n` }),
    ).toEqual(["a.yaml:3:1 unknown-field"]);
  });

  test.each([
    ["profiles: {}\n", "a.yaml:1:1 missing-field"],
    ["version: 2\nprofiles: [x]\n", "a.yaml:1:10 wrong-shape"],
    ["version: '1'\n", "a.yaml:1:10 wrong-shape"],
    ["- a\n", "a.yaml:1:1 wrong-shape"],
    ["version: 1\nprofiles: [x]\n", "a.yaml:2:11 wrong-shape"],
    ["version: 1\nprofiles:\n\tx: 1\n", "a.yaml:3:1 yaml-syntax"],
    ["version: 1\n---\nversion: 1\n", "a.yaml:2:1 yaml-syntax"],
  ])("a file like %j", (text, expected) => {
    expect(found(spec, { "a.yaml": text })).toEqual([expected]);
  });

  test("the spec itself", () => {
    const text = "version: 1\ninclude: [tuning.yaml]\nroles: {}\n";
    expect(found(text, { "tuning.yaml": text })).toEqual([
      "2:11 include-cycle",
    ]);
  });

  test("one that includes the spec: a cycle needs an `include` where none may stand", () => {
    expect(
      found(spec, { "a.yaml": "version: 1\ninclude: [tuning.yaml]\n" }),
    ).toEqual(["a.yaml:2:1 unknown-field"]);
  });

  test("one file twice", () => {
    expect(
      errorsOf("version: 1\ninclude: [a.yaml, b.yaml, a.yaml]\n", {
        "a.yaml": shared,
        "b.yaml": "version: 1\n",
      }),
    ).toMatchObject([
      {
        rule: "named-twice",
        line: 2,
        column: 27,
        related: [{ line: 2, column: 11 }],
      },
    ]);
  });

  test.each(["5", "[a]", "{ a: b }", "null"])("a path that is %s", (item) => {
    expect(found(`version: 1\ninclude: [${item}]\n`)).toEqual([
      "2:11 wrong-shape",
    ]);
  });
});

describe("two profiles of one name", () => {
  test("in two files", () => {
    const errors = errorsOf("version: 1\ninclude: [a.yaml, b.yaml]\n", {
      "a.yaml": shared,
      "b.yaml": shared,
    });
    expect(errors).toMatchObject([
      {
        rule: "duplicate-profile",
        file: "b.yaml",
        line: 3,
        column: 3,
        related: [{ file: "a.yaml", line: 3, column: 3 }],
      },
    ]);
  });

  test("in a file and in the spec", () => {
    expect(
      found("version: 1\ninclude: [a.yaml]\nprofiles: { shared: {} }\n", {
        "a.yaml": shared,
      }),
    ).toEqual(["3:13 duplicate-profile"]);
  });
});
