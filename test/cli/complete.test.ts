import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import {
  complete,
  type ListNames,
  type Reply,
} from "../../src/cli/complete/complete.js";
import { listNames } from "../../src/cli/complete/names.js";
import { bashReplyText, replyText } from "../../src/cli/complete/reply-text.js";
import { namesInSpec } from "../../src/cli/complete/spec-names.js";
import { readTypedLine } from "../../src/cli/complete/typed-line.js";
import {
  valuesOfArgument,
  valuesOfOption,
} from "../../src/cli/complete/values.js";
import { program } from "../../src/cli/program.js";

const never = (): never => {
  throw new Error("nothing is loaded");
};
const tunegen = program(never, {
  commands: never,
  importCommand: never,
  initCommand: never,
  operate: never,
  reportCommand: never,
  completion: never,
  adviceOn: never,
});

const fake: ListNames = (kind, spec) =>
  ["a", "b c"].map((name) => ({ value: `${name}-${kind}`, about: spec }));

function words(...line: readonly string[]): readonly string[] {
  return complete(tunegen, line, fake).words.map(({ value }) => value);
}

test("every value of the table can be completed, or is known to be free", () => {
  for (const command of tunegen.commands.filter(
    (each) => each.name() !== "complete",
  )) {
    for (const option of command.options)
      if (option.required || option.optional)
        expect(valuesOfOption(option), option.flags).toBeDefined();
    for (const argument of command.registeredArguments)
      expect(valuesOfArgument(argument), argument.name()).toBeDefined();
  }
});

test("a revision of git is a branch or tag, or else a file", () => {
  for (const line of [["diff"], ["report", "--since"], ["build", "--since"]]) {
    expect(words(...line, "")).toEqual(["a-revision", "b c-revision"]);
    expect(complete(tunegen, [...line, "a.yaml"], fake)).toEqual({
      want: "files",
      words: [],
      goesOn: false,
    });
  }
});

describe("words", () => {
  test("commands, without the hidden one", () => {
    expect(words("")).toContain("completion");
    expect(words("")).not.toContain("complete");
    expect(words("c")).toEqual(["check", "capture", "completion"]);
    expect(words("help", "c")).toEqual(words("c"));
  });

  test("options that are not there yet and not excluded", () => {
    expect(words("diff", "--")).toContain("--exit-code");
    expect(words("diff", "--exit-code", "--")).not.toContain("--exit-code");
    expect(words("build", "--since", "HEAD", "--d")).toEqual([]);
    expect(words("build", "--dry-run", "--si")).toEqual([]);
    expect(words("import", "--role", "a=b", "--ro")).toEqual(["--role"]);
    expect(words("--ver")).toEqual(["--version"]);
  });

  test("values of options", () => {
    expect(words("lint", "--severity", "")).toEqual([
      "error",
      "warning",
      "note",
    ]);
    expect(words("lint", "--severity=w")).toEqual(["--severity=warning"]);
    expect(words("verify", "--role", "b")).toEqual(["b c-role"]);
    expect(words("check", "--only", "a-target,")).toEqual([
      "a-target,b c-target",
    ]);
    expect(words("import", "--role", "")).toEqual(["a-role=", "b c-role="]);
    expect(words("lint", "--max-warnings", "")).toEqual([]);
    // The value of this one can be left out.
    expect(words("lint", "--write-baseline", "--f")).toEqual([
      ...["--format", "--file", "--fix"],
    ]);
  });

  test("the spec of --file", () => {
    const about = (...line: readonly string[]) =>
      complete(tunegen, line, fake).words[0]?.about;
    expect(about("verify", "-f", "x.yaml", "--role", "")).toBe("x.yaml");
    expect(about("verify", "--file=x=y", "--role", "")).toBe("x=y");
    expect(about("verify", "--role", "")).toBeUndefined();
  });

  test("arguments", () => {
    expect(words("explain", "a")).toEqual(["a-topic"]);
    expect(words("explain", "--", "a", "a")).toEqual(["a-topic"]);
    expect(words("completion", "")).toEqual(["bash", "zsh", "fish"]);
    expect(words("completion", "bash", "")).toEqual([]);
    expect(words("nothing", "")).toEqual([]);
    expect(complete(tunegen, ["import", ""], fake).want).toBe("files");
    expect(complete(tunegen, ["build", "--out", ""], fake).want).toBe(
      "folders",
    );
  });
});

