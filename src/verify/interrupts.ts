import { segmentTest } from "../catalogue/glob.js";
import {
  type CpuList,
  cpuListText,
  isCpuList,
  readCpuList,
} from "../core/cpu-list.js";
import type { Observation, Seen } from "../live/observation.js";
import type { NodePlan } from "../plan/types.js";
import type { Interrupts } from "../settings/interrupts/index.js";
import type { Affinity } from "../settings/interrupts/written.js";
import { FLOWS, ONLINE, queueFile } from "./interrupt-reads.js";
import { asCpuList, isPart, readBitmap } from "./cpu-texts.js";
import { matchingFiles } from "./files.js";
import type { Comparison } from "./types.js";
import { compareSeen, type Expected, unseen } from "./unseen.js";

/** Compares the CPUs of interrupts and of received packets, in the order in which the target sets them. */
export function compareInterrupts(
  { settings, facts }: NodePlan,
  observation: Observation,
): readonly Comparison[] {
  const online = onlineCpus(observation, facts.cpus);
  return settings.interrupts.flatMap((setting) => [
    ...affinity(setting, online, observation),
    ...steering(setting, online, observation),
    ...flows(setting, observation),
  ]);
}

function affinity(
  { value: { affinity: field }, interfaces }: Interrupts,
  online: CpuList | undefined,
  { interrupts, ...observation }: Observation,
): readonly Comparison[] {
  if (field === undefined || field.value === null) return [];
  const { form, cpus = online } = field.value;
  const expected = of("affinity", field.origin.span, affinityText(field.value));
  if (interrupts === undefined || cpus === undefined)
    return [unseen(expected, "not asked")];
  const found = inOrder(interfaces, interrupts);
  if (found.length === 0)
    return [
      unseen(
        expected,
        "no such key",
        `no interface of ${interfaces.join(", ")} has interrupts of its own`,
      ),
    ];
  const comparisons = found.map(({ name, number, seen }, turn) => {
    const text =
      form === "set"
        ? cpuListText(cpus)
        : String(cpus[turn % cpus.length] ?? "");
    return [
      number,
      compareSeen(
        {
          ...expected,
          name: `${expected.name} of interrupt ${number} (${name})`,
          expected: text,
        },
        asCpuList(seen, readCpuList),
        observation,
        (actual) =>
          judged(
            actual === text,
            "the script did not run, the kernel manages it, or irqbalance moved it",
          ),
      ),
    ] as const;
  });
  // Of an interrupt that two interfaces share, the later one decides.
  return [...new Map(comparisons).values()];
}

function affinityText({ form, cpus }: Affinity): string {
  const list = cpus === undefined ? "all" : cpuListText(cpus);
  return form === "set" ? list : `spread over ${list}`;
}

function steering(
  { value: { rps }, interfaces }: Interrupts,
  online: CpuList | undefined,
  observation: Observation,
): readonly Comparison[] {
  if (rps === undefined || rps.value === null) return [];
  const cpus = rps.value === "all" ? online : rps.value;
  const text = cpus === undefined ? "all" : cpuListText(cpus);
  const expected = of("rps", rps.origin.span, text);
  const files = queues(interfaces, "rps_cpus", observation);
  if (files === undefined || cpus === undefined)
    return [unseen(expected, "not asked")];
  if (files.length === 0) return [withoutQueues(expected, interfaces)];
  return files.map(([path, seen]) =>
    compareSeen(
      { ...expected, name: queueName(expected, path) },
      asCpuList(seen, readBitmap),
      observation,
      (actual) =>
        judged(
          actual === text,
          isPart(actual, cpus)
            ? "the kernel leaves out isolated CPUs"
            : undefined,
        ),
    ),
  );
}

