import { expect, test } from "vitest";
import { compiled } from "../support/compile.js";

/** What `pages-not-bytes` says of a number of pages. */
function words(facts: string, value: string) {
  const text = `version: 1
roles:
  r:
    node: { os: linux${facts} }
    sysctl:
      fs.pipe-user-pages-soft: ${value} # Pipes
`;
  const [finding] = compiled(text).findings.filter(
    ({ rule }) => rule === "pages-not-bytes",
  );
  return finding && [finding.message, finding.why, finding.help];
}

test.each([
  [
    ", memory: 7680MiB",
    "67108864",
    [
      "`fs.pipe-user-pages-soft` counts pages, and 67,108,864 pages are 256 GiB",
      "the node has 7.5 GiB of memory: that many bytes fit, but that many pages limit nothing",
      "write the size with its unit, such as `64MiB`, or the number of pages, 16384",
    ],
  ],
  [
    ", memory: 8GiB, pageSize: 64KiB",
    "10000001",
    [
      "`fs.pipe-user-pages-soft` counts pages, and 10,000,001 pages are 610.4 GiB",
      "the node has 8 GiB of memory: that many bytes fit, but that many pages limit nothing",
      "write the size with its unit, such as `64MiB`, or the number of pages, 152",
    ],
  ],
  [
    "",
    "134217728",
    [
      "`fs.pipe-user-pages-soft` counts pages, and 134,217,728 pages are 512 GiB",
      "the number makes sense in bytes, but that many pages limit nothing",
      "write the size with its unit, such as `128MiB`, or the number of pages, 32768",
    ],
  ],
])("with %s, of %s", (facts, value, expected) => {
  expect(words(facts, value)).toEqual(expected);
});

test.each([
  ["1099511627776", true],
  // More than 1 TiB is intended as no limit.
  ["1099512676352", false],
])("without memory, %s is found: %s", (value, isFound) => {
  expect(words("", value) !== undefined).toBe(isFound);
});
