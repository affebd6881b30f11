import { describe, expect, test } from "vitest";
import { mended, remediesIn } from "../support/remedies.js";

const setting = (key: string, value: string): string => `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      ${key}: ${value} # A reason
`;

/** Each value, what is advised, and what `lint --fix` makes of it where one answer is right. */
const values: Readonly<
  Record<string, readonly (readonly [string, string, string?])[]>
> = {
  "net.core.rmem_max": [
    ["16mib", "write 16MiB", "16MiB"],
    ["16mb", "write 16MiB, or 16000000 for this number of bytes", "16MiB"],
    ["16 mb", "write 16MiB, or 16000000 for this number of bytes", "16MiB"],
    ["1gig", "write 1GiB, or 1000000000 for this number of bytes", "1GiB"],
    ["16 mebibytes", "write 16MiB", "16MiB"],
    ["100 megabytes", "write 100MiB, or 100000000 for this number of bytes"],
    ["a lot", "write a number for `net.core.rmem_max`, such as 64MiB"],
    ["16’777’216", "write 16777216", "16777216"],
  ],
  "net.core.somaxconn": [
    ["8'192", "write 8192", "8192"],
    ["“8192”", "write 8192", "8192"],
    ["8192 connections", "write 8192", "8192"],
    [
      '"{{ somaxconn }}"',
      "write the value, or render the template before tunegen reads it",
    ],
    [
      "${SOMAXCONN}",
      "write the value, or render the template before tunegen reads it",
    ],
    ["8192 * cpus", "write { perCpu: 8192 }"],
  ],
  "net.ipv4.ip_forward": [
    ["enabled", "write 1", "1"],
    ["Disable", "write 0", "0"],
    ["Y", "write 1", "1"],
  ],
  "net.ipv4.tcp_fin_timeout": [
    ["PT30S", "write 30s", "30s"],
    ["half", "write a number for `net.ipv4.tcp_fin_timeout`, such as 30s"],
  ],
  "net.ipv4.tcp_rmem": [
    [
      "4096\\t87380\\t6291456",
      "write [4096, 87380, 6291456]",
      "[4096, 87380, 6291456]",
    ],
    [
      "4096; 87380; 6291456",
      "write [4096, 87380, 6291456]",
      "[4096, 87380, 6291456]",
    ],
  ],
};

describe.each(Object.entries(values))("%s", (key, rows) => {
  test.each(
    rows.map(([value, help, instead = value]) => ({ value, help, instead })),
  )("$value", ({ value, help, instead }) => {
    const text = setting(key, value);
    expect(remediesIn(text)).toEqual([`6:${key.length + 9} ${help}`]);
    expect(mended(text)).toBe(setting(key, instead));
  });
});

test("a soft and a hard limit in one text", () => {
  const text = `version: 1
roles:
  worker:
    limits: { nofile: "1024:65536" }
`;
  expect(remediesIn(text)).toEqual(["4:23 write { soft: 1024, hard: 65536 }"]);
});