function flows(
  { value: { rfs }, interfaces }: Interrupts,
  observation: Observation,
): readonly Comparison[] {
  if (rfs === undefined || rfs.value === null) return [];
  const { value } = rfs;
  const expected = of("rfs", rfs.origin.span, String(value));
  const compared = (name: string, text: string, seen: Seen | undefined) =>
    compareSeen(
      { ...expected, name, expected: text },
      seen,
      observation,
      (actual) => judged(actual === text, undefined),
    );
  const table = compared(
    FLOWS.id,
    String(rounded(value)),
    observation.sysctl(FLOWS, undefined),
  );
  const files = queues(interfaces, "rps_flow_cnt", observation);
  if (files === undefined) return [table, unseen(expected, "not asked")];
  if (files.length === 0) return [table, withoutQueues(expected, interfaces)];
  const count = new Map<string, number>();
  for (const [path] of files)
    count.set(interfaceOf(path), (count.get(interfaceOf(path)) ?? 0) + 1);
  return [
    table,
    ...files.map(([path, seen]) => {
      const share = Math.floor(value / (count.get(interfaceOf(path)) ?? 1));
      const text = String(rounded(value > 0 ? Math.max(share, 1) : 0));
      return compared(queueName(expected, path), text, seen);
    }),
  ];
}

/** The kernel rounds both tables up. Source: Linux 6.12, net/core/net-sysfs.c and sysctl_net_core.c. */
function rounded(count: number): number {
  return count === 0 ? 0 : 2 ** Math.ceil(Math.log2(count));
}

function of(
  field: "affinity" | "rps" | "rfs",
  span: Expected["span"],
  expected: string,
): Expected {
  return { kind: "interrupts", name: `interrupts.${field}`, expected, span };
}

function judged(
  isEqual: boolean,
  note: string | undefined,
): Pick<Comparison, "outcome" | "note"> {
  return isEqual
    ? { outcome: "equal", note: undefined }
    : { outcome: "different", note };
}

/** The interrupts of the interfaces, each interface once: in the order of the patterns, of names and of numbers. */
function inOrder(
  patterns: readonly string[],
  interrupts: ReadonlyMap<string, Seen>,
): readonly {
  readonly name: string;
  readonly number: number;
  readonly seen: Seen;
}[] {
  const all = [...interrupts]
    .map(([id, seen]) => {
      const [name = "", number = ""] = id.split("/");
      return { name, number: Number(number), isNone: number === "", seen };
    })
    .filter(({ isNone }) => !isNone)
    .sort((a, b) =>
      a.name === b.name ? a.number - b.number : a.name < b.name ? -1 : 1,
    );
  const tests = patterns.map(segmentTest);
  return tests.flatMap((test, at) =>
    all.filter(
      ({ name }) =>
        test(name) && !tests.slice(0, at).some((earlier) => earlier(name)),
    ),
  );
}

/** The files of the receive queues that are there; undefined where the source does not tell. */
function queues(
  interfaces: readonly string[],
  file: "rps_cpus" | "rps_flow_cnt",
  { files }: Observation,
): readonly (readonly [string, Seen])[] | undefined {
  if (files === undefined) return undefined;
  const all = interfaces.flatMap((pattern) => [
    ...matchingFiles(queueFile(pattern, file), files),
  ]);
  return [...new Map(all)].filter(([, { state }]) => state !== "missing");
}

function withoutQueues(
  expected: Expected,
  interfaces: readonly string[],
): Comparison {
  return unseen(
    expected,
    "no such key",
    `no interface of ${interfaces.join(", ")} has receive queues`,
  );
}

/** `interrupts.rps of eth0/rx-0` */
function queueName({ name }: Expected, path: string): string {
  return `${name} of ${interfaceOf(path)}/${path.split("/").at(-2) ?? ""}`;
}

function interfaceOf(path: string): string {
  return path.split("/")[2] ?? "";
}

function onlineCpus(
  { files }: Observation,
  cpus: number | undefined,
): CpuList | undefined {
  const seen = files?.get(ONLINE);
  const read = seen?.state === "value" ? readCpuList(seen.text) : undefined;
  if (read !== undefined && isCpuList(read)) return read;
  return cpus === undefined
    ? undefined
    : Array.from({ length: cpus }, (_, cpu) => cpu);
}
