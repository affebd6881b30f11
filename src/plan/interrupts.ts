import { cpuListText } from "../core/cpu-list.js";
import { type Diagnostic, error } from "../core/diagnostic.js";
import type { NodeFacts } from "../core/facts.js";
import type { Platform } from "../core/platform.js";
import type {
  Affinity,
  InterruptSetting,
  WrittenInterrupts,
} from "../language/interrupts-model.js";
import type { CpuList } from "../core/cpu-list.js";
import type { Host, Role } from "../language/model.js";
import type { Origin, Reasons } from "../core/written.js";
import type { Machine } from "./machine.js";
import type { Sysctl } from "./types.js";

export type { Affinity, CpuList, InterruptSetting };

/** Which CPUs take the interrupts and received packets of a node's interfaces. */
export interface InterruptsPlan extends Reasons {
  readonly origin: Origin;
  /** Names, or patterns as a shell's `case` and udev take them; never empty. */
  readonly interfaces: readonly string[];
  /** Undefined, or of the value null, where nothing is written. */
  readonly affinity: InterruptSetting<Affinity> | undefined;
  readonly rps: InterruptSetting<CpuList | "all"> | undefined;
  readonly rfs: InterruptSetting<number> | undefined;
}

const FLOWS = "net.core.rps_sock_flow_entries";

/** The interrupts of a node: a host's fields win over its role's, one by one. */
export function planInterrupts(
  role: Role,
  host: Host | undefined,
  { facts, platform }: Machine,
  sysctls: readonly Sysctl[],
  faults: Diagnostic[],
): InterruptsPlan | undefined {
  const base = role.settings.interrupts;
  const own = host?.settings.interrupts;
  const section = own ?? base;
  if (section === undefined) return undefined;
  const pick = <F extends keyof WrittenInterrupts>(
    field: F,
  ): WrittenInterrupts[F] | undefined => own?.[field] ?? base?.[field];
  const interfaces = pick("interfaces");
  if (interfaces?.value === undefined || interfaces.value === null) {
    // A malformed list was reported where it is read.
    if (!hasInterfaces(section, base)) faults.push(noInterfaces(section));
    return undefined;
  }
  const affinity = pick("affinity");
  const rps = pick("rps");
  const rfs = pick("rfs");
  faults.push(
    ...outOfRange(affinity, affinity?.value?.cpus, facts),
    ...outOfRange(rps, rps?.value === "all" ? undefined : rps?.value, facts),
    ...ownedTwice(rfs, sysctls),
    ...uncounted(rps, facts, platform),
  );
  return Object.freeze({
    why: own?.why ?? base?.why,
    refs: [...new Set([...(own?.refs ?? []), ...(base?.refs ?? [])])],
    accept: new Map([...(base?.accept ?? []), ...(own?.accept ?? [])]),
    origin: section.origin,
    interfaces: interfaces.value,
    affinity,
    rps,
    rfs,
  });
}

/** Whether `interfaces` was written at all: what is left of a faulty list is nothing. */
function hasInterfaces(
  ...sections: readonly (WrittenInterrupts | undefined)[]
): boolean {
  return sections.some((section) => section?.interfacesWritten === true);
}

function noInterfaces({ origin }: WrittenInterrupts): Diagnostic {
  return error(
    "interrupts-without-interfaces",
    origin.span,
    "`interrupts` names no interfaces",
    {
      why: "a node has several, and those of pods and bridges have no interrupts",
      help: "add interfaces: [eth0], or a pattern such as enp*",
    },
  );
}

/** CPUs that the node does not have: the kernel would refuse them, or take only the others. */
function outOfRange(
  setting: InterruptSetting<unknown> | undefined,
  cpus: CpuList | null | undefined,
  facts: NodeFacts,
): readonly Diagnostic[] {
  if (setting === undefined || cpus === undefined || cpus === null) return [];
  const count = facts.cpus;
  const beyond = cpus.filter((cpu) => count !== undefined && cpu >= count);
  if (count === undefined || beyond.length === 0) return [];
  const there = count === 1 ? "CPU 0" : `CPUs 0-${count - 1}`;
  return [
    error(
      "cpus-out-of-range",
      setting.origin.span,
      `the node has no CPU ${cpuListText(beyond)}: it has ${there}`,
      {
        why: "they are counted from 0; an interrupt that may go to none of the node's CPUs is refused",
        help: `name some of ${there}, or mend the fact \`cpus\``,
      },
    ),
  ];
}

/** One number, one owner. */
function ownedTwice(
  rfs: InterruptSetting<number> | undefined,
  sysctls: readonly Sysctl[],
): readonly Diagnostic[] {
  if (rfs === undefined || rfs.value === null) return [];
  const sysctl = sysctls.find(
    ({ id, value }) => id === FLOWS && value !== undefined,
  );
  return sysctl === undefined
    ? []
    : [
        error(
          "conflict",
          rfs.origin.span,
          `\`rfs\` and \`${FLOWS}\` are one number, and it is written twice`,
          {
            why: "whichever is applied last wins, without a word",
            help: "keep rfs, which sizes the tables of the queues too",
            related: [{ message: "the sysctl", span: sysctl.origin.span }],
          },
        ),
      ];
}

/** Where no script could count the queues, udev is told each queue and the mask in digits. */
function uncounted(
  rps: InterruptSetting<CpuList | "all"> | undefined,
  { cpus }: NodeFacts,
  { runsScripts, systemLabel }: Platform,
): readonly Diagnostic[] {
  if (runsScripts !== false || cpus !== undefined) return [];
  return rps === undefined || rps.value === null
    ? []
    : [
        error(
          "missing-fact",
          rps.origin.span,
          `\`rps\` on ${systemLabel} needs the fact \`cpus\``,
          {
            why: "it becomes udev rules there, one for each queue, and udev cannot count them",
            help: "write node: { cpus: 4 }, or how many the node has",
          },
        ),
      ];
}
