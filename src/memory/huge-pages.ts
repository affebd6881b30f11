import { sizeText } from "../core/size-text.js";
import { hugePagesOf } from "../plan/huge-pages.js";
import type { Setting } from "../settings/setting.js";
import { type Amount, type BilledNode, type MemoryFormula } from "./types.js";

const SOURCE =
  "https://docs.kernel.org/admin-guide/mm/hugetlbpage.html; https://docs.kernel.org/arch/arm64/hugetlbpage.html";

/** The pool of a size in kB. */
const SYSFS = /^kernel\/mm\/hugepages\/hugepages-([0-9]+)kB\/nr_hugepages$/u;

export const hugePages: MemoryFormula = {
  name: "Huge pages",
  keys: [
    "vm.nr_hugepages",
    "vm.nr_hugepages_mempolicy",
    "hugepages",
    "kernelArgs.hugepages",
    "kernel/mm/hugepages/hugepages-<size>kB/nr_hugepages",
  ],
  kind: "reserved",
  formula: "pages × the size of a huge page",
  explanation:
    "Reserved at once, and usable only by programs that request huge pages. `vm.nr_hugepages` counts pages of the default size: 2 MiB with 4 KiB pages, 32 MiB with 16 KiB pages and 512 MiB with 64 KiB pages, unless `default_hugepagesz` sets another one. It overrides the number of pages of that size that the kernel reserved at boot, and so does sysfs.",
  source: SOURCE,
  amounts: (billed) => [...pools(billed).values()],
};

export const overcommittedHugePages: MemoryFormula = {
  name: "Huge pages beyond the pool",
  keys: ["vm.nr_overcommit_hugepages"],
  kind: "ceiling",
  formula: "pages × the size of a huge page",
  explanation:
    "The maximum number of additional huge pages that the kernel allocates from normal memory on request, and frees again.",
  source: SOURCE,
  amounts: (billed) => {
    const { defaultSize } = hugePagesOf(billed.node);
    const amount = ofSysctl(billed, "vm.nr_overcommit_hugepages", defaultSize);
    return amount === undefined || amount.bytes === 0n ? [] : [amount];
  },
};

/** Finds the pages of each size; what is written later in the boot overrides what is written earlier. */
function pools(billed: BilledNode): ReadonlyMap<bigint, Amount> {
  const { node } = billed;
  const found = new Map<bigint, Amount>();
  const { defaultSize, pools: reserved } = hugePagesOf(node);
  for (const { size, count, argument } of reserved) {
    const { loweredFrom, keyText } = argument;
    const id = loweredFrom ? `hugepages.${loweredFrom.id}` : keyText;
    found.set(size, amountOf(id, count, size, argument));
  }
  for (const setting of node.settings.sysfs) {
    const [, kibibytes] = SYSFS.exec(setting.id) ?? [];
    const count = setting.value?.match(/^[0-9]+$/u)?.[0];
    if (kibibytes === undefined || count === undefined) continue;
    const size = BigInt(kibibytes) << 10n;
    found.set(size, amountOf(setting.keyText, BigInt(count), size, setting));
  }
  for (const id of ["vm.nr_hugepages_mempolicy", "vm.nr_hugepages"]) {
    const amount = ofSysctl(billed, id, defaultSize);
    if (amount !== undefined) found.set(defaultSize, amount);
  }
  for (const [size, { bytes }] of found) if (bytes === 0n) found.delete(size);
  return found;
}

function ofSysctl(
  { sysctl }: BilledNode,
  id: string,
  size: bigint,
): Amount | undefined {
  const written = sysctl(id);
  const [count] = written?.fields ?? [];
  return written === undefined || count === undefined || count < 0n
    ? undefined
    : amountOf(id, count, size, written.sysctl);
}

function amountOf(
  id: string,
  count: bigint,
  size: bigint,
  { origin: { span }, accept }: Pick<Setting, "origin" | "accept">,
): Amount {
  return {
    id,
    bytes: count * size,
    formula: `${count} ${count === 1n ? "page" : "pages"} × ${sizeText(size)}`,
    from: { span, accept },
  };
}
