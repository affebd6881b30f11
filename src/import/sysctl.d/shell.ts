import { type Command, parse } from "unbash";
import { addAll } from "../../core/add-all.js";
import type { Source } from "../../core/source.js";
import type { Item } from "../layout.js";
import { linesOf, spanOfLine } from "../lines.js";
import type { Remark } from "../types.js";
import { type Part, readAssignment } from "./assignment.js";
import { limitReader, withPairs } from "./limit.js";
import { readModule } from "./module.js";
import { contentOfLines } from "./content.js";
import { fileOfTee, programOf, walk, wordsOf } from "./shell-commands.js";
import { expanded, type Variables, variablesOf } from "./shell-variables.js";
import { type LineReader, type ReadItems, readLines } from "./read-lines.js";

/** A range of the script that is not its own lines, such as the text of a file that it writes. */
interface Taken {
  readonly pos: number;
  readonly end: number;
  readonly items: readonly Item[];
}

/** Reads a script that writes files of sysctl.d, calls sysctl or writes to /proc/sys. */
export function readShell(source: Source): ReadItems {
  const taken: Taken[] = [];
  const remarks: Remark[] = [];
  const take = (pos: number, end: number, read: ReadItems): void => {
    taken.push({ pos, end, items: read.items });
    addAll(remarks, read.remarks);
  };
  const script = parse(source.text);
  const context = { source, variables: variablesOf(script), take };
  walk(script, [], source.text, (command, condition, target) =>
    readCommand(context, command, condition, target),
  );
  return { items: [...inOrder(source, taken)], remarks };
}

/** What the reader of a command knows of its script. */
interface Context {
  readonly source: Source;
  readonly variables: Variables;
  readonly take: (pos: number, end: number, read: ReadItems) => void;
}

function readCommand(
  { source, variables, take }: Context,
  command: Command,
  condition: string | undefined,
  piped: string | undefined,
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
    const { body, closing, delimiter } = redirect;
    const isOfSystem = /sysctl|modules|modprobe|limits/u.test(file ?? "");
    // A variable may name the file; then its lines tell what it is.
    const text = source.text.slice(body.pos, body.end);
    const content = contentOfLines({ name: source.name, text });
    if (!isOfSystem && content === undefined) continue;
    const reader = isOfSystem ? readerOf(file ?? "") : readerOf(content ?? "");
    const found = readLines(
      source,
      delimiter?.quoted === true
        ? reader
        : (part) => reader({ ...part, text: expanded(part.text, variables) }),
      { from: body.pos, to: body.end, condition },
    );
    take(body.pos, closing?.end ?? body.end, {
      ...found,
      // Its comments are about its own lines.
      items: [{ kind: "break" }, ...withPairs(found.items), { kind: "break" }],
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
    text: text.startsWith("'")
      ? value.trim()
      : expanded(value.trim(), variables),
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
    else if (file.startsWith("/sys/"))
      each(sysfsReader(file.slice("/sys/".length)), [partOf(first)]);
    else if (/sysctl|modules|modprobe|limits/u.test(file))
      each(readerOf(file), rest.map(partOf));
  }
}

function readerOf(file: string): LineReader {
  if (/modules|modprobe/u.test(file)) return readModule;
  return file.includes("limits") ? limitReader() : readAssignment;
}

/** Reads what is written to a file below /sys; a path with a variable is not known. */
function sysfsReader(path: string): LineReader {
  return ({ source, text, start }) => {
    const span = { source, start, end: start + text.length };
    return /[$`]/u.test(path + text)
      ? {
          setting: undefined,
          comment: undefined,
          remarks: [
            {
              kind: "left",
              span,
              message: `what is written to \`/sys/${path}\` is a variable`,
              help: "write it in the section `sysfs`, as it is on the nodes",
            },
          ],
        }
      : {
          setting: {
            holder: { kind: "node" },
            path: ["sysfs", path],
            value: text,
            reason: undefined,
            group: undefined,
            nixPriority: undefined,
            span,
          },
          comment: undefined,
          remarks: [],
        };
  };
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
