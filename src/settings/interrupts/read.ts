import { type CpuList, isCpuList, readCpuList } from "../../core/cpu-list.js";
import { partOf, readReasons, unwrap } from "../../core/reasons.js";
import { below, type Reporter } from "../../core/report.js";
import type { Entry, Tree } from "../../core/tree.js";
import type { Owner } from "../../core/written.js";
import { interfaceFault } from "./interface-pattern.js";
import type {
  Affinity,
  Steering,
  SteeringField,
  WrittenInterrupts,
} from "./written.js";

/** Reads the section `interrupts` of a role or a host, which is one setting of several fields. */
export function readInterrupts(
  owner: Owner,
  section: Entry,
  reporter: Reporter,
): readonly WrittenInterrupts[] {
  const { entries } = section.value;
  const written = readReasons(section.value, reporter);
  const inner = below(reporter, written);
  const field = <V>(
    name: string,
    read: (value: Tree) => V | undefined,
  ): SteeringField<V> | undefined => {
    const entry = entries?.get(name);
    return entry && readField(owner, entry, read, inner);
  };
  const value: Steering = {
    interfaces: field("interfaces", (tree) => readInterfaces(tree, reporter)),
    affinity: field("affinity", (tree) => readAffinity(tree, reporter)),
    rps: field("rps", (tree) =>
      tree.data === "all" ? "all" : readCpus(tree, reporter),
    ),
    rfs: field("rfs", ({ data }) =>
      typeof data === "number" ? data : undefined,
    ),
  };
  return [
    {
      ...written,
      why: written.why ?? section.comment,
      id: "interrupts",
      keyText: "interrupts",
      value,
      interfacesWritten: entries?.has("interfaces") === true,
      origin: { owner, span: section.key },
      valueSpan: section.key,
    },
  ];
}

/** Reads one field. After an error, which `read` has reported, it is `null`: it is written, and sets nothing. */
function readField<V>(
  owner: Owner,
  entry: Entry,
  read: (value: Tree) => V | undefined,
  reporter: Reporter,
): SteeringField<V> {
  const { inner, ...written } = unwrap(entry, reporter);
  const value = inner.data === null ? null : (read(inner) ?? null);
  return { ...written, value, origin: { owner, span: entry.key } };
}

function readAffinity(value: Tree, reporter: Reporter): Affinity | undefined {
  if (value.data === "spread") return { form: "spread", cpus: undefined };
  const over = value.entries?.get("spread")?.value;
  const cpus = readCpus(over ?? value, reporter);
  return cpus && { form: over === undefined ? "set" : "spread", cpus };
}

function readCpus(value: Tree, reporter: Reporter): CpuList | undefined {
  const { raw, span } = partOf(value);
  const cpus = readCpuList(raw);
  return isCpuList(cpus)
    ? cpus
    : reporter.error("malformed-cpus", span, `\`${raw}\` ${cpus.fault}`, {
        help: 'write numbers and ranges, counted from 0, such as "0-3,8"',
      });
}

function readInterfaces(
  value: Tree,
  reporter: Reporter,
): readonly string[] | undefined {
  const names: string[] = [];
  for (const item of value.items ?? [value]) {
    const name = String(item.data);
    const fault = interfaceFault(name);
    if (fault !== undefined) {
      reporter.error(
        "malformed-interface",
        item.span,
        `${name === "" ? "an empty text" : `\`${name}\``} cannot match an interface: ${fault}`,
        { help: "write a name such as `eth0`, or a pattern such as `enp*`" },
      );
    } else if (!names.includes(name)) names.push(name);
  }
  if (value.items?.length === 0) {
    reporter.error(
      "malformed-interface",
      value.span,
      "the list of interfaces is empty",
      {
        help: "write at least one name or pattern, such as `[eth0]`",
      },
    );
  }
  return names.length === 0 ? undefined : names;
}
