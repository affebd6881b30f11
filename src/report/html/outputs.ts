import { spec } from "../../../templates/report/outputs.html.hbs";
import type { OutputGroup, OutputReport } from "../types.js";
import { type Html, htmlTemplate } from "./template.js";
import { counted } from "./words.js";

interface OutputsView {
  readonly outputs: readonly {
    readonly target: string;
    readonly summary: string;
    readonly count: string;
    readonly isShort: boolean;
    readonly groups: readonly (OutputGroup & {
      /** Whether its files are listed behind a summary. */
      readonly isLong: boolean;
      readonly count: string;
    })[];
  }[];
}

const render = htmlTemplate<OutputsView>(spec);

/** Longer lists are closed at first. */
const SHORT = 4;

/** Renders the generated files, with what to do with each. */
export function outputsHtml(outputs: readonly OutputReport[]): Html {
  return render({
    outputs: outputs.map(({ target, summary, groups }) => {
      const count = filesIn(groups);
      return {
        target,
        summary,
        count: counted(count, "file"),
        isShort: outputs.length <= SHORT && count <= SHORT,
        groups: groups.map((group) => ({
          ...group,
          isLong: group.files.length > SHORT,
          count: counted(group.files.length, "file"),
        })),
      };
    }),
  });
}

/** Counts the files of some groups. */
export function filesIn(groups: readonly OutputGroup[]): number {
  return groups.reduce((sum, { files }) => sum + files.length, 0);
}
