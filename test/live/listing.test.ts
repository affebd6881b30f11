import { expect, test } from "vitest";
import { readLive } from "../../src/live/read-live.js";

test("a key with two values is one error for the file", () => {
  const text = (...values: readonly string[]): string =>
    values.map((each) => `vm.swappiness = ${each}\n`).join("");
  const said = (why: string) => [
    { line: 2, why, help: "keep the values of one node and of one time" },
  ];
  expect(readLive(text("60", "10"), "a.txt").unread).toEqual(
    said("`vm.swappiness` is 60 on an earlier line"),
  );
  expect(readLive(text("60", "10", "20"), "a.txt").unread).toEqual(
    said(
      "`vm.swappiness` is 60 on an earlier line, and 1 other line repeats a key with another value",
    ),
  );
  expect(readLive(text("60", " 60"), "a.txt").unread).toEqual([]);
  // A table of the kernel, each of whose lines has the key.
  const table = "dev.cdrom.info = a\ndev.cdrom.info = b\n";
  expect(readLive(text("60") + table, "a.txt").unread).toEqual([]);
});
