import { expect, test } from "vitest";
import { errorCodes } from "../../src/core/diagnostics/registry.js";
import { situations } from "./situations.js";
import { Workspace } from "./tunegen.js";

test.each(Object.entries(situations))(
  "%s is printed in its situation",
  async (code, situate) => {
    const { command, prints } = situationOf(code);
    const workspace = new Workspace();
    const text =
      (await situate(workspace)) ??
      workspace.run(command.split(" ").slice(1)).err;
    expect(`\n${text}`).toContain(`\n${prints}\n`);
    expect(prints).toMatch(
      new RegExp(`(?:error|warning): .* \\[${code}\\]$`, "u"),
    );
  },
);

function situationOf(code: string) {
  const entry = Object.entries(errorCodes).find(([name]) => name === code)?.[1];
  const page = entry?.page();
  if (page === undefined || !("situation" in page))
    throw new Error(`${code} has no situation`);
  return page.situation;
}
