import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect } from "vitest";
import { programTest } from "../support/programs.js";

const golden = join(import.meta.dirname, "..", "golden");
const folder = mkdtempSync(join(tmpdir(), "tunegen-runbook-"));
const bin = join(folder, "bin");
const log = join(folder, "calls");

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Records its name and its arguments, each in brackets; then does what the commands after it need. */
const stub = `#!/bin/sh
# At the end of a pipe, the program before it comes first.
for last; do :; done
if [ "$last" = - ]; then cat >/dev/null; fi
{ printf '%s' "\${0##*/}"; for word; do printf ' [%s]' "$word"; done; echo; } >>"$CALLS"
case \${0##*/} in
ssh) cat >/dev/null ;;
kubectl) case $* in *jsonpath*) printf media ;; esac ;;
tunegen)
  if [ "$1" = rollback ]; then
    for of in node-a host-sale00; do
      mkdir -p "$last/$of"
      echo old >"$last/$of/old-values.sh"
      echo old >"$last/$of/old-values.yaml"
    done
    exit 1
  fi ;;
esac
`;

mkdirSync(bin);
for (const name of [
  "flux",
  "git",
  "helm",
  "just",
  "kubectl",
  "nixos-rebuild",
  "promtool",
  "ssh",
  "talosctl",
  "tunegen",
]) {
  writeFileSync(join(bin, name), stub);
  chmodSync(join(bin, name), 0o755);
}

function blocksOf(name: string): readonly string[] {
  const text = readFileSync(join(golden, name, "out", "runbook.md"), "utf8");
  return [...text.matchAll(/^```sh\n(.*?)^```$/gmsu)].map(
    ([, block = ""]) => block,
  );
}

/** What the reader sets. A name with a space shows that it is quoted. */
const reader = {
  host: "node 7",
  workload: "deployment/web",
  version: "1.18.2",
};

describe.each(["rollout-linux", "rollout-nixos", "rollout-talos"])(
  "%s",
  (name) => {
    programTest("sh", "its commands call these programs", async () => {
      const place = join(folder, name);
      cpSync(join(golden, name), place, { recursive: true });
      writeFileSync(log, "");
      for (const block of blocksOf(name)) {
        const { status, stderr } = spawnSync("sh", ["-eu", "-c", block], {
          cwd: place,
          encoding: "utf8",
          env: {
            PATH: `${bin}:${process.env["PATH"] ?? ""}`,
            CALLS: log,
            ...reader,
          },
        });
        expect(stderr, block).toBe("");
        expect(status, block).toBe(0);
      }
      await expect(readFileSync(log, "utf8")).toMatchFileSnapshot(
        join(import.meta.dirname, "runbook-calls", `${name}.txt`),
      );
    });

    programTest("shellcheck", "it has nothing to say", () => {
      for (const block of blocksOf(name)) {
        const { stdout } = spawnSync(
          "shellcheck",
          // The reader sets lower-case variables; a command of the user is as it is.
          ["--shell=sh", "--exclude=SC2154", "-"],
          { input: block, encoding: "utf8" },
        );
        expect(stdout, block).toBe("");
      }
    });
  },
);

programTest(
  "sh",
  "a node whose name the reader has not set is not touched",
  () => {
    const block = blocksOf("rollout-linux").find((each) =>
      each.startsWith(": "),
    );
    const { status, stderr } = spawnSync(
      "/bin/sh",
      ["-eu", "-c", block ?? ""],
      {
        encoding: "utf8",
        env: { PATH: bin },
      },
    );
    expect(status).not.toBe(0);
    expect(stderr).toContain("set it to a node of role web");
  },
);
