import { join } from "node:path";
import { expect, test } from "vitest";
import { bundleWriter, output } from "./processes.js";
import { makeWorkspace } from "./workspace.js";

const hook = join(import.meta.dirname, "../fuzz/disk/hook.js");

test("a file that cannot be closed is named, and its temporary file is removed", async () => {
  const { at, folder, list } = makeWorkspace();
  const fault = { under: folder, at: 0, code: "EIO", only: ["closeSync"] };
  const report: unknown = JSON.parse(
    await output(
      process.execPath,
      [
        "--import",
        hook,
        await bundleWriter(),
        "build",
        at("tuning.yaml"),
        "out/{n}",
        "two",
      ],
      { env: { ...process.env, TUNEGEN_FAULT: JSON.stringify(fault) } },
    ),
  );
  expect(report).toMatchObject({
    errors: [
      {
        code: "output-unwritable",
        message:
          "out/.tunegen-manifest.json cannot be written: input/output error of the disk",
        why: "nothing was changed",
      },
    ],
  });
  expect(list()).toEqual(["tuning.yaml"]);
});
