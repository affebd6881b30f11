import { isScalar, parseDocument, type Scalar, visit } from "yaml";
import { describe, expect, test } from "vitest";
import type { Detail, Matrix, ReportBody } from "../../src/report/types.js";
import { samples } from "../fuzz/samples.js";
import { cluster, reportFor } from "./reported.js";

/** Breaks each scalar of a spec in turn: a value becomes a text that is none, a key loses its last letter. */
function broken(text: string): readonly (readonly [string, string])[] {
  const all: [string, string][] = [];
  visit(parseDocument(text), {
    Scalar(key, node: Scalar) {
      if (!isScalar(node)) return;
      const [start, end] = node.range ?? [0, 0];
      const other =
        key === "key"
          ? text.slice(start, end - 1)
          : `"zz top"${"\n".repeat(text.slice(start, end).endsWith("\n") ? 1 : 0)}`;
      if (end - start > 1)
        all.push([
          `${text.slice(0, start).split("\n").length}: ${other}:`,
          text.slice(0, start) + other + text.slice(end),
        ]);
    },
  });
  return all;
}

describe("whatever is shown despite an error is as it is without", () => {
  test.each([
    ["the small spec", { text: cluster, read: () => "" }] as const,
    ...samples.map((each, at) => [`sample ${at}`, each] as const),
  ])("%s", (_, { text, read }) => {
    const readable = (path: string): string => {
      try {
        return read(path);
      } catch {
        return "profiles: [";
      }
    };
    const good = reportFor(text, readable).body;
    // Samples of errors show nothing to compare with.
    if (good === undefined || good.missing !== undefined) return;
    const differences = some(broken(text)).flatMap(([line, each]) => {
      const { body } = reportFor(each, readable);
      return body?.missing === undefined
        ? []
        : differencesOf(body, good).map((words) => `${line} ${words}`);
    });
    expect(differences).toEqual([]);
  });
});

/** A part of them for a long spec. */
function some<T>(all: readonly T[]): readonly T[] {
  const step = Math.ceil(all.length / 80);
  return all.filter((_, at) => at % step === 0);
}

function differencesOf(body: ReportBody, good: ReportBody): readonly string[] {
  return body.matrix.columns.flatMap(({ name, kind, isIncomplete }, at) => {
    const then = good.matrix.columns.findIndex(
      (each) => each.name === name && each.kind === kind,
    );
    if (then === -1) return [];
    return good.matrix.groups.flatMap(({ title, rows }) =>
      rows.flatMap((row) => {
        const was = valueOf(good, row.cells[then]);
        const now = body.matrix.groups
          .find((group) => group.title === title)
          ?.rows.find((each) => each.name === row.name);
        const is = now === undefined ? "no row" : valueOf(body, now.cells[at]);
        const isSaid = isSaidOf(body, now?.cells[at], good, row.cells[then]);
        return is === "not known" ||
          (is === was && isSaid) ||
          (is === "no row" && (isIncomplete || was === "not set"))
          ? []
          : [`${kind} ${name}: ${row.name}: ${was} is shown as ${is}`];
      }),
    );
  });
}

type AnyCell = Matrix["groups"][number]["rows"][number]["cells"][number];

/** What is shown of a cell: the value, and what follows from it and from the facts. */
function valueOf({ matrix }: ReportBody, cell: AnyCell): string {
  if (cell === undefined) return "not set";
  if ("finding" in cell) return "not known";
  // A unit is known only with the facts.
  return (matrix.details[cell.detail]?.value ?? "default").replace(
    / \(.*/su,
    "",
  );
}

/** Whether what is told of a setting beside its value is the same, or is not told. */
function isSaidOf(
  now: ReportBody,
  is: AnyCell,
  then: ReportBody,
  was: AnyCell,
) {
  const [a, b] = [detailOf(now, is), detailOf(then, was)];
  if (a === undefined || b === undefined) return true;
  const isSame = (one: unknown, other: unknown): boolean =>
    JSON.stringify(one) === JSON.stringify(other);
  return (
    [
      [a.standard, b.standard],
      [a.effect, b.effect],
    ].every(([one, other]) => one === undefined || isSame(one, other)) &&
    [
      [a.writers, b.writers],
      [a.memory, b.memory],
    ].every(([one = [], other]) => one.length === 0 || isSame(one, other)) &&
    (a.distance.direction === "unknown" || isSame(a.distance, b.distance))
  );
}

function detailOf({ matrix }: ReportBody, cell: AnyCell): Detail | undefined {
  return cell === undefined || "finding" in cell
    ? undefined
    : matrix.details[cell.detail];
}
