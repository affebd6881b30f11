import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { parse } from "yaml";
import { programTest } from "../support/programs.js";
import { readerIn } from "../support/reader.js";
import { inTemporaryFolder } from "../support/temporary.js";
import { replay } from "../support/transcript.js";

const documents = new URL("../../docs/tutorials/", import.meta.url).pathname;
const names = readdirSync(documents).filter(
  (name) => name.endsWith(".md") && name !== "README.md",
);

/** The commands of a workflow of GitHub. */
function commandsOf(workflow: string): readonly string[] {
  const { jobs } = parse(workflow) as {
    readonly jobs: Readonly<
      Record<string, { readonly steps: readonly { readonly run?: string }[] }>
    >;
  };
  return Object.values(jobs).flatMap(({ steps }) =>
    steps.flatMap(({ run }) => run ?? []),
  );
}

for (const name of names)
  programTest("git", `${name} says what happens, and CI is green`, async () => {
    const document = readFileSync(join(documents, name), "utf8");
    const { transcript, ci } = inTemporaryFolder((folder) => {
      const env = readerIn(folder);
      const repository = join(folder, "repository");
      mkdirSync(repository);
      const transcript = replay(document, repository, { env });
      const run = (program: string, args: readonly string[], cwd: string) =>
        spawnSync(program, args, { cwd, env, encoding: "utf8" });
      // What is not committed is not in CI.
      run("git", ["clone", "--quiet", repository, "ci"], folder);
      const clone = join(folder, "ci");
      const workflow = readFileSync(
        join(clone, ".github/workflows/tunegen.yml"),
        "utf8",
      );
      const ci = commandsOf(workflow).map((command) => {
        const { status, stdout, stderr } = run("bash", ["-ec", command], clone);
        return { command, status, printed: stdout + stderr };
      });
      return { transcript, ci };
    });
    await expect(transcript.text).toMatchFileSnapshot(join(documents, name));
    expect(ci.length).toBeGreaterThan(0);
    for (const { command, status, printed } of ci) {
      expect(transcript.commands).toContain(command);
      expect(status, printed).toBe(0);
    }
  });

programTest("bash", "a command that fails is shown with its exit code", () => {
  inTemporaryFolder((folder) => {
    const env = { PATH: process.env["PATH"] ?? "" };
    const block = (...lines: readonly string[]): string =>
      ["```console", ...lines, "```", ""].join("\n");
    expect(
      replay(block("$ echo a; false", "$ echo $?", "0"), folder, { env }).text,
    ).toBe(block("$ echo a; false", "a", "$ echo $?", "1"));
    expect(() => replay(block("$ false", "$ true"), folder, { env })).toThrow(
      "`false` ended with 1",
    );
    expect(() => replay(block("$ pwd"), folder, { env })).toThrow(
      "this machine",
    );
  });
});
