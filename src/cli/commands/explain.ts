import type { AdviceOn } from "../../catalogue/advice.js";
import type { Compiled } from "../../compile.js";
import { isAbsent } from "../../output/absent.js";
import { emittedFiles } from "../../explain/emitted.js";
import { carriersNamed } from "../../explain/carrier/find.js";
import { toData } from "../../explain/data.js";
import { explainWord, explanationText } from "../../explain/explain.js";
import type { SpecView } from "../../explain/key/in-spec.js";
import type { Reported } from "../../explain/reported.js";
import type { Candidate } from "../../explain/subject.js";
import { overview, overviewText } from "../../explain/overview.js";
import type { Spec } from "../../language/model.js";
import { shownPath } from "../../output/location.js";
import {
  type Diagnostic,
  errorsAmong,
  hasErrors,
} from "../../core/diagnostic.js";
import { toFinding } from "../../core/finding.js";
import { formatPlace } from "../../core/source.js";
import { emitAll } from "../../targets/emit.js";
import { openConsole } from "../console.js";
import { EXIT, type ExitCode } from "../exit.js";
import { load } from "./load.js";
import type { ExplainOptions } from "../options.js";
import { visible } from "../../encode/visible.js";
import { printJson } from "../formats/json.js";
import { countFindings } from "../formats/text.js";

const USUAL_SPEC = "tuning.yaml";

/** Runs `tunegen explain`: explains keys, rules or errors, or names in the spec; without a name, lists what can be explained. */
export async function explain(
  names: readonly string[],
  options: ExplainOptions,
  loadAdvice: () => AdviceOn,
): Promise<ExitCode> {
  const { out, err } = openConsole(options);
  const isJson = options.format === "json";
  if (names.length === 0) {
    const topics = overview();
    out.print(isJson ? dataText(topics, []) : overviewText(topics, out.paint));
    return EXIT.fine;
  }
  const { view, reported, errors, kindIn } = await readSpec(options);
  const adviceOn = loadAdvice();
  const all = names
    .map((name) => explainWord(name, view, reported, adviceOn))
    .map((each) =>
      each.kind === "unknown" && errors.length > 0
        ? { ...each, ignored: { kind: kindIn(each.name) } }
        : each,
    );
  // What keeps a spec from being built is what a code is about.
  const ignored = all.every(({ kind }) => kind === "error") ? [] : errors;
  const [only, ...others] = all;
  if (isJson)
    out.print(
      dataText(
        only === undefined || others.length > 0 ? { explanations: all } : only,
        ignored,
      ),
    );
  else {
    // First, since it may be why a name is unknown.
    if (ignored.length > 0) err.print(`${visible(leftAside(ignored))}\n`);
    all.forEach((explanation, at) => {
      const { print, paint } = explanation.kind === "unknown" ? err : out;
      const text = explanationText(explanation, paint);
      print(at === 0 ? text : `\n${text}`);
    });
  }
  if (ignored.length > 0) return EXIT.usage;
  return all.some(({ kind }) => kind === "unknown") ? EXIT.findings : EXIT.fine;
}

/** Reads the spec, if there is one; an invalid spec gives what was reported instead of a view. */
async function readSpec({ file }: ExplainOptions): Promise<{
  readonly view: SpecView | undefined;
  readonly reported: Reported | undefined;
  readonly errors: readonly Diagnostic[];
  /** What has a name in the spec, as far as it could be read. */
  readonly kindIn: (name: string) => Candidate["kind"] | undefined;
}> {
  // Without -f, the spec is optional.
  if (file === undefined && isAbsent(USUAL_SPEC))
    return {
      view: undefined,
      reported: undefined,
      errors: [],
      kindIn: () => undefined,
    };
  const path = file ?? USUAL_SPEC;
  const { compiled, request } = await load({ file: path, format: "text" });
  const { plan, spec } = compiled;
  const errors = errorsAmong(compiled.errors);
  const reported: Reported = {
    name: spec?.source.name ?? path,
    diagnostics: [...compiled.errors, ...compiled.findings],
  };
  const kindIn = (name: string) => kindOf(name, spec);
  const isWhole = request !== undefined && !hasErrors(errors);
  if (spec === undefined || plan === undefined || !isWhole)
    return { view: undefined, reported, errors, kindIn };
  const { location } = request;
  return {
    view: {
      ...reported,
      spec,
      plan,
      emitted: emittedFiles(filesOf(compiled, plan), (output) =>
        shownPath(location, output),
      ),
    },
    reported,
    errors,
    kindIn,
  };
}

/** Finds what has a name in a spec; the role of several. */
function kindOf(
  name: string,
  spec: Spec | undefined,
): Candidate["kind"] | undefined {
  if (spec === undefined) return undefined;
  if (spec.roles.has(name)) return "role";
  if (spec.hosts.has(name)) return "host";
  return carriersNamed(name, { spec })[0]?.[0];
}

/** Findings with severity error prevent files from being written, but not from being explained. */
function filesOf(
  { files, findings }: Compiled,
  plan: NonNullable<Compiled["plan"]>,
): Compiled["files"] {
  return hasErrors(findings) ? emitAll(plan) : files;
}

/** Why the spec is ignored, in one line. */
function leftAside(errors: readonly Diagnostic[]): string {
  const [first] = errors;
  const place = first?.span === undefined ? "" : `${formatPlace(first.span)}: `;
  const all =
    errors.length === 1
      ? ""
      : ` (the first of ${countFindings(errors)}; run "tunegen lint" for all)`;
  return `The spec is ignored because of an error: ${place}${first?.message ?? ""}${all}`;
}

/** The explanation as JSON, with the errors of a spec that was ignored. */
function dataText(explanation: object, errors: readonly Diagnostic[]): string {
  const data = {
    version: 1,
    command: "explain",
    ...explanation,
    ...(errors.length > 0 && { faults: errors.map(toFinding) }),
  };
  return printJson(toData(data));
}
