import { keyAct } from "../../catalogue/acts.js";
import { interfaceKey } from "../../catalogue/interface.js";
import { findKey } from "../../catalogue/lookup.js";
import { hasDottedSegment, slashed } from "../../core/key.js";
import type { WrittenNode } from "../../core/platform.js";
import type { Source } from "../../core/source.js";
import { baselineOf } from "../../platform/baseline.js";
import {
  factsOf,
  type StatedFacts,
  withImplied,
} from "../../platform/facts.js";
import { systemdLimits, systemdPidMax } from "../../platform/own/systemd.js";
import { platformOf } from "../../platform/platform-of.js";
import { isOfListing, NOT_LISTED, othersLike } from "../../live/listing.js";
import { linesOf, spanOfLine } from "../lines.js";
import type {
  CommentedOut,
  Format,
  FoundSetting,
  Reading,
  Remark,
} from "../types.js";
import { compareKey } from "./compare-key.js";
import { factsIn } from "./facts.js";
import { isListing } from "./is-listing.js";
import { type Listed, readListing } from "./read-listing.js";
import { spanOf } from "./span-of.js";

/** What `sysctl -a` prints. Only what differs from the defaults is somebody's setting. */
export const sysctlA: Format = {
  name: "sysctl-a",
  title: "the output of `sysctl -a`",
  recognises: isListing,
  read,
};

/** Process 1 of nearly every system sets these at boot. */
const bySystemd = [systemdLimits, systemdPidMax];

/** What a key of the listing is, compared with what its node has without a spec. */
type Kind = "default" | "set" | "unsure" | "state" | "interface";

function read(source: Source): Reading {
  const listed = readListing(source.text);
  const { facts, stated } = factsIn(listed, source);
  const node = nodeOf(stated);
  const settings: FoundSetting[] = [];
  const commentedOut: CommentedOut[] = [];
  const counts = { default: 0, set: 0, unsure: 0, state: 0, interface: 0 };
  for (const each of listed) {
    const kind = kindOf(each, node);
    counts[kind] += 1;
    if (kind === "set") settings.push(settingOf(each, source));
    else if (kind === "unsure")
      commentedOut.push({
        text: `${nameOf(each)} = ${each.value}`,
        span: spanOf(each, source),
      });
  }
  return {
    source,
    format: "sysctl-a",
    heading: undefined,
    facts,
    settings,
    commentedOut,
    remarks: [
      ...countsRemark(counts, stated, source),
      ...refusedRemark(source),
      ...strangeRemark(source),
    ],
  };
}

/** The facts of a listing name neither a system nor a component. */
function nodeOf(stated: StatedFacts): WrittenNode {
  const all = withImplied(stated);
  return {
    facts: factsOf(all),
    platform: platformOf(all),
    proxySettings: [],
    bandwidthManager: undefined,
  };
}

function kindOf(listed: Listed, node: WrittenNode): Kind {
  const { key, value } = listed;
  if (interfaceKey(key) !== undefined) return "interface";
  const known = findKey(key);
  if (
    known?.releases.every(({ writable }) => !writable) === true ||
    keyAct(key.id)?.unreadable !== undefined ||
    // Which loggers there are follows from the modules that are loaded.
    key.id.startsWith("net.netfilter.nf_log.")
  )
    return "state";
  const { verdict } = compareKey(listed, node);
  if (verdict === "state") return "state";
  if (verdict === "wrong") return "set";
  const candidates = baselineOf(known, key.id, node)?.candidates ?? [];
  const same = candidates.filter((each) => each.value === value);
  if (
    same.some(({ by }) => by === undefined) ||
    bySystemd.some(({ values }) => values[key.id] === value)
  )
    return "default";
  // The listing does not say whether it is of a system that sets this value.
  if (same.length > 0) return "unsure";
  if (verdict === "predicted") return "default";
  return candidates.length > 0 &&
    candidates.every((each) => each.sure && each.value !== undefined)
    ? "set"
    : "unsure";
}

function nameOf({ key }: Listed): string {
  return hasDottedSegment(key) ? slashed(key) : key.id;
}

function settingOf(listed: Listed, source: Source): FoundSetting {
  return {
    holder: { kind: "node" },
    path: ["sysctl", nameOf(listed)],
    value: listed.value,
    reason: undefined,
    group: undefined,
    nixPriority: undefined,
    span: spanOf(listed, source),
  };
}

function countsRemark(
  counts: Readonly<Record<Kind, number>>,
  { kernel }: StatedFacts,
  source: Source,
): readonly Remark[] {
  const of = (kind: Kind): string => counts[kind].toLocaleString("en-US");
  const system = kernel === undefined ? "Linux" : `Linux ${kernel}`;
  const parts = [
    `${of("default")} keys have the defaults of ${system}`,
    `${of("set")} differ and are taken`,
    `${of("unsure")} depend on what the listing does not say (memory, system, build), or are not known, and are listed as comments`,
    `${of("state")} cannot be set or are counters`,
    `${of("interface")} are of single interfaces`,
  ];
  return [
    {
      kind: "note",
      span: { source, start: 0, end: 0 },
      message: parts.join("; "),
      help: "look through the comments, and remove the settings that Kubernetes or the system writes",
    },
  ];
}

function refusedRemark(source: Source): readonly Remark[] {
  const mark = "permission denied on key";
  let count = 0;
  let first = -1;
  for (
    let at = source.text.indexOf(mark);
    at >= 0;
    at = source.text.indexOf(mark, at + mark.length)
  ) {
    if (first < 0) first = at;
    count += 1;
  }
  if (count === 0) return [];
  return [
    {
      kind: "note",
      span: { source, start: first, end: first + mark.length },
      message: `${count} ${count === 1 ? "key was" : "keys were"} not readable for the user who ran sysctl`,
    },
  ];
}

/** Names the first line that is of something else than `sysctl -a`. */
function strangeRemark(source: Source): readonly Remark[] {
  const lines = linesOf(source).filter(({ text }) => !isOfListing(text));
  const [first, ...others] = lines;
  return first === undefined
    ? []
    : [
        {
          kind: "left",
          span: spanOfLine(source, first),
          message: `\`${shortened(first.text.trim())}\`: ${NOT_LISTED}${othersLike(others.length)}`,
        },
      ];
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
