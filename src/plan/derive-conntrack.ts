import {
  conntrackDefaults,
  conntrackFields,
  conntrackIds,
} from "../platform/kube-proxy.js";
import { type Diagnostic, error } from "../core/diagnostic.js";
import type { Platform } from "../core/platform.js";
import { conntrackOrder } from "../platform/kube-proxy.js";
import type { WrittenConntrack } from "../language/model.js";
import type { ConntrackField } from "../platform/kube-proxy.js";
import { isAmount, readAmount } from "../core/quantity.js";
import { formatPlace } from "../core/source.js";
import { inWrittenOrder, ownerName } from "./conflicts.js";
import type { ConntrackSetting, Sysctl } from "./types.js";

const SECOND = 1_000_000_000n;

/** kube-proxy settings that were written in one place, and how that place ranks: the spec's top is the lowest. */
export interface RankedConntrack {
  readonly level: number;
  readonly settings: readonly WrittenConntrack[];
}

/**
 * kube-proxy's connection-tracking settings on one node: what was written, and what keeps the node's own sysctls
 * alive where kube-proxy (or K3s in its name) would write over them. What was written wins over what is derived.
 */
export function deriveConntrack(
  ranked: readonly RankedConntrack[],
  sysctls: readonly Sysctl[],
  platform: Platform,
  faults: Diagnostic[],
): readonly ConntrackSetting[] {
  if (platform.conntrackWriter === undefined) return [];
  // A floor that the kernel's default reaches writes nothing, and is the node's all the same.
  const kept = sysctls.filter(
    ({ value, left }) => value !== undefined || left === "floor",
  );
  const ownerOf = (field: ConntrackField): Sysctl | undefined =>
    kept.find(({ id }) => conntrackIds(field).includes(id));
  // The spec's top speaks for nodes that run kube-proxy: K3s' agent writes without one too.
  const heard =
    platform.runsKubeProxy === false
      ? ranked.filter(({ level }) => level >= 0)
      : ranked;
  const written = settle(heard, faults);
  return conntrackOrder.flatMap((field): readonly ConntrackSetting[] => {
    const setting = written.get(field);
    if (setting === undefined) return companion(field, ownerOf, platform) ?? [];
    const value = valueOf(setting, faults);
    if (value === undefined) return [];
    const owner = ownerOf(field);
    if (owner !== undefined && value !== conntrackFields[field].leave) {
      faults.push(twoOwners(setting, owner));
      return [];
    }
    const why = setting.why === undefined ? [] : [setting.why];
    return [{ field, value, why, because: [] }];
  });
}

/** The setting by which a field leaves the node's value alone, where the node has one that would be overwritten. */
function companion(
  field: ConntrackField,
  ownerOf: (field: ConntrackField) => Sysctl | undefined,
  platform: Platform,
): readonly [ConntrackSetting] | undefined {
  const { leave, sysctl } = conntrackFields[field];
  if (!overwritten(field, platform)) return undefined;
  const owner = ownerOf(field);
  if (owner !== undefined)
    return [{ field, value: leave, why: [], because: [owner.id] }];
  const kernel = besides[field];
  if (platform.resetsConntrack !== true || kernel === undefined)
    return undefined;
  const cause = overwrittenFields.find((other) => ownerOf(other) !== undefined);
  const id = cause && ownerOf(cause)?.id;
  if (id === undefined) return undefined;
  const why = `Left alone beside ${id}: K3s would write ${conntrackDefaults[field] ?? ""}, the kernel's own is ${kernel}.`;
  return [{ field, value: leave, why: [why], because: [id, sysctl] }];
}

/** What is written over the node's values by default. */
const overwrittenFields: readonly ConntrackField[] = [
  "maxPerCore",
  "tcpEstablishedTimeout",
  "tcpCloseWaitTimeout",
];

/**
 * The kernel's value of what K3s is told to leave alone beside the others, so that the node has one owner for all.
 * Without the size of the table: left to the kernel it would shrink on small machines, from 131072 to 65536 at 4 GiB.
 */
const besides: Partial<Record<ConntrackField, string>> = {
  tcpEstablishedTimeout: "5 days",
  tcpCloseWaitTimeout: "60 seconds",
};

/** Whether kube-proxy writes the field's sysctl, with what the distribution tells it. */
function overwritten(
  field: ConntrackField,
  { ownConntrack = {} }: Platform,
): boolean {
  return (
    !Object.hasOwn(ownConntrack, field) && overwrittenFields.includes(field)
  );
}