test("names of tunegen", () => {
  const of = (kind: Parameters<ListNames>[0]) =>
    listNames(kind, "missing.yaml").map(({ value }) => value);
  expect(of("topic")).toEqual(
    expect.arrayContaining([
      "net.core",
      "vm.swappiness",
      "limits",
      "equals-default",
      "unknown-key",
    ]),
  );
  expect(new Set(of("topic")).size).toBe(of("topic").length);
  expect(of("target")).toContain("nixos");
  expect(of("kind")).toContain("sysctl");
  expect(of("os")).toContain("talos");
  expect(of("distribution")).toContain("k3s");
  expect(of("role")).toEqual([]);
});

describe("names of a spec", () => {
  const namesIn = (text: string, section: "roles" | "include" = "roles") => {
    const folder = mkdtempSync(join(tmpdir(), "tunegen-names-"));
    onTestFinished(() => {
      rmSync(folder, { recursive: true });
    });
    const path = join(folder, "tuning.yaml");
    writeFileSync(path, text);
    return namesInSpec(path, section);
  };

  test.each([
    ["roles: { a: {}, 'b c': {} }\n", ["a", "b c"]],
    ["roles:\n  a: {}\n  1: {}\n", ["a", "1"]],
    // These are not YAML.
    [
      "include: [\nroles:\n  a:\n    node: { os: \n  'b c': {}\n  # c:\n  d",
      ["a", "b c", "d"],
    ],
    ["roles:\n\ta: {}\n", []],
    ["roles", []],
    ["", []],
  ])("%j", (text, names) => {
    expect(namesIn(text)).toEqual(names);
  });

  test("included files", () => {
    expect(namesIn("include: [a.yaml]\n", "include")).toEqual(["a.yaml"]);
    expect(namesIn("include:\n  - a.yaml\nroles: {\n", "include")).toEqual([
      "a.yaml",
    ]);
  });
});

describe("a typed line", () => {
  test.each([
    ["tunegen ", ["tunegen", ""], "", 0],
    ["tunegen a\\ b", ["tunegen", "a b"], "", 0],
    ["x --a=b:c", ["x", "--a=b:c"], "", 6],
    [`x "a 'b`, ["x", "a 'b"], '"', 0],
    [`x 'a "b`, ["x", 'a "b'], "'", 0],
    ['x "$(a) \\$', ["x", "$(a) $"], '"', 0],
    ["x '' ", ["x", "", ""], "", 0],
    ["x a\\:b", ["x", "a:b"], "", 0],
    ["x \\", ["x", ""], "", 0],
  ] as const)("%s", (line, read, quote, kept) => {
    expect(readTypedLine(line, "=:")).toMatchObject({
      words: read,
      quote,
      kept,
    });
  });
});

describe("what the shell reads", () => {
  const reply: Reply = {
    want: "words",
    words: [
      { value: "h:a b", about: "two\nlines" },
      { value: "$(x)" },
      { value: "new\nline" },
      { value: "escape\u001b" },
    ],
    goesOn: false,
  };

  test("words and what they are", () => {
    expect(replyText(reply)).toBe("words\nh:a b\ttwo lines\n$(x)\n");
    expect(replyText({ ...reply, words: [], goesOn: true })).toBe(
      "words nospace\n",
    );
  });

  test.each([
    ["x ", ["h:a\\ b", "\\$\\(x\\)"]],
    ["x '", ["h:a b", "$(x)"]],
    ['x "', ["h:a b", "\\$(x)"]],
    ["x 'h'", []],
  ])("bash: %s", (line, expected) => {
    const text = bashReplyText(reply, readTypedLine(line, ":"));
    expect(text).toBe(["words", ...expected, ""].join("\n"));
  });

  test("bash: without what comes before a colon", () => {
    const only = { ...reply, words: reply.words.slice(0, 1) };
    expect(bashReplyText(only, readTypedLine("x h:", ":"))).toBe(
      "words\na\\ b\n",
    );
  });
});
