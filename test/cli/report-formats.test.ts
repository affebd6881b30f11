import { expect, test } from "vitest";
import { junitReport } from "../../src/cli/formats/junit.js";
import { markdownReport } from "../../src/cli/formats/markdown.js";
import { withRepositoryPaths } from "../../src/cli/formats/repository-paths.js";
import type { Diagnostic } from "../../src/core/diagnostic.js";
import type { Code } from "../../src/rules/codes.js";

const three: readonly Diagnostic<Code>[] = [
  {
    severity: "note",
    code: "reason-missing",
    message: "`a` has *no* <reason>",
  },
  {
    severity: "error",
    code: "no-effect",
    message: 'a "b" & c\u0001',
    span: { source: { name: "x.yaml", text: "a: 1\n" }, start: 0, end: 1 },
    why: "first",
    help: "write <b>",
  },
];

test("JUnit has a failing test for an error, and a skipped one for a note", () => {
  expect(junitReport("lint", three))
    .toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="tunegen" tests="2" failures="1" skipped="1">
  <testsuite name="tunegen lint" tests="2" failures="1" skipped="1">
    <testcase classname="reason-missing" name="\`a\` has *no* &lt;reason&gt;"><skipped message="\`a\` has *no* &lt;reason&gt;"/></testcase>
    <testcase classname="no-effect" name="x.yaml:1:1: a &quot;b&quot; &amp; c\ufffd"><failure type="error" message="a &quot;b&quot; &amp; c\ufffd">why: first&#10;help: write &lt;b&gt;</failure></testcase>
  </testsuite>
</testsuites>
`);
  expect(junitReport("check", [])).toContain(
    '<testcase classname="tunegen" name="check"/>',
  );
});

test("Markdown is a list with nothing in it that is markup by accident", () => {
  expect(markdownReport(three, "1 error, 1 note"))
    .toBe(`- **note** \`a\` has \\*no\\* \\<reason\\> (\`reason-missing\`)
- **error** \`x.yaml:1:1\` a "b" & c\\\\u{1} (\`no-effect\`)
  - why: first
  - help: write \\<b\\>

1 error, 1 note
`);
  expect(markdownReport([], "no findings")).toBe("no findings\n");
});

test("files are named from the top of the Git work tree", () => {
  const named = withRepositoryPaths(three, import.meta.dirname);
  expect(named.map(({ span }) => span?.source.name)).toEqual([
    undefined,
    "test/cli/x.yaml",
  ]);
  expect(withRepositoryPaths(three, "/")).toEqual(three);
});
