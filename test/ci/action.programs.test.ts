import { chmodSync } from "node:fs";
import { join } from "node:path";
import { describe, expect } from "vitest";
import { commitAll } from "../cli/git.js";
import { bin, Workspace } from "../cli/tunegen.js";
import { programTest, run, type Run } from "../support/programs.js";
import { root, scriptOf } from "./action.js";

const spec = (somaxconn: number): string => `version: 1
roles:
  web:
    why: Bursts of connections
    node: { os: linux, kernel: "6.12" }
    sysctl:
      net.core.somaxconn: ${somaxconn}
`;

/** Stands for npm's: runs the tunegen that was built, and tells which one was asked for. */
const npx = `#!/bin/sh
echo "$2" >> "$LOG/versions"
shift 2
exec "${process.execPath}" "${bin}" "$@"
`;

/** Stands for GitHub's: keeps what it was asked, and answers with the comment that exists. */
const gh = `#!/bin/sh
printf '%s\\n' "$*" >> "$LOG/gh"
case $* in
  *--paginate*) [ ! -e "$LOG/existing" ] || cat "$LOG/existing" ;;
  *body=@*) [ ! -e "$LOG/refuses" ] || exit 1; file=\${*##*body=@}; cat "$file" > "$LOG/body" ;;
esac
`;

/** A repository with a spec and its generated files on the branch that a pull request would change. */
class Repository extends Workspace {
  readonly base: string;

  constructor(before: string) {
    super({ "origin/tuning.yaml": before });
    this.write("bin/npx", npx);
    this.write("bin/gh", gh);
    chmodSync(this.path("bin/npx"), 0o755);
    chmodSync(this.path("bin/gh"), 0o755);
    this.write("log/versions", "");
    this.write("log/gh", "");
    const origin = this.path("origin");
    run(process.execPath, [bin, "build"], undefined, { cwd: origin });
    commitAll(origin);
    run("git", ["clone", "--quiet", origin, this.path("work")]);
    this.base = run("git", ["rev-parse", "HEAD"], undefined, {
      cwd: origin,
    }).stdout.trim();
  }

  /** Runs a step as GitHub does. */
  step(name: string, env: Readonly<Record<string, string>> = {}): Run {
    this.write("step.sh", scriptOf(name));
    return run(
      "bash",
      ["--noprofile", "--norc", "-eo", "pipefail", this.path("step.sh")],
      undefined,
      {
        cwd: this.path("work"),
        env: {
          PATH: `${this.path("bin")}:${process.env["PATH"] ?? ""}`,
          HOME: this.folder,
          LOG: this.path("log"),
          SPEC: "tuning.yaml",
          VERSION: "",
          ARGUMENTS: "",
          SARIF: "",
          BASE: this.base,
          NUMBER: "7",
          GITHUB_ACTION_PATH: root,
          GITHUB_REPOSITORY: "owner/nodes",
          GITHUB_STEP_SUMMARY: this.path("log/summary"),
          ...env,
        },
      },
    );
  }

  build(text: string): void {
    this.write("work/tuning.yaml", text);
    run(process.execPath, [bin, "build"], undefined, {
      cwd: this.path("work"),
    });
  }
}

describe("the check", () => {
  programTest("bash", "fails beside the line where a file is stale", () => {
    const repository = new Repository(spec(8192));
    expect(repository.step("Check").status).toBe(0);
    repository.write("work/tuning.yaml", spec(9000));
    const { status, stdout } = repository.step("Check");
    expect(status).toBe(1);
    expect(stdout).toMatch(/^::error file=tuning\.yaml,line=7,/mu);
  });

  programTest(
    "bash",
    "runs the version of the action, or the one that was asked for",
    () => {
      const repository = new Repository(spec(8192));
      repository.step("Check");
      repository.step("Check", { VERSION: "9.8.7" });
      expect(repository.read("log/versions")).toBe(
        "tunegen@0.1.0\ntunegen@9.8.7\n",
      );
    },
  );

  programTest("bash", "passes arguments on, one by one and as they are", () => {
    const repository = new Repository(spec(8192));
    expect(
      repository.step("Check", { ARGUMENTS: "--max-warnings 0 --only *" })
        .stderr,
    ).toContain("argument '*' is invalid");
  });
});

describe("SARIF", () => {
  programTest("bash", "is written where there are findings, too", () => {
    const repository = new Repository(spec(8192));
    repository.write("work/tuning.yaml", "version: 2\n");
    const { status } = repository.step("Write SARIF", { SARIF: "a b.sarif" });
    expect(status).toBe(0);
    expect(repository.read("work/a b.sarif")).toContain('"ruleId"');
  });
});

describe("the comment", () => {
  programTest("bash", "tells what changes for each node", () => {
    const repository = new Repository(spec(8192));
    repository.build(spec(9000));
    expect(repository.step("Comment").status).toBe(0);
    expect(repository.read("log/gh")).toMatch(
      /--method POST repos\/owner\/nodes\/issues\/7\/comments --field body=@/u,
    );
    expect(repository.read("log/body")).toMatch(
      /^<!-- tunegen -->\n\*\*tuning\.yaml compared with [^]*\| 8192 \| 9000 \|/u,
    );
    expect(repository.read("log/summary")).toContain("| 8192 | 9000 |");
  });

  programTest("bash", "replaces the earlier one", () => {
    const repository = new Repository(spec(8192));
    repository.build(spec(9000));
    repository.write("log/existing", "501\n502\n");
    repository.step("Comment");
    expect(repository.read("log/gh")).toContain(
      "--method PATCH repos/owner/nodes/issues/comments/501 ",
    );
  });

  programTest(
    "bash",
    "is deleted where nothing changes any more, and not made",
    () => {
      const repository = new Repository(spec(8192));
      expect(repository.step("Comment").status).toBe(0);
      expect(repository.read("log/gh")).not.toContain("--method");
      repository.write("log/existing", "501\n");
      repository.step("Comment");
      expect(repository.read("log/gh")).toContain(
        "--method DELETE repos/owner/nodes/issues/comments/501",
      );
    },
  );

  programTest(
    "bash",
    "of a fork that may not comment is in the summary",
    () => {
      const repository = new Repository(spec(8192));
      repository.build(spec(9000));
      repository.write("log/refuses", "");
      const { status, stdout } = repository.step("Comment");
      expect(status).toBe(0);
      expect(stdout).toContain("::notice::");
      expect(repository.read("log/summary")).toContain("| 8192 | 9000 |");
    },
  );

  programTest(
    "bash",
    "is left out where the specs cannot be compared, with the reason",
    () => {
      const repository = new Repository(spec(8192));
      repository.write("work/tuning.yaml", "version: 2\n");
      const { status, stdout } = repository.step("Comment");
      expect(status).toBe(0);
      expect(stdout).toContain("tuning.yaml:1:10: error:");
      expect(repository.read("log/gh")).toBe("");
    },
  );
});

programTest("shellcheck", "the action's scripts are clean", () => {
  const { status, stdout } = run("shellcheck", [
    "--shell=bash",
    join(root, ".github/action/tunegen.sh"),
    join(root, ".github/action/comment.sh"),
  ]);
  expect([stdout, status]).toEqual(["", 0]);
});
