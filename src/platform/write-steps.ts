import { findKey } from "../catalogue/lookup.js";
import { keyOf } from "../core/key.js";
import { listOf } from "../core/list-of.js";
import { shortNameList } from "../core/name-list.js";
import type { BootWrite } from "../core/own-values.js";
import type { Platform, Writer, WrittenNode } from "../core/platform.js";
import { baselineOf } from "./baseline.js";
import { outranks, rankAbove } from "./sysctl-rank.js";
import { writersInOrder } from "./writers.js";

/** When a sysctl is written, in the order of a boot. */
export const writeStages = [
  "kernel",
  "module",
  "system",
  "spec",
  "later-file",
  "interfaces",
  "kubernetes",
  "kube-proxy",
  "network",
  "switch",
] as const;

export type WriteStage = (typeof writeStages)[number];

/** One who writes a sysctl of a node, or may. */
export interface WriteStep {
  readonly stage: WriteStage;
  /** As messages name them. */
  readonly who: string;
  /** As the end of a sentence: "sets 131072 at every start". */
  readonly does: string;
  /** What the key has afterwards, as the kernel prints it; undefined where that is not known. */
  readonly value: string | undefined;
  /** Whether the step certainly happens. */
  readonly sure: boolean;
  /** Whether the value of the spec, or what was there before it, is changed. */
  readonly changes: boolean;
}

/** What a spec does with a sysctl of a node. */
export interface SpecWrite {
  readonly value: string;
  /** The module that is loaded for the key. */
  readonly module: string | undefined;
}

/** Lists who writes a sysctl that a spec sets, in the order of a boot, with the value after each. */
export function writeSteps(
  id: string,
  node: WrittenNode,
  spec: SpecWrite,
): readonly WriteStep[] {
  const { platform } = node;
  const rank = rankAbove(platform.sysctlFiles());
  const isLater = ({ file, sure }: BootWrite): boolean =>
    sure && file !== undefined && outranks(file, `${rank}-tuning.conf`);
  const writes = platform.bootWrites(id);
  const steps = [
    ...kernelSteps(id, node, spec.module),
    ...bootSteps(
      writes.filter((write) => !isLater(write)),
      platform,
      "system",
    ),
    {
      stage: "spec" as const,
      who: "tunegen",
      does: specWords[platform.settingsForm ?? "etc"],
      value: spec.value,
      sure: true,
      changes: true,
    },
    ...bootSteps(writes.filter(isLater), platform, "later-file"),
  ];
  return [...steps, ...laterSteps(id, node, spec.value)];
}

/** Whether anyone but the kernel and the spec writes the key on the node, or may. */
export function hasOtherWriters(id: string, node: WrittenNode): boolean {
  return (
    node.platform.bootWrites(id).length > 0 ||
    writersInOrder.some(
      ({ writer }) => writerOn(id, writer, node) !== undefined,
    )
  );
}

const specWords: Readonly<
  Record<NonNullable<Platform["settingsForm"]>, string>
> = {
  etc: "applies the file in sysctl.d",
  "nixos-module": "applies boot.kernel.sysctl",
  "machine-config": "applies machine.sysctls",
  "user-data": "applies the settings of the user data",
};

function kernelSteps(
  id: string,
  { facts, platform }: WrittenNode,
  module: string | undefined,
): readonly WriteStep[] {
  const key = findKey(keyOf(id.split(".")));
  const kernel = baselineOf(key, id, {
    facts,
    platform: { ...platform, bootWrites: () => [] },
  });
  const created = { value: kernel?.value, sure: kernel?.sure === true };
  const start: WriteStep = {
    stage: "kernel",
    who: "the kernel",
    does: "starts with it",
    ...created,
    changes: true,
  };
  if (module === undefined) return [start];
  const load = { stage: "module" as const, who: "modules-load" };
  return key?.module === module
    ? [
        {
          ...load,
          does: `loads ${module}, which creates the key`,
          ...created,
          changes: true,
        },
      ]
    : [
        start,
        {
          ...load,
          does: `loads ${module}, which the value of the spec needs`,
          ...created,
          changes: false,
        },
      ];
}

/** More names of systems are counted. */
const NAMED = 3;

/** Systems of which the facts leave open which one it is are told together, if they set the same. */
function bootSteps(
  writes: readonly BootWrite[],
  { systemLabel, settingsForm }: Platform,
  stage: WriteStage,
): readonly WriteStep[] {
  const together = new Map<string, BootWrite[]>();
  writes.forEach((write, at) => {
    const name = write.sure ? `${at}` : `may ${write.value ?? ""}`;
    listOf(together, name).push(write);
  });
  return [...together.values()].flatMap(([write, ...others]) => {
    if (write === undefined) return [];
    const { by, value, sure } = write;
    // The configuration of such a system has its default or that of the spec, and never both.
    const isReplaced = by === systemLabel && settingsForm !== "etc";
    const names = [by, ...others.map((other) => other.by)];
    return [
      {
        stage,
        who: shortNameList([...new Set(names)], NAMED),
        does: isReplaced
          ? "has it by default, which the spec replaces"
          : others.length > 0
            ? "may set it at boot"
            : bootWords(write),
        value,
        sure: sure && value !== undefined && !isReplaced,
        changes: true,
      },
    ];
  });
}

function bootWords({ sure, file, when }: BootWrite): string {
  return [
    sure ? "sets it at boot" : "may set it at boot",
    ...(file === undefined ? [] : [`in ${file}`]),
    ...(when === undefined ? [] : [when]),
  ].join(" ");
}

/** Those who write after the files of the spec have been applied. */
function laterSteps(
  id: string,
  node: WrittenNode,
  value: string,
): readonly WriteStep[] {
  let now = value;
  const steps: WriteStep[] = [];
  for (const { stage, writer } of writersInOrder) {
    const found = writerOn(id, writer, node);
    if (found === undefined) continue;
    const { write, runs } = found;
    const sure = runs && write.where === undefined;
    const next = write.replaces(now);
    const may = next === undefined ? write.mayReplace?.(now) : undefined;
    steps.push({
      stage,
      who: write.who,
      does: runs ? write.does : `${write.does}, if it runs here`,
      value: next?.value ?? may?.value ?? now,
      sure: sure && may === undefined && next?.orMore === undefined,
      changes: next !== undefined || may !== undefined,
    });
    if (sure && next !== undefined) now = next.value;
  }
  if (node.platform.settingsForm !== "nixos-module") return steps;
  return [
    ...steps,
    {
      stage: "switch",
      who: "nixos-rebuild switch",
      does: "applies the value of the spec again",
      value,
      sure: true,
      changes: now !== value,
    },
  ];
}

/** What a program does to the key where it runs, or may run. */
function writerOn(id: string, { keys, runsOn, on }: Writer, node: WrittenNode) {
  const runs = keys.has(id) ? runsOn(node) : false;
  if (runs === false) return undefined;
  const write = on(id, node);
  return write && { write, runs: runs === true };
}
