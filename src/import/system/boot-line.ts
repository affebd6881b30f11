import { kernelWordSettings } from "../kernel-arguments.js";
import type { Assigned, Part } from "../sysctl.d/assignment.js";

const GRUB = /^(?:export\s+)?GRUB_CMDLINE_LINUX(?:_DEFAULT)?(\+?=)(.*)$/u;

/** Whether a line of a shell gives GRUB arguments for the kernel: `GRUB_CMDLINE_LINUX="quiet"`. */
export function isBootLine(line: string): boolean {
  return GRUB.test(line);
}

/** Whether a line is a whole command line, as in /etc/kernel/cmdline: it says where the root file system is. */
export function isCommandLine(line: string): boolean {
  return /(?:^|\s)(?:root|BOOT_IMAGE)=\S/u.test(line);
}

/**
 * What a boot loader or an installer writes for one machine. Source: Linux, Documentation/admin-guide/kernel-parameters.txt,
 * and dracut.cmdline(7).
 */
const OF_MACHINE =
  /^(?:BOOT_IMAGE|root|rootflags|rootfstype|rootwait|rootdelay|ro|rw|initrd|resume|resume_offset|rd\..*|luks\..*|init|boot)$/u;

/** What a boot loader passes on unchanged; the language refuses anything else. */
const PLAIN = /^[A-Za-z0-9][\w.-]*(?:=[\w.,:/+@%=~-]*)?$/u;

/** Reads a line of /etc/default/grub, or a whole command line. Other settings of GRUB are none of the kernel's. */
export function readBootLine(part: Part): readonly Assigned[] {
  const { source, text, start } = part;
  const grub = GRUB.exec(text);
  if (grub === null && !isCommandLine(text)) return [];
  const value = grub?.[2] ?? text;
  const offset = text.length - value.length;
  const words = [...value.matchAll(/[^\s"']+/gu)].flatMap((match) => {
    const at = start + offset + match.index;
    const word = match[0];
    const place = { source, start: at, end: at + word.length };
    // Another variable of GRUB, whose arguments are read where it is set.
    return word.startsWith("$GRUB_") || word.startsWith("${GRUB_")
      ? []
      : [{ text: word, place }];
  });
  const name = (word: string): string => word.replace(/=.*$/u, "");
  const own = words.filter((word) => !OF_MACHINE.test(name(word.text)));
  const plain = own.filter((word) => PLAIN.test(word.text));
  return [
    ...kernelWordSettings(plain).map(
      ({ path, value: taken, places: [first] }): Assigned => ({
        setting: {
          holder: { kind: "node" },
          path,
          value: taken,
          nixPriority: undefined,
          span: first,
        },
        comment: undefined,
        remarks: [],
      }),
    ),
    ...words
      .filter((word) => !own.includes(word))
      .map(({ text: word, place }): Assigned => ({
        setting: undefined,
        comment: undefined,
        remarks: [
          {
            kind: "note",
            span: place,
            message: `\`${word}\` is about this machine's disks and start, and is no tuning`,
          },
        ],
      })),
    ...own
      .filter((word) => !plain.includes(word))
      .map(({ text: word, place }): Assigned => ({
        setting: undefined,
        comment: undefined,
        remarks: [
          {
            kind: "left",
            span: place,
            message: `\`${word}\` has a character that not every boot loader passes on`,
            help: "keep it where it is",
          },
        ],
      })),
  ];
}
