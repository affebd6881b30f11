import { keyAct } from "../catalogue/acts.js";
import { interfaceReachOf } from "../catalogue/interface-reach.js";
import type { KeyFacts } from "../catalogue/types.js";
import type { SysctlKey } from "../core/key.js";
import type { ChangeRisk, Values } from "./classes.js";
import { keyEffect } from "./keys/find.js";

/** Where it was read that a write below /proc/sys takes effect at once unless a record says otherwise. */
const PLAIN = "kernel/sysctl.c, proc_dointvec() and its siblings";

/**
 * Tells what a write of a key does on a running kernel: by the value where it cannot be taken back, by what the kernel
 * does with keys of interfaces, by the table of keys that are read once, and else live.
 */
export function keyRisk(
  key: SysctlKey,
  known: KeyFacts | undefined,
  { before, after }: Values,
): ChangeRisk {
  const { id } = key;
  const act = keyAct(id);
  if (act !== undefined) {
    const { oneWay, onlyNarrows, once, source } = act;
    if (onlyNarrows !== undefined)
      return { risk: "irreversible", note: sentence(onlyNarrows), source };
    if (oneWay !== undefined && after === String(oneWay))
      return {
        risk: "irreversible",
        note: `No write changes ${after} back.`,
        source,
      };
    if (oneWay !== undefined && before === String(oneWay))
      return {
        risk: "reboot",
        note: `A running node that has ${before} refuses every other value.`,
        source,
      };
    if (once !== undefined)
      return { risk: "live", note: `A write ${once}.`, source };
  }
  const ofInterfaces = interfaceRisk(key);
  const effect = keyEffect(id);
  const { risk, note, source } = ofInterfaces ??
    effect ?? { risk: "live", note: undefined, source: PLAIN };
  return { risk, note: joined(note, podsNote(known, risk)), source };
}

/** What becomes of a value of `conf.default` or `conf.all`; undefined for other keys. */
function interfaceRisk(key: SysctlKey): ChangeRisk | undefined {
  const [, , , device] = key.segments;
  const reach = interfaceReachOf(key);
  if (reach === undefined || device !== "default") return undefined;
  const { source } = reach;
  switch (reach.default) {
    case "later":
      return { risk: "new-interfaces", source };
    case "unset":
      return {
        risk: "new-interfaces",
        note: "Interfaces without an address whose own key was never written take it, too.",
        source,
      };
    case "never":
      return {
        risk: "live",
        note: "No interface takes this value over.",
        source,
      };
    case "table":
      return { risk: "live", source };
  }
}

/** New network namespaces start with the node's value of some keys. */
function podsNote(
  known: KeyFacts | undefined,
  risk: ChangeRisk["risk"],
): string | undefined {
  const release = known?.releases.at(-1);
  return risk !== "new-pods" &&
    release?.scope === "netns" &&
    release.inherited === true
    ? "Pods that start later inherit it; running ones keep their own value."
    : undefined;
}

export function joined(
  ...notes: readonly (string | undefined)[]
): string | undefined {
  const said = notes.filter((note) => note !== undefined);
  return said.length === 0 ? undefined : said.join(" ");
}

function sentence(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;
}
