import { run } from "../support/programs.js";

/** Makes a repository of a folder, if it is none yet, and commits everything in it. */
export function commitAll(folder: string, message = "change"): void {
  const git = (...args: readonly string[]): void => {
    const { status, stderr } = run("git", args, undefined, { cwd: folder });
    if (status !== 0) throw new Error(stderr);
  };
  git("init", "--quiet", "--initial-branch=main");
  git("add", "--all");
  git(
    ...["-c", "user.name=Test", "-c", "user.email=test@example.org"],
    ...["commit", "--quiet", `--message=${message}`],
  );
}
