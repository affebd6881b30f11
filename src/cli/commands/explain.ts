import { existsSync } from "node:fs";
import type { Compiled } from "../../compile.js";
import { toData } from "../../explain/data.js";
import { explainWord, explanationText } from "../../explain/explain.js";
import type { SpecView } from "../../explain/key/in-spec.js";
import type { Explanation } from "../../explain/types.js";
import { shownPath } from "../../output/folders.js";
import { type Diagnostic, hasErrors } from "../../core/diagnostic.js";
import { toFinding } from "../../core/finding.js";
import { formatPlace } from "../../core/source.js";
import { emitAll } from "../../targets/registry.js";
import { openConsole } from "../console.js";
import { EXIT, type ExitCode } from "../exit.js";
import { load } from "./load.js";
import type { ExplainOptions } from "../options.js";
import { countFindings } from "../formats/text.js";

const USUAL_SPEC = "tuning.yaml";

/** `tunegen explain`: all that is known of a key, a rule, a role or a host, with what the spec does with it. */
export async function explain(
  name: string,
  options: ExplainOptions,
): Promise<ExitCode> {
  const { out, err, paint } = openConsole({ color: colourOf(options) });
  const { view, faults } = await readSpec(options);
  const explanation = explainWord(name, view);
  const isUnknown = explanation.kind === "unknown";
  if (options.format === "json") out(dataText(explanation, faults));
  else {
    (isUnknown ? err : out)(explanationText(explanation, paint));
    if (faults.length > 0) err(`${leftAside(faults)}\n`);
  }
  if (faults.length > 0) return EXIT.usage;
  return isUnknown ? EXIT.findings : EXIT.fine;
}

/** The spec, where there is one; without one that can be read there is no view of it, but its faults. */
async function readSpec({ file }: ExplainOptions): Promise<{
  readonly view: SpecView | undefined;
  readonly faults: readonly Diagnostic[];
}> {
  // Who names no spec need not have one.
  if (file === undefined && !existsSync(USUAL_SPEC))
    return { view: undefined, faults: [] };
  const path = file ?? USUAL_SPEC;
  const { compiled, request } = await load({ file: path, format: "text" });
  const { plan, spec } = compiled;
  const faults = compiled.faults.filter(({ severity }) => severity === "error");
  const isWhole = request !== undefined && !hasErrors(faults);
  if (spec === undefined || plan === undefined || !isWhole)
    return { view: undefined, faults };
  const { place } = request;
  return {
    view: {
      name: spec.source.name,
      spec,
      plan,
      emitted: {
        files: new Map(
          filesOf(compiled, plan).map((file) => [file.path, file]),
        ),
        shownPath: (output) => shownPath(place, output),
      },
      diagnostics: [...compiled.faults, ...compiled.findings],
    },
    faults,
  };
}

/** A finding that is an error keeps files from being written, and not from being explained. */
function filesOf(
  { files, findings }: Compiled,
  plan: NonNullable<Compiled["plan"]>,
): Compiled["files"] {
  return hasErrors(findings) ? emitAll(plan) : files;
}

/** Why nothing of the spec is shown, in one line. */
function leftAside(faults: readonly Diagnostic[]): string {
  const [first] = faults;
  const place = first?.span === undefined ? "" : `${formatPlace(first.span)}: `;
  const all =
    faults.length === 1
      ? ""
      : ` (the first of ${countFindings(faults)}; tunegen lint shows all)`;
  return `The spec is left out: ${place}${first?.message ?? ""}${all}`;
}

/** The explanation as data, with what is wrong with a spec that had to be left out. */
function dataText(
  explanation: Explanation,
  faults: readonly Diagnostic[],
): string {
  const data = {
    version: 1,
    command: "explain",
    ...explanation,
    ...(faults.length > 0 && { faults: faults.map(toFinding) }),
  };
  return `${JSON.stringify(toData(data), null, 2)}\n`;
}

/** The explanation goes to standard output, so that is what has to be a terminal. */
function colourOf({ color }: ExplainOptions): boolean | undefined {
  const forced = (process.env["FORCE_COLOR"] ?? "") !== "";
  return color ?? (process.stdout.isTTY || forced ? undefined : false);
}
