import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readBaseline } from "../../src/cli/baseline/baseline.js";
import { isAbsent } from "../../src/output/absent.js";
import { bundleWriter, output } from "./processes.js";
import { emptyFolder, makeWorkspace, type Workspace } from "./workspace.js";

const hook = join(import.meta.dirname, "../fuzz/disk/hook.js");

/** Builds or checks `out/0000` in a process whose disk fails at one call. */
async function failing(
  { at, folder }: Workspace,
  verb: string,
  call: string,
  number: number,
  code = "EIO",
): Promise<unknown> {
  const fault = { under: folder, at: number, code, only: [call] };
  const args = ["--import", hook, await bundleWriter(), verb];
  return JSON.parse(
    await output(
      process.execPath,
      [...args, at("tuning.yaml"), "out/{n}", "x"],
      {
        env: { ...process.env, TUNEGEN_FAULT: JSON.stringify(fault) },
      },
    ),
  );
}

test("a file that cannot be closed is named, and its temporary file is removed", async () => {
  const workspace = makeWorkspace();
  expect(await failing(workspace, "build", "closeSync", 0)).toMatchObject({
    errors: [
      {
        code: "output-unwritable",
        message:
          "out/.tunegen-manifest.json cannot be written: input/output error of the disk",
        why: "nothing was changed",
      },
    ],
  });
  expect(workspace.list()).toEqual(["tuning.yaml"]);
});

test.each([
  ["build", "EIO", "input/output error of the disk"],
  ["check", "EIO", "input/output error of the disk"],
  ["build", "EACCES", "permission denied"],
  ["check", "EACCES", "permission denied"],
])(
  "%s does not count as missing what cannot be looked at: %s",
  async (verb, fault, words) => {
    const workspace = makeWorkspace();
    await workspace.build({ "out/0001": "x\n" });
    const before = workspace.list();
    for (const number of [0, 1]) {
      expect(
        await failing(workspace, verb, "lstatSync", number, fault),
      ).toMatchObject({
        errors: [
          {
            code: "output-unreadable",
            message: expect.stringMatching(
              new RegExp(`cannot be read: ${words}$`, "u"),
            ) as string,
          },
        ],
      });
      expect(workspace.list()).toEqual(before);
    }
  },
);

test("what cannot be looked at is not absent", () => {
  const folder = emptyFolder();
  const at = (name: string): string => join(folder, name);
  symlinkSync("loop", at("loop"));
  symlinkSync("nowhere", at("broken"));
  expect(
    ["loop", "broken", "none", "none/x", "."].map(at).map(isAbsent),
  ).toEqual([false, true, true, true, false]);
});

test("a baseline that cannot be looked at is an error, and not none", () => {
  const folder = emptyFolder();
  const spec = join(folder, "tuning.yaml");
  expect(readBaseline(spec, undefined)).toBeUndefined();
  symlinkSync(".tunegen-baseline.json", join(folder, ".tunegen-baseline.json"));
  expect(readBaseline(spec, undefined)).toMatchObject({
    code: "unreadable-baseline",
    message: expect.stringContaining("too many symbolic links") as string,
  });
});
