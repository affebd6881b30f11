import { expect, test } from "vitest";
import { compile } from "../../src/index.js";
import { compileSource, type Stage } from "../../src/compile.js";

const text = `version: 1
roles:
  web: { node: { os: linux }, sysctl: { kernel.panic_on_oops: 1 } }
`;

function upTo(stage: Stage) {
  return compileSource(
    { name: "tuning.yaml", text },
    { readInclude: (name) => ({ name, text: "" }), upTo: stage },
  );
}

test("a command about nodes needs neither the rules nor the files", () => {
  const { plan, files, findings, errors } = upTo("plan");
  expect(plan?.nodes).toHaveLength(1);
  expect({ files, findings, errors }).toEqual({
    files: [],
    findings: [],
    errors: [],
  });
});

test("a command about findings needs no files", () => {
  const some = upTo("findings");
  const all = upTo("files");
  expect(some.findings.map(({ code }) => code)).toEqual(
    all.findings.map(({ code }) => code),
  );
  expect(some.findings).not.toEqual([]);
  expect(some.files).toEqual([]);
  expect(all.files).not.toEqual([]);
});

test("the library's files tell where their settings are", () => {
  const { files } = compile(text);
  expect(
    files.flatMap(({ path, text: written, settings }) =>
      settings.map(({ id, line }) => [path, id, written.split("\n")[line - 1]]),
    ),
  ).toEqual([
    [
      "out/sysctl.d/role-web/sysctl.d/99-tuning.conf",
      "kernel.panic_on_oops",
      "kernel.panic_on_oops = 1",
    ],
  ]);
});
