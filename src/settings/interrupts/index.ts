import { type CpuList, cpuListText } from "../../core/cpu-list.js";
import type { NodeFacts } from "../../core/facts.js";
import type { Platform } from "../../core/platform.js";
import type { Reporter } from "../../core/report.js";
import {
  type Claim,
  type Machine,
  type Merged,
  type SettingKind,
  settingOf,
  union,
} from "../kind.js";
import type { Field, Setting } from "../setting.js";
import { readInterrupts } from "./read.js";
import { interruptsSchema } from "./schema.js";
import type { Steering, SteeringField, WrittenInterrupts } from "./written.js";

/** Which CPUs take the interrupts and received packets of a node's interfaces. */
export interface Interrupts extends Setting<Steering> {
  readonly value: Steering;
  /** Never empty. */
  readonly interfaces: readonly string[];
}

export const interrupts: SettingKind<WrittenInterrupts, Interrupts> = {
  section: "interrupts",
  places: ["role", "host"],
  schema: interruptsSchema,
  plural: "interrupt settings",
  asksReason: true,
  read: readInterrupts,
  onNode: union,
  text: () => "",
  unite: (claims) => claims.map(({ written }) => written.value).reduce(over),
  fields: ({ value }) => fieldsOf(value),
  idle: ({ value }) =>
    // A field that is `null` keeps its reason on purpose.
    (value.affinity ?? value.rps ?? value.rfs) !== undefined
      ? undefined
      : "it names interfaces, and sets nothing for them",
  settle,
};

function fieldsOf(value: Steering): readonly Field[] {
  return Object.entries(value).flatMap(
    ([name, field]: [string, SteeringField<unknown> | undefined]) =>
      field === undefined
        ? []
        : [{ name, text: JSON.stringify(field.value), written: field }],
  );
}

/** Each field of a host overrides that of its role. */
function over(lower: Steering, higher: Steering): Steering {
  return {
    interfaces: higher.interfaces ?? lower.interfaces,
    affinity: higher.affinity ?? lower.affinity,
    rps: higher.rps ?? lower.rps,
    rfs: higher.rfs ?? lower.rfs,
  };
}

function settle(
  merged: Merged<WrittenInterrupts, Steering>,
  { facts, platform }: Machine,
  reporter: Reporter,
): Interrupts | undefined {
  const { merged: claims, value } = merged;
  // The highest level comes first with its reasons, and its place is that of the whole section.
  const [own, ...others] = [...claims].reverse();
  if (own === undefined || value === undefined) return undefined;
  const interfaces = value.interfaces?.value ?? undefined;
  if (interfaces === undefined) {
    // The reader has already reported a malformed list.
    return claims.some(({ written }) => written.interfacesWritten)
      ? undefined
      : reportNoInterfaces(own, reporter);
  }
  const { affinity, rps } = value;
  checkCpus(affinity, affinity?.value?.cpus, facts, reporter);
  checkCpus(
    rps,
    rps?.value === "all" ? undefined : (rps?.value ?? undefined),
    facts,
    reporter,
  );
  checkCounted(rps, facts, platform, reporter);
  const all = [own, ...others].map(({ written }) => written);
  return Object.freeze({
    ...settingOf(merged),
    value,
    fields: fieldsOf(value),
    interfaces,
    why: all.flatMap(({ why }) => why ?? []).slice(0, 1),
    ownerWhy: own.layer.why,
    refs: [...new Set(all.flatMap(({ refs }) => refs))],
    origin: own.written.origin,
    valueSpan: own.written.valueSpan,
  });
}

function reportNoInterfaces(
  { written }: Claim<WrittenInterrupts, Steering>,
  reporter: Reporter,
): undefined {
  return reporter.error(
    "interrupts-without-interfaces",
    written.origin.span,
    "`interrupts` has no `interfaces`",
    {
      why: "a node has several interfaces, and those of pods and bridges have no interrupts",
      help: "add `interfaces: [eth0]`, or a pattern such as `enp*`",
    },
  );
}

/** Reports CPUs that the node does not have: the kernel would refuse them, or use only the others. */
function checkCpus(
  field: SteeringField<unknown> | undefined,
  cpus: CpuList | undefined,
  { cpus: count }: NodeFacts,
  reporter: Reporter,
): void {
  if (field === undefined || cpus === undefined || count === undefined) return;
  const beyond = cpus.filter((cpu) => cpu >= count);
  if (beyond.length === 0) return;
  const there = count === 1 ? "CPU 0" : `CPUs 0-${count - 1}`;
  reporter.error(
    "cpus-out-of-range",
    field.origin.span,
    `\`${cpuListText(beyond)}\` is outside the node's ${there}`,
    {
      why: "CPUs are counted from 0, and the kernel refuses an affinity that names none of the node's CPUs",
      help: `use ${there}, or correct the fact \`cpus\``,
    },
  );
}

/** Reports a missing number of CPUs where no script can count them: udev rules contain each queue and the mask. */
function checkCounted(
  rps: Steering["rps"],
  { cpus }: NodeFacts,
  { runsScripts, systemLabel }: Platform,
  reporter: Reporter,
): void {
  if (runsScripts !== false || cpus !== undefined) return;
  if (rps === undefined || rps.value === null) return;
  reporter.error(
    "missing-fact",
    rps.origin.span,
    `\`rps\` on ${systemLabel} requires the fact \`cpus\``,
    {
      why: "tunegen writes one udev rule for each queue there, and udev can count neither queues nor CPUs",
      help: "add `node: { cpus: 4 }`, with the number of the node's CPUs",
    },
  );
}
