import { linkSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { gatherNodes } from "../../src/cli/live/gather-nodes.js";
import { readFiles } from "../../src/cli/live/read-files.js";
import { emptyFolder } from "../output/workspace.js";
import { planOf } from "../support/compile.js";

const fleet = planOf(`version: 1
node: { os: linux }
roles: { web: {}, db: {} }
hosts: { web1: { role: web }, web2: { role: web } }
`);

const dump = (host?: string): string =>
  `tunegen-dump 1\n${host === undefined ? "" : `host ${host}\n`}end\n`;

/** What is said of sources, with their help; the paths are below an empty folder. */
function told(
  files: Readonly<Record<string, string>>,
  sources: readonly string[] = Object.keys(files),
  links: Readonly<Record<string, string>> = {},
): readonly string[] {
  const folder = emptyFolder();
  const at = (path: string): string => join(folder, path);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), text);
  }
  for (const [path, target] of Object.entries(links))
    symlinkSync(target, at(path));
  const gathered = gatherNodes(fleet, {}, sources.map(at), () => undefined);
  if ("message" in gathered) throw new Error(gathered.message);
  return gathered.errors.map(({ message, help = "" }) =>
    `${message}; ${help}`.replaceAll(`${folder}/`, ""),
  );
}

test("two dumps that name the same host", () => {
  expect(told({ "a.txt": dump("web1"), "b.txt": dump("web1") })).toEqual([
    "a.txt and b.txt have values of the same node, `web1`; keep only the latest: the values name their host, whatever their file is called",
  ]);
});

test("three files that are named after the same host", () => {
  expect(
    told({ "a/web1.txt": dump(), "b/web1.txt": dump(), "web1.txt": dump() }),
  ).toEqual([
    "a/web1.txt, b/web1.txt and web1.txt have values of the same node, `web1`; keep only the latest, or name the files after their hosts",
  ]);
});

test("a file with two dumps of one host", () => {
  expect(told({ "a.txt": dump("web1") + dump("web1") })).toEqual([
    "a.txt has values of `web1` 2 times; keep only the latest: the values name their host, whatever their file is called",
  ]);
});

test("two dumps of one host that the spec does not have", () => {
  expect(told({ "a.txt": dump("x"), "b.txt": dump("x") })).toEqual([
    "a.txt and b.txt: the spec has no host `x`; name its role or host: --role web, --role db, --host web1",
  ]);
});

test("a source that is given twice", () => {
  const files = { "d/web1.txt": dump("web1") };
  const once = "give each source once";
  expect(told(files, ["d/web1.txt", "d/web1.txt"])).toEqual([
    `d/web1.txt was not read: it is given twice; ${once}`,
  ]);
  expect(told(files, ["d", "d"])).toEqual([
    `d was not read: it is given twice; ${once}`,
  ]);
  expect(told(files, ["d", "d/web1.txt"])).toEqual([
    `d/web1.txt was not read: it is given twice; ${once}`,
  ]);
  expect(told(files, ["d"], { "d/latest.txt": "web1.txt" })).toEqual([
    `d/web1.txt was not read: it is the same as d/latest.txt; ${once}`,
  ]);
});

test("equal values of two nodes may be one file with two hard links", () => {
  const folder = emptyFolder();
  writeFileSync(join(folder, "web1.txt"), dump());
  linkSync(join(folder, "web1.txt"), join(folder, "web2.txt"));
  const found = [...readFiles([folder])];
  expect(found.flatMap(({ errors }) => errors)).toEqual([]);
  expect(found).toHaveLength(2);
});
