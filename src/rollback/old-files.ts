import type { Observation } from "../live/observation.js";
import type { NodePlan } from "../plan/types.js";
import { filesOf, matchingFiles, type ShownIn } from "../verify/files.js";
import type { NotUndone, Old, OldValue } from "./types.js";

/**
 * Finds what files below /sys were before the tuning: as captured. Without the tuning no huge pages are reserved; of
 * other files no default is known, since drivers decide.
 */
export function oldFiles(
  node: NodePlan,
  observation: Observation | undefined,
): readonly Old[] {
  return filesOf(node).flatMap((shown): readonly Old[] => {
    const { kind, path } = shown;
    if (kind === "module")
      return [
        {
          what: `the parameter ${shown.name}`,
          why: "a module reads its parameters when it is loaded",
          remedy: "reboot",
        },
      ];
    const captured = [
      ...matchingFiles(path, observation?.files ?? new Map()),
    ].flatMap(([real, seen]) =>
      seen.state === "value" && !leaves(real)
        ? [captureOf(shown, real, seen.text)]
        : [],
    );
    if (captured.length > 0) return captured;
    return kind === "hugepages" ? [noPages(shown)] : [unknownFile(path)];
  });
}

/** A file that lists its choices has brackets around the active one. */
function captureOf({ kind }: ShownIn, path: string, text: string): OldValue {
  return {
    id: `/sys/${path}`,
    key: undefined,
    path: `/sys/${path}`,
    value: { type: "text", text: /\[(\S+)\]/u.exec(text)?.[1] ?? text },
    evidence: "captured",
    notes: kind === "hugepages" ? [PAGES] : [],
  };
}

const PAGES = "Pages in use are freed when their programs end";

function noPages({ path }: ShownIn): OldValue {
  return {
    id: `/sys/${path}`,
    key: undefined,
    path: `/sys/${path}`,
    value: { type: "text", text: "0" },
    evidence: "read in its source",
    notes: ["The kernel reserves none by default", PAGES],
  };
}

function unknownFile(path: string): NotUndone {
  return {
    what: `/sys/${path}`,
    why: "its old value is unknown, since drivers decide; it was not captured",
    remedy: "unknown",
  };
}

/** Whether a path of a source is outside what the pattern means. */
function leaves(path: string): boolean {
  return path.split("/").some((segment) => /^\.*$/u.test(segment));
}
