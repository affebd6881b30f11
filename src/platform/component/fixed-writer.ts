import type { Write, Writer, WrittenNode } from "../../core/platform.js";

/** What a program does to one key. */
interface FixedValue {
  readonly value: string;
  /** The only value that it replaces; by default every other one. */
  readonly instead?: string;
  /** Whether it sets the key on a node; undefined where the facts do not say. By default it sets it on every node. */
  readonly sets?: (node: WrittenNode) => boolean | undefined;
  /** The condition of `sets` in words: "on kernels before 5.9". */
  readonly where?: string;
  /** How to keep it from that, as an instruction. */
  readonly prevent?: string;
}

/** A program that sets some keys at every start, whatever the node has. */
interface Fixed {
  /** As messages name it. */
  readonly who: string;
  /** Where that was read: the project, the file, and the version or commit. */
  readonly source: string;
  /** Whether it runs on a node; undefined where the facts do not say. */
  readonly runsOn: (node: WrittenNode) => boolean | undefined;
  /** The value of each key. */
  readonly values: Readonly<Record<string, string | FixedValue>>;
}

/** Makes the writer of a program that sets the same values at every start. */
export function fixedWriter({ who, source, runsOn, values }: Fixed): Writer {
  const byKey = new Map(
    Object.entries(values).map(([id, given]): [string, FixedValue] => [
      id,
      typeof given === "string" ? { value: given } : given,
    ]),
  );
  return {
    source,
    runsOn,
    keys: new Set(byKey.keys()),
    anywhere: (id) => {
      const fixed = byKey.get(id);
      return fixed && { who, does: doesOf(fixed, fixed.where) };
    },
    on: (id, node) => {
      const fixed = byKey.get(id);
      if (fixed === undefined) return undefined;
      const sets = fixed.sets === undefined ? true : fixed.sets(node);
      return sets === false ? undefined : writeOf(who, fixed, sets === true);
    },
  };
}

function writeOf(who: string, fixed: FixedValue, sure: boolean): Write {
  const { value: wanted, instead, where, prevent } = fixed;
  return {
    who,
    does: doesOf(fixed, sure ? undefined : where),
    replaces: (value) =>
      value === wanted || (instead !== undefined && value !== instead)
        ? undefined
        : { value: wanted },
    ...(!sure && where !== undefined && { where }),
    ...(prevent !== undefined && { prevent }),
  };
}

function doesOf({ value, instead }: FixedValue, where?: string): string {
  return [
    `sets ${value} at every start`,
    ...(instead === undefined ? [] : [`if it is ${instead}`]),
    ...(where === undefined ? [] : [where]),
  ].join(" ");
}
