import { spawnSync } from "node:child_process";
import { test } from "vitest";
import { requirePrograms } from "../support/programs.js";
import { output } from "./processes.js";

/** The arguments of `unshare` that allow to mount here; undefined where nothing does. */
const mounting = [["--mount"], ["--mount", "--map-root-user"]].find(
  (options) =>
    spawnSync("unshare", [
      ...options,
      "sh",
      "-c",
      "mount -t tmpfs tunegen /mnt",
    ]).status === 0,
);

/** A test that mounts; where the system does not allow that it is skipped, or fails with REQUIRE_PROGRAMS. */
export const mountTest = test.skipIf(
  mounting === undefined && !requirePrograms,
);

/**
 * Runs a script of `sh` that may mount things, unseen by the rest of the system.
 * @param args become `$1` and so on
 */
export function mounted(
  script: string,
  ...args: readonly string[]
): Promise<string> {
  return output("unshare", [
    ...(mounting ?? []),
    "sh",
    "-euc",
    script,
    "sh",
    ...args,
  ]);
}
