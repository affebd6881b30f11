import { slashed } from "../core/key.js";
import {
  byName,
  type Gathered,
  type LiveFormat,
  type LiveModule,
  type LiveService,
  MISSING,
  type Observation,
  type Seen,
  seen,
  type Unread,
} from "./observation.js";
import { readProcLimits } from "./proc-limits.js";

/** The first line of a dump; a later shape gets another number. */
export const DUMP_HEADER = "tunegen-dump 1";
/** The last line: a dump without it was cut off. */
export const DUMP_END = "end";

/**
 * What the collector prints of one node: a word for the kind of line, and what belongs to it.
 *
 * ```text
 * tunegen-dump 1
 * host raccoon00
 * kernel 6.12.48+deb13-amd64
 * cmdline BOOT_IMAGE=/vmlinuz quiet
 * module nf_conntrack loaded
 * sysctl net/core/somaxconn = 4096
 * sysctl net/core/none missing
 * file block/sda/queue/scheduler = [none] mq-deadline
 * limit k3s Max open files 1048576 1048576 files
 * service containerd missing
 * irq eth0/24 = 0-3
 * end
 * ```
 */
export const dump: LiveFormat = {
  title: "what the collector of tunegen prints",
  recognises: (text) => text.startsWith("tunegen-dump "),
  read: readDumps,
};

/** A file may hold several dumps, one after another. */
function readDumps(text: string, source: string): Gathered {
  const parts: { readonly lines: string[]; readonly first: number }[] = [];
  let at = 0;
  for (const line of text.split("\n")) {
    at += 1;
    if (line.startsWith("tunegen-dump ")) parts.push({ lines: [], first: at });
    parts.at(-1)?.lines.push(line.endsWith("\r") ? line.slice(0, -1) : line);
  }
  const read = parts.map(({ lines, first }) => readDump(lines, first, source));
  return {
    observations: read.flatMap(({ observations }) => observations),
    unread: read.flatMap(({ unread }) => unread),
  };
}

function readDump(
  [header = "", ...lines]: readonly string[],
  first: number,
  source: string,
): Gathered {
  if (header !== DUMP_HEADER)
    return {
      observations: [],
      unread: [
        {
          line: first,
          why: "the dump has a shape that this version of tunegen does not know; gather it with the collector of this version",
        },
      ],
    };
  const unread: Unread[] = [];
  const tables = {
    host: new Map<string, string>(),
    kernel: new Map<string, string>(),
    cmdline: new Map<string, string>(),
    sysctl: new Map<string, string>(),
    file: new Map<string, string>(),
    module: new Map<string, string>(),
    limit: new Map<string, string>(),
    service: new Map<string, string>(),
    irq: new Map<string, string>(),
  };
  const end = lines.indexOf(DUMP_END);
  const last = end < 0 ? lines.length : end;
  for (const [at, line] of lines.slice(0, last).entries()) {
    if (line === "") continue;
    const space = line.indexOf(" ");
    const kind = space < 0 ? line : line.slice(0, space);
    const rest = space < 0 ? "" : line.slice(space + 1);
    if (!isKind(kind, tables)) {
      unread.push({
        line: first + at + 1,
        why: "the collector does not print such a line",
      });
      continue;
    }
    const fault = add(tables[kind], kind, rest);
    if (fault !== undefined) unread.push({ line: first + at + 1, why: fault });
  }
  if (end < 0)
    unread.push({
      line: first + lines.length,
      why: "the dump ends in the middle",
    });
  return { observations: [observationOf(tables, source)], unread };
}

type Kind =
  | "host"
  | "kernel"
  | "cmdline"
  | "sysctl"
  | "file"
  | "module"
  | "limit"
  | "service"
  | "irq";

/** The lines of a dump by kind: their names, and what they say of these. */
type Tables = Readonly<Record<Kind, Map<string, string>>>;

function isKind(word: string, tables: Tables): word is Kind {
  return Object.hasOwn(tables, word);
}

/** An interface, and the number of an interrupt. */
const INTERRUPT = /^[^/]+\/\d{1,9}$/u;

/** Adds a line; returns why it cannot be one. */
function add(
  table: Map<string, string>,
  kind: Kind,
  rest: string,
): string | undefined {
  if (kind === "host" || kind === "kernel" || kind === "cmdline") {
    table.set("", rest);
    return undefined;
  }
  const space = rest.indexOf(" ");
  const name = rest.slice(0, Math.max(space, 0));
  const text = rest.slice(space + 1);
  // An interface that has none is missing as a whole.
  if (
    kind === "irq" &&
    !INTERRUPT.test(name) &&
    (text !== "missing" || name.includes("/"))
  )
    return "the number of the interrupt is missing";
  const isRight =
    name !== "" &&
    (kind === "module"
      ? isModuleState(text)
      : kind === "limit" ||
        kind === "service" ||
        text.startsWith("=") ||
        text === "missing" ||
        text === "unreadable");
  if (!isRight)
    return kind === "module"
      ? "the state of the module is missing"
      : "the value is missing";
  const before = kind === "limit" ? table.get(name) : undefined;
  table.set(name, before === undefined ? text : `${before}\n${text}`);
  return undefined;
}

function observationOf(tables: Tables, source: string): Observation {
  const commandLine = tables.cmdline.get("");
  return {
    source,
    host: tables.host.get(""),
    kernel: tables.kernel.get(""),
    ...byName(tables.sysctl, slashed, readSeen),
    silence: "not asked",
    files: new Map(
      [...tables.file].map(([path, text]) => [path, readSeen(text)]),
    ),
    modules: new Map(
      [...tables.module].flatMap(([name, state]) =>
        isModuleState(state) ? [[name, state]] : [],
      ),
    ),
    services: new Map<string, LiveService>([
      ...[...tables.limit].map(
        ([name, text]): readonly [string, LiveService] => [
          name,
          readProcLimits(text),
        ],
      ),
      ...[...tables.service].map(
        ([name, why]): readonly [string, LiveService] => [
          name,
          SERVICE_FAULTS[why] ?? why,
        ],
      ),
    ]),
    ...(tables.irq.size > 0 && {
      interrupts: new Map(
        [...tables.irq].map(([name, text]) => [name, readSeen(text)]),
      ),
    }),
    ...(commandLine !== undefined && {
      commandLine: commandLine.split(" ").filter((word) => word !== ""),
    }),
  };
}

const SERVICE_FAULTS: Readonly<Record<string, string>> = {
  missing: "no process of the service runs",
  unreadable: "permission denied",
};

/** `= 4096`, `missing`, `unreadable`. */
function readSeen(text: string): Seen {
  if (text.startsWith("=")) return seen(text.slice(1));
  return text === "missing"
    ? MISSING
    : { state: "unreadable", why: "permission denied" };
}

function isModuleState(text: string): text is LiveModule {
  return text === "loaded" || text === "built in" || text === "missing";
}
