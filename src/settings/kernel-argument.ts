import * as z from "zod/mini";
import { partOf, unwrap } from "../core/reasons.js";
import { collectDiagnostics, type Reporter } from "../core/report.js";
import {
  described,
  flag,
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
import type { KernelWords } from "../encode/kernel-arguments.js";
import {
  commandLineKey,
  readCommandLineSysctl,
  settleCommandLineSysctl,
} from "./command-line-sysctl.js";
import {
  exact,
  type Machine,
  type OnNode,
  type SettingKind,
  settingOf,
} from "./kind.js";
import type { Sysctl } from "./sysctl/index.js";
import { onNode as sysctlOnNode } from "./sysctl/on-node.js";
import { valueText } from "./sysctl/value.js";
import type { WrittenSysctl } from "./sysctl/written.js";
import type { Setting, WrittenSetting } from "./setting.js";

/** `id` has underscores for dashes, as in the kernel's comparison; no value is the bare word: `quiet`. */
export interface WrittenKernelArgument extends WrittenSetting<KernelWords> {
  /** What `sysctl.vm.swappiness` sets. */
  readonly sysctl?: WrittenSysctl | undefined;
}

/** An argument of a node's kernel command line. */
export interface KernelArgument extends Setting<KernelWords> {
  /** What `sysctl.vm.swappiness` sets. */
  readonly sysctl?: Sysctl | undefined;
}

/**
 * Text that every boot loader passes on unchanged: no spaces, no quotes, and no special characters of a shell or of GRUB.
 * Source: grub-mkconfig sources its settings as a shell script, and writes them without quotes into grub.cfg, which is a
 * script, too.
 */
const PLAIN = /^[\w.,:/+@%=~-]+$/u;

export const kernelArgument: SettingKind<
  WrittenKernelArgument,
  KernelArgument
> = {
  section: "kernelArgs",
  places: ["profile", "role", "host"],
  schema: described(
    named(
      z.union([
        number,
        z.bigint(),
        text,
        flag,
        z.null(),
        z.array(scalar),
        strictObject({
          value: z.union([scalar, flag, z.null(), z.array(scalar)]),
          ...reasons,
        }),
      ]),
    ),
    "Kernel command line arguments; true is the bare word, a list repeats the name",
  ),
  plural: "kernel arguments",
  asksReason: true,
  // What the kernel reads later overrides what it reads first: `quiet loglevel=7`.
  byLayer: true,
  read: readArguments,
  onNode,
  // A `=` distinguishes a value from the bare word.
  pathOf: ({ keyText }) => `kernelArgs.${keyText}`,
  text: ({ values }) =>
    values.length === 0 ? "true" : `=${values.join(" =")}`,
  words: (_, value) =>
    value === undefined ? "null" : value.values.join(" ") || "true",
  settle: (merged, machine, reporter) => {
    if (
      merged.winner.written.sysctl === undefined ||
      merged.value === undefined
    )
      return settingOf(merged);
    const sysctl = settleCommandLineSysctl(merged, machine, reporter);
    return sysctl && { ...settingOf(merged), sysctl };
  },
};

/** Converts the value of a sysctl to the kernel's unit; there is no room for several numbers on a command line. */
function onNode(
  written: WrittenKernelArgument,
  machine: Machine,
): OnNode<KernelWords> {
  const { sysctl, value: words, keyText, valueSpan } = written;
  if (sysctl === undefined || words === undefined) return exact(written);
  const { value, errors } = sysctlOnNode(sysctl, machine);
  if (value === undefined) return { form: "exact", value: undefined, errors };
  const text = valueText(value);
  const collector = collectDiagnostics();
  collector.add(errors);
  if (/\s/u.test(text)) {
    collector.error(
      "malformed-kernel-argument",
      valueSpan,
      `\`${keyText}\` has several words, which not every boot loader can pass on`,
      { help: "write it in the section `sysctl`" },
    );
  }
  return {
    form: "exact",
    value: /\s/u.test(text) ? undefined : { ...words, values: [text] },
    errors: collector.diagnostics,
  };
}

function readArguments(
  owner: Owner,
  section: Entry,
  reporter: Reporter,
): readonly WrittenKernelArgument[] {
  const byId = new Map<string, WrittenKernelArgument>();
  for (const [name, entry] of section.value.entries ?? []) {
    const key = commandLineKey(name);
    if (
      key === undefined
        ? !/^[A-Za-z0-9][\w.-]*$/u.test(name)
        : !/^[\w/.-]+$/u.test(name) || key.segments.includes("")
    ) {
      reporter.error(
        "malformed-kernel-argument",
        entry.key,
        `\`${name}\` is not a valid kernel argument`,
        { help: "write the part before =, such as transparent_hugepage" },
      );
      continue;
    }
    // Source: the kernel's parameq() treats dashes and underscores as equal.
    const id =
      key === undefined ? name.replaceAll("-", "_") : `sysctl.${key.id}`;
    const first = byId.get(id);
    if (first !== undefined) {
      reportDuplicate(name, entry.key, first, reporter);
      continue;
    }
    const { inner, ...written } = unwrap(entry, reporter);
    const left = inner.data === null || inner.data === false;
    const values = left ? undefined : valuesOf(name, inner, reporter);
    if (values === undefined && !left) continue;
    const argument = {
      ...written,
      id,
      keyText: name,
      value: values && { name, values },
      origin: { owner, span: entry.key },
      valueSpan:
        inner.data === null || inner.items !== undefined
          ? entry.key
          : inner.span,
    };
    if (key === undefined || left) {
      byId.set(id, argument);
      continue;
    }
    const parts = (inner.items ?? [inner]).map(partOf);
    const sysctl = readCommandLineSysctl(key, argument, parts, reporter);
    if (sysctl !== undefined) byId.set(id, { ...argument, sysctl });
  }
  return [...byId.values()];
}

function valuesOf(
  name: string,
  tree: Tree,
  reporter: Reporter,
): readonly string[] | undefined {
  if (tree.data === true) return [];
  const parts = (tree.items ?? [tree]).map(partOf);
  const wrong = parts.filter(({ raw }) => !PLAIN.test(raw));
  for (const { raw, span } of wrong) {
    reporter.error(
      "malformed-kernel-argument",
      span,
      `not every boot loader can pass \`${name}=${raw}\` on`,
      raw === ""
        ? { help: "write `true` for the bare word, or `null` to leave it out" }
        : {
            why: "the configuration of the boot loader is a script, in which spaces, quotes and $ ; & # have a meaning",
            help: "use letters, digits and . , : / + @ % = ~ - _",
          },
    );
  }
  if (parts.length === 0) {
    return reporter.error(
      "malformed-kernel-argument",
      tree.span,
      `\`${name}\` has an empty list of values`,
      { help: "write `true` for the bare word, or `null` to leave it out" },
    );
  }
  return wrong.length > 0 ? undefined : parts.map(({ raw }) => raw);
}

function reportDuplicate(
  name: string,
  span: Span,
  first: WrittenKernelArgument,
  reporter: Reporter,
): void {
  reporter.error(
    "duplicate-key",
    span,
    `\`${name}\` is the same as \`${first.keyText}\``,
    {
      why: "the kernel treats dashes and underscores as equal",
      help: "remove one of them, or write a list to repeat the argument",
      related: [{ message: "first set here", span: first.origin.span }],
    },
  );
}
