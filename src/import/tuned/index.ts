import { addAll } from "../../core/add-all.js";
import type { Source, Span } from "../../core/source.js";
import { finish } from "../finish.js";
import type { Item } from "../layout.js";
import { linesOf, spanOfLine } from "../lines.js";
import { readLines } from "../sysctl.d/read-lines.js";
import type { Format, Reading, Remark } from "../types.js";
import { type Section, sectionsOf } from "./sections.js";
import { readSysctl } from "./sysctl-line.js";

/** A profile of TuneD: its sysctls are imported, and its other sections named. */
export const tuned: Format = {
  name: "tuned",
  title: "a TuneD profile",
  recognises: isProfile,
  read,
};

/** How much of a file tells what it is. */
const SAMPLE = 50_000;

/** The sections of TuneD's plug-ins whose names are in few other files. Source: TuneD, tuned/plugins. */
const plugins =
  /^(?:audio|bootloader|cpu|disk|eeepc_she|irqbalance|irq|modules|mounts|net|rtentsk|scheduler|script|scsi_host|selinux|service|sysctl|sysfs|systemd|uncore|usb|variables|video|vm|acpi)$/u;

/** A profile has a summary, includes another one or sets sysctls, and its sections are those of plug-ins. */
function isProfile(source: Source): boolean {
  const text = source.text.slice(0, SAMPLE);
  const sections = sectionsOf({ ...source, text });
  return (
    sections.some(
      ({ name, options }) =>
        name === "sysctl" ||
        (name === "main" && (options.has("summary") || options.has("include"))),
    ) &&
    sections.every(
      ({ name, options }) =>
        name === "main" || plugins.test(options.get("type")?.value ?? name),
    )
  );
}

function read(source: Source): Reading {
  const sections = sectionsOf(source);
  const items: Item[] = [];
  const remarks: Remark[] = [];
  const [first] = sections;
  if (first !== undefined) addAll(items, commentsOf(source, first.headerStart));
  for (const section of sections) {
    items.push({ kind: "break" });
    const left = leftOf(section);
    if (left !== undefined) remarks.push(left);
    if (!isSysctl(section) || left !== undefined) continue;
    const { from, to } = section;
    const found = readLines(source, readSysctl, { from, to });
    addAll(items, found.items);
    addAll(remarks, found.remarks);
  }
  return finish(source, "tuned", { items, remarks });
}

/** The words above the first section are the heading, set off from its settings. */
function commentsOf(source: Source, to: number): readonly Item[] {
  const lines = linesOf(source, 0, to).filter(({ text }) =>
    text.trim().startsWith("#"),
  );
  return [
    ...lines.map((line): Item => {
      const span = spanOfLine(source, line);
      return {
        kind: "comment",
        line: { text: line.text.trim().slice(1), span },
      };
    }),
    { kind: "blank" },
  ];
}

/** A section may have any name, and say which plug-in it is for. */
function isSysctl({ name, options }: Section): boolean {
  return (options.get("type")?.value ?? name) === "sysctl";
}

/** What of a section is not imported. */
function leftOf(section: Section): Remark | undefined {
  const { name, header, options } = section;
  const left = (span: Span, message: string, help: string): Remark => ({
    kind: "left",
    span,
    message,
    help,
  });
  if (name === "main") {
    const include = options.get("include");
    return (
      include &&
      left(
        include.span,
        `the profile includes \`${include.value}\`, whose settings are not in this file`,
        "import the tuned.conf of that profile for the same role, too",
      )
    );
  }
  // Variables are named where they are used.
  if (name === "variables") return undefined;
  if (!isSysctl(section))
    return left(
      header,
      `\`[${name}]\` of a TuneD profile; only the sysctls of a profile are imported`,
      "write its settings into the spec, as under `sysfs`, `modules` or `kernelArgs`, if the node needs them",
    );
  return /^(?:0|false|no|n|off)$/iu.test(options.get("enabled")?.value ?? "")
    ? left(
        header,
        `\`[${name}]\` is switched off by \`enabled\``,
        "remove `enabled` to import it",
      )
    : undefined;
}
