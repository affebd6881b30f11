import { expect, test } from "vitest";
import { compile } from "../../src/index.js";

/** What is told to write instead of a word. */
function helpFor(key: string, word: string): string | undefined {
  const { findings } = compile(
    `version: 1\nroles:\n  w: { sysctl: { ${key}: ${word} } }\n`,
  );
  return findings.find(({ rule }) => rule === "wrong-kind")?.help;
}

test.each(["yes", "true", "on"])(
  "only a switch has a number for %s",
  (word) => {
    expect(helpFor("net.ipv4.ip_forward", word)).toBe("write 1");
    expect(helpFor("kernel.panic", word)).toBe(
      "write a number for `kernel.panic`, such as 30s",
    );
    expect(helpFor("net.core.rmem_max", word)).toBe(
      "write a number for `net.core.rmem_max`, such as 64MiB",
    );
    expect(helpFor("net.core.somaxconn", word)).toBe(
      "write a number for `net.core.somaxconn`",
    );
  },
);

test("what is off is 0", () => {
  expect(helpFor("kernel.panic", "no")).toBe("write 0");
  expect(helpFor("kernel.panic", "false")).toBe("write 0");
});
