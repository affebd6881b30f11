import { describe, expect, test } from "vitest";
import { errorsOf, found } from "../support/compile.js";

const role = (sysctl: string): string => `version: 1
roles:
  r:
    sysctl:
${sysctl}`;

describe("duplicates", () => {
  test("two of one spelling", () => {
    const text = role(
      "      net.core.somaxconn: 1024\n      net.core.somaxconn: 1024\n",
    );
    expect(found(text)).toEqual(["6:7 duplicate-key"]);
    expect(errorsOf(text)[0]?.related).toMatchObject([{ line: 5, column: 7 }]);
  });

  test("two spellings of one key", () => {
    const text = role(
      "      net.core.somaxconn: 1024\n      net/core/somaxconn: 1024\n",
    );
    expect(found(text)).toEqual(["6:7 duplicate-key"]);
    expect(errorsOf(text)[0]?.message).toBe(
      "`net/core/somaxconn` is the same as `net.core.somaxconn`",
    );
  });

  test("the same with quotes, and an interface's name in both spellings", () => {
    expect(
      found(
        role(`      net.core.somaxconn: 1
      "net.core.somaxconn": 1
      net.ipv4.conf.bond0/30.rp_filter: 1
      net/ipv4/conf/bond0.30/rp_filter: 1
`),
      ),
    ).toEqual(["6:7 duplicate-key", "8:7 duplicate-key"]);
  });

  test.each([
    ["version: 1\nversion: 1\n", "2:1"],
    ["version: 1\nroles: {}\nprofiles: {}\nroles: {}\n", "4:1"],
    ["version: 1\nroles: { a: {}, a: {} }\n", "2:17"],
    ["version: 1\nprofiles:\n  a: {}\n  a: {}\n", "4:3"],
    ["version: 1\nroles:\n  a: { why: x, why: x }\n", "3:16"],
  ])("anywhere: %j", (text, place) => {
    expect(found(text)).toEqual([`${place} duplicate-key`]);
  });
});
