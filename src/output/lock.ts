import { isDiskError } from "./errno.js";

/** Lets go of the lock; the folder is as if it had never been there. */
export type Release = () => Promise<void>;

/** A lock that its holder has not renewed for this long belongs to a killed build. */
const staleAfter = 5_000;

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
  const pause = 100;
  try {
    return await lock(folder, {
      lockfilePath: `${folder}/.tunegen-lock`,
      realpath: false,
      stale: staleAfter,
      retries: {
        retries: Math.ceil(patience / pause),
        factor: 1,
        minTimeout: pause,
        maxTimeout: pause,
      },
      // By then the files are in place or will be; an exception in a timer would leave temporaries behind.
      onCompromised: () => undefined,
    });
  } catch (error) {
    if (isDiskError(error) && error.code === "ELOCKED") return undefined;
    throw error;
  }
}
