import { setTimeout as delay } from "node:timers/promises";

const signals = ["SIGINT", "SIGTERM"] as const;

/** Lets work end before the process does: a build that is stopped half way leaves files of two specs. */
export interface Ending {
  /** Aborted by the first signal. The second one ends the process at once. */
  readonly signal: AbortSignal;
  /** Ends the process by the signal that came, as if nobody had waited. */
  readonly end: () => Promise<void>;
}

/**
 * Waits for Ctrl-C and the like. The process ends by the signal itself, which shells report as 130 for Ctrl-C: a script
 * that runs it stops, too.
 *
 * @see https://www.cons.org/cracauer/sigint.html
 */
export function awaitEnding(): Ending {
  const controller = new AbortController();
  let came: NodeJS.Signals = "SIGINT";
  const stop = (name: NodeJS.Signals): void => {
    came = name;
    for (const each of signals) process.off(each, stop);
    controller.abort();
  };
  for (const each of signals) process.on(each, stop);
  return {
    signal: controller.signal,
    end: async () => {
      process.kill(process.pid, came);
      // The signal may come through a listener of a package, which ends the process after this.
      await delay(1_000);
    },
  };
}
