import { createColors } from "picocolors";
import { visibleLines } from "../encode/visible.js";

/** The console, and the colours for its output. Nothing that a terminal would obey gets through. */
export interface Console {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly paint: ReturnType<typeof createColors>;
  /** The width of the terminal that findings go to; undefined if it is not one. */
  readonly columns: number | undefined;
}

/**
 * Opens the console. `--color` and `--no-color` take precedence over NO_COLOR and FORCE_COLOR; without any of them,
 * output is coloured if it goes to a terminal.
 *
 * @param findings where findings go
 * @see https://no-color.org
 */
export function openConsole(
  { color }: { readonly color?: boolean | undefined },
  findings: "stdout" | "stderr" = "stderr",
): Console {
  const { isTTY, columns } = process[findings];
  const paint = createColors(color ?? coloursWanted(process.env, isTTY));
  const show = paint.isColorSupported ? visibleButColours : visibleLines;
  return {
    out: (text) => void process.stdout.write(show(text)),
    err: (text) => void process.stderr.write(show(text)),
    paint,
    columns: isTTY ? columns : undefined,
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
