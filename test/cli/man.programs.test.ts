import { expect } from "vitest";
import { manPage } from "../../src/cli/man/page.js";
import { roffText } from "../../src/cli/man/roff.js";
import { programTest, run } from "../support/programs.js";

const formatters = [
  ["groff", ["-man", "-ww", "-Tutf8", "-P-c", "-P-b", "-P-u"]],
  ["mandoc", ["-Tutf8"]],
] as const;

for (const [program, args] of formatters) {
  programTest(program, "formats the manual page without a warning", () => {
    const { status, stdout, stderr } = run(program, args, manPage());
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    // mandoc prints bold as on a typewriter.
    expect(stdout.replaceAll(/.[\b]/gu, "")).toContain("EXIT STATUS");
  });

  programTest(program, "prints any text as it is", () => {
    const text = String.raw`.so '"-^~` + "`" + String.raw`\n \fB \(aq ä … x`;
    const page = `.TH X 1 "" "" ""\n.SH NAME\n${roffText(text)}\n`;
    const { stdout, stderr } = run(program, args, page);
    expect(stderr).toBe("");
    expect(stdout).toContain(`     ${text}\n`);
  });
}

programTest("mandoc", "finds nothing wrong but the missing date", () => {
  const { stdout } = run("mandoc", ["-Tlint", "-W", "warning"], manPage());
  const lines = stdout.split("\n").filter((line) => line !== "");
  expect(lines).toEqual([expect.stringContaining("missing date")]);
});
