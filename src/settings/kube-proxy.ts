import * as z from "zod/mini";
import { absence } from "../core/lifetime.js";
import { isAmount, readAmount } from "../core/quantity.js";
import { isAccepted, partOf, unwrap } from "../core/reasons.js";
import type { Reporter } from "../core/report.js";
import {
  described,
  flag,
  optional,
  reasons,
  scalar,
  strictObject,
} from "../core/schema.js";
import type { Entry, Tree } from "../core/tree.js";
import type { Owner } from "../core/written.js";
import {
  type ProxyField,
  proxyFields,
  proxyOrder,
  type ProxySection,
  proxySections,
} from "../platform/component/proxy-fields.js";
import { exact, type Machine, type SettingKind, settingOf } from "./kind.js";
import type { Setting, WrittenSetting } from "./setting.js";

/** A field of `kubeProxy`, with its value in the form of kube-proxy's flag: `0`, `24h0m0s`, `true`. */
export interface WrittenProxySetting extends WrittenSetting<string> {
  readonly id: ProxyField;
  readonly value: string;
  /** The value in the user's spelling; `node` keeps the node's value. */
  readonly raw: string;
}

/** One setting of kube-proxy. */
export interface ProxySetting extends Setting<string> {
  readonly id: ProxyField;
  readonly value: string;
  /** Ids of the sysctls that it protects from kube-proxy. */
  readonly because: readonly string[];
}

const value = z.union([scalar, flag]);
const setting = optional(
  z.union([value, z.null(), strictObject({ value, ...reasons })]),
);

/** Whether kube-proxy runs in a mode, or may. */
function isMode(mode: string, stated: string | undefined): boolean {
  return stated === undefined || stated === mode;
}

function sectionSchema(section: ProxySection): z.ZodMiniType {
  return optional(
    strictObject(
      Object.fromEntries(
        proxyOrder
          .filter((field) => proxyFields[field].section === section)
          .map((field) => [field, setting]),
      ),
    ),
  );
}

export const kubeProxy: SettingKind<WrittenProxySetting, ProxySetting> = {
  section: "kubeProxy",
  places: ["profile", "role", "host", "spec"],
  schema: described(
    strictObject(
      Object.fromEntries(
        proxySections.map((section) => [section, sectionSchema(section)]),
      ),
    ),
    "kube-proxy's connection tracking, and its fields of one mode; `node` keeps the node's value",
  ),
  plural: "kube-proxy settings",
  names: proxyOrder,
  asksReason: true,
  writtenBy: "distribution",
  compare: (a, b) => proxyOrder.indexOf(a.id) - proxyOrder.indexOf(b.id),
  read(owner, { value: { entries } }, reporter) {
    return proxyOrder.flatMap((field) => {
      const section = entries?.get(proxyFields[field].section)?.value;
      const entry = section?.entries?.get(field);
      return entry === undefined
        ? []
        : readField(owner, field, entry, reporter);
    });
  },
  appliesTo({ id, origin }, { facts, platform }) {
    const { conntrackWriter, runsKubeProxy } = platform;
    const { section } = proxyFields[id];
    const reads = section === "conntrack" || isMode(section, facts.kubeProxy);
    if (origin.owner.kind === "spec") {
      // The top of the spec applies to nodes with kube-proxy only: the K3s agent writes without one, too.
      return conntrackWriter !== undefined && runsKubeProxy !== false && reads;
    }
    if (runsKubeProxy === false && (conntrackWriter === undefined || !reads))
      return "the node runs no kube-proxy";
    if (!reads)
      return `kube-proxy reads \`${section}\` only in the mode of that name, and runs in the mode ${facts.kubeProxy ?? ""}`;
    return (
      conntrackWriter !== undefined ||
      "the spec does not state that the node runs kube-proxy"
    );
  },
  appliesToNone: {
    why: "no role or host of the spec is known to run a kube-proxy that reads it",
    help: "add `distribution` and, where it is not the default, `kubeProxy` to the facts of the roles that run kube-proxy, or remove the section",
  },
  onNode: exact,
  text: (text) => text,
  nameOf: ({ keyText }) => `kube-proxy's \`${keyText}\``,
  pathOf: ({ id, keyText }) =>
    `kubeProxy.${proxyFields[id].section}.${keyText}`,
  words: ({ raw }) => raw,
  settle: (merged, machine, reporter) => {
    const { written } = merged.winner;
    const { id } = written;
    if (!isInRelease(written, machine, reporter)) return undefined;
    return { ...settingOf(merged), id, value: merged.value ?? "", because: [] };
  },
};

