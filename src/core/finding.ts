import type { Diagnostic } from "./diagnostic.js";
import type { NodeName } from "./reach.js";
import type { Severity } from "./severity.js";
import { positionAt, type Span } from "./source.js";

/** A machine-readable place. Lines and columns count from 1; the end is the first column after it. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A diagnostic as plain data, as `--format json` prints it and the library returns it. */
export interface Finding extends Partial<Place> {
  readonly severity: Severity;
  readonly rule: string;
  readonly message: string;
  readonly why?: string;
  readonly help?: string;
  readonly related?: readonly (Place & { readonly message: string })[];
  /** The roles and hosts that it holds for; missing if it is not about nodes. */
  readonly nodes?: readonly Pick<NodeName, "kind" | "name">[];
  /** The edits by which `lint --fix` mends it; missing where more than one answer may be right. */
  readonly fix?: readonly (Place & { readonly text: string })[];
}

export function toFinding({
  severity,
  code,
  message,
  span,
  why,
  help,
  related,
  repeated,
  reach,
  fix,
}: Diagnostic<string>): Finding {
  const places = [...(related ?? []), ...(repeated ?? [])];
  return {
    severity,
    rule: code,
    message,
    ...(span && placeOf(span)),
    ...(why !== undefined && { why }),
    ...(help !== undefined && { help }),
    ...(places.length > 0 && {
      related: places.map((each) => ({
        message: each.message,
        ...placeOf(each.span),
      })),
    }),
    ...(reach && {
      nodes: reach.nodes.map(({ kind, name }) => ({ kind, name })),
    }),
    ...(fix && {
      fix: fix.map((edit) => ({ ...placeOf(edit.span), text: edit.text })),
    }),
  };
}

function placeOf({ source, start, end }: Span): Place {
  const from = positionAt(source, start);
  const to = positionAt(source, end);
  return {
    file: source.name,
    line: from.line,
    column: from.column,
    endLine: to.line,
    endColumn: to.column,
  };
}
