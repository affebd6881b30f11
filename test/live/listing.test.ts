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
  // Tables of the kernel, each of whose lines has the key.
  for (const key of ["dev.cdrom.info", "kernel.core_modes"]) {
    const table = `${key} = a\n${key} = b\n`;
    expect(readLive(text("60") + table, "a.txt").unread).toEqual([]);
  }
});

test("the first line that is not of a listing is named, and the others counted", () => {
  const text = `$ sysctl -a
vm.swappiness = 60
garbage line here
sysctl: permission denied on key 'vm.mmap_rnd_bits'
sysctl: something else

# a comment
net/ipv4/conf/eth0.1/forwarding = 1
vm.dirty_ratio=20
dev.cdrom.info =
nonsense
kernel.core_pattern = |/bin/x = %p
`;
  expect(readLive(text, "a.txt").unread).toEqual([
    {
      line: 1,
      why: "it is not `key = value`, as `sysctl -a` prints it, and 2 other lines are not, either",
      help: "remove what `sysctl -a` did not print, or gather the values again",
    },
  ]);
  const cut = `vm.swappiness = 60\nvm.dirty_ra`;
  expect(readLive(cut, "a.txt").unread).toEqual([
    { line: 2, why: "the text ends in the middle of a line" },
  ]);
});
