import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, vi } from "vitest";
import { bin } from "../cli/tunegen.js";
import { programTest } from "../support/programs.js";
import { inTemporaryFolder } from "../support/temporary.js";

const golden = join(import.meta.dirname, "..", "golden", "rollout-nixos");

/** Two dozen runs of the command. */
vi.setConfig({ testTimeout: 120_000 });

/**
 * Runs what it reads, as a host would, and keeps it. The values that the collector finds on this machine are those of the
 * spec once a host is deployed.
 */
const ssh = `#!/bin/sh
[ "$2" = "sudo sh" ] || exit 0
cat >"$CALLS/ssh-$1"
case $(cat "$CALLS/ssh-$1") in *tunegen-dump*) ;; *) exit 0 ;; esac
host=\${1%.internal}
sh "$CALLS/ssh-$1" | if [ -e "$CALLS/deployed-$host" ]; then
  sed 's,\\(rmem_max\\) = .*,\\1 = 16777216,; s,\\(somaxconn\\) = .*,\\1 = 32768,; s,\\(forwarding\\) = .*,\\1 = 1,'
else
  cat
fi
`;
const just = '#!/bin/sh\n: >"$CALLS/deployed-$2"\n';

programTest(
  "sh",
  "the commands of a runbook run with tunegen itself, from the dumps of hosts to the way back",
  () => {
    inTemporaryFolder((folder) => {
      const [programs, place] = [join(folder, "bin"), join(folder, "spec")];
      mkdirSync(programs);
      cpSync(golden, place, { recursive: true });
      for (const [name, text] of [
        ["ssh", ssh],
        ["just", just],
        ["tunegen", `#!/bin/sh\nexec '${process.execPath}' '${bin}' "$@"\n`],
      ] as const) {
        writeFileSync(join(programs, name), text);
        chmodSync(join(programs, name), 0o755);
      }
      const run = (block: string): string => {
        const { status, stdout, stderr } = spawnSync(
          "sh",
          ["-eu", "-c", block],
          {
            cwd: place,
            encoding: "utf8",
            env: {
              PATH: `${programs}:${process.env["PATH"] ?? ""}`,
              CALLS: folder,
              NO_COLOR: "1",
            },
          },
        );
        expect(status, `${block}\n${stdout}\n${stderr}`).toBe(0);
        return stdout;
      };
      // The goldens have no manifest.
      run("tunegen build --force");
      const text = readFileSync(join(place, "out", "runbook.md"), "utf8");
      const blocks = [...text.matchAll(/^```sh\n(.*?)^```$/gmsu)].map(
        ([, block = ""]) => block,
      );
      const printed = blocks.map(run);
      const verified = printed.filter((_, at) =>
        blocks[at]?.includes("| tunegen verify"),
      );
      expect(verified.map((each) => each.trimEnd().split("\n").at(-1))).toEqual(
        ["1 node: 3 equal", "1 node: 3 equal", "1 node: 2 equal"],
      );
      // What was captured before the rollout is set again.
      const captured: unknown = JSON.parse(
        readFileSync(join(place, "baseline", "raccoon01.json"), "utf8"),
      );
      expect(captured).toHaveProperty("nodes");
      expect(
        readFileSync(join(folder, "ssh-raccoon01.internal"), "utf8"),
      ).toContain("rmem_max");
    });
  },
);
