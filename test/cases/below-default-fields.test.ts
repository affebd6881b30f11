import { expect, test } from "vitest";
import { compiled } from "../support/compile.js";

test("the fields of one value that are below the default are one finding", () => {
  const { findings } = compiled(`version: 1
roles:
  worker:
    node: { os: linux, kernel: "6.12", arch: amd64, cpus: 4, memory: 8GiB }
    sysctl:
      net.ipv4.tcp_rmem: [1024, 87380, 16777216] # Larger windows
`);
  expect(findings).toEqual([
    expect.objectContaining({
      rule: "below-default",
      line: 6,
      column: 7,
      message:
        "`net.ipv4.tcp_rmem` (fields `min`, `default`) is 1 KiB, 85.3 KiB, below the default of 4 KiB, 128 KiB",
      help: "write 4096, 131072 or more in these fields, or `null` to keep the default",
    }),
  ]);
});
