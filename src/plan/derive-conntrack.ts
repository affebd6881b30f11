import { conntrackFields, conntrackOrder } from "../platform/kube-proxy.js";
import { type Diagnostic, error } from "../spec/diagnostic.js";
import type { NodeFacts } from "../spec/facts.js";
import type { ConntrackField, WrittenConntrack } from "../spec/model.js";
import { isAmount, readAmount } from "../spec/quantity.js";
import { formatPlace } from "../spec/source.js";
import { ownerName } from "./conflicts.js";
import type { ConntrackSetting, SettingGroup, Sysctl } from "./types.js";

const SECOND = 1_000_000_000n;

/** kube-proxy settings that were written in one place, and how that place ranks: the spec's top is the lowest. */
export interface RankedConntrack {
  readonly level: number;
  readonly settings: readonly WrittenConntrack[];
}

/**
 * kube-proxy's connection-tracking settings on one node: what was written, and what keeps the node's own sysctls
 * alive where kube-proxy (or K3s in its name) would write over them.
 */
export function deriveConntrack(
  ranked: readonly RankedConntrack[],
  groups: readonly SettingGroup[],
  facts: NodeFacts,
  faults: Diagnostic[],
): readonly ConntrackSetting[] {
  if (!runsKubeProxy(facts)) return [];
  const sysctls = groups
    .flatMap((group) => group.sysctls)
    .filter(({ value }) => value !== undefined);
  const written = settle(ranked, faults);
  return conntrackOrder.flatMap((field): readonly ConntrackSetting[] => {
    const { sysctl, leave } = conntrackFields[field];
    const owner = sysctls.find(({ id }) => id === sysctl);
    const setting = written.get(field);
    if (setting !== undefined) {
      if (owner !== undefined && setting.value !== "node") {
        faults.push(twoOwners(setting, owner));
        return [];
      }
      const value = valueOf(setting, faults);
      return value === undefined
        ? []
        : [
            {
              field,
              value,
              why: setting.why === undefined ? [] : [setting.why],
              because: [],
            },
          ];
    }
    const companion =
      owner !== undefined && leave !== undefined && overwritten(field, facts);
    return companion
      ? [{ field, value: leave, why: [], because: [owner.id] }]
      : [];
  });
}

/** Facts that say nothing of kube-proxy leave it to the distribution, and every one that has it runs it. */
export function runsKubeProxy(facts: NodeFacts): boolean {
  return (
    facts.kubeProxy !== "none" &&
    facts.distribution !== undefined &&
    facts.distribution !== "none"
  );
}

/** Which fields are written over the node's values by default. Talos passes conntrack-max-per-core=0 itself. */
function overwritten(field: ConntrackField, facts: NodeFacts): boolean {
  if (field === "maxPerCore") return facts.distribution !== "talos";
  return field === "tcpEstablishedTimeout" || field === "tcpCloseWaitTimeout";
}

function settle(
  ranked: readonly RankedConntrack[],
  faults: Diagnostic[],
): ReadonlyMap<ConntrackField, WrittenConntrack> {
  const settled = new Map<
    ConntrackField,
    { readonly level: number; readonly setting: WrittenConntrack }
  >();
  for (const { level, settings } of ranked) {
    for (const setting of settings) {
      const earlier = settled.get(setting.field);
      if (earlier?.level === level && !areEqual(earlier.setting, setting)) {
        faults.push(rivals(earlier.setting, setting));
      }
      settled.set(setting.field, { level, setting });
    }
  }
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

function rivals(a: WrittenConntrack, b: WrittenConntrack): Diagnostic {
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
