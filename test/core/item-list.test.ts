import { expect, test } from "vitest";
import { type ListOf, parseItems } from "../../src/core/item-list.js";

test.each<[ListOf, string, string, string]>([
  [
    "ports",
    "http",
    "is not a port or a range of ports",
    "write 8080, or 9000-9100",
  ],
  ["ports", "0", "is outside 1 to 65535", "write port numbers"],
  ["ports", "65536", "is outside 1 to 65535", "write port numbers"],
  ["cpus", "all", "is not a CPU or a range of CPUs", "write 3, or 0-3"],
  ["cpus", "3-0", "is in descending order", "write 0-3"],
  ["words", "a/b", "is not a name", "write names separated by spaces"],
])("as %s, %s %s", (of, text, fault, help) => {
  expect(parseItems(text, of)).toEqual({ fault, help });
});

test.each<[ListOf, string, readonly string[]]>([
  ["ports", "1,65535 80-90", ["1", "65535", "80-90"]],
  ["cpus", "0,2-3", ["0", "2-3"]],
  ["words", " reno  cubic ", ["reno", "cubic"]],
])("as %s, %s is read", (of, text, items) => {
  expect(parseItems(text, of)).toEqual(items);
});
