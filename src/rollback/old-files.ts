import { isPattern } from "../catalogue/glob.js";
import type { Seen } from "../live/observation.js";
import type { NodePlan } from "../plan/types.js";
import { filesOf, matchingFiles, type ShownIn } from "../verify/files.js";
import type { Origins } from "./old-sysctls.js";
import type { Differing } from "./since.js";
import type { NotUndone, Old, OldValue } from "./types.js";

/**
 * Finds what files below /sys were before the tuning, or before what changed of it: as in the earlier spec, else as
 * captured. Without the tuning no huge pages are reserved; of other files no default is known, since drivers decide.
 */
export function oldFiles(
  node: NodePlan,
  { changed, removed }: Differing,
  { observation, earlier }: Pick<Origins, "observation" | "earlier">,
): readonly Old[] {
  const was = new Map(
    earlier?.node === undefined
      ? []
      : filesOf(earlier.node).map((shown) => [shown.path, shown]),
  );
  const paths = new Set<string>();
  return [changed, removed]
    .flatMap((settings) => filesOf({ ...node, settings }))
    .filter(({ path }) => paths.size < paths.add(path).size)
    .flatMap((shown): readonly Old[] => {
      const { kind, path } = shown;
      if (kind === "module")
        return [
          {
            what: `the parameter ${shown.name}`,
            why: "a module reads its parameters when it is loaded",
            remedy: "reboot",
          },
        ];
      const before = was.get(path);
      const seen = [...matchingFiles(path, observation?.files ?? new Map())];
      if (before !== undefined) return ofEarlier(before, seen, earlier?.name);
      const captured = seen.flatMap(([real, each]) =>
        each.state === "value" && !leaves(real)
          ? [captureOf(shown, real, each.text)]
          : [],
      );
      if (captured.length > 0) return captured;
      return kind === "hugepages" ? [noPages(shown)] : [unknownFile(path)];
    });
}

/** What the earlier spec set; a pattern is set for the files that were seen, else by the files of that spec. */
function ofEarlier(
  { kind, path, expected }: ShownIn,
  seen: readonly (readonly [string, Seen])[],
  name = "",
): readonly Old[] {
  const paths = path.split("/").some(isPattern)
    ? seen.map(([real]) => real).filter((real) => !leaves(real))
    : [path];
  return paths.length === 0
    ? [
        {
          what: `/sys/${path}`,
          why: `the files that the pattern matches get ${expected} from the files of ${name}`,
          remedy: "restart",
        },
      ]
    : paths.map((real) => ({
        id: `/sys/${real}`,
        key: undefined,
        path: `/sys/${real}`,
        value: { type: "text", text: expected },
        evidence: "from the earlier spec",
        notes: kind === "hugepages" ? [PAGES] : [],
      }));
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
