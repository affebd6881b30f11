import { expect, test } from "vitest";
import { errorCodes } from "../../src/core/diagnostics/registry.js";
import { explainWord } from "../../src/explain/explain.js";
import { diagnoseExample } from "../../src/explain/example.js";
import { explained, textOf } from "./explained.js";

test.each(Object.entries(errorCodes))(
  "%s is explained, with what is printed in its example",
  (code, { summary, page }) => {
    const explanation = explainWord(code, undefined);
    expect(explanation).toMatchObject({ kind: "error", rule: code, summary });
    const text = textOf(explanation);
    expect(text).toContain(`${summary}.`);
    const shown = page();
    if ("failing" in shown) {
      expect(text).toMatch(/\n {2}\d+:\d+ (?:error|warning): /u);
    } else {
      expect(text).toContain(`  $ ${shown.situation.command}\n`);
      expect(text.replaceAll(/\s+/gu, " ")).toContain(shown.situation.prints);
    }
  },
);

test.each(["unknown-key", "output-stale"])("%s as text", async (code) => {
  const text = textOf(explainWord(code, undefined));
  await expect(text).toMatchFileSnapshot(`files/${code}-without-spec.txt`);
});

const broken = `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.core.somaxcon: 8192 # Many short connections
      net.core.rmem_max: 16MB # Long paths
`;

test("a code comes with where the spec has it, though the spec cannot be built", () => {
  const reported = {
    name: "tuning.yaml",
    diagnostics: diagnoseExample({ spec: broken }),
  };
  expect(explainWord("unknown-key", undefined, reported)).toMatchObject({
    kind: "error",
    acceptable: true,
    spec: {
      name: "tuning.yaml",
      findings: [{ rule: "unknown-key", line: 6, column: 7 }],
    },
  });
  const text = textOf(explainWord("wrong-kind", undefined, reported));
  expect(text).toContain(
    "Findings in tuning.yaml\n  error: tuning.yaml:7: `16MB`",
  );
  expect(text).not.toContain("net.core.somaxcon:");
  expect(explainWord("wrong-unit", undefined, reported)).toMatchObject({
    acceptable: false,
    spec: { findings: [] },
  });
});

test("a code about the disk is not looked for in the spec", () => {
  const explanation = explained("output-stale");
  expect(explanation).toMatchObject({ spec: undefined });
  expect(textOf(explanation)).not.toContain("tuning.yaml\n");
});

test("a misspelt code is answered by the one that is meant", () => {
  expect(explained("unkown-key")).toMatchObject({
    kind: "unknown",
    nearest: [{ kind: "error", name: "unknown-key" }],
  });
});

test("of a role and a code of one name the role is meant, and it says so", () => {
  const role = explained(
    "conflict",
    "version: 1\nroles:\n  conflict: { node: { os: linux } }\n",
  );
  expect(role).toMatchObject({ kind: "role", also: ["error"] });
  expect(textOf(role)).toContain("There is also an error with this name");
});
