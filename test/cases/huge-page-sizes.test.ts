import { describe, expect, test } from "vitest";
import { compiled } from "../support/compile.js";

const FACTS =
  'os: nixos, distribution: k3s, kernel: "6.12", cpus: 32, memory: 128GiB';

/** A role with some sections, the first at line 6. */
const spec = (
  sections: string,
  node = FACTS,
  profiles = "",
): string => `version: 1
roles:
  dpdk:
    node: { ${node} }
    sysctl: { net.ipv4.conf.all.forwarding: 1 }
    ${sections}
${profiles}`;

/** The findings about huge pages, one line each. */
const about = (text: string): readonly string[] =>
  compiled(text)
    .findings.filter(({ rule }) =>
      /^(?:huge-pages|kernel-args|memory|conflict)/u.test(rule),
    )
    .map(
      ({ line = 0, column = 0, rule, severity, message }) =>
        `${line}:${column} ${severity} ${rule}: ${message}`,
    );

test("two sizes in kernelArgs are an error that says what to write", () => {
  const text = spec(`kernelArgs:
      hugepagesz: [1G, 2M] # Large pools and small ones
      hugepages: [16, 1024] # Sixteen large, a thousand small`);
  expect(
    compiled(text).findings.filter(({ rule }) => rule.startsWith("huge")),
  ).toMatchObject([
    {
      line: 8,
      column: 7,
      severity: "error",
      help: "write `hugepages: { 1G: 16, 2M: 1024 }` instead of the kernel arguments",
      related: [{ line: 7, column: 7 }],
    },
  ]);
  expect(compiled(text).files).toEqual([]);
});

test("that form writes each count after its size, and is counted", () => {
  const text = spec("hugepages: { 1G: 16, 2M: 1024 } # Packet buffers");
  expect(about(text)).toEqual([
    "6:18 warning memory-reserved: `hugepages.1G` and 1 more reserve 18 GiB, 14.1 % of the node's 128 GiB",
  ]);
  expect(
    compiled(text)
      .files.map((file) => file.text)
      .join(""),
  ).toMatch(
    /"hugepagesz=1G"\s+"hugepages=16"\s+"hugepagesz=2M"\s+"hugepages=1024"/u,
  );
});

test("an accept reaches what a form comes to", () => {
  expect(
    about(
      spec(
        "hugepages: { 1G: { value: 16, accept: { memory-reserved: The node is for DPDK } } }",
      ),
    ),
  ).toEqual([]);
});

describe("kernel arguments that keep their meaning", () => {
  test.each([
    "kernelArgs: { hugepagesz: 1G, hugepages: 4 }",
    "kernelArgs: { hugepages: 4 }",
    "kernelArgs: { hugepagesz: [1G, 2M] }",
    "kernelArgs: { default_hugepagesz: 1G, hugepagesz: 1G, hugepages: 4 }",
    "kernelArgs: { default_hugepagesz: 1G, hugepages: 4 }",
  ])("%s", (section) => {
    expect(about(spec(section))).toEqual([]);
  });
});

describe("and those that do not", () => {
  test.each([
    [
      "kernelArgs: { hugepages: 4, hugepagesz: 1G }",
      "6:19 error huge-pages-ignored: `hugepages` comes before `hugepagesz`, so it counts pages of the default size",
    ],
    [
      "kernelArgs: { hugepages: [4, 5] }",
      "6:19 error huge-pages-ignored: `hugepages` has 2 values, which all follow the same size",
    ],
    [
      "kernelArgs: { hugepagesz: [1G, 2M], hugepages: 4 }",
      "6:41 error huge-pages-ignored: `hugepages` counts only pages of 2M, the last of 2 sizes",
    ],
    [
      "hugepages: { 2M: 64 }\n    kernelArgs: { hugepages: 4 }",
      "7:19 error conflict: `hugepages` is also set by `hugepages.2M`",
    ],
  ])("%s", (section, expected) => {
    expect(about(spec(section))).toEqual([expected]);
  });

  test("across profiles", () => {
    expect(
      about(
        spec(
          "profiles: [sizes, counts]",
          FACTS,
          `profiles:
  sizes: { kernelArgs: { hugepagesz: 1G } }
  counts: { kernelArgs: { hugepages: 4 } }
`,
        ),
      ),
    ).toEqual([
      "9:27 error huge-pages-ignored: `hugepages` of profile `counts` and `hugepagesz` of profile `sizes` belong together only by the order of these",
    ]);
  });
});

describe("sizes that the architecture does not have", () => {
  test.each([
    ["arch: amd64", "64K", "amd64 does not have huge pages of `64K`", "2M, 1G"],
    [
      "arch: arm64",
      "4M",
      "arm64 does not have huge pages of `4M`",
      "64K, 2M, 32M, 512M, 1G, 16G",
    ],
    [
      "arch: arm64, pageSize: 16KiB",
      "64K",
      "arm64 with pages of 16KiB does not have huge pages of `64K`",
      "2M, 32M, 1G",
    ],
    [
      "arch: arm64, pageSize: 64KiB",
      "1G",
      "arm64 with pages of 64KiB does not have huge pages of `1G`",
      "2M, 512M, 16G",
    ],
    [
      "",
      "3M",
      "no kernel has huge pages of `3M`",
      "64K, 2M, 32M, 512M, 1G, 16G",
    ],
  ])("%s: %s", (facts, size, message, sizes) => {
    const node = `os: linux${facts === "" ? "" : `, ${facts}`}`;
    for (const [section, column] of [
      [`hugepages: { ${size}: 1 }`, 18],
      [`hugepages: { default: ${size} }`, 27],
      [`kernelArgs: { hugepagesz: ${size}, hugepages: 1 }`, 31],
    ] as const) {
      expect(
        compiled(spec(section, node)).findings.filter(
          ({ rule }) => rule === "huge-pages-ignored",
        ),
      ).toMatchObject([
        { line: 6, column, message, help: `write one of ${sizes}` },
      ]);
    }
  });
});

test("counts of single NUMA nodes require kernel 5.16", () => {
  const on = (kernel: string) =>
    about(
      spec(
        "hugepages: { 2M: { count: 512, node: 1 } }",
        `os: linux, kernel: "${kernel}"`,
      ),
    );
  expect(on("5.16")).toEqual([]);
  expect(on("5.15")).toEqual([
    "6:18 error huge-pages-ignored: kernel 5.15 cannot reserve huge pages on single NUMA nodes",
  ]);
});

describe("vm.nr_hugepages overrides the pages of the default size", () => {
  test.each([
    [
      "hugepages: { 2M: 64 }",
      32,
      [
        "7:22 warning kernel-args-contradicted: the 64 huge pages of 2M are overridden after boot: `vm.nr_hugepages` is set to 32",
      ],
    ],
    ["hugepages: { 2M: 64 }", 64, []],
    ["hugepages: { 1G: 1 }", 64, []],
  ])("%s, %i", (section, pages, expected) => {
    expect(
      about(`version: 1
roles:
  dpdk:
    node: { os: linux }
    sysctl:
      vm.nr_hugepages: ${pages}
    ${section}
`),
    ).toEqual(expected);
  });
});
