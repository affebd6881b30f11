import { expect, test } from "vitest";
import { own } from "../../src/core/own.js";
import { errorsOf } from "../support/compile.js";

test.each(["__proto__", "constructor", "toString", "hasOwnProperty"])(
  "the name %s is not in a table that does not hold it",
  (name) => {
    expect(own({ a: 1 }, name)).toBeUndefined();
  },
);

test.each(["__proto__", "constructor", "valueOf"])(
  "a value named %s is answered like any other word",
  (word) => {
    const spec = `version: 1
roles:
  w:
    node: { os: linux, distribution: ${word}, arch: ${word} }
    sysctl: { vm.swappiness: ${word} }
targets: ${word}
`;
    const said = errorsOf(spec).map(
      ({ message, help }) => `${message} ${help}`,
    );
    expect(said.length).toBeGreaterThan(2);
    expect(said.join("\n")).not.toMatch(/\[object|native code/u);
  },
);
