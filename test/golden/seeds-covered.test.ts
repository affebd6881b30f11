import { existsSync, readFileSync } from "node:fs";
import { format } from "prettier";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { documents, seedsDocs, thingsOf } from "../../scripts/seeds.js";
import { ownTuning } from "../support/own-tuning.js";

/** What the documents behind this repository's tuning have, and where the spec and its output have it. */
const record = documents();
const things = record.flatMap((document) =>
  thingsOf(document).map((thing) => ({ ...thing, of: document.document })),
);
const spec: unknown = parse(ownTuning());

/** The text of a file of the repository, with blank space as one space, so that a sentence over two lines is found. */
function textOf(path: string): string {
  const url = new URL(`../../${path}`, import.meta.url);
  return existsSync(url) ? oneLine(readFileSync(url, "utf8")) : "";
}

function oneLine(text: string): string {
  return text.replace(/\s+(?:#\s+)?/gu, " ");
}

/** Whether a value has what a path names: a name may have dots itself, and an item of a list is named by one of its texts. */
function has(value: unknown, path: string): boolean {
  if (path === "") return true;
  const inner: readonly (readonly [string, unknown])[] = Array.isArray(value)
    ? value.flatMap((item: unknown) =>
        isRecord(item)
          ? Object.values(item).map((text) => [String(text), item] as const)
          : [[String(item), item] as const],
      )
    : isRecord(value)
      ? Object.entries(value)
      : [];
  return inner.some(([name, each]) => {
    const rest = restOf(path, name);
    return rest !== undefined && has(each, rest);
  });
}

function restOf(path: string, name: string): string | undefined {
  if (path === name) return "";
  return path.startsWith(`${name}.`) ? path.slice(name.length + 1) : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

test("docs/seeds.md is what `npm run docs` writes", async () => {
  const committed = readFileSync(
    new URL("../../docs/seeds.md", import.meta.url),
    "utf8",
  ).replaceAll("\r\n", "\n");
  expect(committed).toBe(await format(seedsDocs(), { parser: "markdown" }));
});

test("no thing of a document is missing", () => {
  expect(
    Object.fromEntries(
      record.map((document) => [document.document, thingsOf(document).length]),
    ),
  ).toEqual({
    "K3s on single-board computers": 66,
    "Talos with network storage": 46,
    "High-concurrency Linux nodes": 55,
    "A gateway that ran out of connection-tracking entries": 15,
    "An ingress on nodes of its own": 24,
  });
});

test("each thing is named once in its document", () => {
  for (const document of record) {
    const names = thingsOf(document).map(({ thing }) => thing);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  }
});

test("each thing has a place, a command, or the reason why it has none", () => {
  expect(
    things
      .filter(
        ({ spec: path, out, command, not }) =>
          (path ?? out ?? command ?? not) === undefined,
      )
      .map(({ thing }) => thing),
  ).toEqual([]);
});

test("every place in the spec exists", () => {
  expect(
    things.flatMap(({ spec: paths }) =>
      [paths ?? []].flat().filter((path) => !has(spec, path)),
    ),
  ).toEqual([]);
});

test("every text is in its file of the output", () => {
  expect(
    things.flatMap(({ out }) =>
      Object.entries(out ?? {}).filter(
        ([path, text]) => !textOf(`out/${path}`).includes(oneLine(text)),
      ),
    ),
  ).toEqual([]);
});

test("every command exists", () => {
  const documented = textOf("README.md") + textOf("docs/operate.md");
  expect(
    things.flatMap(({ command }) =>
      [command ?? []]
        .flat()
        .filter((each) => !documented.includes(each.split(" ", 2).join(" "))),
    ),
  ).toEqual([]);
});

test("a path that is not in the spec is found to be missing", () => {
  expect(has(spec, "profiles.k3s-minimum.sysctl.net.core.rmem_max")).toBe(true);
  expect(has(spec, "profiles.k3s-minimum.sysctl.net.core.rmem")).toBe(false);
  expect(has(spec, "mounts.media.options.cache=loose.accept")).toBe(true);
  expect(has(spec, "mounts.media.options.cache=none")).toBe(false);
});
