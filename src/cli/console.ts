import { createColors } from "picocolors";

/** The console, and the colours for its output. */
export interface Console {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly paint: ReturnType<typeof createColors>;
}

/**
 * Opens the console. `--color` and `--no-color` take precedence over NO_COLOR and FORCE_COLOR; without any of them,
 * output is coloured if standard error is a terminal.
 * @see https://no-color.org
 */
export function openConsole({
  color,
}: {
  readonly color?: boolean | undefined;
}): Console {
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    paint: createColors(color ?? coloursWanted(process.env)),
  };
}

function coloursWanted(env: NodeJS.ProcessEnv): boolean {
  if ((env["NO_COLOR"] ?? "") !== "") return false;
  if ((env["FORCE_COLOR"] ?? "") !== "") return env["FORCE_COLOR"] !== "0";
  return process.stderr.isTTY && env["TERM"] !== "dumb";
}
