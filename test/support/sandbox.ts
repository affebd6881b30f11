import { spawnSync } from "node:child_process";
import { test } from "vitest";
import { hasProgram, type Run, requirePrograms, run } from "./programs.js";

/**
 * A new network namespace, in which /proc/sys is read-only except for /proc/sys/net. Without this, tests could change
 * the keys of vm, fs and kernel on the host.
 */
export const enter = `mount --bind /proc/sys /proc/sys &&
mount --bind /proc/sys/net /proc/sys/net &&
mount -o remount,bind,ro /proc/sys &&
exec sh -c "$1"`;

export const unshare = ["--net", "--mount", "--propagation", "private"];

/** Runs a shell script in a separate sandbox, so that its changes below /proc/sys/net do not outlive it. */
export function inSandbox(script: string, input?: string): Run {
  return run("unshare", [...unshare, "sh", "-c", enter, "sh", script], input);
}

/** A test that loads settings into a real kernel. Skipped where sandboxes are not allowed or the loader is missing. */
export function loaderTest(
  loader: string,
  name: string,
  fn: () => void | Promise<void>,
): void {
  const able = hasProgram(loader) && canEnter();
  test.skipIf(!requirePrograms && !able)(`${loader}: ${name}`, fn);
}

let entered: boolean | undefined;

function canEnter(): boolean {
  entered ??=
    spawnSync("unshare", [...unshare, "sh", "-c", enter, "sh", "true"], {
      stdio: "ignore",
    }).status === 0;
  return entered;
}
