import { shellWord } from "../../encode/shell.js";
import { version } from "../version.js";

export const ciNames = ["none", "github", "gitlab"] as const;
export type Ci = (typeof ciNames)[number];

/** A file that init may add beside the spec. */
export interface Extra {
  readonly path: string;
  readonly text: string;
  /** What it is, for the question and the message. */
  readonly what: string;
}

/** Makes the step of CI that checks the files of a spec; it works in a repository without package.json. */
export function ciFile(ci: Ci, spec: string): Extra | undefined {
  switch (ci) {
    case "none":
      return undefined;
    case "github":
      return {
        path: ".github/workflows/tunegen.yml",
        what: "workflow of GitHub",
        text: `name: tunegen
on: [push, pull_request]
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - run: ${check(spec)} --format github
`,
      };
    case "gitlab":
      return {
        path: ".gitlab-ci.yml",
        what: "job of GitLab",
        text: `tunegen:
  image: node:22-slim
  script:
    # For the merge request; the check after it tells people the same, and fails.
    - ${check(spec)} --format gitlab > gl-code-quality-report.json || true
    - ${check(spec)}
  artifacts:
    when: always
    reports: { codequality: gl-code-quality-report.json }
`,
      };
  }
}

/** Makes the entry for pre-commit. */
export function preCommitFile(spec: string): Extra {
  return {
    path: ".pre-commit-config.yaml",
    what: "pre-commit entry",
    text: `repos:
  - repo: local
    hooks:
      - id: tunegen
        name: tunegen check
        entry: ${check(spec)}
        language: system
        pass_filenames: false
`,
  };
}

function check(spec: string): string {
  const file = spec === "tuning.yaml" ? "" : ` -f ${shellWord(spec)}`;
  return `npx --yes tunegen@${version} check${file}`;
}
