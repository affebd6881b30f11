import type { Diagnostic } from "../../core/diagnostic.js";
import { emptyValue } from "../../catalogue/empty-values.js";
import { findElsewhere } from "../../catalogue/elsewhere.js";
import { isKey, parseKey } from "../../core/key.js";
import {
  readMiswrittenEntry,
  reportMiswritten,
} from "../../core/miswritten.js";
import { readNixPriority } from "../../core/nix-priority.js";
import { unwrap } from "../../core/reasons.js";
import type { Reporter } from "../../core/report.js";
import type { Span } from "../../core/source.js";
import type { Entry } from "../../core/tree.js";
import type { Owner } from "../../core/written.js";
import { lookUp } from "./look-up.js";
import { otherSection } from "./other-section.js";
import { readValue } from "./read-value.js";
import type { WrittenSysctl } from "./written.js";
import { readForm } from "./written-form.js";

/** Reads the section `sysctl`: looks up each key, and reads its value as the key's type. */
export function readSysctls(
  owner: Owner,
  section: Entry,
  reporter: Reporter,
): readonly WrittenSysctl[] {
  const first = new Map<string, { keyText: string; span: Span }>();
  const sysctls: WrittenSysctl[] = [];
  for (const [keyText, entry] of section.value.entries ?? []) {
    const span = entry.key;
    const key = parseKey(keyText);
    if (!isKey(key)) {
      const whole = readMiswrittenEntry(entry);
      if (whole === undefined)
        reportMalformed(keyText, key.fault, span, reporter);
      else
        reporter.add([
          reportMiswritten(whole.miswritten, whole.span, "malformed-key"),
        ]);
      continue;
    }
    const before = first.get(key.id);
    if (before !== undefined) {
      reporter.error(
        "duplicate-key",
        span,
        `\`${keyText}\` is the same as \`${before.keyText}\``,
        {
          why: "both names refer to the same file below /proc/sys",
          help: "remove one of them",
          related: [{ message: "first set here", span: before.span }],
        },
      );
      continue;
    }
    first.set(key.id, { keyText, span });
    const { inner, why, refs, accept } = unwrap(entry, reporter);
    const valueSpan =
      inner.data === null || inner.span.start === inner.span.end
        ? span
        : inner.span;
    const standsFor = lookUp({ key, keyText, span, accept }, reporter);
    if (standsFor === undefined) continue;
    const [known] = standsFor;
    const form = readForm(inner);
    const value =
      form &&
      readValue(form, known?.kind ?? findElsewhere(key.id)?.kind, {
        keyText,
        valueSpan,
        unit: known?.unit,
        mayBeEmpty: emptyValue(key.id) !== undefined,
        reporter,
      });
    if (value === undefined && form !== undefined) continue;
    sysctls.push({
      why,
      refs,
      accept,
      id: key.id,
      key,
      // A slice of the source would be another object for each host.
      keyText: keyText === key.id ? key.id : keyText,
      known,
      standsFor,
      value,
      priority: readNixPriority(entry.value),
      origin: { owner, span },
      valueSpan,
    });
  }
  return sysctls;
}

function reportMalformed(
  text: string,
  fault: string,
  span: Span,
  reporter: Reporter,
): void {
  const name = text === "" ? "the key" : `\`${text}\``;
  reporter.error(
    "malformed-key",
    span,
    `${name} ${fault}`,
    otherSection(text) ??
      dashed(text) ?? {
        why: "a key must be a path below /proc/sys",
        help: "write it as sysctl prints it, such as `net.core.somaxconn`",
      },
  );
}

function dashed(text: string): Pick<Diagnostic, "why" | "help"> | undefined {
  return text.startsWith("-")
    ? {
        why: "in sysctl.d, a dash means that a failure is ignored; it is not part of the key",
        help: `write \`${text.replace(/^-+/u, "")}\``,
      }
    : undefined;
}
