import { lstatSync, readdirSync, unlinkSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { isDiskError } from "./errno.js";
import { reservedPrefix } from "./path-rules.js";

/** Releases the lock and removes its file. */
export type Release = () => Promise<void>;

/** A lock that was not renewed for this long belongs to a killed build; in milliseconds. */
const staleAfter = 5_000;

/** Time between two attempts, in milliseconds. */
const retryInterval = 100;

/**
 * Locks an output folder, so that no other build writes to it.
 *
 * @param folder absolute; must exist
 * @param timeout how long to wait for another build, in milliseconds
 * @returns `held` if another build holds the lock for longer than that; `obstructed` if what is there is no lock
 * @throws an errno error if the folder is not writable
 */
export async function lockFolder(
  folder: string,
  timeout: number,
): Promise<Release | "held" | "obstructed"> {
  // Loaded late: a build that changes nothing takes no lock.
  const { lock } = await import("proper-lockfile");
  const path = lockPath(folder);
  // The library's own retries would also retry on a read-only disk.
  for (let waited = 0; ; waited += retryInterval) {
    try {
      if (!mendLock(path)) return "obstructed";
      const release = await lock(folder, {
        lockfilePath: path,
        realpath: false,
        stale: staleAfter,
        // The build finishes without the lock; an exception in a timer would leave temporary files behind.
        onCompromised: () => undefined,
      });
      // If releasing fails, the lock is already gone or will expire.
      return () => release().catch(() => undefined);
    } catch (error) {
      if (!isDiskError(error) || error.code !== "ELOCKED") throw error;
      if (waited >= timeout) return "held";
      await pause(retryInterval);
    }
  }
}

/** Returns the path of the lock of a folder. */
export function lockPath(folder: string): string {
  return join(folder, `${reservedPrefix}lock`);
}

/**
 * Makes a lock expire that never would. A lock is a folder; anything else of its name is removed. One that is dated in the
 * future, by a clock that was wrong, is dated now: a build that runs renews it.
 *
 * @returns false if it is a folder with files in it, which no build has made
 */
function mendLock(path: string): boolean {
  try {
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (found === undefined) return true;
    const now = Date.now();
    if (!found.isDirectory()) unlinkSync(path);
    else if (readdirSync(path).length > 0) return false;
    else if (found.mtimeMs > now + staleAfter)
      utimesSync(path, now / 1000, now / 1000);
  } catch (error) {
    // Another build has just removed it.
    if (!isDiskError(error) || error.code !== "ENOENT") throw error;
  }
  return true;
}

/** Waits, in milliseconds; node:timers/promises would be loaded by every run for it. */
function pause(time: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, time);
  });
}
