import { describe, expect, test } from "vitest";
import { Workspace } from "./tunegen.js";

/** Obeyed by terminals, or makes a line look like another: colours, a control of eight bits, right-to-left. */
const evil = "\u001b[31m\u009b2J\u202e\u0007";

/** Everything that a terminal would obey. A line break is the only control of the output itself. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const obeyed = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/u;

const role = (why: string): string => `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      kernel.core_pattern: { value: "a\u202eb", why: "${why}" }
      net.ipv4.route.max_size: { value: 1, why: "${why}" }
`;

function expectHarmless(workspace: Workspace, args: readonly string[]): void {
  const { out, err } = workspace.run(args);
  expect(obeyed.exec(out)?.[0], `${args.join(" ")}: ${out}`).toBeUndefined();
  expect(obeyed.exec(err)?.[0], `${args.join(" ")}: ${err}`).toBeUndefined();
  // Nothing is hidden either.
  expect(`${out}${err}`).not.toBe("");
}

const spec = `sp${evil}ec.yaml`;
const formats = ["text", "json", "github", "gitlab", "sarif"];

describe("no character of the user's reaches the terminal as a command", () => {
  test.each(formats)("of a broken spec and its name, as %s", (format) => {
    const workspace = new Workspace({
      [spec]: `version: 1\ninclude: ["in\u202e\\e[31m"]\n"ro\u202eles": 1\n`,
    });
    for (const command of ["lint", "build", "check"])
      expectHarmless(workspace, [command, "-f", spec, "--format", format]);
  });

  test.each(formats)(
    "of names and values that are written, as %s",
    (format) => {
      const workspace = new Workspace({
        [spec]: `${role("\\u202eReason\\e[1m")}targets: { sysctl.d: { path: "o\u202eut.conf" } }\n`,
      });
      const of = (command: string) => [
        ...[command, "-f", spec],
        ...["--format", format],
      ];
      expectHarmless(workspace, [...of("build"), "--dry-run"]);
      expectHarmless(workspace, of("check"));
      expectHarmless(workspace, of("build"));
      workspace.edit("o\u202eut.conf", (text) => `${text}# \u001b[2J\u202e\n`);
      expectHarmless(workspace, of("check"));
      expectHarmless(workspace, of("build"));
      workspace.edit(spec, (text) => text.replace("o\u202eut", "a\u202eb"));
      expectHarmless(workspace, [...of("build"), "--force"]);
    },
  );

  test.each(["text", "json"])("of what is explained, as %s", (format) => {
    const workspace = new Workspace({
      [spec]: role("\\u202eReason\\e[1m"),
      "broken.yaml": 'version: 1\n"ro\u202eles": 1\n',
    });
    const of = (word: string, file: string) => [
      ...["explain", word, "-f", file],
      ...["--format", format],
    ];
    for (const word of [
      "worker",
      "kernel.core_pattern",
      "no-effect",
      `nothing${evil}`,
      `net.ipv4.conf.${evil}.rp_filter`,
    ])
      expectHarmless(workspace, of(word, spec));
    expectHarmless(workspace, of("vm.swappiness", "broken.yaml"));
    expectHarmless(workspace, of("unknown-field", "broken.yaml"));
  });

  test("beside the colours of the output itself", () => {
    const workspace = new Workspace({
      [spec]: `version: 1\n"\\e[31mroles": 1\n`,
    });
    const { out } = workspace.run(["lint", "-f", spec, "--color"]);
    expect(out).toContain("`\\u{1b}[31mroles` is not a field here");
    expect(out).toContain("sp\\u{1b}[31m\\u{9b}2J\\u{202e}\\u{7}ec.yaml:2");
    // eslint-disable-next-line no-control-regex -- the colours
    const plain = out.replaceAll(/\u001b\[[0-9]+m/gu, "");
    expect(plain).not.toBe(out);
    expect(plain).not.toMatch(obeyed);
  });

  test("of a command line that is wrong", () => {
    const workspace = new Workspace();
    expectHarmless(workspace, [`bu${evil}ild`]);
    expectHarmless(workspace, ["build", `--${evil}`]);
    expectHarmless(workspace, ["build", "--only", evil]);
    expectHarmless(workspace, ["build", "--templates", evil, "-f", evil]);
  });
});

test("JSON keeps what is shown escaped", () => {
  const workspace = new Workspace({
    "tuning.yaml": 'version: 1\n"ro\u202eles": 1\n',
  });
  const { out } = workspace.run(["lint", "--format", "json"]);
  expect(out).toContain("`ro\\u202eles`");
  expect(JSON.parse(out)).toMatchObject({
    findings: [{ message: "`ro\u202eles` is not a field here" }],
  });
});