/** Whether the node's kube-proxy has a field; reports one that came later or was removed, unless that is accepted. */
export function isInRelease(
  { id, origin, accept }: Pick<WrittenProxySetting, "id" | "origin" | "accept">,
  { facts: { kubernetes }, platform }: Machine,
  reporter: Reporter,
): boolean {
  const { releases, flag } = proxyFields[id];
  const code = absence(releases, kubernetes);
  if (code === undefined || isAccepted(accept, code)) return true;
  const isNew = code === "key-not-yet";
  const { since = "", before = "" } = releases;
  const consequence = {
    flags: `${platform.resetsConntrack === true ? platform.distributionLabel : "kube-proxy"} exits at start over the unknown flag \`--${flag}\``,
    file: "kube-proxy ignores an unknown field, with only a line in its log",
  };
  reporter.error(
    code,
    origin.span,
    `kube-proxy's \`${id}\` ${isNew ? "does not exist yet" : "no longer exists"} in Kubernetes ${kubernetes ?? ""}`,
    {
      why: `it was ${isNew ? "added" : "removed"} in ${isNew ? since : before}${platform.proxyForm === undefined ? "" : `; ${consequence[platform.proxyForm]}`}`,
      help: "remove it, or correct the fact `kubernetes` of the node",
    },
  );
  return false;
}

/** Reads one field; an empty field counts as absent. */
function readField(
  owner: Owner,
  field: ProxyField,
  entry: Entry,
  reporter: Reporter,
): readonly WrittenProxySetting[] {
  const { inner, ...written } = unwrap(entry, reporter);
  const text = inner.data === null ? undefined : read(field, inner, reporter);
  if (text === undefined) return [];
  return [
    {
      ...written,
      id: field,
      keyText: field,
      value: text,
      raw: partOf(inner).raw,
      origin: { owner, span: entry.key },
      valueSpan: inner.span,
    },
  ];
}

function read(
  field: ProxyField,
  tree: Tree,
  reporter: Reporter,
): string | undefined {
  const { kind, leave } = proxyFields[field];
  const { raw, span } = partOf(tree);
  if (raw === "node") return leave;
  return (
    readers[kind].read(raw) ??
    reporter.error(
      "wrong-kind",
      span,
      `invalid value \`${raw}\` of kube-proxy's \`${field}\``,
      { help: readers[kind].help },
    )
  );
}

/** How the fields' values are read, and what to write for each kind. */
const readers: Readonly<
  Record<
    (typeof proxyFields)[ProxyField]["kind"],
    {
      readonly read: (raw: string) => string | undefined;
      readonly help: string;
    }
  >
> = {
  switch: {
    read: (raw) => (/^(?:true|false)$/u.test(raw) ? raw : undefined),
    help: "write true or false, or `node` to keep the node's value",
  },
  count: {
    read: readCount,
    help: "write a number from 0 to 2147483647, or `node` to keep the node's value",
  },
  duration: {
    read: readDuration,
    help: "write a duration of whole seconds, such as 24h or 30s, or `node` to keep the node's value",
  },
};

function readCount(raw: string): string | undefined {
  const amount = readAmount(raw);
  if (!isAmount(amount) || amount.type !== "number") return undefined;
  return amount.value >= 0n && amount.value <= 2147483647n
    ? String(amount.value)
    : undefined;
}

const SECOND = 1_000_000_000n;

/** Reads a duration; a plain number is in seconds, as in the sysctl. kube-proxy ignores fractions of a second. */
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
