import { spawnSync } from "node:child_process";
import { test } from "vitest";

/** What a program said and how it ended. */
export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Set in CI, so that no test against a real program is silently skipped there. */
export const requirePrograms: boolean =
  (process.env["REQUIRE_PROGRAMS"] ?? "") !== "";

/** Runs a program to its end. The caller checks the status, because some programs print a result and still fail. */
export function run(
  program: string,
  args: readonly string[],
  input?: string,
  {
    cwd,
    env,
  }: {
    readonly cwd?: string;
    readonly env?: Readonly<Record<string, string>>;
  } = {},
): Run {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    encoding: "utf8",
    cwd,
    env,
    maxBuffer: 64 * 1024 * 1024,
    ...(input !== undefined && { input }),
  });
  if (error !== undefined) throw error;
  return { status, stdout, stderr };
}

/** Whether a program starts at all: a name on the PATH, or an absolute path. */
export function hasProgram(program: string): boolean {
  const { error } = spawnSync(program, ["--version"], { stdio: "ignore" });
  return error === undefined;
}

/**
 * A test against a real program. Where the program is missing the test is skipped, with its name in the report; with
 * REQUIRE_PROGRAMS set it fails instead, but for a program that no distribution of the CI has (`optional`).
 */
export function programTest(
  program: string,
  name: string,
  fn: () => void | Promise<void>,
  { optional = false } = {},
): void {
  // CI has no skipped tests: what no distribution packages is not among them.
  if (optional && requirePrograms && !hasProgram(program)) return;
  test.skipIf(!requirePrograms && !hasProgram(program))(
    `${program}: ${name}`,
    fn,
  );
}

/** Where a program on the PATH lies; undefined where it is missing. */
export function programPath(program: string): string | undefined {
  const { stdout } = run("sh", ["-c", 'command -v "$1"', "sh", program]);
  const path = stdout.trimEnd();
  return path.startsWith("/") ? path : undefined;
}
