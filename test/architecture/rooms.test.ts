import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  cycles,
  importsByFile,
  roomOf,
  rooms,
  withPicture,
} from "../../scripts/architecture.js";

const imports = importsByFile();

describe("src", () => {
  test("has no other rooms", () => {
    const found = new Set([...imports.keys()].map(roomOf));
    expect([...found].filter((room) => !rooms.includes(room))).toEqual([]);
  });

  test("has files that exist behind all imports", () => {
    const missing = [...imports].flatMap(([path, imported]) =>
      imported
        .filter((other) => !imports.has(other))
        .map((other) => `${path} -> ${other}`),
    );
    expect(missing).toEqual([]);
  });

  test("has no room that imports from one below it", () => {
    const downward = [...imports].flatMap(([path, imported]) =>
      imported
        .filter(
          (other) => rooms.indexOf(roomOf(other)) > rooms.indexOf(roomOf(path)),
        )
        .map((other) => `${path} -> ${other}`),
    );
    expect(downward).toEqual([]);
  });

  test("has no files that import each other", () => {
    expect(cycles(imports)).toEqual([]);
  });
});

test("cycles are found, through others too", () => {
  expect(
    cycles(
      new Map([
        ["a", ["b"]],
        ["b", ["c", "e"]],
        ["c", ["a", "d"]],
        ["d", ["e"]],
        ["e", ["d"]],
        ["f", ["a"]],
      ]),
    ),
  ).toEqual([
    ["a", "b", "c"],
    ["d", "e"],
  ]);
});

describe("docs/architecture.md", () => {
  const document = readFileSync(
    new URL("../../docs/architecture.md", import.meta.url),
    "utf8",
  );

  test("has the picture of the real imports: `npm run docs` draws it", () => {
    expect(document).toBe(withPicture(document, imports));
  });

  test("has a picture without what follows from other arrows", () => {
    const drawn = withPicture(
      "```mermaid\n```\n".replace("\n", "\nold\n"),
      new Map([
        ["cli/a.ts", ["plan/b.ts", "core/c.ts"]],
        ["plan/b.ts", ["core/c.ts"]],
      ]),
    );
    expect(drawn).toBe(
      "```mermaid\nflowchart TD\n  cli --> plan\n  plan --> core\n```\n",
    );
  });

  test("says of each room what it is, from the ground up", () => {
    const listed = [...document.matchAll(/^\| `src\/([^/`]+)\/?`/gmu)];
    expect(listed.map(([, room]) => room)).toEqual(rooms);
  });
});
