import {
  hugePageSizes,
  kernelSizeText,
  parseKernelSize,
} from "../../catalogue/huge-page-sizes.js";
import { isAtLeast } from "../../core/version.js";
import { hugePageArguments } from "../../plan/huge-pages.js";
import type { NodePlan } from "../../plan/types.js";
import type { KernelArgument } from "../../settings/kernel-argument.js";
import { defineRule, type Report } from "../rule.js";

export const hugePagesIgnored = defineRule({
  name: "huge-pages-ignored",
  scope: "node",
  severity: "error",
  group: "effect",
  summary: "Huge pages that the kernel does not reserve, or not of that size",
  page: () => ({
    explanation:
      "The kernel gives `hugepages=N` to the `hugepagesz` before it, to the default size if there is none, and ignores a second count for the same size. In `kernelArgs` each name is written once, so only one size can have a count, after its size and in the same profile, role or host. A size that the architecture does not have is ignored with its count: amd64 has 2M and 1G; arm64 has 64K, 2M, 32M and 1G with pages of 4 KiB, 2M, 32M and 1G with 16 KiB, and 2M, 512M and 16G with 64 KiB. Counts of single NUMA nodes exist since kernel 5.16. Write the section `hugepages`, which keeps each count after its size.",
    source:
      "Linux 6.12, mm/hugetlb.c, Documentation/admin-guide/mm/hugetlbpage.rst, Documentation/arch/arm64/hugetlbpage.rst and arch/x86/mm/hugetlbpage.c; torvalds/linux, commit b5389086ad7b",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux }
    kernelArgs:
      hugepagesz: [1G, 2M] # Large pools and small ones
      hugepages: [16, 1024] # Sixteen large, a thousand small
`,
      at: "7:7",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux }
    hugepages:
      1G: 16 # Packet buffers
      2M: 1024 # The database
`,
    },
  }),
  check: (node) => {
    const all = hugePageArguments(node);
    return [
      ...orderReports(all.filter(({ loweredFrom }) => !loweredFrom)),
      ...all.flatMap((argument) => sizeReports(node, argument)),
      ...all.flatMap((argument) => placeReports(node, argument)),
    ];
  },
});

const RULE =
  "the kernel gives a count to the size before it, and ignores a second count for the same size";

function orderReports(all: readonly KernelArgument[]): readonly Report[] {
  const named = (name: string) => all.find(({ value }) => value?.name === name);
  const [size, count] = [named("hugepagesz"), named("hugepages")];
  const sizes = size?.value?.values ?? [];
  const counts = count?.value?.values ?? [];
  if (count === undefined) return [];
  const wrong =
    counts.length > 1
      ? `\`hugepages\` has ${counts.length} values, which all follow the same size`
      : size === undefined
        ? undefined
        : sizes.length > 1
          ? `\`hugepages\` counts only pages of ${sizes.at(-1) ?? ""}, the last of ${sizes.length} sizes`
          : misplaced(all, size, count);
  if (wrong === undefined) return [];
  const pairs = sizes.map((each, index) => `${each}: ${counts[index] ?? "…"}`);
  return [
    {
      about: count,
      span: count.origin.span,
      message: wrong,
      why: RULE,
      help:
        pairs.length === 0
          ? "remove all values but one, or write the section `hugepages` with a count for each size"
          : `write \`hugepages: { ${pairs.join(", ")} }\` instead of the kernel arguments`,
      ...(size !== undefined && {
        related: [{ message: "the size", span: size.origin.span }],
      }),
    },
  ];
}

/** Why a count does not belong to a size, although there is one of each. */
function misplaced(
  all: readonly KernelArgument[],
  size: KernelArgument,
  count: KernelArgument,
): string | undefined {
  const [a, b] = [size.origin.owner, count.origin.owner];
  if (a.kind !== b.kind || a.name !== b.name)
    return `\`hugepages\` of ${b.kind} \`${b.name}\` and \`hugepagesz\` of ${a.kind} \`${a.name}\` belong together only by the order of these`;
  return all.indexOf(count) < all.indexOf(size)
    ? `\`hugepages\` comes before \`hugepagesz\`, so it counts pages of the default size`
    : undefined;
}

function sizeReports(
  { facts }: NodePlan,
  argument: KernelArgument,
): readonly Report[] {
  const { value, loweredFrom } = argument;
  if (value === undefined || value.name === "hugepages") return [];
  const possible = hugePageSizes(facts);
  if (possible.length === 0) return [];
  return value.values
    .filter((text) => {
      const size = parseKernelSize(text);
      return size === undefined || !possible.includes(size);
    })
    .map((text) => ({
      about: argument,
      span:
        loweredFrom === undefined || loweredFrom.id === "default"
          ? argument.valueSpan
          : argument.origin.span,
      message: `${machineName(facts)} huge pages of \`${text}\``,
      why: "the kernel ignores the size, and the count after it",
      help: `write one of ${possible.map(kernelSizeText).join(", ")}`,
    }));
}

function machineName({ arch, pageSize }: NodePlan["facts"]): string {
  const pages =
    pageSize === undefined
      ? ""
      : ` with pages of ${kernelSizeText(pageSize)}iB`;
  return arch === undefined
    ? `no kernel${pages} has`
    : `${arch}${pages} does not have`;
}

/** Reports counts of single NUMA nodes on kernels that would read `0:512` as 0. */
function placeReports(
  { facts: { kernel } }: NodePlan,
  argument: KernelArgument,
): readonly Report[] {
  const words = argument.value?.followedBy ?? argument.value;
  const text = words?.name === "hugepages" ? (words.values[0] ?? "") : "";
  if (!text.includes(":") || isAtLeast(kernel, "5.16") !== false) return [];
  return [
    {
      about: argument,
      span: argument.valueSpan,
      message: `kernel ${kernel ?? ""} cannot reserve huge pages on single NUMA nodes`,
      why: `kernels before 5.16 read \`${text}\` as the number before the colon`,
      help: "write one count for all nodes, or correct the fact `kernel`",
    },
  ];
}
