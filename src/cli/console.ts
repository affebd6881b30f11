import { isatty } from "node:tty";
import { createColors } from "picocolors";
import { visibleLines } from "../encode/visible.js";

export type Paint = ReturnType<typeof createColors>;

/** One of the two outputs, with the colours that suit what it goes to. Nothing that a terminal would obey gets through. */
export interface Stream {
  readonly print: (text: string) => void;
  readonly paint: Paint;
  /** The width of the terminal that it is; undefined if it is not one. */
  readonly columns: number | undefined;
}

export interface Console {
  /** What was asked for: it may go to a file while errors go to a terminal. */
  readonly out: Stream;
  readonly err: Stream;
}

/**
 * Opens the console. `--color` and `--no-color` take precedence over NO_COLOR and FORCE_COLOR; without any of them, an
 * output is coloured if it is a terminal.
 *
 * @see https://no-color.org
 */
export function openConsole({
  color,
}: {
  readonly color?: boolean | undefined;
}): Console {
  return { out: openStream(1, color), err: openStream(2, color) };
}

/** Opens standard output or standard error, by its file descriptor; Node makes the stream when something is printed. */
function openStream(fd: 1 | 2, color: boolean | undefined): Stream {
  const stream = (): NodeJS.WriteStream =>
    fd === 1 ? process.stdout : process.stderr;
  const isTerminal = isatty(fd);
  const paint = createColors(color ?? coloursWanted(process.env, isTerminal));
  const show = paint.isColorSupported ? visibleButColours : visibleLines;
  return {
    print: (text) => void stream().write(show(text)),
    paint,
    columns: isTerminal ? stream().columns : undefined,
  };
}

/** What the colours are made of stays; a text of the user's was made visible before it was coloured. */
function visibleButColours(text: string): string {
  // eslint-disable-next-line no-control-regex -- the escape that begins a colour
  const pieces = text.split(/(\u001b\[[0-9]+m)/u);
  return pieces
    .map((piece, at) => (at % 2 === 1 ? piece : visibleLines(piece)))
    .join("");
}

function coloursWanted(env: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  if ((env["NO_COLOR"] ?? "") !== "") return false;
  if ((env["FORCE_COLOR"] ?? "") !== "") return env["FORCE_COLOR"] !== "0";
  return isTerminal && env["TERM"] !== "dumb";
}
