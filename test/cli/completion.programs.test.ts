import { chmodSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { completionScript } from "../../src/cli/complete/scripts.js";
import { shellWords } from "../support/loaders.js";
import {
  hasProgram,
  programTest,
  requirePrograms,
  run,
} from "../support/programs.js";
import { bin, Workspace } from "./tunegen.js";

const spec = `version: 1
roles:
  web: { why: Web }
  "we$(touch ran)b": {}
  "it's \\"x\\"": {}
  "we\\nb": {}
hosts:
  h1: { role: web }
  "h:2 b": { role: web }
`;

const startFiles = {
  ".zshrc": `PATH=$PWD/bin:$PATH
autoload -Uz compinit; compinit -u -D
source <(tunegen completion zsh)
zle-line-init() { : > ready }; zle -N zle-line-init
keep() { print -rn -- "$BUFFER" > buffer.new; mv buffer.new buffer }; zle -N keep
bindkey -e; bindkey '^X^X' keep
# By default, Tab in zsh runs a $(command) that the user has typed, before any completion.
bindkey '^I' complete-word
`,
  ".bashrc": `PATH=$PWD/bin:$PATH
source <(tunegen completion bash)
PROMPT_COMMAND=': > ready'
keep() { printf %s "$READLINE_LINE" > buffer.new; mv buffer.new buffer; }
bind -x '"\\C-x\\C-x": keep'
`,
};

function workspace(): Workspace {
  const made = new Workspace({
    "tuning.yaml": spec,
    "bin/tunegen": `#!/bin/sh\nexec ${shellWords([process.execPath, bin])} "$@"\n`,
    "sub/file": "",
    ...startFiles,
  });
  chmodSync(made.path("bin/tunegen"), 0o755);
  return made;
}

const home = (made: Workspace) => ({
  HOME: made.folder,
  ZDOTDIR: made.folder,
  XDG_CONFIG_HOME: made.path("config"),
  XDG_DATA_HOME: made.path("data"),
  TERM: "xterm",
  LANG: "C.UTF-8",
  PATH: `${made.path("bin")}:${process.env["PATH"] ?? ""}`,
});

/** What becomes of a line when Tab is pressed at its end. */
const becomes: readonly (readonly [string, string])[] = [
  ["tunegen bu", "tunegen build "],
  ["tunegen build --max-w", "tunegen build --max-warnings "],
  ["tunegen build --severity=n", "tunegen build --severity=note "],
  ["tunegen build tu", "tunegen build tu"],
  ["tunegen build -f tun", "tunegen build -f tuning.yaml "],
  ["tunegen build --file=tun", "tunegen build --file=tuning.yaml "],
  ["tunegen build --out su", "tunegen build --out sub/"],
  ["tunegen check --only nixos,tal", "tunegen check --only nixos,talos "],
  ["tunegen explain vm.swappi", "tunegen explain vm.swappiness "],
  ["tunegen verify --role w", "tunegen verify --role we"],
  ["tunegen verify --role=web", "tunegen verify --role=web "],
  [
    String.raw`tunegen verify --role we\$`,
    String.raw`tunegen verify --role we\$\(touch\ ran\)b `,
  ],
  ["tunegen verify --role 'we$", "tunegen verify --role 'we$(touch ran)b' "],
  [
    `tunegen verify --role "it`,
    String.raw`tunegen verify --role "it's \"x\"" `,
  ],
  ["tunegen verify --host h:", String.raw`tunegen verify --host h:2\ b `],
  ["tunegen verify --role $(touch ran)", "tunegen verify --role $(touch ran)"],
];

describe.skipIf(!requirePrograms && !hasProgram("zsh"))(
  "Tab in an interactive shell",
  () => {
    test.each([
      ["bash", ["--noprofile", "--rcfile", ".bashrc", "-i"]],
      ["zsh", ["-i"]],
    ])("%s", (shell, args) => {
      const made = workspace();
      made.write("typed", becomes.map(([typed]) => `${typed}\n`).join(""));
      const driver = join(import.meta.dirname, "type-in-shell.zsh");
      const { stdout, stderr } = run(
        "zsh",
        ["-f", driver, shell, ...args],
        undefined,
        { cwd: made.folder, env: home(made) },
      );
      expect(stderr).toBe("");
      expect(stdout.split("\n").slice(0, -1)).toEqual(
        becomes.map(([, line]) => line),
      );
      expect(made.files()).not.toContain("ran");
    });
  },
);

describe.skipIf(!requirePrograms && !hasProgram("fish"))("fish", () => {
  test.each([
    ["tunegen bu", ["build"]],
    ["tunegen build --max-w", ["--max-warnings"]],
    ["tunegen build --severity=n", ["--severity=note"]],
    ["tunegen build tu", []],
    ["tunegen build -f tun", ["tuning.yaml"]],
    ["tunegen build --file=tun", ["--file=tuning.yaml"]],
    ["tunegen build --out su", ["sub/"]],
    ["tunegen verify --role w", ["we$(touch ran)b", "web"]],
    ["tunegen verify --role 'we$", ["we$(touch ran)b"]],
    [`tunegen verify --role "it`, [`it's "x"`]],
    ["tunegen verify --host h:", ["h:2 b"]],
    ["tunegen verify --role (touch ran)", []],
  ])("%s", (typed, words) => {
    const made = workspace();
    const { stdout, stderr } = run(
      "fish",
      [
        "--no-config",
        "-c",
        "tunegen completion fish | source; complete -C $argv[1]",
        typed,
      ],
      undefined,
      { cwd: made.folder, env: home(made) },
    );
    const offered = stdout.split("\n").filter((line) => line !== "");
    expect(stderr).toBe("");
    expect(offered.map((line) => line.split("\t")[0])).toEqual(words);
    expect(made.files()).not.toContain("ran");
  });
});

programTest("shellcheck", "finds nothing wrong in the script of bash", () => {
  const { stdout } = run(
    "shellcheck",
    ["--shell=bash", "-"],
    completionScript("bash"),
  );
  expect(stdout).toBe("");
});
