import type { Origin } from "../core/written.js";
import { positionAt, type Span } from "../core/source.js";

/** A position in the spec. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface OwnedPlace extends Place {
  /** `profile k3s-optional` */
  readonly owner: string;
}

export function placeOf({ source, start }: Span): Place {
  const { line, column } = positionAt(source, start);
  return { file: source.name, line, column };
}

export function ownedPlace({ owner, span }: Origin): OwnedPlace {
  return { ...placeOf(span), owner: `${owner.kind} ${owner.name}` };
}

/** `tuning.yaml:12` */
export function placeText({ file, line }: Place): string {
  return `${file}:${line}`;
}

/** `profile k3s-optional (tuning.yaml:12)` */
export function ownedText(place: OwnedPlace): string {
  return `${place.owner} (${placeText(place)})`;
}
