import * as z from "zod/mini";
import { isKey, parseKey, slashed } from "../core/key.js";
import { partOf, unwrap } from "../core/reasons.js";
import type { Reporter } from "../core/report.js";
import {
  described,
  named,
  number,
  reasons,
  scalar,
  strictObject,
  text,
} from "../core/schema.js";
import type { Span } from "../core/source.js";
import type { Entry, Tree } from "../core/tree.js";
import type { Owner } from "../core/written.js";
import { exact, type SettingKind, settingOf } from "./kind.js";
import type { Setting, WrittenSetting } from "./setting.js";

/** `id` is the path below /sys, with slashes: `block/sda/queue/scheduler`; the value is the text to write. */
export type WrittenSysfs = WrittenSetting<string>;
export type SysfsSetting = Setting<string>;

/** A sysfs file accepts at most one page. Source: the kernel's filesystems/sysfs.rst. */
const LONGEST = 4095;

export const sysfs: SettingKind<WrittenSysfs, SysfsSetting> = {
  section: "sysfs",
  places: ["profile", "role", "host"],
  schema: described(
    named(
      z.union([
        number,
        z.bigint(),
        text,
        z.null(),
        strictObject({ value: z.union([scalar, z.null()]), ...reasons }),
      ]),
    ),
    "Kernel settings below /sys, by path",
  ),
  plural: "sysfs settings",
  asksReason: true,
  read: readSysfs,
  onNode: exact,
  text: (text) => text,
  settle: settingOf,
};

/** Reads paths below /sys, with dots as on Talos or with slashes, and the text to write there. */
function readSysfs(
  owner: Owner,
  section: Entry,
  reporter: Reporter,
): readonly WrittenSysfs[] {
  const byPath = new Map<string, WrittenSysfs>();
  for (const [keyText, entry] of section.value.entries ?? []) {
    const id = pathOf(keyText, entry.key, reporter);
    if (id === undefined) continue;
    const first = byPath.get(id);
    if (first !== undefined) {
      reportDuplicate(keyText, entry.key, first, reporter);
      continue;
    }
    const { inner, ...written } = unwrap(entry, reporter);
    const value = inner.data === null ? undefined : textOf(inner, reporter);
    if (value === undefined && inner.data !== null) continue;
    byPath.set(id, {
      ...written,
      id,
      keyText,
      value,
      origin: { owner, span: entry.key },
      valueSpan: inner.data === null ? entry.key : inner.span,
    });
  }
  return [...byPath.values()];
}

/** Returns the path below /sys with slashes, without a pasted `/sys/`. */
function pathOf(
  text: string,
  span: Span,
  reporter: Reporter,
): string | undefined {
  const key = parseKey(text.replace(/^\/sys\//u, ""));
  const path = isKey(key) ? slashed(key) : undefined;
  if (path !== undefined && /^[\w:.,@+!~*?[\]/-]+$/u.test(path)) return path;
  const fault = /(?:^|\/)\.\.?(?:\/|$)/u.test(text)
    ? "leaves /sys"
    : isKey(key)
      ? "contains a character that no path below /sys has"
      : key.fault.replace("/proc/sys", "/sys");
  return reporter.error("malformed-key", span, `\`${text}\` ${fault}`, {
    why: "the name must be a path below /sys",
    help: "write it with slashes, such as `kernel/mm/transparent_hugepage/enabled`",
  });
}

function reportDuplicate(
  text: string,
  span: Span,
  first: WrittenSysfs,
  reporter: Reporter,
): void {
  reporter.error(
    "duplicate-key",
    span,
    `\`${text}\` is the same as \`${first.keyText}\``,
    {
      why: "both names refer to the same file below /sys",
      help: "remove one of them",
      related: [{ message: "first set here", span: first.origin.span }],
    },
  );
}

function textOf(tree: Tree, reporter: Reporter): string | undefined {
  const { raw, span } = partOf(tree);
  const chosen = /^(?:\S+ )*\[(\S+)\](?: \S+)*$/u.exec(raw)?.[1];
  if (chosen !== undefined && raw.includes(" ")) {
    return reporter.error(
      "wrong-kind",
      span,
      `\`${raw}\` is the list of choices that the file prints`,
      {
        why: "reading the file lists all choices, with brackets around the active one; writing accepts a single choice",
        help: `write \`${chosen}\``,
      },
    );
  }
  if (/^[!-~](?:[ -~]*[!-~])?$/u.test(raw) && raw.length <= LONGEST) return raw;
  return reporter.error(
    "wrong-kind",
    span,
    "this value cannot be written to a sysfs file",
    {
      why: "a value is one line of printable ASCII that neither starts nor ends with a space",
      help: "write the text to be written to the file",
    },
  );
}
