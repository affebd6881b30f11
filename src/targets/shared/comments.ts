import { addAll } from "../../core/add-all.js";
import { generatedAgain } from "../../core/generated.js";
import { shortNameList } from "../../core/name-list.js";
import { valueText } from "../../settings/sysctl/value.js";
import { commentLines, referenceLines } from "../../encode/comment.js";
import type { NodePlan, Plan, SettingGroup } from "../../plan/types.js";
import type { ProxySetting } from "../../settings/kube-proxy.js";
import type { Module } from "../../settings/module.js";
import type { SettingLayer } from "../../settings/setting.js";
import type { SysctlValue } from "../../settings/sysctl/value.js";
import type { Sysctl } from "../../settings/sysctl/index.js";
import type { NodeFacts } from "../../core/facts.js";
import { onceFor, onceForText } from "../../core/once-for.js";
import type { Baseline } from "../../platform/baseline.js";
import type { Unit } from "../../core/unit.js";
import { figures } from "./figures.js";
import type { Comment } from "./views.js";

/** In a file without settings. It is written, so that a path that is installed never disappears. */
export const ONLY_REPLACES =
  "The file only replaces an earlier one, if there is one.";

/** Opens a file: what generated it, its subject, and how to install it. */
export function fileHeader(
  plan: Plan,
  subject: Comment,
  wiring: readonly string[],
): Comment {
  return [
    ...commentLines(generatedAgain(plan.specName)),
    "#",
    ...subject,
    "#",
    ...wiring.flatMap(wiringLines),
  ];
}

/** The files of thousands of hosts are installed in the same few ways. */
const wiringLines = onceForText((text): Comment => commentLines(text));

/** Names the node of a file: `Role k3s-worker: Raspberry Pi 4 workers`. */
export function nodeSubject(node: NodePlan): Comment {
  const name =
    node.kind === "role"
      ? `Role ${node.name}`
      : `Host ${node.name} (role ${node.role})`;
  return commentLines(node.why === undefined ? name : `${name}: ${node.why}`);
}

/** Names the owner of a file that belongs to no node: `Workload web: Fails fast`, and its references. */
export function ownerSubject(
  title: string,
  { why, refs }: Pick<SettingGroup, "why" | "refs">,
): Comment {
  return [
    ...commentLines(why === undefined ? title : `${title}: ${why}`),
    ...refs.flatMap(referenceLines),
  ];
}

/** Heads a group of settings with its owner and the owner's reason. */
export function groupHeading(
  group: SettingLayer,
  node: NodePlan,
  indent: number,
): Comment {
  const { kind, name } = group.owner;
  const title = kind === "spec" ? "For all nodes" : `${titles[kind]} ${name}`;
  // The file's header already gives the node's own reason.
  const isOwn = kind === node.kind && name === node.name;
  const why = isOwn ? undefined : group.why;
  return reasons(
    [why === undefined ? title : `${title}: ${why}`],
    group.refs,
    indent,
  );
}

const titles = {
  profile: "Profile",
  role: "Role",
  host: "Host",
  workload: "Workload",
  mount: "Mount",
} as const;

/**
 * Comments a setting: its reasons, its value with a unit, and what the node has without it.
 *
 * @param refs its references that are still to be shown
 */
export function settingComment(
  sysctl: Sysctl,
  facts: NodeFacts,
  indent: number,
  refs: readonly string[],
): Comment {
  const { value, why, because, unitedWith } = sysctl;
  if (value === undefined)
    return reasons([why.reduce(withText, notSet(sysctl, facts))], refs, indent);
  let all = why.reduce(withText, "");
  for (const { id, note } of because ?? [])
    all = withText(all, `Needed by ${id}: ${note}.`);
  for (const by of unitedWith ?? [])
    all = withText(all, `With what ${by} sets: a write replaces it.`);
  return reasons([withText(all, meaning(sysctl, value, facts))], refs, indent);
}

/** Adds a text to a paragraph: a file of sixty settings is readable with one line for each, not with four. */
function withText(all: string, added: string): string {
  const text = added.trim();
  if (text === "") return all;
  if (all === "") return text;
  // A full stop would become part of a URL; the last fragment needs none.
  const stop = /(?:[.!?:]|https?:\S+)$/u.test(all) ? "" : ".";
  return `${all}${stop} ${text}`;
}

/** Says why a setting is not in the file. */
function notSet(sysctl: Sysctl, facts: NodeFacts): string {
  const { standard } = compared(sysctl, undefined, facts);
  if (sysctl.left === "floor") {
    const named = standard === undefined ? "" : `, ${standard},`;
    return `Not set: ${sysctl.id}. The default${named} already reaches the floor.`;
  }
  return standard === undefined
    ? `Not set: ${sysctl.id} keeps its default.`
    : `Not set: ${sysctl.id}. Default: ${standard}.`;
}

