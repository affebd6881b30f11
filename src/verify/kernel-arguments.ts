import { kernelArguments } from "../encode/kernel-arguments.js";
import type { Observation } from "../live/observation.js";
import type { NodePlan } from "../plan/types.js";
import type { Comparison } from "./types.js";
import { unseen } from "./unseen.js";

/** Compares the kernel arguments of a node with the command line of its kernel. */
export function compareArguments(
  { settings }: NodePlan,
  { commandLine }: Observation,
): readonly Comparison[] {
  return settings.kernelArgument.flatMap(
    ({ id, value, loweredFrom, origin: { span } }) => {
      // Huge pages show by their number whether they are there.
      if (value === undefined || loweredFrom?.kind === "hugepages") return [];
      const wanted = kernelArguments(value);
      const expected = {
        kind: "kernelArgument",
        name: `the kernel argument ${id}`,
        expected: wanted.join(" "),
        span,
      } as const;
      if (commandLine === undefined) return [unseen(expected, "not asked")];
      const found = commandLine.filter(
        (word) => nameOf(word) === nameOf(wanted[0] ?? ""),
      );
      if (found.length === 0)
        return [
          {
            ...expected,
            outcome: "different" as const,
            actual: "not on the command line",
            note: "the boot loader does not set it, or the node has not rebooted since",
          },
        ];
      // The kernel takes the last of several, unless all are wanted.
      const isSame =
        wanted.length === 1
          ? sameName(found.at(-1) ?? "") === sameName(wanted[0] ?? "")
          : wanted.every((word) =>
              found.some((each) => sameName(each) === sameName(word)),
            );
      return [
        {
          ...expected,
          outcome: isSame ? ("equal" as const) : ("different" as const),
          actual: found.join(" "),
          note: isSame
            ? undefined
            : "the boot loader sets another value, or the node has not rebooted since",
        },
      ];
    },
  );
}

/** The kernel treats dashes and underscores in names as equal. Source: Linux, kernel/params.c, `parameq`. */
function nameOf(word: string): string {
  return word.replace(/=.*$/u, "").replaceAll("-", "_");
}

function sameName(word: string): string {
  const at = word.indexOf("=");
  return at < 0 ? nameOf(word) : nameOf(word) + word.slice(at);
}
