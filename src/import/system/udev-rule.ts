import type { Assigned, Part } from "../sysctl.d/assignment.js";
import { own } from "../../core/own.js";

const ASSIGNED = /\bATTR\{([^}]+)\}\s*=\s*"([^"]*)"/gu;

/** Whether a rule of udev(7) writes an attribute. */
export function isUdevRule(line: string): boolean {
  return /\bATTR\{[^}]+\}\s*=\s*"/u.test(line);
}

/** Where the devices of a subsystem lie below /sys. */
const FOLDERS: Readonly<Record<string, string>> = {
  block: "block",
  net: "class/net",
};

/** What only chooses when a rule applies, and does not make it apply to fewer devices. */
const HARMLESS = /^(?:ACTION|SUBSYSTEM|KERNEL)$/u;

/** Reads a rule of udev(7) that writes attributes of all devices with a name. */
export function readUdevRule({
  source,
  text,
  start,
}: Part): readonly Assigned[] {
  const matches = new Map<string, string>();
  const others: string[] = [];
  for (const [, name = "", , value = ""] of text.matchAll(
    /\b([A-Z]+(?:\{[^}]+\})?)\s*(==|!=)\s*"([^"]*)"/gu,
  )) {
    matches.set(name, value);
    if (!HARMLESS.test(name)) others.push(name);
  }
  if (text.includes("!=")) others.push("!=");
  const folder = own(FOLDERS, matches.get("SUBSYSTEM") ?? "block");
  const kernel = matches.get("KERNEL");
  return [...text.matchAll(ASSIGNED)].map((match): Assigned => {
    const [whole, attribute = "", value = ""] = match;
    const at = start + match.index;
    const span = { source, start: at, end: at + whole.length };
    const isTaken =
      folder !== undefined &&
      kernel !== undefined &&
      !kernel.includes("|") &&
      others.length === 0 &&
      !/[$%]/u.test(value);
    return isTaken
      ? {
          setting: {
            holder: { kind: "node" },
            path: ["sysfs", `${folder}/${kernel}/${attribute}`],
            value,
            nixPriority: undefined,
            span,
          },
          comment: undefined,
          remarks: [],
        }
      : {
          setting: undefined,
          comment: undefined,
          remarks: [
            {
              kind: "left",
              span,
              message: `\`${whole}\` applies to devices that a path below /sys cannot name`,
              help: "keep the rule where it is, or write the paths below `sysfs`",
            },
          ],
        };
  });
}
