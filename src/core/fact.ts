import type * as z from "zod/mini";
import type { CodeOf } from "./diagnostics/registry.js";
import type { KernelBuild } from "./kernel-build.js";
import { isAmount, readAmount } from "./quantity.js";
import { copyOf, described, scalar } from "./schema.js";
import { bytesInWords } from "./unit-words.js";

/** What is wrong with a fact's value. */
export interface FactError {
  /** The code of the error; `wrong-unit` by default. */
  readonly code?: CodeOf<"error">;
  readonly message: string;
  readonly why?: string;
  readonly help: string;
  /** The one right way to write it. */
  readonly instead?: string | undefined;
}

/** Reads the files that facts name by their path, relative to the spec. */
export interface FactFiles {
  /** Undefined after an error was reported. */
  readonly kernelBuild: (path: string) => KernelBuild | undefined;
}

/** One fact about a node: its schema and its value. */
export interface Fact<Written, Value = Written> {
  /** @internal The published types need no library that checks them. */
  readonly schema: z.ZodMiniType<Written>;
  /** Converts a value that passed the schema; undefined after an error was reported. */
  readonly read: (
    written: Written,
    raw: string,
    report: (error: FactError) => void,
    files: FactFiles,
  ) => Value | undefined;
  /** The fact in a list of facts: `4 GiB`; undefined if another fact includes it. */
  readonly words?: (value: Value, facts: OtherFacts) => string | undefined;
}

/** The node's other facts, for the words of one. */
export type OtherFacts = Readonly<Record<string, unknown>>;

/** Defines a fact that is what its schema passes. */
export function fact<Value>(
  description: string,
  schema: z.ZodMiniType<Value>,
  words?: Fact<Value>["words"],
): Fact<Value> {
  return {
    schema: described(schema, description),
    read: (written) => written,
    ...(words && { words }),
  };
}

/** Defines a fact that is an amount of bytes, written as a size; a plain number is bytes. */
export function sizeFact(
  description: string,
  {
    what,
    example,
    accepts,
    words = bytesInWords,
  }: {
    /** As in "is not a valid page size". */
    readonly what: string;
    readonly example: string;
    readonly accepts: (bytes: bigint) => boolean;
    readonly words?: (bytes: bigint) => string;
  },
): Fact<z.infer<typeof scalar>, bigint> {
  return {
    schema: described(copyOf(scalar), description),
    read: (_, raw, report) => {
      const help = `write a size, such as ${example}`;
      const amount = readAmount(raw);
      if (!isAmount(amount)) {
        report({
          message: amount.fault,
          help: amount.help ?? help,
          instead: amount.instead,
        });
        return undefined;
      }
      const bytes =
        amount.type === "size"
          ? amount.bytes
          : amount.type === "number"
            ? amount.value
            : undefined;
      if (bytes !== undefined && accepts(bytes)) return bytes;
      report({
        message: `\`${raw}\` is not a valid ${what}`,
        ...(amount.type === "number" && {
          why: "a plain number counts bytes",
        }),
        help,
      });
      return undefined;
    },
    words,
  };
}
