import { hasDottedSegment, isKey, parseKey } from "../../core/key.js";
import { inString } from "./coerce.js";
import { type Context, definitionsOf } from "./context.js";
import type { Findings } from "./findings.js";
import type { Node } from "./syntax.js";
import { textItems } from "./kernel.js";
import type { Attribute, Lazy } from "./value.js";

/** Reads `systemd.tmpfiles.rules`: lines that write to a file below /sys or /proc/sys. Source: tmpfiles.d(5). */
export function readTmpfiles(
  lazy: Lazy,
  context: Context,
  findings: Findings,
): void {
  const option = "systemd.tmpfiles.rules";
  for (const { text, node, context: around } of textItems(
    lazy,
    context,
    option,
    findings,
  )) {
    const line =
      /^\s*(\S+)\s+(\S+)(?:\s+\S+){3}\s+\S+\s+(\S.*)$/su.exec(text) ?? [];
    const [, type = "", path = "", argument = ""] = line;
    if (!type.startsWith("w")) continue;
    write(path, unescape(argument), { node, context: around }, findings);
  }
}

function write(
  path: string,
  value: string,
  { node, context }: { readonly node: Node; readonly context: Context },
  findings: Findings,
): void {
  const shared = { value, context, span: findings.span(node), anchor: node };
  if (path.startsWith("/sys/")) {
    const name = unescape(path.slice("/sys/".length));
    findings.add({ path: ["sysfs", name], ...shared });
  } else if (path.startsWith("/proc/sys/")) {
    const name = unescape(path.slice("/proc/sys/".length));
    const key = parseKey(name);
    const text = isKey(key) && !hasDottedSegment(key) ? key.id : name;
    findings.add({ path: ["sysctl", text], ...shared });
    findings.remark(
      "changed",
      node,
      `\`${path}\` is written by systemd-tmpfiles; it is taken as the sysctl \`${text}\``,
    );
  }
}

function unescape(text: string): string {
  return text.trim().replaceAll("%%", "%").replaceAll("\\\\", "\\");
}

/** Reads `boot.kernel.sysfs`, in which the folders of /sys are sets. */
export function readSysfs(
  lazy: Lazy,
  context: Context,
  findings: Findings,
): void {
  for (const { value, context: around } of definitionsOf(lazy, context)) {
    if (value.kind !== "set") continue;
    for (const attribute of value.attributes)
      readFolder(attribute, [], around, findings);
  }
}

function readFolder(
  { name, key, bind, lazy }: Attribute,
  folders: readonly string[],
  context: Context,
  findings: Findings,
): void {
  findings.read(bind);
  if (name === undefined || folders.length > 30) return;
  const path = [...folders, name];
  for (const { value, context: around } of definitionsOf(lazy, context)) {
    if (value.kind === "set") {
      for (const attribute of value.attributes)
        readFolder(attribute, path, around, findings);
      continue;
    }
    const text =
      value.kind === "bool" ? String(Number(value.value)) : inString(value);
    if (text === undefined) {
      if (value.kind === "null") continue;
      const why = value.kind === "unknown" ? `: ${value.why}` : "";
      findings.remark("left", key, `\`${path.join("/")}\` is not taken${why}`);
      continue;
    }
    findings.add({
      path: ["sysfs", path.join("/")],
      value: text.trim(),
      context: around,
      span: findings.span(key),
      anchor: bind,
    });
  }
}
