import { type Diagnostic, error } from "../core/diagnostic.js";
import type { StatedFacts } from "../platform/facts.js";
import { isAmount, readAmount } from "../core/quantity.js";
import { partOf } from "../core/reasons.js";
import type { NodeData } from "./schema.js";
import type { Tree } from "../core/tree.js";

/** Reads a `node:` mapping: `data` as the schema passed it, `tree` for its places. */
export function readFacts(
  tree: Tree | undefined,
  data: NodeData | undefined,
  faults: Diagnostic[],
): StatedFacts {
  if (tree === undefined || data === undefined) return {};
  const memory = readSize(tree, "memory", faults);
  const pageSize = readSize(tree, "pageSize", faults);
  return {
    ...withoutSizes(data),
    ...(memory !== undefined && { memory }),
    ...(pageSize !== undefined && { pageSize }),
  };
}

/** Sizes as people state them: memory in GiB, a page in KiB. A plain number is bytes. */
function readSize(
  tree: Tree,
  field: "memory" | "pageSize",
  faults: Diagnostic[],
): bigint | undefined {
  const value = tree.entries?.get(field)?.value;
  if (value === undefined) return undefined;
  const { raw, span } = partOf(value);
  const amount = readAmount(raw);
  const example = field === "memory" ? "4GiB" : "16KiB";
  if (!isAmount(amount)) {
    faults.push(
      error("wrong-unit", span, amount.fault, {
        help: amount.help ?? `write a size, such as ${example}`,
      }),
    );
    return undefined;
  }
  const bytes =
    amount.type === "size"
      ? amount.bytes
      : amount.type === "number"
        ? amount.value
        : undefined;
  const [least, most] =
    field === "memory" ? [16n << 20n, 1n << 50n] : [4096n, 65536n];
  if (
    bytes === undefined ||
    bytes < least ||
    bytes > most ||
    (field === "pageSize" && (bytes & (bytes - 1n)) !== 0n)
  ) {
    faults.push(
      error(
        "wrong-unit",
        span,
        `\`${raw}\` is no ${field === "memory" ? "node's memory" : "page size"}`,
        {
          ...(amount.type === "number" && {
            why: "a plain number counts bytes",
          }),
          help: `write a size, such as ${example}`,
        },
      ),
    );
    return undefined;
  }
  return bytes;
}

/** The facts that are as they were written; sizes are read apart. */
function withoutSizes(data: NodeData): Omit<NodeData, "memory" | "pageSize"> {
  const plain = { ...data };
  delete plain.memory;
  delete plain.pageSize;
  return plain;
}
