import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A document whose commands were run. */
export interface Transcript {
  /** The document with what the commands really print. */
  readonly text: string;
  readonly commands: readonly string[];
}

/** Where commands are run, and how what they print is shown. */
export interface Scene {
  /** The whole environment of the commands. */
  readonly env: Readonly<Record<string, string>>;
  /** A program with its arguments that runs the command behind them. */
  readonly within?: readonly string[];
  /** Texts of this machine, with those that the document has in their place. */
  readonly shownAs?: ReadonlyMap<string, string>;
}

/**
 * Does what a document tells its reader to do, in a folder: the fenced blocks in order, by the words after the fence.
 *
 * - `console` has commands behind `$ `, each followed by its output. A command must succeed, unless the next one is
 *   `echo $?`.
 * - `diff PATH` edits a file: it has the lines before and after, without headers.
 * - `LANGUAGE PATH` is a whole file. Other blocks are only shown.
 */
export function replay(
  document: string,
  folder: string,
  scene: Scene,
): Transcript {
  const commands: string[] = [];
  const text = document.replaceAll(
    /^```(\w+)(?: (\S+))?\n([^]*?)^```$/gmu,
    (block, language: string, path: string | undefined, body: string) => {
      if (language === "console") {
        const session = sessionOf(body);
        commands.push(...session);
        return `\`\`\`console\n${shown(session, folder, scene)}\`\`\``;
      }
      if (path !== undefined) {
        const file = join(folder, path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(
          file,
          language === "diff" ? edited(readFileSync(file, "utf8"), body) : body,
        );
      }
      return block;
    },
  );
  return { text, commands };
}

/** The commands of a block; one that ends in a backslash goes on in the next line. */
function sessionOf(body: string): readonly string[] {
  return Array.from(
    body.matchAll(/^\$ ((?:.*\\\n)*.*)$/gmu),
    ([, command = ""]) => command,
  );
}

function shown(
  commands: readonly string[],
  folder: string,
  { env, within = [], shownAs }: Scene,
): string {
  let last = 0;
  return commands
    .map((command, at) => {
      const [program, ...args] = [
        ...within,
        "bash",
        "-c",
        `exec 2>&1; (exit ${last}); ${command}`,
      ];
      const { status, stdout, error } = spawnSync(program, args, {
        cwd: folder,
        env,
        encoding: "utf8",
      });
      if (error !== undefined) throw error;
      last = status ?? 1;
      if (last !== 0 && commands[at + 1] !== "echo $?")
        throw new Error(`\`${command}\` ended with ${last}:\n${stdout}`);
      if (stdout.includes(folder))
        throw new Error(`\`${command}\` prints a path of this machine`);
      // Formatters of Markdown strip the ends of lines.
      const output = [...(shownAs ?? [])].reduce(
        (text, [from, to]) => text.replaceAll(from, to),
        stdout.replaceAll(/[ \t]+$/gmu, ""),
      );
      const end = output === "" || output.endsWith("\n") ? "" : "\n";
      return `$ ${command}\n${output}${end}`;
    })
    .join("");
}

/** Replaces the lines of a file that a diff has as context and removed, which the file has once. */
export function edited(text: string, diff: string): string {
  const lines = diff.split("\n").slice(0, -1);
  const without = (mark: string): string =>
    lines
      .filter((line) => !line.startsWith(mark))
      .map((line) => `${line.slice(1)}\n`)
      .join("");
  const [before, after] = [without("+"), without("-")];
  const whole = `\n${text}`;
  const at = whole.indexOf(`\n${before}`);
  if (at === -1) throw new Error(`the file does not have:\n${before}`);
  if (whole.lastIndexOf(`\n${before}`) !== at)
    throw new Error(`the file has more than once:\n${before}`);
  return text.slice(0, at) + after + text.slice(at + before.length);
}
