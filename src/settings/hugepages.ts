import * as z from "zod/mini";
import {
  kernelSizeText,
  parseKernelSize,
} from "../catalogue/huge-page-sizes.js";
import { isAmount, readAmount } from "../core/quantity.js";
import { partOf, unwrap } from "../core/reasons.js";
import type { Reporter } from "../core/report.js";
import {
  described,
  named,
  optional,
  reasons,
  scalar,
  strictObject,
} from "../core/schema.js";
import type { Entry, Tree } from "../core/tree.js";
import type { Owner, Part } from "../core/written.js";
import { exact, type SettingKind, settingOf } from "./kind.js";
import type { Setting, WrittenSetting } from "./setting.js";

/** How many pages of a size are reserved: on all NUMA nodes together, or on one. */
interface Pages {
  readonly count: bigint;
  readonly node: bigint | undefined;
}

/** The pages of a size; for `default`, the size itself. In bytes. */
export type HugePages =
  | { readonly size: bigint; readonly pages: readonly Pages[] }
  | { readonly defaultSize: bigint };

/** `id` is the size as the kernel writes it, `1G`, or `default`. */
export type WrittenHugePages = WrittenSetting<HugePages>;
export type HugePagesSetting = Setting<HugePages>;

const DEFAULT = "default";

/** The kernel has at most 1024 NUMA nodes. Source: Linux 6.12, arch/x86/Kconfig and arch/arm64/Kconfig, NODES_SHIFT. */
const MOST_NODES = 1024n;

const placed = strictObject({ count: scalar, node: scalar });
const pages = z.union([scalar, z.null(), placed, z.array(placed)]);

/** Huge pages that are reserved at boot. Source: Linux 6.12, Documentation/admin-guide/mm/hugetlbpage.rst. */
export const hugepages: SettingKind<WrittenHugePages, HugePagesSetting> = {
  section: "hugepages",
  places: ["profile", "role", "host"],
  schema: described(
    named(
      z.union([
        scalar,
        z.null(),
        z.array(placed),
        strictObject({ count: scalar, node: optional(scalar), ...reasons }),
        strictObject({ value: pages, ...reasons }),
      ]),
    ),
    "Huge pages to reserve at boot: the number of pages by size, such as 1G or 2M; `default` names the default size",
  ),
  plural: "huge pages",
  asksReason: true,
  compare: (a, b) => rank(a) - rank(b),
  read: readHugePages,
  onNode: exact,
  nameOf: ({ keyText }) => `\`hugepages.${keyText}\``,
  pathOf: ({ keyText }) => `hugepages.${keyText}`,
  text: (value) =>
    "defaultSize" in value
      ? kernelSizeText(value.defaultSize)
      : countText(value.pages),
  lower: ({ value }) => {
    if (value === undefined) return [];
    if ("defaultSize" in value) {
      const name = "default_hugepagesz";
      const values = [kernelSizeText(value.defaultSize)];
      return [{ kind: "kernelArgument", id: name, value: { name, values } }];
    }
    const [name, size] = ["hugepagesz", kernelSizeText(value.size)];
    // A count belongs to the size before it.
    const count = { name: "hugepages", values: [countText(value.pages)] };
    return [
      {
        kind: "kernelArgument",
        id: `${name}=${size}`,
        value: { name, values: [size], followedBy: count },
      },
    ];
  },
  loweredNote:
    "Reserved at boot. A kubelet counts huge pages only when it starts.",
  settle: settingOf,
};

/** The default size first, then the largest: a gigantic page needs memory that is not fragmented yet. */
function rank({ id }: HugePagesSetting): number {
  return id === DEFAULT ? -Infinity : -Number(parseKernelSize(id) ?? 0n);
}

/** `1024`, or `0:512,1:512` for single NUMA nodes, as the kernel reads it. */
function countText(all: readonly Pages[]): string {
  return all
    .map(({ count, node }) =>
      node === undefined ? String(count) : `${node}:${count}`,
    )
    .join(",");
}

