import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { version } from "../../src/cli/version.js";
import { bin } from "../cli/tunegen.js";

/** This build in place of the released package. */
const released: Readonly<Record<string, string>> = {
  tunegen: `exec '${process.execPath}' '${bin}' "$@"`,
  npx: `[ "$1" = --yes ] && shift
case $1 in
  tunegen | tunegen@${version}) shift && exec tunegen "$@" ;;
  *) echo "npx: unknown package $1" >&2 && exit 1 ;;
esac`,
};

/**
 * Returns the environment of somebody who does what a document says, with programs of its own in `bin`.
 * @param stubs programs that are not those of this machine: shell scripts by name
 */
export function readerIn(
  folder: string,
  stubs: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const programs = join(folder, "bin");
  mkdirSync(programs);
  for (const [name, script] of Object.entries({ ...released, ...stubs })) {
    writeFileSync(join(programs, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(programs, name), 0o755);
  }
  return {
    PATH: `${programs}:${process.env["PATH"] ?? ""}`,
    HOME: folder,
    LC_ALL: "C.UTF-8",
    GIT_CONFIG_NOSYSTEM: "1",
    ...Object.fromEntries(
      ["AUTHOR", "COMMITTER"].flatMap((who) => [
        [`GIT_${who}_NAME`, "Reader"],
        [`GIT_${who}_EMAIL`, "reader@example.org"],
      ]),
    ),
  };
}
