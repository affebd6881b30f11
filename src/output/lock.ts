import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { isDiskError } from "./errno.js";
import { reservedPrefix } from "./path-rules.js";

/** Lets go of the lock; the folder is as if it had never been there. */
export type Release = () => Promise<void>;

/** A lock that its holder has not renewed for this long belongs to a killed build. */
const staleAfter = 5_000;

/** Between two attempts, in milliseconds. */
const pause = 100;

/**
 * Makes this process the only one that writes to an output folder.
 * @param folder absolute; must exist
 * @param patience milliseconds to wait for another build
 * @returns undefined where another build holds it for longer than that
 * @throws an errno error where the folder cannot be written to
 */
export async function lockFolder(
  folder: string,
  patience: number,
): Promise<Release | undefined> {
  // Loaded here, since a build that changes nothing does without.
  const { lock } = await import("proper-lockfile");
  // Its own retries would also wait for a read-only disk to become writable.
  for (let waited = 0; ; waited += pause) {
    try {
      const release = await lock(folder, {
        lockfilePath: join(folder, `${reservedPrefix}lock`),
        realpath: false,
        stale: staleAfter,
        // By then the files are in place or will be; an exception in a timer would leave temporaries behind.
        onCompromised: () => undefined,
      });
      // A lock that is already gone was let go of, and one that stays expires.
      return () => release().catch(() => undefined);
    } catch (error) {
      if (!isDiskError(error) || error.code !== "ELOCKED") throw error;
      if (waited >= patience) return undefined;
      await setTimeout(pause);
    }
  }
}
