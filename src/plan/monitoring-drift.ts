import { moduleOnNode } from "../platform/kernel-supply.js";
import { interfaceKey } from "../catalogue/interface.js";
import { presence } from "../catalogue/lookup.js";
import type { KeyFacts } from "../catalogue/types.js";
import {
  isRootOnly,
  largestInteger,
  mayOverflow,
} from "../platform/component/node-exporter.js";
import { compare } from "../core/diagnostic.js";
import { hasDottedSegment } from "../core/key.js";
import type { NodePlan } from "./types.js";
import type { Sysctl } from "../settings/sysctl/index.js";
import { readsBack } from "../settings/sysctl/read-back.js";

/** What a node's live value is compared with. */
export type Watched =
  | {
      readonly id: string;
      readonly as: "integers";
      /** Names of a vector's fields; empty for a single number. */
      readonly names: readonly string[];
      readonly fields: readonly bigint[];
    }
  | {
      readonly id: string;
      readonly as: "words";
      readonly words: readonly string[];
      /** Whether the kernel's own value is empty: until it is set, the collector stops at it. */
      readonly emptyByDefault: boolean;
    };

export interface Unwatched {
  readonly id: string;
  /** A clause: `only root can read it`. */
  readonly why: string;
}

export interface NodeWatch {
  /** Sorted as node_exporter reads them: numbers, then words, those that may be empty last. */
  readonly watched: readonly Watched[];
  readonly unwatched: readonly Unwatched[];
}

/** Returns what node_exporter can watch on a node: a single key that it cannot read stops the collector. */
export function watchOf(node: NodePlan): NodeWatch {
  const watched: Watched[] = [];
  const unwatched: Unwatched[] = [];
  for (const sysctl of node.settings.sysctl) {
    if (sysctl.value === undefined) continue;
    const found = watch(sysctl, node);
    if (typeof found === "string")
      unwatched.push({ id: sysctl.id, why: found });
    else watched.push(found);
  }
  return {
    watched: watched.sort((a, b) => rank(a) - rank(b) || compare(a.id, b.id)),
    unwatched: unwatched.sort((a, b) => compare(a.id, b.id)),
  };
}

function rank(watched: Watched): number {
  if (watched.as === "integers") return 0;
  return watched.emptyByDefault ? 2 : 1;
}

/** Returns how a sysctl is watched, or why it is not. */
function watch(sysctl: Sysctl, node: NodePlan): Watched | string {
  const { id, key, known, value } = sysctl;
  if (key.isPattern) return "it is a pattern, not a key";
  if (hasDottedSegment(key))
    return "node_exporter cannot name an interface with a dot";
  if (known === undefined)
    return "no measured kernel has it, and one missing key stops the collector";
  if (isRootOnly(id, node.facts)) return "only root can read it";
  const away = mayBeAway(sysctl, node);
  if (away !== undefined) return away;
  const printed = readsBack(sysctl, node.facts);
  if (printed !== undefined && printed.length > 1)
    return "the kernel rounds it to ticks of its clock";
  if (value?.type === "integers" && isNumber(sysctl, value.fields)) {
    const { kind } = known;
    const names = kind.type === "vector" ? kind.fields : [];
    if (names.length === 0 || names.length === value.fields.length)
      return {
        id,
        as: "integers",
        names,
        fields: printed?.[0] ?? value.fields,
      };
  }
  const text =
    value?.type === "integers"
      ? value.fields.join(" ")
      : (value?.text.trim() ?? "");
  // The collector cannot show an empty value.
  if (text === "") return "an empty value stops the collector";
  return {
    id,
    as: "words",
    words: text.split(/\s+/u),
    emptyByDefault: known.releases.some(({ default: own }) => own === ""),
  };
}

/** Whether the collector can read it as a number, with the value of the spec and with the kernel's default. */
function isNumber({ known }: Sysctl, fields: readonly bigint[]): boolean {
  if (known === undefined || mayOverflow(known)) return false;
  const shaped = known.kind.type === "integer" ? fields.length === 1 : true;
  return (
    shaped &&
    (known.kind.type === "integer" || known.kind.type === "vector") &&
    fields.every((field) => field <= largestInteger && field >= -largestInteger)
  );
}

/** Returns why a key may be missing on a node, now or later; undefined if it always exists. */
function mayBeAway({ key, known }: Sysctl, node: NodePlan): string | undefined {
  if (interfaceKey(key) !== undefined)
    return "an interface may be missing, and one missing key stops the collector";
  if (known === undefined) return undefined;
  const { module } = known;
  if (
    module !== undefined &&
    moduleOnNode(module, node) !== "built in" &&
    !node.settings.module.some(({ id }) => id === module)
  )
    return `it requires the module ${module}, which this node does not load`;
  const there = presence(known, node.facts);
  if (there?.present === false) return "this node's kernel does not have it";
  // Without a kernel, or with one between two measured kernels that differ.
  return there !== undefined || isEverywhere(known, node)
    ? undefined
    : "not every kernel has it; state the node's `kernel` to watch it";
}

/** Whether every completely measured kernel has it. Source: catalogue/README.md, "What was measured". */
function isEverywhere(known: KeyFacts, { facts }: NodePlan): boolean {
  return ["5.10", "6.1", "6.12", "6.18", "7.2"].every(
    (kernel) => presence(known, { ...facts, kernel })?.present === true,
  );
}
