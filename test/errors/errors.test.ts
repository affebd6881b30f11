import { readdirSync, readFileSync } from "node:fs";
import { createColors } from "picocolors";
import { describe, expect, test } from "vitest";
import { printDiagnostic } from "../../src/cli/formats/text.js";
import { buildPlan } from "../../src/plan/plan.js";
import {
  type Diagnostic,
  error,
  sortDiagnostics,
} from "../../src/core/diagnostic.js";
import { targets } from "../../src/targets/emit.js";
import { readSpec } from "../../src/language/read.js";
import { positionAt, type Source, spanText } from "../../src/core/source.js";

const here = new URL("./", import.meta.url);
const plain = createColors(false);

/** Everything that is wrong with a spec in this folder: what keeps it from being built. */
function errorsOf(name: string): readonly Diagnostic[] {
  const read = readSpec(sourceOf(name), {
    targets,
    readInclude: (path) => {
      try {
        return sourceOf(path);
      } catch {
        return error("unreadable-include", undefined, `${path} does not exist`);
      }
    },
  });
  return sortDiagnostics([
    ...read.errors,
    ...(read.spec === undefined ? [] : buildPlan(read.spec).errors),
  ]);
}

function sourceOf(name: string): Source {
  return { name, text: readFileSync(new URL(name, here), "utf8") };
}

const cases = readdirSync(here)
  .filter((name) => name.endsWith(".yaml"))
  .map((name) => [name.replace(".yaml", ""), errorsOf(name)] as const);

describe.each(cases)("%s", (name, errors) => {
  test("is told as a compiler tells it", async () => {
    const text = errors.map((each) => printDiagnostic(each, plain)).join("\n");
    await expect(text).toMatchFileSnapshot(`${name}.txt`);
  });

  test("each error stands in the source, and none twice", () => {
    expect(errors).not.toEqual([]);
    const places = errors.map(({ span, code, message }) => {
      if (span === undefined) throw new Error(`${code} has no place`);
      expect(span.start).toBeGreaterThanOrEqual(0);
      expect(span.end).toBeGreaterThanOrEqual(span.start);
      expect(span.end).toBeLessThanOrEqual(span.source.text.length);
      expect(spanText(span)).toBe(span.source.text.slice(span.start, span.end));
      const { line, column } = positionAt(span.source, span.start);
      return `${span.source.name}:${line}:${column} ${code} ${message}`;
    });
    expect(new Set(places).size).toBe(places.length);
  });

  test("no message repeats the file of its place", () => {
    for (const { message, span } of errors)
      expect(message.split(" ")).not.toContain(span?.source.name);
  });

  test("each message is one sentence in the house's manner", () => {
    for (const { message, help, why, code } of errors) {
      expect(code).toMatch(/^[a-z]+(?:-[a-z]+)*$/u);
      for (const text of [message, help, why]) {
        if (text === undefined) continue;
        expect(text).not.toBe("");
        expect(text).not.toMatch(/undefined|NaN|\[object|\s$/u);
        expect(text).not.toMatch(/[^.]\.$/u);
      }
    }
  });
});
