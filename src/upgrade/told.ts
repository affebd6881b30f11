import { listOf } from "../core/list-of.js";
import { type Diagnostic, sortDiagnostics } from "../core/diagnostic.js";
import { keysOf } from "../core/keys-of.js";
import type { Span } from "../core/source.js";
import type { Plan } from "../plan/types.js";
import { withReach } from "../plan/with-reach.js";
import type { Code } from "../rules/codes.js";
import { type Section, sections } from "./sections.js";
import type { Change } from "./types.js";

type Told = Diagnostic<Code | Section>;

/** Collects changes, and knows which places of the spec have been told of. */
export class ToldChanges {
  readonly #bySection = new Map<Section, Told[]>();

  add(section: Section, told: Told): void {
    listOf(this.#bySection, section).push(told);
  }

  /** Whether one of the sections has something that begins in a part of the spec. */
  has({ source, start, end }: Span, wanted: readonly Section[]): boolean {
    return wanted.some((section) =>
      (this.#bySection.get(section) ?? []).some(
        ({ span }) =>
          span?.source === source && span.start >= start && span.start < end,
      ),
    );
  }

  /** Lists all by section, then by place; what holds for several nodes is one change. */
  sorted(plan: Plan): readonly Change[] {
    return keysOf(sections).flatMap((section) =>
      withReach(sortDiagnostics(this.#bySection.get(section) ?? []), plan).map(
        (told) => ({ section, told }),
      ),
    );
  }
}

/** The part of the spec from the name of a setting to the end of its value. */
export function extentOf({
  origin: { span },
  valueSpan,
}: {
  readonly origin: { readonly span: Span };
  readonly valueSpan: Span;
}): Span {
  return valueSpan.source === span.source && valueSpan.end > span.end
    ? { ...span, end: valueSpan.end }
    : span;
}