function meaning(sysctl: Sysctl, value: SysctlValue, facts: NodeFacts): string {
  const { words, standard } = compared(sysctl, value, facts);
  // A reason often names the value: "May grow to 128 MiB".
  const shown =
    words === undefined || sysctl.why.some((why) => mentions(why, words))
      ? undefined
      : words;
  if (standard === undefined) return shown === undefined ? "" : `${shown}.`;
  if (isDefault(sysctl, value)) {
    const by = sysctl.baseline?.by;
    const whose = by === undefined ? "kernel's default" : `default of ${by}`;
    return shown === undefined ? `The ${whose}.` : `${shown}, the ${whose}.`;
  }
  const before = shown === undefined ? "" : `${shown}. `;
  return `${before}Default: ${standard}.`;
}

function mentions(text: string, words: string): boolean {
  if (!text.includes(words)) return false;
  return ` ${text} `
    .split(words)
    .some(
      (before, index, parts) =>
        index < parts.length - 1 &&
        !/[\w.,]$/u.test(before) &&
        !/^\w/u.test(parts[index + 1] ?? ""),
    );
}

function isDefault({ baseline: known }: Sysctl, value: SysctlValue) {
  return known?.sure === true && valueText(value) === known.value;
}

interface Compared {
  readonly words?: string | undefined;
  readonly standard?: string | undefined;
}

/** Formats a value, if that makes it readable, and its default: `208 KiB`, `about 395000`, `fq_codel (on Debian)`. */
function compared(
  { baseline, known: key }: Sysctl,
  value: SysctlValue | undefined,
  facts: NodeFacts,
): Compared {
  const fields = value?.type === "integers" ? value.fields : [];
  if (baseline === undefined)
    return { words: figures(fields, [], key?.unit, facts).value };
  // The nodes of a role share baselines, and with them their facts; many of their hosts have the same values.
  const known = comparedWith(baseline);
  const written = value === undefined ? "" : valueText(value);
  const result =
    known.get(written) ?? compareWith(baseline, fields, key?.unit, facts);
  known.set(written, result);
  return result;
}

const comparedWith = onceFor<Baseline, Map<string, Compared>>(() => new Map());

function compareWith(
  known: Baseline,
  fields: readonly bigint[],
  unit: Unit | undefined,
  facts: NodeFacts,
): Compared {
  const text = known.value ?? "";
  const numbers = text.split(" ").every((field) => /^\d+$/u.test(field))
    ? text.split(" ").map(BigInt)
    : [];
  const both = figures(fields, numbers, unit, facts);
  if (known.value === undefined)
    return {
      words: both.value,
      standard: known.by === undefined ? known.note : `set by ${known.by}`,
    };
  const by = known.by === undefined ? "" : ` (${known.by})`;
  const figure =
    numbers.length > 0 ? both.standard : text === "" ? "empty" : text;
  const isEstimate = known.certainty === "computed";
  const standard = known.sure
    ? figure + by
    : hedged(figure, known.note ?? "", isEstimate);
  return { words: both.value, standard };
}

/** Qualifies a default that is not certain: an estimate, or by a note in parentheses. */
function hedged(figure: string, note: string, isEstimate: boolean): string {
  if (note === "") return `about ${figure}`;
  return `${isEstimate ? "about " : ""}${figure} (${note})`;
}

/** Says why a module is loaded: the user's reason, or the settings that need it. */
export function moduleComment(module: Module, indent: number): Comment {
  return reasons([...module.why, neededBy(module.because)], [], indent);
}

/**
 * Says why kube-proxy gets a setting: the user's reason, or the sysctls that it would otherwise overwrite.
 *
 * @param shown references that its heading has already shown
 */
export function proxySettingComment(
  setting: ProxySetting,
  shown: readonly string[],
  indent: number,
): Comment {
  const kept =
    // The companion of another setting has a reason of its own.
    setting.because.length === 0 || setting.why.length > 0
      ? ""
      : `Keeps kube-proxy from overwriting ${listed(setting.because)}.`;
  const refs = setting.refs.filter((ref) => !shown.includes(ref));
  return reasons([...setting.why, kept], refs, indent);
}

function neededBy(because: readonly string[]): string {
  return because.length === 0 ? "" : `Needed by ${listed(because)}.`;
}

/** Lists names as `a, b and c`, and shortens a long list: a reader looks for the cause, not for an index. */
export function listed(names: readonly string[]): string {
  return shortNameList(names, 4);
}

function reasons(
  texts: readonly string[],
  refs: readonly string[],
  indent: number,
): Comment {
  const [only = ""] = texts;
  if (texts.length === 1 && refs.length === 0)
    return commentLines(only, indent);
  const lines: string[] = [];
  for (const text of texts)
    if (text !== "") addAll(lines, commentLines(text, indent));
  for (const ref of refs) addAll(lines, referenceLines(ref));
  return lines;
}
