import { describe, expect, test } from "vitest";
import { compiled, errorsOf, found } from "../support/compile.js";

const spec = (
  section: string,
  node = 'os: nixos, kernel: "6.12"',
): string => `version: 1
roles:
  dpdk:
    node: { ${node} }
    hugepages: ${section}
`;

/** The huge-page words of the emitted files, in their order. */
function words(text: string): readonly string[] {
  return compiled(text).files.flatMap((file) => [
    ...new Set(file.text.match(/(?:default_)?hugepages(?:z)?=[\w:,]+/gu)),
  ]);
}

describe("each count follows its size", () => {
  test.each([
    ["os: nixos", {}],
    ["os: linux", {}],
    ['os: talos, osVersion: "1.9"', {}],
    ['os: talos, osVersion: "1.12"', {}],
    ['os: talos, osVersion: "1.14"', {}],
  ])("%s", (node) => {
    expect(words(spec("{ default: 1G, 2M: 1024, 1G: 16 }", node))).toEqual([
      "default_hugepagesz=1G",
      "hugepagesz=1G",
      "hugepages=16",
      "hugepagesz=2M",
      "hugepages=1024",
    ]);
  });

  test("Talos 1.11 has them in the patch and in the schematic", () => {
    const { files } = compiled(
      spec("{ 1G: 16 }", 'os: talos, osVersion: "1.11"'),
    );
    expect(
      files
        .filter(({ text }) => text.includes("hugepages=16"))
        .map(({ path }) => path),
    ).toEqual([
      "out/talos/role-dpdk/machine-sysctls.yaml",
      "out/talos/role-dpdk/schematic.yaml",
    ]);
  });

  test("in whatever layers they are written", () => {
    expect(
      words(`version: 1
profiles:
  small: { hugepages: { 2MiB: 512 } }
  large: { hugepages: { 1Gi: 16, 2M: 512 } }
roles:
  r: { node: { os: nixos }, profiles: [small, large], hugepages: { 2M: 1024 } }
`),
    ).toEqual([
      "hugepagesz=1G",
      "hugepages=16",
      "hugepagesz=2M",
      "hugepages=1024",
    ]);
  });
});

test("the pages of single NUMA nodes", () => {
  expect(words(spec("{ 2M: { count: 1024, node: 0 } }"))).toEqual([
    "hugepagesz=2M",
    "hugepages=0:1024",
  ]);
  expect(
    words(
      spec("{ 1G: [{ count: 2, node: 0 }, { count: 4, node: 1 }], 2M: null }"),
    ),
  ).toEqual(["hugepagesz=1G", "hugepages=0:2,1:4"]);
});

test("a reason, and what a kubelet needs, once", () => {
  const [file] = compiled(
    spec("{ 1G: { value: 16, why: Packet buffers }, 2M: 8 }"),
  ).files;
  expect(file?.text).toContain(`    # Packet buffers
    # Reserved at boot. A kubelet counts huge pages only when it starts.
    "hugepagesz=1G"
    "hugepages=16"
    "hugepagesz=2M"
    "hugepages=8"
`);
});

describe("errors", () => {
  test.each([
    ["{ 3: 1 }", "5:18 wrong-kind"],
    ["{ 1GB: 1 }", "5:18 wrong-kind"],
    ["{ large: 1 }", "5:18 wrong-kind"],
    ["{ 1G: 16GiB }", "5:22 wrong-kind"],
    ["{ 1G: -1 }", "5:22 wrong-kind"],
    ["{ 1G: 1.5 }", "5:22 wrong-kind"],
    ["{ 1G: [] }", "5:22 wrong-kind"],
    ["{ 1G: true }", "5:22 wrong-shape"],
    ["{ default: 16 }", "5:27 wrong-kind"],
    ["{ default: { count: 16 } }", "5:27 wrong-kind"],
    ["{ 1G: 1, 1GiB: 2 }", "5:25 duplicate-key"],
    ["{ 1G: { count: 1, node: -1 } }", "5:40 wrong-kind"],
    [
      "{ 1G: [{ count: 1, node: 0 }, { count: 1, node: 0 }] }",
      "5:22 wrong-kind",
    ],
  ])("%s", (section, expected) => {
    expect(found(spec(section))).toEqual([expected]);
  });

  test("bytes for a count say how many pages that are", () => {
    expect(errorsOf(spec("{ 2M: 1G }"))).toMatchObject([
      { help: "write 512, the number of pages of 2M" },
    ]);
  });

  test("the same written as a kernel argument is told once", () => {
    expect(
      errorsOf(`${spec("{ 1G: 16, 2M: 8 }")}    kernelArgs:
      hugepages: 4
`),
    ).toMatchObject([
      {
        line: 7,
        column: 7,
        rule: "conflict",
        message: "`hugepages` is also set by `hugepages.1G`",
      },
    ]);
  });

  test("two profiles that differ", () => {
    expect(
      errorsOf(`version: 1
profiles:
  a: { hugepages: { 1G: 16 } }
  b: { hugepages: { 1GiB: 8 } }
roles:
  r: { node: { os: nixos }, profiles: [a, b] }
`),
    ).toMatchObject([
      {
        line: 4,
        column: 21,
        message:
          "profile `b` sets `hugepages.1GiB` to 8, but profile `a` sets it to 16",
      },
    ]);
  });
});
