import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ciFile } from "../../src/cli/init/extras.js";

const readme = readFileSync(
  new URL("../../README.md", import.meta.url),
  "utf8",
);

test("the README shows the workflow that init writes", () => {
  const { path, text } = ciFile("github", "tuning.yaml") ?? {};
  expect(readme).toContain(`\`\`\`yaml\n${text ?? "none"}\`\`\``);
  expect(readme).toContain(path);
});

test("a spec elsewhere is named, as a word of a shell", () => {
  expect(ciFile("gitlab", "my specs/tuning.yaml")?.text).toContain(
    " check -f 'my specs/tuning.yaml'\n",
  );
});
