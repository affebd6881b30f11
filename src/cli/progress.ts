import { visible } from "../encode/visible.js";
import type { Console } from "./console.js";
import { isLong } from "./startup/optimizer.js";

/** The width of a terminal that does not tell it, such as a serial console. */
const UNSIZED = 80;

/** A line on a terminal that tells how far a long run is. */
export interface Progress {
  /** Replaces the line. */
  readonly show: (text: string) => void;
  /** Removes the line, before anything else is printed. */
  readonly end: () => void;
}

/** Opens a progress line on standard error; it shows nothing if that is not a terminal. */
export function openProgress({ err: { columns } }: Console): Progress {
  let shown = "";
  const show = (text: string): void => {
    if (columns === undefined) return;
    // A line that wraps cannot be replaced.
    const line = visible(text).slice(0, (columns || UNSIZED) - 1);
    process.stderr.write(`\r${line.padEnd(shown.length)}`);
    shown = line;
  };
  return {
    show,
    end: () => {
      if (shown === "") return;
      show("");
      process.stderr.write("\r");
    },
  };
}

/**
 * Shows a line while work on a text goes on that cannot tell how far it is; nothing for a text that is not long.
 *
 * @param length of the text, in characters
 */
export function whileShown<Result>(
  terminal: Console,
  line: string,
  length: number,
  work: () => Result,
): Result {
  if (!isLong(length)) return work();
  const progress = openProgress(terminal);
  progress.show(line);
  try {
    return work();
  } finally {
    progress.end();
  }
}
