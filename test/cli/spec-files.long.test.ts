import { mkdirSync, symlinkSync, truncateSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { output, small, Workspace } from "./tunegen.js";

describe("a spec that cannot be read ends with 2, and nothing is written", () => {
  const bytes = (text: string, encoding: BufferEncoding): Buffer =>
    Buffer.from(text, encoding);

  test.each([
    ["none", undefined, "error: tuning.yaml does not exist [unreadable-spec]"],
    ["an empty one", "", "the spec is empty [empty-spec]"],
    ["only comments", "# nothing\n", "the spec is empty [empty-spec]"],
    ["a binary", Buffer.from([1, 2, 0, 255]), "the file is binary"],
    [
      "UTF-16",
      Buffer.concat([Buffer.from([0xff, 0xfe]), bytes(small, "utf16le")]),
      "the file is UTF-16",
    ],
    [
      "Latin-1",
      bytes(small.replace("Workers", "Größe"), "latin1"),
      "tuning.yaml:4:12: error: line 4 contains bytes that are not UTF-8",
    ],
    [
      "a list",
      "- version: 1\n",
      "tuning.yaml:1:1: error: the file cannot be a list",
    ],
    ["HTML", "<!doctype html>\n<p>a: b\n", "tuning.yaml:1:1: error:"],
    ["JSON that is none", '{"version": 1,', "tuning.yaml:1:"],
    ["a second document", `${small}---\n${small}`, "tuning.yaml:8:1: error:"],
  ])("%s", (_, content, message) => {
    const workspace = new Workspace(
      content === undefined ? {} : { "tuning.yaml": content },
    );
    const before = workspace.files();
    for (const command of ["build", "check"]) {
      const { code, out, err } = workspace.run([command]);
      expect({ code, out }).toEqual({ code: 2, out: "" });
      expect(err).toContain(message);
    }
    expect(workspace.files()).toEqual(before);
  });

  test("a folder", () => {
    const workspace = new Workspace({ "tuning.yaml/a": "" });
    const { code, err } = workspace.run(["build"]);
    expect(code).toBe(2);
    expect(err).toContain("tuning.yaml is a folder");
    expect(err).toContain("-f tuning.yaml/tuning.yaml");
  });

  test("one of 100 MB", () => {
    const workspace = new Workspace({ "tuning.yaml": small });
    truncateSync(workspace.path("tuning.yaml"), 100_000_000);
    const { code, err } = workspace.run(["build"]);
    expect(code).toBe(2);
    expect(err).toContain("the file is 95.4 MiB in size [spec-too-large]");
  });

  test("a link that leads nowhere, and one that leads to itself", () => {
    const workspace = new Workspace();
    symlinkSync("nowhere.yaml", workspace.path("tuning.yaml"));
    symlinkSync("round.yaml", workspace.path("round.yaml"));
    expect(workspace.run(["check"]).code).toBe(2);
    expect(workspace.run(["check", "-f", "round.yaml"]).code).toBe(2);
  });

  test("a file as a folder of the path", () => {
    const workspace = new Workspace({ "a.yaml": small });
    const { code, err } = workspace.run(["check", "-f", "a.yaml/tuning.yaml"]);
    expect(code).toBe(2);
    expect(err).toContain("a.yaml/tuning.yaml");
  });

  test("a missing include, told at its line", () => {
    const workspace = new Workspace({
      "tuning.yaml": "version: 1\ninclude: [a.yaml, sub]\n",
    });
    mkdirSync(workspace.path("sub"));
    const { code, err } = workspace.run(["build"]);
    expect(code).toBe(2);
    expect(err).toContain(
      "tuning.yaml:2:11: error: a.yaml does not exist [unreadable-include]",
    );
    expect(err).toContain(
      "tuning.yaml:2:19: error: sub is a folder [unreadable-include]",
    );
    // The remedies for the spec itself would not help.
    expect(err).not.toContain("-f");
  });
});

describe("a spec in any of its forms", () => {
  const built = (content: string | Buffer): string => {
    const workspace = new Workspace({ "tuning.yaml": content });
    expect(workspace.run(["build"]).code).toBe(0);
    return workspace.read(output);
  };

  test("CRLF and a byte order mark make no difference", () => {
    const plain = built(small);
    expect(built(small.replaceAll("\n", "\r\n"))).toBe(plain);
    expect(built(`\ufeff${small}`)).toBe(plain);
    expect(plain).not.toContain("\r");
    expect(plain).not.toContain("\ufeff");
  });

  test("standard input, in the folder where it is run", () => {
    const workspace = new Workspace();
    const { code, out } = workspace.run(["build", "-f", "-"], { input: small });
    expect({ code, out }).toEqual({ code: 0, out: `written ${output}\n` });
    expect(workspace.run(["check", "-f", "-"], { input: small }).code).toBe(0);
  });

  test("faults of standard input, and its includes", () => {
    const workspace = new Workspace({
      "a.yaml": "version: 1\nprofiles: { a: { sysctl: { x.y: 1 } } }\n",
    });
    const { code, err } = workspace.run(["check", "-f", "-"], {
      input: "version: 1\ninclude: [a.yaml]\nroles: { r: [] }\n",
    });
    expect(code).toBe(2);
    expect(err).toContain("<stdin>:3:13: error:");
    expect(err).toContain("a.yaml:2:28: error:");
    const empty = workspace.run(["build", "-f", "-"], { input: "" });
    expect(empty.code).toBe(2);
  });

  test("in another folder: outputs go beside it, from wherever it is run", () => {
    const workspace = new Workspace({
      "cluster/tuning.yaml": small,
      "here/a": "",
    });
    const far = { cwd: "here" };
    expect(
      workspace.run(["build", "-f", "../cluster/tuning.yaml"], far),
    ).toEqual({
      code: 0,
      out: `written ../cluster/${output}\n`,
      err: expect.stringContaining("1 file changed") as string,
    });
    expect(workspace.files()).toContain(`cluster/${output}`);
    // The same bytes as when it is built at its own place.
    expect(workspace.run(["check"], { cwd: "cluster" }).code).toBe(0);
    expect(
      workspace.run(["check", "-f", workspace.path("cluster/tuning.yaml")])
        .code,
    ).toBe(0);
    expect(workspace.read(`cluster/${output}`)).not.toContain("../");
  });

  test("an include of another folder", () => {
    const workspace = new Workspace({
      "shared/profiles.yaml":
        "version: 1\nprofiles: { a: { sysctl: { vm.swappiness: 10 } } }\n",
      "cluster/tuning.yaml": `${small}    profiles: [a]\ninclude: [../shared/profiles.yaml]\n`,
    });
    expect(workspace.run(["build", "-f", "cluster/tuning.yaml"]).code).toBe(0);
    expect(workspace.read(`cluster/${output}`)).toContain("vm.swappiness");
    workspace.edit("shared/profiles.yaml", (text) => text.replace("10", "x"));
    const { code, err } = workspace.run(["check", "-f", "cluster/tuning.yaml"]);
    expect(code).toBe(2);
    expect(err).toContain(
      "shared/profiles.yaml:2:43: error: `x` is not a number or a quantity",
    );
  });
});

test("standard input builds what the file of that name would", () => {
  const workspace = new Workspace({ "tuning.yaml": small });
  expect(workspace.run(["build", "-f", "-"], { input: small }).code).toBe(0);
  expect(workspace.run(["check"]).code).toBe(0);
});

test("a device without an end is too large, and nothing hangs", () => {
  const { code, err } = new Workspace({}).run(["check", "-f", "/dev/zero"]);
  expect(code).toBe(2);
  expect(err).toContain("MiB");
});
