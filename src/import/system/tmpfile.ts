import { isKey, parseKey } from "../../core/key.js";
import type { Assigned, Part } from "../sysctl.d/assignment.js";

/** `w /sys/kernel/mm/ksm/run - - - - 1`: the type, the path, four fields, and what is written. */
const WRITE =
  /^w[!+=~^-]*\s+(\/(?:sys|proc\/sys)\/\S+)((?:\s+\S+){4})\s+(\S.*)$/u;

/** Whether a line of tmpfiles.d(5) writes a setting of the kernel. */
export function isTmpfile(line: string): boolean {
  return WRITE.test(line);
}

/** Reads a line of tmpfiles.d(5). Those that make files and folders set nothing. */
export function readTmpfile({
  source,
  text,
  start,
}: Part): readonly Assigned[] {
  const [, path = "", , argument = ""] = WRITE.exec(text) ?? [];
  if (path === "") return [];
  const at = start + text.indexOf(path);
  const span = { source, start: at, end: at + path.length };
  const value = argument.replaceAll("%%", "%");
  const setting = (
    section: "sysctl" | "sysfs",
    name: string,
  ): readonly Assigned[] => [
    {
      setting: {
        holder: { kind: "node" },
        path: [section, name],
        value,
        nixPriority: undefined,
        span,
      },
      comment: undefined,
      remarks: [],
    },
  ];
  const left = (message: string): readonly Assigned[] => [
    {
      setting: undefined,
      comment: undefined,
      remarks: [{ kind: "left", span, message, help: "keep it where it is" }],
    },
  ];
  if (/%[a-zA-Z]/u.test(path + argument) || argument.includes("\\"))
    return left(`\`${text}\` has a specifier or an escape of systemd's`);
  if (path.startsWith("/sys/"))
    return setting("sysfs", path.slice("/sys/".length));
  const key = parseKey(path.slice("/proc/sys/".length));
  return isKey(key)
    ? setting("sysctl", key.id)
    : left(`\`${path}\` ${key.fault}`);
}
