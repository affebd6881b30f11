import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { manPage } from "../../src/cli/man/page.js";
import { roffProse, roffText } from "../../src/cli/man/roff.js";

test("docs/tunegen.1 is what npm run docs writes", () => {
  const path = new URL("../../docs/tunegen.1", import.meta.url);
  expect(readFileSync(path, "utf8")).toBe(manPage());
});

test("the page names each command and option once where it belongs", () => {
  const page = manPage();
  expect(page).toContain('.SS "tunegen build [options]"');
  expect(page).toContain(String.raw`\fB\-f\fR, \fB\-\-file\fR \fIpath\fR`);
  expect(page).toContain(String.raw`\fB\-\-write\-baseline\fR [\fIfile\fR]`);
  expect(page.match(/^\\fB\\-\\-no\\-color\\fR$/gmu)).toHaveLength(1);
  expect(page).not.toMatch(/^\.SS "tunegen (?:complete|help) /mu);
});

test.each([
  [".TH a\nb", String.raw`\&.TH a b`],
  [String.raw`a\fBb`, String.raw`a\efBb`],
  ["'it", String.raw`\(aqit`],
  [`-"^~\u0060`, String.raw`\-\(dq\(ha\(ti\(ga`],
  ["é…", String.raw`\[u00E9]\[u2026]`],
  ["😀", String.raw`\[u1F600]`],
])("%j in roff", (text, roff) => {
  expect(roffText(text)).toBe(roff);
});

test("backquotes mark what is typed", () => {
  expect(roffProse("of `sysctl -a` or .x")).toBe(
    String.raw`of \fBsysctl \-a\fR or .x`,
  );
  expect(roffProse("a ` b")).toBe(String.raw`a \(ga b`);
});