function settle(
  ranked: readonly RankedConntrack[],
  faults: Diagnostic[],
): ReadonlyMap<ConntrackField, WrittenConntrack> {
  const settled = new Map<
    ConntrackField,
    {
      readonly level: number;
      readonly setting: WrittenConntrack;
      readonly rivals: readonly WrittenConntrack[];
    }
  >();
  for (const { level, settings } of ranked) {
    for (const setting of settings) {
      const earlier = settled.get(setting.field);
      if (earlier?.level !== level) {
        settled.set(setting.field, { level, setting, rivals: [] });
      } else if (!areEqual(earlier.setting, setting)) {
        const rivals = [...earlier.rivals, setting];
        settled.set(setting.field, { ...earlier, rivals });
      }
    }
  }
  // What a higher level settles is no conflict any more.
  for (const { setting, rivals } of settled.values())
    faults.push(...rivals.map((rival) => conflict(setting, rival)));
  return new Map([...settled].map(([field, { setting }]) => [field, setting]));
}

/** The value as it was written. */
function text({ value }: WrittenConntrack): string {
  return value === "node" ? "node" : value.raw;
}

/** Whether two values come to the same: `1h` and `60m`. */
function areEqual(a: WrittenConntrack, b: WrittenConntrack): boolean {
  if (a.value === "node" || b.value === "node") return a.value === b.value;
  const { read } = readers[conntrackFields[a.field].kind];
  return (
    (read(a.value.raw) ?? a.value.raw) === (read(b.value.raw) ?? b.value.raw)
  );
}

function conflict(one: WrittenConntrack, other: WrittenConntrack): Diagnostic {
  const [a, b] = inWrittenOrder(one, other);
  return error(
    "conflict",
    b.origin.span,
    `${ownerName(b.origin)} sets kube-proxy's \`${b.field}\` to ${text(b)}, and ${ownerName(a.origin)} to ${text(a)}`,
    {
      why: "of two profiles neither wins: whichever did, it would do so without a word",
      help: `write the value that is meant on the role, or change one of the two (the other is at ${formatPlace(a.origin.span)})`,
      related: [{ message: "the other value", span: a.origin.span }],
    },
  );
}

function twoOwners(setting: WrittenConntrack, sysctl: Sysctl): Diagnostic {
  const { field, origin } = setting;
  return error(
    "two-owners",
    origin.span,
    `kube-proxy's \`${field}\` and the sysctl \`${sysctl.id}\` are one number with two owners`,
    {
      why: "kube-proxy writes its own over the node's at every start",
      help: `keep one: write \`${field}: node\` to keep the sysctl, or remove the sysctl (it is at ${formatPlace(sysctl.origin.span)})`,
      related: [{ message: "the sysctl", span: sysctl.origin.span }],
    },
  );
}

/** The value as kube-proxy's flag takes it; undefined after a fault was reported. */
function valueOf(
  setting: WrittenConntrack,
  faults: Diagnostic[],
): string | undefined {
  const { kind, leave } = conntrackFields[setting.field];
  if (setting.value === "node") return leave;
  const { raw, span } = setting.value;
  const value = readers[kind].read(raw);
  if (value === undefined) {
    faults.push(
      error(
        "wrong-kind",
        span,
        `\`${raw}\` does not fit kube-proxy's \`${setting.field}\``,
        { help: readers[kind].help },
      ),
    );
  }
  return value;
}

/** How the fields' values are read, and what to write for each kind. */
const readers: Readonly<
  Record<
    (typeof conntrackFields)[ConntrackField]["kind"],
    {
      readonly read: (raw: string) => string | undefined;
      readonly help: string;
    }
  >
> = {
  switch: {
    read: (raw) => (/^(?:true|false)$/u.test(raw) ? raw : undefined),
    help: "write true or false, or node to leave the node's value",
  },
  count: {
    read: readCount,
    help: "write a number from 0 to 2147483647, or node to leave the node's value",
  },
  duration: {
    read: readDuration,
    help: "write a duration of whole seconds, such as 24h or 30s, or node to leave the node's value",
  },
};

function readCount(raw: string): string | undefined {
  const amount = readAmount(raw);
  if (!isAmount(amount) || amount.type !== "number") return undefined;
  return amount.value >= 0n && amount.value <= 2147483647n
    ? String(amount.value)
    : undefined;
}

/** A plain number counts seconds, as the sysctl does; kube-proxy drops what is less than one. */
function readDuration(raw: string): string | undefined {
  const amount = readAmount(raw);
  if (!isAmount(amount) || amount.type === "size") return undefined;
  const isTime = amount.type === "time";
  if (isTime && amount.nanoseconds % SECOND !== 0n) return undefined;
  const seconds = isTime ? amount.nanoseconds / SECOND : amount.value;
  return seconds >= 0n && seconds <= 2147483n ? goDuration(seconds) : undefined;
}

/** `24h0m0s`, as Kubernetes prints durations. */
function goDuration(seconds: bigint): string {
  const [hours, minutes, rest] = [
    seconds / 3600n,
    (seconds / 60n) % 60n,
    seconds % 60n,
  ];
  if (hours > 0n) return `${hours}h${minutes}m${rest}s`;
  return minutes > 0n ? `${minutes}m${rest}s` : `${rest}s`;
}
