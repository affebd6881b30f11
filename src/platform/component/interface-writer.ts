import type { Write, Writer, WrittenNode } from "../../core/platform.js";
import { onceForText } from "../../core/once-for.js";
import { own } from "../../core/own.js";

/** What a program does to one key of its interfaces. */
interface InterfaceValue {
  readonly value: string;
  /** Why it does, as a clause. */
  readonly why?: string;
  /** How to have another value there, as an instruction. */
  readonly prevent?: string;
}

/** A program that sets keys of the network interfaces that it makes or manages, when it does. */
interface InterfaceProgram {
  /** As messages name it. */
  readonly who: string;
  /** Where that was read: the project, the file, and the version or commit. */
  readonly source: string;
  /** Its interfaces, as messages name them: "the interfaces that it manages". */
  readonly interfaces: string;
  /** Whether it runs on a node; undefined where the facts do not say. */
  readonly runsOn: (node: WrittenNode) => boolean | undefined;
  /** How their names begin; undefined where any interface may be one of them, and `default` concerns new ones. */
  readonly prefix?: string;
  /** The value of each key, without the interface: `ipv6.conf.accept_ra`. */
  readonly values: Readonly<Record<string, string | InterfaceValue>>;
  /** Those of `values` whose switch of all interfaces the kernel copies to each. */
  readonly copied?: ReadonlySet<string>;
}

const interfaceKey =
  /^net\.(?<family>ipv[46]\.(?:conf|neigh))\.(?<name>.+)\.(?<field>[^.]+)$/u;

/** Makes the writer of a program that sets keys of network interfaces. */
export function interfaceWriter(program: InterfaceProgram): Writer {
  const { who, source, interfaces, runsOn } = program;
  const { prefix = "", values, copied } = program;
  // Thousands of nodes have interfaces of the same names.
  const find = onceForText((id): InterfaceValue | undefined => {
    if (!id.startsWith("net.ipv")) return undefined;
    const { family, name, field } = interfaceKey.exec(id)?.groups ?? {};
    const key = `${family ?? ""}.${field ?? ""}`;
    if (name === undefined || !Object.hasOwn(values, key)) return undefined;
    const isOwn = name === "all" ? copied?.has(key) : begins(name, prefix);
    if (isOwn !== true) return undefined;
    const given = own(values, key);
    return typeof given === "string" ? { value: given } : given;
  });
  const writeOf = (id: string): Write | undefined => {
    const found = find(id);
    if (found === undefined) return undefined;
    const { value: wanted, why, prevent } = found;
    return {
      who,
      does: `sets ${wanted} on ${interfaces}`,
      replaces: (value) => (value === wanted ? undefined : { value: wanted }),
      ...(why !== undefined && { why }),
      ...(prevent !== undefined && { prevent }),
    };
  };
  return {
    source,
    runsOn,
    interfaces,
    keys: {
      has: (id) => find(id) !== undefined,
      *[Symbol.iterator]() {
        for (const key of Object.keys(values))
          yield `net.${key.replace(/\.([^.]+)$/u, `.${prefix}*.$1`)}`;
      },
    },
    anywhere: writeOf,
    on: writeOf,
  };
}

/** Whether an interface, or every one that matches the pattern of a spec, has a name with this beginning. */
function begins(name: string, prefix: string): boolean {
  const star = name.indexOf("*");
  return (star < 0 ? name : name.slice(0, star)).startsWith(prefix);
}
