import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { positionAt } from "../../../src/core/source.js";
import { sysctlD } from "../../../src/import/sysctl.d/index.js";

describe("any text", () => {
  const key = fc.constantFrom("vm.swappiness", "net/core/somaxconn");
  const piece = fc.oneof(
    key,
    fc.constantFrom("\n", "#", ";", " = ", "=", "\\\n", '"', "\t", "-", "1 2"),
    fc.constantFrom("{% if x %}", "{% endif %}", "{{ x }}", "{#", "<%", "$(x"),
    fc.string(),
  );

  test("is read, and lines with a key are accounted for", () => {
    fc.assert(
      fc.property(fc.array(piece), key, (pieces, last) => {
        const text = `${pieces.join("").replaceAll("{#", "")}\n\n${last} = 5`;
        const source = { name: "x.conf", text };
        const { settings, commentedOut, remarks } = sysctlD.read(source);
        const lines = new Set(
          [...settings, ...commentedOut, ...remarks].map(
            ({ span }) => positionAt(source, span.start).line,
          ),
        );
        const missing = text.split("\n").filter((line, at) => {
          const isSetting =
            /^(?:vm\.swappiness|net\/core\/somaxconn)\s*=/u.test(line);
          return isSetting && !lines.has(at + 1) && !isContinued(text, at);
        });
        expect(missing).toEqual([]);
      }),
    );
  });

  test("takes linear time", () => {
    const long = "a".repeat(100_000);
    for (const unit of [
      "{{",
      "${",
      "\\\n",
      "# = ",
      "vm.x = 1 # y\n",
      "(",
      "--",
    ]) {
      const text = `vm.swappiness = 1\n${unit.repeat(10_000)}${long}`;
      sysctlD.read({ name: "x.conf", text });
    }
  });
});

/** Whether a line is joined with the one above it. */
function isContinued(text: string, at: number): boolean {
  return (text.split("\n")[at - 1] ?? "").endsWith("\\");
}
