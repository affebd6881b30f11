import { findKey } from "../catalogue/lookup.js";
import { isKey, parseKey, type SysctlKey } from "../core/key.js";
import {
  byName,
  type LiveFormat,
  MISSING,
  type Seen,
  seen,
  type Unread,
} from "./observation.js";

/** What `sysctl -a` prints, of procps or BusyBox, with the errors that it mixes in. */
export const listing: LiveFormat = {
  title: "the output of `sysctl -a`",
  recognises: (text) => /^\s*[\w-]+(?:[./][^\s=]+)+ ?= ?/mu.test(text),
  read(text, source) {
    const values = new Map<string, string>();
    const errors = new Map<string, Seen>();
    const lines = text.split("\n");
    const twice: Twice[] = [];
    const strange: number[] = [];
    for (const [index, line] of lines.entries()) {
      const at = line.indexOf("=");
      const name = at < 0 ? "" : line.slice(0, at).trim();
      if (/^[^\s"']+[./][^\s"']+$/u.test(name)) {
        const value = line.slice(at + 1);
        const earlier = values.get(name);
        if (earlier === undefined) values.set(name, value);
        else if (!same(earlier, value) && !isTable(name))
          twice.push({ name, line: index + 1, earlier });
      } else {
        const error = keyAndError(line);
        if (error !== undefined) errors.set(error.key.id, error.seen);
        else if (!isOfListing(line)) strange.push(index + 1);
      }
    }
    const listed = byName(values, ({ id }) => id, seen);
    const last = lines.at(-1) ?? "";
    const isCut = last !== "" && !last.includes("=");
    return {
      observations: [
        {
          source,
          host: values.get("kernel.hostname")?.trim(),
          kernel: values.get("kernel.osrelease")?.trim(),
          ...listed,
          sysctl: (key, known) =>
            listed.sysctl(key, known) ??
            errors.get(key.id) ??
            (isLeftOut(key)
              ? { state: "unreadable", why: "`sysctl -a` leaves it out" }
              : undefined),
          // Without this key, which every kernel has, it is a part of the output.
          silence:
            isCut || !values.has("kernel.osrelease") ? "not asked" : "missing",
        },
      ],
      unread: [
        ...twiceSaid(twice),
        ...strangeSaid(strange.filter((at) => !isCut || at < lines.length)),
        ...(isCut
          ? [
              {
                line: lines.length,
                why: "the text ends in the middle of a line",
              },
            ]
          : []),
      ],
    };
  },
};

/**
 * Whether a key's value may have several lines, each of which is printed after the key: `dev.cdrom.info`,
 * `kernel.core_modes`, `sunrpc.transports`. Nobody can set those.
 */
function isTable(name: string): boolean {
  const key = parseKey(name);
  const releases = isKey(key) ? (findKey(key)?.releases ?? []) : [];
  return releases.length > 0 && releases.every(({ writable }) => !writable);
}

/** A key that has another value on an earlier line. */
interface Twice {
  readonly name: string;
  readonly line: number;
  readonly earlier: string;
}

/** Two listings in one file have hundreds of such keys, which is one mistake. */
function twiceSaid([first, ...others]: readonly Twice[]): readonly Unread[] {
  if (first === undefined) return [];
  const more =
    others.length === 0
      ? ""
      : `, and ${others.length === 1 ? "1 other line repeats a key" : `${others.length} other lines repeat keys`} with another value`;
  return [
    {
      line: first.line,
      why: `\`${first.name}\` is ${first.earlier.trim()} on an earlier line${more}`,
      help: "keep the values of one node and of one time",
    },
  ];
}

/** A shell's prompt, or what else is around a listing, has several lines, too. */
function strangeSaid([first, ...others]: readonly number[]): readonly Unread[] {
  return first === undefined
    ? []
    : [
        {
          line: first,
          why: `${NOT_LISTED}${othersLike(others.length)}`,
          help: "remove what `sysctl -a` did not print, or gather the values again",
        },
      ];
}

/** Why a line of a listing is not read, as a clause. */
export const NOT_LISTED = "it is not `key = value`, as `sysctl -a` prints it";

/** Counts more lines of the same kind: `, and 2 other lines are not, either`. */
export function othersLike(count: number): string {
  if (count === 0) return "";
  return count === 1
    ? ", and 1 other line is not, either"
    : `, and ${count} other lines are not, either`;
}

/** Whether `sysctl -a` prints such a line: a key with its value, an error, or none at all. People add comments. */
export function isOfListing(line: string): boolean {
  return /^\s*(?:$|[#;]|(?:sysctl|error): |[^\s"'=]+[./][^\s"'=]+ ?=)/u.test(
    line,
  );
}

function same(a: string, b: string): boolean {
  return (
    a.trim().replaceAll(/\s+/gu, " ") === b.trim().replaceAll(/\s+/gu, " ")
  );
}

/** Whether procps lists a key only on request. Source: procps-ng 4.0, src/sysctl.c, `DEPRECATED`. */
function isLeftOut({ segments }: SysctlKey): boolean {
  const name = segments.at(-1);
  return name === "base_reachable_time" || name === "retrans_time";
}

/**
 * Errors of a key, which procps and BusyBox print between the values.
 * Source: procps-ng 4.0, src/sysctl.c, and BusyBox 1.36, procps/sysctl.c: `sysctl: permission denied on key 'k'`,
 * `sysctl: reading key "k"`, `sysctl: cannot stat /proc/sys/k: No such file or directory`,
 * `sysctl: error reading key 'k': Permission denied`.
 */
function keyAndError(
  line: string,
): { readonly key: SysctlKey; readonly seen: Seen } | undefined {
  if (!line.startsWith("sysctl: ") && !line.startsWith("error: "))
    return undefined;
  const [, quoted, path, end = ""] =
    /^\w+: (?:[^"'/]*["']([^"']+)["']|[^/]*(\/proc\/sys\/[^\s:]+))(.*)$/u.exec(
      line,
    ) ?? [];
  const name = quoted ?? path;
  if (name === undefined) return undefined;
  const key = parseKey(name.replace(/^\/proc\/sys\//u, ""));
  if (!isKey(key) || key.segments.length < 2) return undefined;
  return {
    key,
    seen: /no such file/iu.test(end)
      ? MISSING
      : {
          state: "unreadable",
          why: /permission denied/iu.test(line)
            ? "permission denied"
            : "the kernel reported an error",
        },
  };
}
