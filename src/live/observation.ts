import type { KeyFacts } from "../catalogue/types.js";
import { isKey, parseKey, type SysctlKey } from "../core/key.js";
import type { LimitItem } from "../core/limits.js";

/** A value as the kernel prints it, with single spaces between the fields. */
export interface SeenValue {
  readonly state: "value";
  readonly text: string;
  /** Whether a number lost bits: it was a float on the way, which has 53 of them. */
  readonly isRounded?: boolean;
}

/** Why a source has no value. */
export type SeenNothing =
  | { readonly state: "missing" }
  /** `why` is a clause: "permission denied". */
  | { readonly state: "unreadable"; readonly why: string };

/** What a source says of one file of the kernel's. */
export type Seen = SeenValue | SeenNothing;

/** What a running service may use at most, as the kernel prints it: in bytes, seconds or a count, or `unlimited`. */
export interface LiveLimit {
  readonly soft: string;
  readonly hard: string;
}

/** A service whose limits were asked for: its limits by item, or why there are none. */
export type LiveService = ReadonlyMap<LimitItem, LiveLimit> | string;

/** Whether a module is there. */
export type LiveModule = "loaded" | "built in" | "missing";

/** What a source does not say of a key means one of these. */
export type Silence =
  /** The source lists all there is: the kernel has no such key. */
  | "missing"
  /** The exporter was not told to read it. */
  | "not exported"
  /** Whoever gathered the values did not ask for it. */
  | "not asked";

/** The parts of a node that a source may know nothing about. */
export interface Observed {
  /** By the path below /sys. */
  readonly files?: ReadonlyMap<string, Seen>;
  /** The modules that were asked for, with underscores. */
  readonly modules?: ReadonlyMap<string, LiveModule>;
  /** The kernel's command line, in words. */
  readonly commandLine?: readonly string[];
  /** By the name of the systemd unit, without `.service`. */
  readonly services?: ReadonlyMap<string, LiveService>;
  /** The CPUs of interrupts by interface and number, `eth0/24`; an interface that has none is missing. */
  readonly interrupts?: ReadonlyMap<string, Seen>;
}

/** What was seen of one node. */
export interface Observation extends Observed {
  /** Where it was read, as messages name it: `dumps/raccoon00.txt`, `this machine`. */
  readonly source: string;
  /** What the source calls the node. */
  readonly host: string | undefined;
  /** The role that it was captured as; other sources do not tell. */
  readonly role?: string;
  /** What `uname -r` prints: `6.12.48+deb13-amd64`. */
  readonly kernel: string | undefined;
  /** Finds a key of /proc/sys; undefined where the source says nothing of it. */
  readonly sysctl: (
    key: SysctlKey,
    known: KeyFacts | undefined,
  ) => Seen | undefined;
  /** All keys that the source has, for patterns; undefined where it cannot list them. */
  readonly keys: (() => Iterable<SysctlKey>) | undefined;
  readonly silence: Silence;
  /** What is to do before the source can say anything, without its full stop. */
  readonly remark?: string;
}

/** A line of a source that could not be read. */
export interface Unread {
  /** Counted from 1; undefined for the source as a whole. */
  readonly line: number | undefined;
  /** A clause: "the dump ends in the middle". */
  readonly why: string;
  /** By default to gather the values again. */
  readonly help?: string;
}

/** What a source came to: a file may hold several nodes. */
export interface Gathered {
  readonly observations: readonly Observation[];
  readonly unread: readonly Unread[];
}

/** A form in which values of nodes come. */
export interface LiveFormat {
  /** As messages name it: "the output of `sysctl -a`". */
  readonly title: string;
  readonly recognises: (text: string) => boolean;
  readonly read: (text: string, source: string) => Gathered;
}

/** The value that a file prints: fields are separated by single spaces. */
export function seen(text: string): SeenValue {
  return {
    state: "value",
    text: ownText(singleSpaced(text.trim())),
  };
}

/** Most values are one number. */
function singleSpaced(text: string): string {
  return /\s/u.test(text) ? text.replaceAll(/\s+/gu, " ") : text;
}

/** How long the parts are that V8 does not copy. */
const SLICED = 13;

/**
 * Copies a part of a text. V8 keeps a whole text in memory for each part of 13 characters or more that is cut from it,
 * and a fleet's texts are some hundred MiB.
 */
export function ownText(part: string): string {
  return part.length < SLICED ? part : ` ${part}`.slice(1);
}

export const MISSING: SeenNothing = Object.freeze({ state: "missing" });

/** Looks keys up in a table by their ids. */
export function bySysctl(
  table: ReadonlyMap<string, { readonly key: SysctlKey; readonly seen: Seen }>,
): Pick<Observation, "sysctl" | "keys"> {
  return {
    sysctl: ({ id }) => table.get(id)?.seen,
    keys: () => [...table.values()].map(({ key }) => key),
  };
}

/**
 * Looks keys up in a table of texts by the names that a source has for them: a fleet's dumps have many keys, of which few
 * are asked for.
 */
export function byName(
  table: ReadonlyMap<string, string>,
  nameOf: (key: SysctlKey) => string,
  read: (text: string) => Seen,
): Pick<Observation, "sysctl" | "keys"> {
  return {
    sysctl(key) {
      const text = table.get(nameOf(key));
      return text === undefined ? undefined : read(text);
    },
    *keys() {
      for (const name of table.keys()) {
        const key = parseKey(name);
        if (isKey(key)) yield key;
      }
    },
  };
}
