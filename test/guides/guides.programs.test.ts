import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { programTest } from "../support/programs.js";
import { readerIn } from "../support/reader.js";
import { inTemporaryFolder } from "../support/temporary.js";
import { replay } from "../support/transcript.js";
import { guides } from "./pages.js";

const root = new URL("../../", import.meta.url).pathname;

// The tutorials have a test of their own, which also runs their CI.
const pages = guides().filter(
  ({ path, text }) =>
    !path.startsWith("docs/tutorials/") && text.includes("\n```console\n"),
);

for (const { path, text } of pages)
  programTest("git", `${path} says what happens`, async () => {
    const { text: happened } = inTemporaryFolder((folder) => {
      const here = join(folder, "here");
      mkdirSync(here);
      return replay(text, here, { env: readerIn(folder) });
    });
    await expect(happened).toMatchFileSnapshot(join(root, path));
  });
