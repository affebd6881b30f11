import { spawnSync } from "node:child_process";
import { test } from "vitest";

/** What a program said and how it ended. */
export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end. The caller checks the status: some print a result and fail all the same. */
export function run(
  program: string,
  args: readonly string[],
  input?: string,
): Run {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    ...(input !== undefined && { input }),
  });
  if (error !== undefined) throw error;
  return { status, stdout, stderr };
}

/** Whether a program starts at all: a name on the PATH, or an absolute path. */
export function hasProgram(program: string): boolean {
  return (
    spawnSync(program, ["--version"], { stdio: "ignore" }).error === undefined
  );
}

/**
 * A test against a real program. Where the program is missing the test is skipped, with its name in the report; with
 * REQUIRE_PROGRAMS set, as in CI, it fails instead.
 */
export function programTest(
  program: string,
  name: string,
  fn: () => void | Promise<void>,
): void {
  const title = `${program}: ${name}`;
  const required = (process.env["REQUIRE_PROGRAMS"] ?? "") !== "";
  test.skipIf(!required && !hasProgram(program))(title, fn);
}