/** Reads sizes and numbers of pages. Reports what cannot be one, and leaves it out. */
function readHugePages(
  owner: Owner,
  section: Entry,
  reporter: Reporter,
): readonly WrittenHugePages[] {
  const byId = new Map<string, WrittenHugePages>();
  for (const [keyText, entry] of section.value.entries ?? []) {
    const size =
      keyText === DEFAULT
        ? undefined
        : readSize({ raw: keyText, span: entry.key }, reporter);
    if (size === undefined && keyText !== DEFAULT) continue;
    const id = size === undefined ? DEFAULT : kernelSizeText(size);
    const first = byId.get(id);
    if (first !== undefined) {
      reporter.error(
        "duplicate-key",
        entry.key,
        `\`${keyText}\` is the same size as \`${first.keyText}\``,
        {
          why: "the kernel has one pool for each size",
          help: "remove one of them",
          related: [{ message: "first set here", span: first.origin.span }],
        },
      );
      continue;
    }
    const { inner, ...written } = unwrap(entry, reporter);
    const left = inner.data === null;
    const value = left ? undefined : readValue(size, inner, reporter);
    if (value === undefined && !left) continue;
    byId.set(id, {
      ...written,
      id,
      keyText,
      value,
      origin: { owner, span: entry.key },
      valueSpan:
        left || inner.entries !== undefined || inner.items !== undefined
          ? entry.key
          : inner.span,
    });
  }
  return [...byId.values()];
}

function readValue(
  size: bigint | undefined,
  tree: Tree,
  reporter: Reporter,
): HugePages | undefined {
  if (size === undefined) {
    const isText = tree.entries === undefined && tree.items === undefined;
    const raw = isText ? partOf(tree).raw : "a number of pages";
    const defaultSize = readSize({ raw, span: tree.span }, reporter);
    return defaultSize === undefined ? undefined : { defaultSize };
  }
  const items = tree.items ?? [tree];
  const all = items.flatMap((item) => readPages(size, item, reporter) ?? []);
  if (all.length < items.length) return undefined;
  const nodes = new Set(all.map(({ node }) => node));
  if (all.length > 0 && nodes.size === all.length) return { size, pages: all };
  return reporter.error(
    "wrong-kind",
    tree.span,
    all.length === 0
      ? "the list of NUMA nodes is empty"
      : "the list has a NUMA node twice",
    { help: "write one `{ count, node }` for each NUMA node" },
  );
}

/** Reads `1G`, `1Gi` or `1GiB`. Whether the node's kernel has that size depends on its architecture. */
function readSize({ raw, span }: Part, reporter: Reporter): bigint | undefined {
  const short = /^([1-9][0-9]{0,9}[KMG])(?:i|iB)?$/u.exec(raw)?.[1];
  if (short !== undefined) return parseKernelSize(short);
  return reporter.error(
    "wrong-kind",
    span,
    `\`${raw}\` is not a size of huge pages`,
    {
      why: "the kernel has one pool of huge pages for each size",
      help: "write a size such as `2M` or `1G`, or `default: 1G` for the default size",
    },
  );
}

function readPages(
  size: bigint,
  tree: Tree,
  reporter: Reporter,
): Pages | undefined {
  const part = partOf(tree.entries?.get("count")?.value ?? tree);
  const nodeTree = tree.entries?.get("node")?.value;
  const count = readCount(size, part, reporter);
  if (nodeTree === undefined)
    return count === undefined ? undefined : { count, node: undefined };
  const { raw, span } = partOf(nodeTree);
  const node = readAmount(raw);
  if (isAmount(node) && node.type === "number") {
    if (node.value >= 0n && node.value < MOST_NODES)
      return count === undefined ? undefined : { count, node: node.value };
  }
  return reporter.error("wrong-kind", span, `\`${raw}\` is not a NUMA node`, {
    help: `write its number, from 0 to ${MOST_NODES - 1n}, or remove it to use all nodes`,
  });
}

function readCount(
  size: bigint,
  { raw, span }: Part,
  reporter: Reporter,
): bigint | undefined {
  const amount = readAmount(raw);
  if (isAmount(amount) && amount.type === "number" && amount.value >= 0n)
    return amount.value;
  const short = /^([0-9]+[KMGT])(?:i|iB)?$/u.exec(raw)?.[1];
  const bytes = short === undefined ? undefined : parseKernelSize(short);
  const fits = bytes !== undefined && bytes % size === 0n;
  return reporter.error(
    "wrong-kind",
    span,
    `\`${raw}\` is not a number of huge pages`,
    {
      why: "the kernel counts pages, not bytes",
      help: fits
        ? `write ${bytes / size}, the number of pages of ${kernelSizeText(size)}`
        : "write a whole number",
    },
  );
}
