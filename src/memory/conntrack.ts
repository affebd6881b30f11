import { isAtLeast } from "../core/version.js";
import type { NodeFacts } from "../core/facts.js";
import {
  type Amount,
  type BilledNode,
  fromSysctl,
  type MemoryFormula,
} from "./types.js";

const measured =
  "measured, catalogue/measured/conntrack_memory.txt and quirks.md";

/** The size of an entry, by the first kernel with this size. */
const entryBytes = [
  { since: "6.12", bytes: 256n },
  { since: "6.1", bytes: 384n },
  { since: "5.10", bytes: 468n },
] as const;

/** Since 6.12 an entry has no extension until a feature needs one; then 128 B are allocated. */
const EXTENSION = 128n;
const extended = [
  "net.netfilter.nf_conntrack_acct",
  "net.netfilter.nf_conntrack_timestamp",
] as const;

const BUCKET = 8n;

const MAX = "net.netfilter.nf_conntrack_max";
const ALIAS = "net.nf_conntrack_max";
const BUCKETS = "net.netfilter.nf_conntrack_buckets";

export const conntrackEntries: MemoryFormula = {
  name: "Connection-tracking entries",
  keys: [MAX, ALIAS],
  kind: "ceiling",
  formula: "entries × bytes per entry",
  explanation:
    "An entry is allocated when a connection starts and freed when it expires, so an empty table costs nothing. An entry has 468 B on 5.10, 384 B on 6.1 and 256 B since 6.12. A kernel in between counts as the older one; if the kernel is not known, the minimum is used. Since 6.12, `nf_conntrack_acct: 1` or `nf_conntrack_timestamp: 1` adds 128 B per entry; older kernels always allocate these. `0` means no limit and is not counted.",
  source: measured,
  amounts: (billed) => {
    const id = billed.sysctl(MAX) === undefined ? ALIAS : MAX;
    const max = billed.sysctl(id);
    const [entries = 0n] = max?.fields ?? [];
    if (max === undefined || entries <= 0n) return [];
    const { bytes, note } = bytesOfEntry(billed);
    return [
      {
        id,
        bytes: entries * bytes,
        formula: `${entries} entries × ${bytes} B${note}`,
        from: fromSysctl(max),
      },
    ];
  },
};

function bytesOfEntry({ node, sysctl }: BilledNode): {
  readonly bytes: bigint;
  readonly note: string;
} {
  const { facts } = node;
  const plain = plainBytes(facts);
  const extension =
    plain === entryBytes[0].bytes &&
    extended.some((id) => (sysctl(id)?.fields[0] ?? 0n) > 0n);
  const notes = [
    ...(extension ? ["with accounting or timestamps"] : []),
    ...(facts.kernel === undefined ? ["minimum, depends on the kernel"] : []),
  ];
  return {
    bytes: plain + (extension ? EXTENSION : 0n),
    note: notes.length === 0 ? "" : ` (${notes.join("; ")})`,
  };
}

function plainBytes({ kernel }: NodeFacts): bigint {
  if (kernel === undefined) return entryBytes[0].bytes;
  return (
    entryBytes.find(({ since }) => isAtLeast(kernel, since) === true) ??
    entryBytes[2]
  ).bytes;
}

export const conntrackBuckets: MemoryFormula = {
  name: "Connection-tracking buckets",
  keys: [BUCKETS, "modules.nf_conntrack.parameters.hashsize"],
  kind: "reserved",
  formula: "buckets, rounded up to a multiple of 512, × 8 B",
  explanation:
    "The hash table of the entries is allocated completely when its size is set, with or without entries.",
  source: measured,
  amounts: ({ node, sysctl }): readonly Amount[] => {
    const buckets = sysctl(BUCKETS);
    if (buckets !== undefined) {
      return bucketsAmount(BUCKETS, buckets.fields[0], fromSysctl(buckets));
    }
    const hashsize = node.settings.module.find(
      ({ id }) => id === "nf_conntrack",
    )?.value["hashsize"];
    return hashsize !== undefined && /^[0-9]+$/u.test(hashsize)
      ? bucketsAmount("nf_conntrack hashsize", BigInt(hashsize), node)
      : [];
  },
};

function bucketsAmount(
  id: string,
  written: bigint | undefined,
  from: Amount["from"],
): readonly Amount[] {
  if (written === undefined || written <= 0n) return [];
  const buckets = ((written + 511n) / 512n) * 512n;
  return [
    {
      id,
      bytes: buckets * BUCKET,
      formula: `${buckets} buckets × ${BUCKET} B`,
      from,
    },
  ];
}
