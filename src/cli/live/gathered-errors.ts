import { type Diagnostic, error } from "../../core/diagnostic.js";
import { shortNameList } from "../../core/name-list.js";
import type { NoSubject } from "../../verify/subject.js";

/** How many files a message names. */
const NAMED = 8;

/** Files whose values belong to no node of the spec, for one reason. */
export interface Stranger {
  readonly subject: NoSubject;
  readonly paths: string[];
}

/** Where the values of a node are. */
export interface Place {
  readonly path: string;
  /** Whether the values name their host; otherwise their file is named after it. */
  readonly isNamed: boolean;
}

/** Reports that the spec has no such node. */
export function unknownNode({ message, help }: NoSubject): Diagnostic {
  return error("unknown-node", undefined, message, { help });
}

/** Reports the files of a node that the spec does not have. */
export function strangerError({ subject, paths }: Stranger): Diagnostic {
  return unknownNode({
    ...subject,
    message: `${filesText(paths)}: ${subject.message}`,
  });
}

/** Reports a node of which there are several values: nobody knows which are the latest. */
export function twiceError(
  name: string,
  places: readonly Place[],
): readonly Diagnostic[] {
  if (places.length < 2) return [];
  const paths = new Set(places.map(({ path }) => path));
  return [
    error(
      "unreadable-values",
      undefined,
      paths.size === 1
        ? `${filesText(paths)} has values of \`${name}\` ${places.length} times`
        : `${filesText(paths)} have values of the same node, \`${name}\``,
      {
        help: places.every(({ isNamed }) => isNamed)
          ? "keep only the latest: the values name their host, whatever their file is called"
          : "keep only the latest, or name the files after their hosts",
      },
    ),
  ];
}

function filesText(paths: Iterable<string>): string {
  return shortNameList([...new Set(paths)], NAMED);
}
