import { isCpuList, readCpuList } from "../core/cpu-list.js";
import { type Diagnostic, error } from "../core/diagnostic.js";
import type {
  Affinity,
  InterruptSetting,
  WrittenInterrupts,
} from "./interrupts-model.js";
import type { CpuList } from "../core/cpu-list.js";
import type { Owner } from "../core/written.js";
import { acceptFaults, partOf, readReasons, unwrap } from "../core/reasons.js";
import type { Entry, Tree } from "../core/tree.js";

/** The section `interrupts` of a role or a host. `tree` has passed the schema. */
export function readInterrupts(
  owner: Owner,
  tree: Tree,
  faults: Diagnostic[],
): WrittenInterrupts | undefined {
  const section = tree.entries?.get("interrupts");
  if (section === undefined) return undefined;
  const field = <V>(
    name: string,
    read: (value: Tree) => V | undefined,
  ): InterruptSetting<V> | undefined => {
    const entry = section.value.entries?.get(name);
    return entry && readSetting(owner, entry, read, faults);
  };
  const reasons = readReasons(section.value);
  faults.push(...acceptFaults(reasons));
  return {
    ...reasons,
    why: reasons.why ?? section.comment,
    origin: { owner, span: section.key },
    interfacesWritten: section.value.entries?.has("interfaces") === true,
    interfaces: field("interfaces", (value) => readInterfaces(value, faults)),
    affinity: field("affinity", (value) => readAffinity(value, faults)),
    rps: field("rps", (value) =>
      value.data === "all" ? "all" : readCpus(value, faults),
    ),
    rfs: field("rfs", ({ data }) =>
      typeof data === "number" ? data : undefined,
    ),
  };
}

/** Undefined after a fault, which `read` has reported. */
function readSetting<V>(
  owner: Owner,
  entry: Entry,
  read: (value: Tree) => V | undefined,
  faults: Diagnostic[],
): InterruptSetting<V> | undefined {
  const { inner, ...reasons } = unwrap(entry);
  faults.push(...acceptFaults(reasons));
  const value = inner.data === null ? null : read(inner);
  return value === undefined
    ? undefined
    : { ...reasons, value, origin: { owner, span: entry.key } };
}

function readAffinity(value: Tree, faults: Diagnostic[]): Affinity | undefined {
  if (value.data === "spread") return { form: "spread", cpus: undefined };
  const over = value.entries?.get("spread")?.value;
  const cpus = readCpus(over ?? value, faults);
  return cpus && { form: over === undefined ? "set" : "spread", cpus };
}

function readCpus(value: Tree, faults: Diagnostic[]): CpuList | undefined {
  const { raw, span } = partOf(value);
  const cpus = readCpuList(raw);
  if (isCpuList(cpus)) return cpus;
  faults.push(
    error("malformed-cpus", span, `\`${raw}\` ${cpus.fault}`, {
      help: 'write numbers and ranges, counted from 0, such as "0-3,8"',
    }),
  );
  return undefined;
}

/** IFNAMSIZ of include/uapi/linux/if.h, less the zero at the end. */
const LONGEST_NAME = 15;

function readInterfaces(
  value: Tree,
  faults: Diagnostic[],
): readonly string[] | undefined {
  const names: string[] = [];
  for (const item of value.items ?? [value]) {
    const name = String(item.data);
    const fault = patternFault(name);
    if (fault !== undefined)
      faults.push(
        error(
          "malformed-interface",
          item.span,
          `${name === "" ? "an empty text" : `\`${name}\``} matches no interface: ${fault}`,
          { help: "write a name such as eth0, or a pattern such as enp*" },
        ),
      );
    else if (!names.includes(name)) names.push(name);
  }
  if (value.items?.length === 0)
    faults.push(
      error("malformed-interface", value.span, "no interface is named", {
        help: "write at least one name or pattern, such as [eth0]",
      }),
    );
  return names.length === 0 ? undefined : names;
}

/**
 * Why nothing can match a pattern. Source of what a name may be: torvalds/linux, net/core/dev.c, dev_valid_name();
 * quotes, backslashes and bars, which the kernel would take, mean something else to a shell or to udev.
 */
function patternFault(pattern: string): string | undefined {
  if (pattern === "") return "a name has at least one character";
  const foreign = /[^\w.@+*?[\]!^~=#-]/u.exec(pattern)?.[0];
  if (foreign !== undefined)
    return /\s/u.test(foreign)
      ? "no name holds a blank"
      : `no name holds \`${foreign}\` here`;
  if (pattern === "." || pattern === "..") return "it is no name";
  // A bracket stands for one character, a star perhaps for none.
  const least = pattern
    .replaceAll(/\[[!^]?\]?[^\]]*\]/gu, "?")
    .replaceAll("*", "").length;
  return least > LONGEST_NAME
    ? `a name has at most ${LONGEST_NAME} characters, and this asks for ${least}`
    : undefined;
}
