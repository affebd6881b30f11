import { type Command, forEachChild, parse, type SyntaxNode } from "unbash";
import type { Source } from "../../core/source.js";
import type { Item } from "../layout.js";
import { linesOf, spanOfLine } from "../lines.js";
import type { Remark } from "../types.js";
import { type Part, readAssignment } from "./assignment.js";
import { limitReader, withPairs } from "./limit.js";
import { readModule } from "./module.js";
import { type LineReader, type ReadItems, readLines } from "./read-lines.js";

/** A range of the script that is not its own lines, such as the text of a file that it writes. */
interface Taken {
  readonly pos: number;
  readonly end: number;
  readonly items: readonly Item[];
}

/** Reads a script that writes files of sysctl.d, calls sysctl or writes to /proc/sys. */
export function readShell(script: Source): ReadItems {
  // Lines and columns are the same without the marks of CRLF.
  const source = script.text.includes("\r")
    ? { ...script, text: script.text.replaceAll("\r\n", "\n") }
    : script;
  const taken: Taken[] = [];
  const remarks: Remark[] = [];
  const take = (pos: number, end: number, read: ReadItems): void => {
    taken.push({ pos, end, items: read.items });
    remarks.push(...read.remarks);
  };
  walk(parse(source.text), [], source.text, (command, condition, target) =>
    readCommand(source, command, condition, target, take),
  );
  return { items: [...inOrder(source, taken)], remarks };
}

type Visit = (
  command: Command,
  condition: string | undefined,
  target: string | undefined,
) => void;

/** Visits each command with the conditions around it, and the file that a pipe after it ends in. */
function walk(
  node: SyntaxNode,
  conditions: readonly string[],
  text: string,
  visit: Visit,
  target?: string,
): void {
  const inside = (child: SyntaxNode, condition?: string, to = target): void =>
    walk(
      child,
      condition === undefined ? conditions : [...conditions, condition],
      text,
      visit,
      to,
    );
  const words = (part: SyntaxNode): string =>
    text.slice(part.pos, part.end).replaceAll(/\s+/gu, " ").trim();
  switch (node.type) {
    case "Command":
      visit(node, conditions.join(", ") || undefined, target);
      return;
    case "If":
      inside(node.clause);
      inside(node.then, `if ${words(node.clause)}`);
      for (const { clause, then } of node.elif)
        inside(then, `if ${words(clause)}`);
      if (node.else) inside(node.else, `else of if ${words(node.clause)}`);
      return;
    case "For":
    case "While":
      inside(
        node.body,
        words(node)
          .split(/;|\bdo\b/u)[0]
          ?.trim(),
      );
      return;
    case "Function":
      inside(node.body, `${words(node.name)}()`);
      return;
    case "Case":
      for (const { body, pattern } of node.items)
        inside(
          body,
          `case ${words(node.word)} in ${pattern.map(words).join("|")}`,
        );
      return;
    case "AndOr":
      node.commands.forEach((command, at) => {
        const before = node.commands[at - 1];
        inside(
          command,
          before && isTest(words(before))
            ? `${words(before)} ${node.operators[at - 1] ?? ""}`
            : undefined,
        );
      });
      return;
    case "Pipeline": {
      const to = node.commands
        .filter((command) => command.type === "Command")
        .map(fileOfTee)
        .find((file) => file !== undefined);
      node.commands.forEach((command) => inside(command, undefined, to));
      return;
    }
    default:
      forEachChild(node, (child) => inside(child));
  }
}

/** Whether what follows a command depends on it, and is not only its next step. */
function isTest(command: string): boolean {
  return !/^(?:sudo )?(?:cat|echo|printf|mkdir|modprobe|sysctl|tee)\b/u.test(
    command,
  );
}

/** The words of a command without `sudo`. */
function wordsOf({ name, args }: Command) {
  const words = [name, ...args]
    .filter((word) => word?.type === "Word")
    .map(({ value, text, pos }) => ({ value, text, pos }));
  while (/^(?:sudo|doas|exec|command|env)$/u.test(words[0]?.value ?? "")) {
    words.shift();
    while (words[0]?.value.startsWith("-") === true) words.shift();
  }
  return words;
}

