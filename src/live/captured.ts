import { strictObject, text } from "../core/schema.js";
import * as z from "zod/mini";
import { compare } from "../core/diagnostic.js";
import { isKey, parseKey, type SysctlKey } from "../core/key.js";
import {
  bySysctl,
  type Gathered,
  type LiveFormat,
  type LiveModule,
  MISSING,
  type Observation,
  type Seen,
  seen,
  type Unread,
} from "./observation.js";

/** The shape of the file; a later one gets another number. */
const VERSION = 1;

/** The values that a node had when they were captured, by name. */
export interface CapturedNode {
  readonly name: string;
  /** The role of the spec whose keys were read. */
  readonly role: string;
  /** What `uname -r` printed. */
  readonly kernel: string | undefined;
  readonly sysctls: ReadonlyMap<string, Seen>;
  /** By the path below /sys. */
  readonly files: ReadonlyMap<string, Seen>;
  /** With underscores. */
  readonly modules: ReadonlyMap<string, LiveModule>;
}

/** A value as the kernel printed it; null where there was no such file. */
const seenSchema = z.union([
  text,
  z.null(),
  strictObject({ unreadable: text }),
]);

const values = z.optional(z.record(text, seenSchema));

const schema = strictObject({
  tunegenValues: z.literal(VERSION),
  nodes: z.record(
    text,
    strictObject({
      role: text,
      kernel: z.optional(text),
      sysctls: values,
      files: values,
      modules: z.optional(
        z.record(text, z.enum(["loaded", "built in", "missing"])),
      ),
    }),
  ),
});

/**
 * Prints the file that `tunegen capture` writes: sorted, and without anything that another capture of the same values
 * would change.
 *
 * ```json
 * { "tunegenValues": 1,
 *   "nodes": {
 *     "raccoon00": {
 *       "role": "worker", "kernel": "6.12.48+deb13-amd64",
 *       "sysctls": { "net.core.somaxconn": "4096", "net.core.none": null, "vm.x": { "unreadable": "permission denied" } },
 *       "files": { "kernel/mm/transparent_hugepage/enabled": "always [madvise] never" },
 *       "modules": { "nf_conntrack": "loaded" } } } }
 * ```
 */
export function printCaptured(nodes: readonly CapturedNode[]): string {
  const data = {
    tunegenValues: VERSION,
    nodes: Object.fromEntries(
      [...nodes]
        .sort((a, b) => compare(a.name, b.name))
        .map(({ name, role, kernel, sysctls, files, modules }) => [
          name,
          {
            role,
            kernel,
            sysctls: sorted(sysctls, written),
            files: sorted(files, written),
            modules: sorted(modules, (state) => state),
          },
        ]),
    ),
  };
  return `${JSON.stringify(data, null, 2)}\n`;
}

/** Undefined, and so left out, for a table without entries. */
function sorted<Value, Written>(
  table: ReadonlyMap<string, Value>,
  write: (value: Value) => Written,
): Readonly<Record<string, Written>> | undefined {
  if (table.size === 0) return undefined;
  return Object.fromEntries(
    [...table]
      .sort(([a], [b]) => compare(a, b))
      .map(([name, value]) => [name, write(value)]),
  );
}

function written(seen: Seen): z.output<typeof seenSchema> {
  if (seen.state === "value") return seen.text;
  return seen.state === "missing" ? null : { unreadable: seen.why };
}

/** The file that `tunegen capture` writes, which has the values of many nodes. */
export const captured: LiveFormat = {
  title: "what `tunegen capture` writes",
  recognises: (text) => /^\s*\{\s*"tunegenValues"\s*:/u.test(text),
  read: readCaptured,
};

function readCaptured(text: string, source: string): Gathered {
  const fault = (why: string): Gathered => ({
    observations: [],
    unread: [{ line: undefined, why }],
  });
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return fault("it is not valid JSON, or ends in the middle");
  }
  const parsed = schema.safeParse(data);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const path = issue?.path.join(" > ") ?? "";
    return fault(
      path === "tunegenValues"
        ? `its shape is not ${VERSION}, the one that this version of tunegen knows`
        : `\`${path}\` is not as \`tunegen capture\` writes it`,
    );
  }
  return {
    observations: Object.entries(parsed.data.nodes).map(([name, node]) =>
      observationOf(name, node, source),
    ),
    unread: Object.entries(parsed.data.nodes).flatMap(([, { sysctls = {} }]) =>
      Object.keys(sysctls).flatMap(unreadKey),
    ),
  };
}

function unreadKey(id: string): readonly Unread[] {
  const key = parseKey(id);
  return isKey(key) ? [] : [{ line: undefined, why: `\`${id}\` ${key.fault}` }];
}

type WrittenNode = z.output<typeof schema>["nodes"][string];

function observationOf(
  name: string,
  { role, kernel, sysctls = {}, files = {}, modules = {} }: WrittenNode,
  source: string,
): Observation {
  const table = new Map<
    string,
    { readonly key: SysctlKey; readonly seen: Seen }
  >();
  for (const [id, value] of Object.entries(sysctls)) {
    const key = parseKey(id);
    if (isKey(key)) table.set(key.id, { key, seen: seenOf(value) });
  }
  return {
    source,
    host: name,
    role,
    kernel,
    ...bySysctl(table),
    silence: "not asked",
    files: new Map(
      Object.entries(files).map(([path, value]) => [path, seenOf(value)]),
    ),
    modules: new Map(Object.entries(modules)),
  };
}

function seenOf(value: z.output<typeof seenSchema>): Seen {
  if (typeof value === "string") return seen(value);
  return value === null
    ? MISSING
    : { state: "unreadable", why: value.unreadable };
}
