import type { WrittenNode } from "../core/platform.js";
import { writers } from "../platform/writers.js";
import { replacementText } from "../platform/replacement.js";
import type { Severity } from "../core/severity.js";

/** What a program that writes sysctls does to one key. */
interface Deed {
  readonly does: string;
  /** What it certainly puts in place of the line's value. */
  readonly instead: string | undefined;
  /** What it may put there, and on what that depends. */
  readonly perhaps:
    { readonly value: string; readonly note: string } | undefined;
  /** Whether it replaces any value at all. */
  readonly isActive: boolean;
}

/** A program that does something else after the upgrades. */
export interface OwnerChange {
  readonly who: string;
  readonly severity: Severity;
  readonly message: string;
  readonly why: string;
}

/** Tells which programs do something else to a value of the spec. */
export function ownerChanges(
  id: string,
  value: string,
  before: WrittenNode,
  after: WrittenNode,
): readonly OwnerChange[] {
  const [old, now] = [before, after].map((node) => deedsOf(id, value, node));
  return [...new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])].flatMap(
    (who) => {
      const change = changeOf(id, who, old?.get(who), now?.get(who));
      return change === undefined ? [] : [{ who, ...change }];
    },
  );
}

function changeOf(
  id: string,
  who: string,
  was: Deed | undefined,
  is: Deed | undefined,
): Omit<OwnerChange, "who"> | undefined {
  const name = `\`${id}\``;
  const why = [
    ...(is?.perhaps === undefined ? [] : [is.perhaps.note]),
    ...(was === undefined ? [] : [`before, it ${was.does}`]),
    ...(is === undefined ? [] : [`now it ${is.does}`]),
  ].join("; ");
  const reset = is?.instead ?? is?.perhaps?.value;
  if (reset !== undefined) {
    if (reset === (was?.instead ?? was?.perhaps?.value)) return undefined;
    const verb = is?.instead === undefined ? "may reset" : "resets";
    return {
      severity: "warning",
      message: `${who} ${verb} ${name} to ${reset}`,
      why,
    };
  }
  if (was?.instead !== undefined || was?.perhaps !== undefined)
    return {
      severity: "note",
      message: `${who} no longer resets ${name}`,
      why,
    };
  const [active, wasActive] = [is?.isActive === true, was?.isActive === true];
  if (active === wasActive && (!active || is?.does === was?.does))
    return undefined;
  const verb = active
    ? wasActive
      ? "sets another value for"
      : "now sets"
    : "no longer sets";
  return { severity: "note", message: `${who} ${verb} ${name}`, why };
}

/** Values that a program replaces if it replaces any: most set one value, or raise what is lower. */
const probes = ["0", "1"];

function deedsOf(
  id: string,
  value: string,
  node: WrittenNode,
): ReadonlyMap<string, Deed> {
  const deeds = new Map<string, Deed>();
  for (const { keys, runsOn, on } of writers) {
    const runs = keys.has(id) ? runsOn(node) : false;
    const write = runs === false ? undefined : on(id, node);
    if (write === undefined) continue;
    const { who, does, replaces, where, mayReplace } = write;
    const [replaced, may] = [replaces(value), mayReplace?.(value)];
    const instead = replaced && replacementText(replaced, write);
    const isSure = runs === true && where === undefined;
    deeds.set(who, {
      does,
      instead: isSure ? instead : undefined,
      perhaps:
        isSure || instead === undefined
          ? may && { ...may, value: replacementText(may, write) }
          : {
              value: instead,
              note: where ?? `the facts do not say whether ${who} runs`,
            },
      isActive: probes.some((probe) => replaces(probe) !== undefined),
    });
  }
  return deeds;
}
