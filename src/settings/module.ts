import * as z from "zod/mini";
import { moduleOption } from "../catalogue/builds/modules.js";
import { compare } from "../core/diagnostic.js";
import { isAccepted, partOf, readReasons } from "../core/reasons.js";
import type { Reporter } from "../core/report.js";
import {
  described,
  named,
  optional,
  reasons,
  scalar,
  strictObject,
  text,
} from "../core/schema.js";
import type { Entry } from "../core/tree.js";
import type { Owner } from "../core/written.js";
import { moduleOnNode } from "../platform/kernel-supply.js";
import { type Machine, type SettingKind, settingOf, union } from "./kind.js";
import { kernelLacks } from "./not-in-kernel.js";
import type { Setting, WrittenSetting } from "./setting.js";

/** A module's options, by name: `{ hashsize: "65536" }`. */
export type Parameters = Readonly<Record<string, string>>;

/** `id` has underscores for dashes, as in the kernel's names. */
export type WrittenModule = WrittenSetting<Parameters>;

/** A kernel module to load at boot. */
export interface Module extends Setting<Parameters> {
  readonly value: Parameters;
  /** Ids of the settings that require it; it is a companion if `why` is empty. */
  readonly because: readonly string[];
}

export const module: SettingKind<WrittenModule, Module> = {
  section: "modules",
  places: ["profile", "role", "host"],
  schema: described(
    named(
      z.nullable(
        strictObject({
          parameters: optional(z.record(text, scalar)),
          ...reasons,
        }),
      ),
    ),
    "Kernel modules to load at boot, with their parameters",
  ),
  plural: "kernel modules",
  asksReason: true,
  pathOf: ({ keyText }) => `modules.${keyText}`,
  compare: (a, b) => compare(a.id, b.id),
  read: readModules,
  onNode: union,
  text: () => "",
  unite: (claims) => {
    const all = claims.flatMap(({ value }) => Object.entries(value ?? {}));
    return Object.fromEntries(
      [...new Map(all)].sort(([a], [b]) => compare(a, b)),
    );
  },
  fields: ({ value = {} }) =>
    Object.entries(value).map(([name, text]) => ({ name, text })),
  settle: (merged, machine, reporter) =>
    isInKernel(merged.winner.written, machine, reporter)
      ? { ...settingOf(merged), value: merged.value ?? {}, because: [] }
      : undefined,
};

/** Whether the kernel of a node has a module, or has it built in; reports one that it lacks, unless that is accepted. */
export function isInKernel(
  { id, keyText, origin, accept }: WrittenModule,
  machine: Machine,
  reporter: Reporter,
): boolean {
  if (
    moduleOnNode(id, machine) !== "absent" ||
    isAccepted(accept, "not-in-kernel")
  )
    return true;
  kernelLacks(
    {
      subject: `the module \`${keyText}\``,
      why: `it requires CONFIG_${moduleOption(id) ?? ""}, which is off in that kernel`,
      help: "remove it",
    },
    origin.span,
    machine,
    reporter,
  );
  return false;
}

function readModules(
  owner: Owner,
  section: Entry,
  reporter: Reporter,
): readonly WrittenModule[] {
  const modules: WrittenModule[] = [];
  for (const [name, entry] of section.value.entries ?? []) {
    if (!/^[A-Za-z0-9_-]+$/u.test(name)) {
      reporter.error(
        "malformed-module",
        entry.key,
        `\`${name}\` is not a valid module name`,
        { help: "write the name for modprobe, such as `nf_conntrack`" },
      );
      continue;
    }
    const written = readReasons(entry.value, reporter);
    modules.push({
      ...written,
      why: written.why ?? entry.comment,
      // modprobe accepts both spellings; the kernel's name has underscores.
      id: name.replaceAll("-", "_"),
      keyText: name,
      value: readParameters(entry, reporter),
      origin: { owner, span: entry.key },
      valueSpan: entry.key,
    });
  }
  return modules;
}

function readParameters(entry: Entry, reporter: Reporter): Parameters {
  const parameters: Record<string, string> = {};
  const section = entry.value.entries?.get("parameters")?.value.entries;
  for (const [name, { key, value }] of section ?? []) {
    const { raw } = partOf(value);
    if (/^[A-Za-z0-9_]+$/u.test(name) && /^[\w.,:/+@%=-]+$/u.test(raw)) {
      parameters[name] = raw;
      continue;
    }
    reporter.error(
      "malformed-module",
      key,
      `\`${name}: ${raw}\` is not a valid module parameter`,
      {
        why: "parameters are words on one line, separated by spaces",
        help: "write a name and a value without spaces, quotes and line breaks",
      },
    );
  }
  return parameters;
}