function programOf(words: readonly { readonly value: string }[]): string {
  return words[0]?.value.replace(/^.*\//u, "") ?? "";
}

function fileOfTee(command: Command): string | undefined {
  const words = wordsOf(command);
  return programOf(words) === "tee"
    ? words.slice(1).find(({ value }) => !value.startsWith("-"))?.value
    : undefined;
}

function readCommand(
  source: Source,
  command: Command,
  condition: string | undefined,
  piped: string | undefined,
  take: (pos: number, end: number, read: ReadItems) => void,
): void {
  const words = wordsOf(command);
  const program = programOf(words);
  const file =
    command.redirects.flatMap((redirect) =>
      redirect.type === "Redirect" && redirect.operator.startsWith(">")
        ? [redirect.target?.value ?? ""]
        : [],
    )[0] ??
    piped ??
    fileOfTee(command);
  for (const redirect of command.redirects) {
    if (redirect.type !== "HereDoc") continue;
    const { body, closing } = redirect;
    const found = readLines(source, readerOf(file ?? ""), {
      from: body.pos,
      to: body.end,
      condition,
    });
    if (/sysctl|modules|modprobe|limits/u.test(file ?? ""))
      take(body.pos, closing?.end ?? body.end, {
        ...found,
        items: [{ kind: "break" }, ...withPairs(found.items)],
      });
  }
  const each = (read: LineReader, parts: readonly Part[]): void => {
    const found = parts.map((part) =>
      readLines({ ...source }, () => read(part), {
        from: part.start,
        to: part.start + 1,
        condition,
      }),
    );
    take(command.pos, command.end, {
      items: found.flatMap(({ items }) => items),
      remarks: found.flatMap(({ remarks }) => remarks),
    });
  };
  const partOf = ({ value, text, pos }: (typeof words)[number]): Part => ({
    source,
    text: value.trim(),
    start: pos + (/^["']/u.test(text) ? 1 : 0),
  });
  const rest = words.slice(1).filter(({ value }) => !value.startsWith("-"));
  if (program === "sysctl")
    each(
      readAssignment,
      rest.filter(({ value }) => value.includes("=")).map(partOf),
    );
  else if (program === "modprobe" && rest[0] !== undefined)
    each(readModule, [partOf(rest[0])]);
  else if (program === "echo" || program === "printf") {
    const [first] = rest;
    if (first === undefined || file === undefined) return;
    if (file.startsWith("/proc/sys/"))
      each(readAssignment, [
        {
          ...partOf(first),
          text: `${file.slice("/proc/sys/".length)}=${rest.map(({ value }) => value).join(" ")}`,
        },
      ]);
    else if (/sysctl|modules|modprobe|limits/u.test(file))
      each(readerOf(file), rest.map(partOf));
  }
}

function readerOf(file: string): LineReader {
  if (/modules|modprobe/u.test(file)) return readModule;
  return file.includes("limits") ? limitReader() : readAssignment;
}

/** The items of commands, and the comments and blank lines between them. */
function* inOrder(source: Source, taken: readonly Taken[]): Generator<Item> {
  const sorted = [...taken].sort((a, b) => a.pos - b.pos);
  let next = 0;
  let until = 0;
  for (const line of linesOf(source)) {
    const end = line.start + line.text.length;
    const text = line.text.trim();
    for (; (sorted[next]?.pos ?? Infinity) <= end; next += 1) {
      yield* sorted[next]?.items ?? [];
      until = Math.max(until, sorted[next]?.end ?? 0);
    }
    const isInside = line.start < until;
    if (!isInside && text === "") yield { kind: "blank" };
    else if (!isInside && text.startsWith("#") && !text.startsWith("#!"))
      yield {
        kind: "comment",
        line: { text: text.slice(1), span: spanOfLine(source, line) },
      };
  }
}
