import { expect, test } from "vitest";
import { emitAll } from "../../src/targets/emit.js";
import { compiled, found, planOf } from "../support/compile.js";

/** A volume that belongs to an application, with one option added; the options begin at line 7. */
function spec(list: string): string {
  return `version: 1
mounts:
  shows:
    why: Directory listings ask the file server less often
    persistentVolumes: [shows-smb]
    writers: one
${list === "" ? "" : `    list: ${list}\n`}    options: [actimeo=90]
`;
}

test.each([
  ["not stated", "", ["7:5 mount-list-missing"]],
  ["another word", "prepend", ["7:11 wrong-shape"]],
  ["empty", '""', ["7:11 wrong-shape"]],
  ["a truth value", "true", ["7:11 wrong-shape"]],
  ["append", "append", []],
  ["new", "new", []],
  ["replace", "replace", []],
])("list: %s", (_, list, expected) => {
  expect(found(spec(list))).toEqual(expected);
});

test("the error says what to write", () => {
  const [finding] = compiled(spec("")).findings;
  expect(finding?.message).toBe(
    "`shows` does not say whether its objects have a list of mount options",
  );
  expect(finding?.why).toContain("`uid`");
  expect(finding?.help).toMatch(
    /`list: append`.*`list: new`.*`list: replace`/u,
  );
});

const patchOf = (list: string): string =>
  emitAll(planOf(spec(list)), ["mounts"])
    .find(({ path }) => path.endsWith("/patch.yaml"))
    ?.text.replaceAll(/^(?:#.*)?\n/gmu, "") ?? "";

test("append adds each option at the end of the list", () => {
  expect(patchOf("append")).toBe(`- op: add
  path: /spec/mountOptions/-
  value: "actimeo=90"
`);
});

test("new refuses an object with a list", () => {
  expect(patchOf("new")).toBe(`- op: test
  path: /spec/mountOptions
  value: null
- op: add
  path: /spec/mountOptions
  value:
    - "actimeo=90"
`);
});

test("only replace writes the whole list", () => {
  expect(patchOf("replace")).toContain(`spec:
  mountOptions:
    - "actimeo=90"
`);
});
