import { toData } from "../data.js";
import { findingLines } from "../finding-text.js";
import type { KeyInSpec, PodUsage, ProxyUsage } from "./in-spec.js";
import type { KeyUsage } from "./usage.js";
import { type Group, grouped } from "../grouped.js";
import { field, indented, listed, type Paint, WIDTH, wrap } from "../layout.js";
import { linesText, writtenText } from "../lines-text.js";
import { costWords } from "../memory.js";
import { ownedText, placeText } from "../places.js";
import { withWords } from "../quantities.js";

/** Formats what a spec does with a key; nodes with the same setting are grouped. */
export function specLines(spec: KeyInSpec, paint: Paint): readonly string[] {
  const { usages, pods, proxies, notSetOn, findings } = spec;
  const isSet = usages.length + pods.length + proxies.length > 0;
  const found = findingLines(findings, paint);
  if (!isSet) return [paint.bold(`Not set in ${spec.spec}`), ...found];
  return [
    paint.bold(`In ${spec.spec}`),
    ...grouped(usages, usageIdentity).flatMap((group) =>
      usageLines(group, paint),
    ),
    ...grouped(proxies, ({ flags }) => flags.join(" ")).flatMap((group) =>
      proxyLines(group, paint),
    ),
    ...grouped(pods, podIdentity).flatMap((group) => podLines(group, paint)),
    ...(notSetOn.length === 0
      ? []
      : indented(wrap(`Not set on ${listed(notSetOn)}`, WIDTH - 2), 2)),
    ...found,
  ];
}

/** Identical for usages that differ only in their node and its files. */
function usageIdentity(usage: KeyUsage): string {
  return JSON.stringify(
    toData({
      ...usage,
      node: undefined,
      lines: undefined,
      companions: usage.companions.map(({ kind, name }) => [kind, name]),
      // The cost is shown as a share of the node's memory.
      memory: usage.costs.length === 0 ? undefined : usage.memory,
    }),
  );
}

function usageLines(group: Group<KeyUsage>, paint: Paint): readonly string[] {
  const [usage] = group;
  const { why, because, joined, overrode, writers, value } = usage;
  const names = listed(group.map(({ node }) => node.name));
  const written = group.flatMap(({ lines }) => lines);
  const detail = (label: string, text: string | undefined) =>
    field(label, text, paint, 4);
  return [
    ...headed(names, headText(usage), paint),
    ...detail("why", why.join(" ")),
    ...detail(
      "derived",
      because.map(({ id, note }) => `for ${id}: ${note}`).join("; "),
    ),
    ...detail("merged", joined.map(ownedText).join(", ")),
    ...detail("overrides", overrode.map(ownedText).join(", ")),
    ...detail(
      "memory",
      usage.costs.map((cost) => costWords(cost, usage.memory)).join("; "),
    ),
    ...detail(
      "writers",
      writers.map(({ who, does }) => `${who} ${does}`).join("; "),
    ),
    ...detail(
      "written",
      value === undefined ? undefined : writtenText(written),
    ),
    ...needsLines(group, paint),
  ];
}

/** `k3s-worker: 32768 (default 4096), …`, with highlighted names. */
function headed(names: string, text: string, paint: Paint): readonly string[] {
  const [first = "", ...rest] = wrap(`${names}: ${text}`, WIDTH - 4);
  const shown = first.startsWith(names)
    ? paint.cyan(names) + first.slice(names.length)
    : first;
  return [`  ${shown}`, ...indented(rest, 4)];
}

/** The value, the default, and the owner of the setting. */
function headText(usage: KeyUsage): string {
  const { value, words, left, baseline, defaultWords, place } = usage;
  const bare =
    baseline?.value === undefined
      ? (baseline?.longNote ?? baseline?.note)
      : `${baseline.sure ? "" : "about "}${baseline.value || "empty"}`;
  const notes = [defaultWords, baseline?.by].filter(
    (part) => part !== undefined,
  );
  const standard =
    bare === undefined || notes.length === 0
      ? bare
      : `${bare} (${notes.join(", ")})`;
  if (value === undefined) {
    const named = standard === undefined ? "" : ` ${standard}`;
    return left === "floor"
      ? `not written: the default${named} meets the floor of ${ownedText(place)}`
      : `kept at the default${named} by ${ownedText(place)}`;
  }
  const shown = withWords(value, words);
  const beside =
    standard === undefined
      ? ""
      : bare === value
        ? ", which is the default"
        : `, default ${standard}`;
  return `${shown}${beside}, ${placeWords(usage)}`;
}

function placeWords({ place, because, pattern }: KeyUsage): string {
  if (pattern !== undefined) return `as ${pattern} by ${ownedText(place)}`;
  return because.length > 0
    ? `from ${ownedText(place)}`
    : `set by ${ownedText(place)}`;
}

const companionKinds = {
  module: { title: "module", prefix: "" },
  "kube-proxy": { title: "kube-proxy", prefix: "--" },
  sysctl: { title: "sysctl", prefix: "" },
} as const;

/** `needs   module nf_conntrack: out/nixos/role-k3s-worker.nix:31`, one line for each kind. */
function needsLines(group: Group<KeyUsage>, paint: Paint): readonly string[] {
  const [{ companions }] = group;
  return grouped(companions, ({ kind }) => kind).flatMap((alike, at) => {
    const [{ kind }] = alike;
    const { title, prefix } = companionKinds[kind];
    const names = alike.map(({ name }) => `${prefix}${name}`).join(" ");
    const lines = group.flatMap((usage) =>
      usage.companions
        .filter((companion) => companion.kind === kind)
        .flatMap((companion) => companion.lines),
    );
    const places = lines.length === 0 ? "" : `: ${linesText(lines)}`;
    return field(
      at === 0 ? "needs" : "",
      `${title} ${names}${places}`,
      paint,
      4,
    );
  });
}

function proxyLines(group: Group<ProxyUsage>, paint: Paint): readonly string[] {
  const [{ flags }] = group;
  const names = listed(group.map(({ node }) => node.name));
  const given = flags.map((flag) => `--${flag}`).join(" ");
  const lines = group.flatMap((proxy) => proxy.lines);
  return [
    ...headed(names, `set by kube-proxy with ${given}`, paint),
    ...field("written", writtenText(lines), paint, 4),
  ];
}

function podIdentity({ value, why, allowedBy }: PodUsage): string {
  return JSON.stringify([value, why, allowedBy]);
}

function podLines(group: Group<PodUsage>, paint: Paint): readonly string[] {
  const [{ value, words, why, allowedBy, lines }] = group;
  const names = `pods of ${listed(group.map(({ workload }) => workload))}`;
  const shown = withWords(value, words);
  const places = listed(group.map(({ place }) => placeText(place)));
  return [
    ...headed(names, `${shown} (${places})`, paint),
    ...field("why", why, paint, 4),
    ...field(
      "allowed",
      allowedBy.length === 0
        ? undefined
        : `by the kubelet of ${listed(allowedBy)}: ${linesText(lines)}`,
      paint,
      4,
    ),
  ];
}
