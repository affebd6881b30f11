import { type Diagnostic, error } from "../core/diagnostic.js";
import { isKey, parseKey, slashed } from "../core/key.js";
import type { Owner } from "../core/written.js";
import type { WrittenSysfs } from "./model-system.js";
import { acceptFaults, partOf, unwrap } from "../core/reasons.js";
import type { Span } from "../core/source.js";
import type { Tree } from "../core/tree.js";

/** A sysfs file takes one page at most. Source: the kernel's filesystems/sysfs.rst. */
const LONGEST = 4095;

/** The section `sysfs`: paths below /sys, dotted as Talos writes them or with slashes, and the text to write there. */
export function readSysfs(
  owner: Owner,
  section: Tree | undefined,
  faults: Diagnostic[],
): readonly WrittenSysfs[] {
  const byPath = new Map<string, WrittenSysfs>();
  for (const [keyText, entry] of section?.entries ?? []) {
    const id = pathOf(keyText, entry.key, faults);
    if (id === undefined) continue;
    const first = byPath.get(id);
    if (first !== undefined) {
      faults.push(duplicate(keyText, entry.key, first));
      continue;
    }
    const { inner, ...reasons } = unwrap(entry);
    faults.push(...acceptFaults(reasons));
    const text = inner.data === null ? undefined : textOf(inner, faults);
    if (text === undefined && inner.data !== null) continue;
    byPath.set(id, {
      ...reasons,
      id,
      keyText,
      value: text,
      text,
      origin: { owner, span: entry.key },
      valueSpan: inner.data === null ? entry.key : inner.span,
    });
  }
  return [...byPath.values()];
}

/** The path below /sys with slashes; a pasted `/sys/` is taken off. */
function pathOf(
  text: string,
  span: Span,
  faults: Diagnostic[],
): string | undefined {
  const key = parseKey(text.replace(/^\/sys\//u, ""));
  const path = isKey(key) ? slashed(key) : undefined;
  if (path !== undefined && /^[\w:.,@+!~*?[\]/-]+$/u.test(path)) return path;
  const fault = /(?:^|\/)\.\.?(?:\/|$)/u.test(text)
    ? "leaves /sys"
    : isKey(key)
      ? "holds a character that no path below /sys has"
      : key.fault.replace("/proc/sys", "/sys");
  faults.push(
    error("malformed-key", span, `\`${text}\` ${fault}`, {
      why: "it names a file below /sys",
      help: "write it with slashes, such as kernel/mm/transparent_hugepage/enabled",
    }),
  );
  return undefined;
}

function duplicate(text: string, span: Span, first: WrittenSysfs): Diagnostic {
  return error(
    "duplicate-key",
    span,
    `\`${text}\` is \`${first.keyText}\` in another spelling`,
    {
      why: "both name one file below /sys",
      help: "keep one of them",
      related: [{ message: "first written here", span: first.origin.span }],
    },
  );
}

function textOf(tree: Tree, faults: Diagnostic[]): string | undefined {
  const { raw, span } = partOf(tree);
  const chosen = /^(?:\S+ )*\[(\S+)\](?: \S+)*$/u.exec(raw)?.[1];
  if (chosen !== undefined && raw.includes(" ")) {
    faults.push(
      error("wrong-kind", span, `\`${raw}\` is what the file shows`, {
        why: "reading it lists all choices, with brackets around the one that holds; writing takes that one",
        help: `write ${chosen}`,
      }),
    );
    return undefined;
  }
  if (/^[!-~](?:[ -~]*[!-~])?$/u.test(raw) && raw.length <= LONGEST) return raw;
  faults.push(
    error("wrong-kind", span, "this cannot be written to a file of sysfs", {
      why: "a value is one line of printable ASCII without blanks at its ends",
      help: "write the text that you would echo into the file",
    }),
  );
  return undefined;
}
