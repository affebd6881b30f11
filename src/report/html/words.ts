import type { Finding } from "../../core/finding.js";
import type { Place } from "../../explain/places.js";
import type { Distance, Mark } from "../types.js";

/** `u3`: the class of a colour. */
export function colourOf({ direction, step }: Distance): string {
  switch (direction) {
    case "up":
      return `u${step}`;
    case "down":
      return `d${step}`;
    case "same":
      return "s";
    case "other":
      return "o";
    case "unknown":
      return "n";
  }
}

/** A mark as a template shows it. */
export interface MarkView {
  readonly word: string;
  readonly isReset: boolean;
}

export function markViews(marks: readonly Mark[]): readonly MarkView[] {
  return marks.map((word) => ({ word, isReset: word === "reset" }));
}

/** `tuning.yaml:12:7` */
export function placeWords({ file, line, column }: Place): string {
  return `${file}:${line}:${column}`;
}

/** The place of a finding; empty for one without. */
export function findingPlace({
  file,
  line = 1,
  column = 1,
}: Pick<Finding, "file" | "line" | "column">): string {
  return file === undefined ? "" : placeWords({ file, line, column });
}

/** The fragment of a finding. */
export function findingId(finding: number): string {
  return `f${finding}`;
}

/** `1 host`, `12 hosts` */
export function counted(count: number, one: string, many = `${one}s`): string {
  return count === 1 ? `1 ${one}` : `${count} ${many}`;
}

/** The fragment of a setting's detail. */
export function detailId(detail: number): string {
  return `s${detail}`;
}
