import { spec } from "../../../templates/report/outputs.html.hbs";
import type { OutputReport } from "../types.js";
import { type Html, htmlTemplate } from "./template.js";
import { counted } from "./words.js";

interface OutputsView {
  readonly outputs: readonly (OutputReport & {
    readonly count: string;
    readonly isShort: boolean;
  })[];
}

const render = htmlTemplate<OutputsView>(spec);

/** Longer lists are closed at first. */
const SHORT = 3;

/** Renders the generated files, with what to do with each. */
export function outputsHtml(outputs: readonly OutputReport[]): Html {
  return render({
    outputs: outputs.map((output) => ({
      ...output,
      count: counted(output.files.length, "file"),
      isShort: outputs.length <= SHORT && output.files.length <= SHORT,
    })),
  });
}
