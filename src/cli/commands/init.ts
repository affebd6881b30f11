import { writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { type Diagnostic, error } from "../../core/diagnostic.js";
import { keysOf } from "../../core/keys-of.js";
import { distributions } from "../../platform/distribution/registry.js";
import { operatingSystems } from "../../platform/os/registry.js";
import { type Imported, importFiles } from "../../import/import-files.js";
import { reportLines } from "../../import/report.js";
import { writeSpec } from "../../import/spec/write.js";
import { isAbsent } from "../../output/absent.js";
import { makeFolder, removeFolder } from "../../output/apply-changes.js";
import { errnoWords, isDiskError } from "../../output/errno.js";
import { removeQuietly } from "../../output/temporary.js";
import { type Console, openConsole } from "../console.js";
import { EXIT, type ExitCode } from "../exit.js";
import { printDiagnostics } from "../formats/text.js";
import { gather } from "../import/gather.js";
import { type Answers, nodeChoices } from "../init/answers.js";
import { ask } from "../init/ask.js";
import { detect, detectCilium, type Detected } from "../init/detect.js";
import { ciFile, type Extra, preCommitFile } from "../init/extras.js";
import { freshSpec } from "../init/fresh-spec.js";
import { withKnownFacts } from "../init/imported-spec.js";
import type { InitOptions } from "../options.js";
import { schemaAddress } from "../schema-address.js";

/**
 * Runs `tunegen init`: finds what the repository has, asks what it does not show, and writes a spec. It overwrites no
 * file, and writes nothing before the last answer.
 */
export async function initCommand(options: InitOptions): Promise<ExitCode> {
  const terminal = openConsole(options);
  const taken = options.output ?? "tuning.yaml";
  const wanted = extrasOf(options, taken);
  if (wanted.length > 0 && exists(taken))
    return writeExtras(wanted, taken, terminal);
  const isTerminal = process.stdin.isTTY && process.stdout.isTTY;
  if (options.yes !== true && !isTerminal) {
    terminal.err.print(
      "error: init asks questions, and this is not a terminal\n  help: run `tunegen init --yes` with flags instead of answers\n",
    );
    return EXIT.usage;
  }
  const unknown =
    unknownName("--os", options.os, osNames) ??
    unknownName("--distribution", options.distribution, distributionNames);
  if (unknown !== undefined) {
    terminal.err.print(`error: ${unknown}\n`);
    return EXIT.usage;
  }
  if (exists(taken)) return fail(existing(taken), terminal);
  const { files } = gather(["."], []);
  const sources = files.map(({ source }) => source);
  const detected = detect(sources);
  const cilium = detectCilium(sources);
  const imported = importFiles(files, undefined);
  const known = knownAnswers(options, detected);
  const answers =
    options.yes === true
      ? known
      : await ask(known, {
          detected: [...detected, ...(cilium === undefined ? [] : [cilium])],
          importable: imported.count,
          given: new Set(
            (
              ["os", "release", "import", "output", "ci", "preCommit"] as const
            ).filter((name) => options[name] !== undefined),
          ),
        });
  if (answers === undefined) {
    terminal.err.print("cancelled: nothing was written\n");
    return EXIT.findings;
  }
  const cni = cilium && "cilium";
  return write(answers, imported, { detected, cni, options }, terminal);
}

function knownAnswers(
  options: InitOptions,
  detected: readonly Detected[],
): Answers {
  const [found] = detected;
  const os =
    osNames.find((name) => name === options.os) ?? found?.os ?? "linux";
  const same = found?.os === os ? found : undefined;
  return {
    os,
    distribution:
      distributionNames.find((name) => name === options.distribution) ??
      same?.distribution ??
      usualDistribution(os),
    release: options.release ?? statedOf("release", os, detected),
    import: options.import ?? true,
    output: options.output ?? "tuning.yaml",
    ci: options.ci ?? "none",
    preCommit: options.preCommit ?? false,
  };
}

/** What the most certain sign says of a release. */
function statedOf(
  name: "release" | "kubernetes",
  os: Answers["os"],
  detected: readonly Detected[],
): string | undefined {
  return detected.find((each) => each.os === os && each[name] !== undefined)?.[
    name
  ];
}

const osNames = keysOf(operatingSystems);
const distributionNames = keysOf(distributions);

/** The last choice that has this operating system. */
function usualDistribution(os: Answers["os"]): Answers["distribution"] {
  return (
    nodeChoices.findLast((nodes) => nodes.os === os)?.distribution ?? "none"
  );
}

function unknownName(
  option: string,
  name: string | undefined,
  names: readonly string[],
): string | undefined {
  return name === undefined || names.includes(name)
    ? undefined
    : `unknown ${option} \`${name}\`; valid names: ${names.join(", ")}`;
}

function write(
  answers: Answers,
  imported: Imported,
  {
    detected,
    cni,
    options,
  }: {
    readonly detected: readonly Detected[];
    readonly cni: string | undefined;
    readonly options: InitOptions;
  },
  terminal: Console,
): ExitCode {
  const { output } = answers;
  const kubernetesOf = (os: Answers["os"]): string | undefined =>
    statedOf("kubernetes", os, detected);
  const schema = schemaAddress(output);
  const withFacts =
    answers.import && imported.count > 0
      ? withKnownFacts(imported.draft, answers, kubernetesOf, options)
      : undefined;
  const spec =
    withFacts === undefined
      ? freshSpec({
          ...answers,
          ...{
            role: "node",
            kubernetes: kubernetesOf(answers.os),
            cni,
            schema,
          },
        })
      : writeSpec(withFacts.draft, schema);
  const extras = extrasOf(answers, output);
  const written = extras.filter(({ path }) => !exists(path));
  const failure = writeNew(
    [{ path: output, text: spec }, ...written],
    terminal,
  );
  if (failure !== undefined) return fail(failure, terminal);
  for (const extra of extras.filter((each) => !written.includes(each)))
    terminal.out.print(addition(extra));
  if (withFacts !== undefined)
    for (const { text } of reportLines(imported))
      terminal.err.print(`${text}\n`);
  if (withFacts?.note !== undefined)
    terminal.err.print(`note: ${withFacts.note}\n`);
  const file = output === "tuning.yaml" ? "" : ` -f ${output}`;
  terminal.out.print(`
Next:
  1. Edit ${output}: state the facts about your nodes, and a reason for each setting.
  2. Run \`tunegen lint${file}\` until it finds nothing that you do not intend.
  3. Run \`tunegen build${file}\`, and commit the spec with what it wrote.
${withFacts === undefined ? "" : replacing(imported.files)}  ${withFacts === undefined ? 4 : 5}. Roll it out to one node first: with a section \`rollout\`, \`tunegen build\` writes a runbook.
`);
  return EXIT.fine;
}

/** The files beside the spec that are asked for. */
function extrasOf(
  { ci = "none", preCommit }: Pick<InitOptions, "ci" | "preCommit">,
  spec: string,
): readonly Extra[] {
  return [
    ...[ciFile(ci, spec)].filter((extra) => extra !== undefined),
    ...(preCommit === true ? [preCommitFile(spec)] : []),
  ];
}

/** Adds the files beside a spec that exists. */
function writeExtras(
  extras: readonly Extra[],
  spec: string,
  terminal: Console,
): ExitCode {
  const written = extras.filter(({ path }) => !exists(path));
  terminal.out.print(`${spec} exists already, and is left as it is\n`);
  const failure = writeNew(written, terminal);
  if (failure !== undefined) return fail(failure, terminal);
  for (const extra of extras.filter((each) => !written.includes(each)))
    terminal.out.print(addition(extra));
  return EXIT.fine;
}

/** The settings are in two places until the old ones are removed. */
function replacing(files: readonly string[]): string {
  const from =
    files.length > 4 ? `the ${files.length} imported files` : files.join(", ");
  return `  4. Use the written files, as their first lines say, and remove the imported settings from ${from}.
`;
}

/** Writes new files with the folders that they need, or none of them, and prints what it created. */
function writeNew(
  files: readonly { readonly path: string; readonly text: string }[],
  { out }: Console,
): Diagnostic | undefined {
  const folders = new Set<string>();
  const done: string[] = [];
  for (const { path, text } of files) {
    try {
      makeFolder(dirname(path), folders);
      writeFileSync(path, text, { flag: "wx" });
      done.push(path);
    } catch (thrown) {
      done.forEach(removeQuietly);
      [...folders].reverse().forEach(removeFolder);
      if (!isDiskError(thrown)) throw thrown;
      return thrown.code === "EEXIST"
        ? existing(path)
        : error(
            "output-unwritable",
            undefined,
            `${path} cannot be written: ${errnoWords(thrown)}`,
            { help: "choose another place with -o" },
          );
    }
  }
  // The paths of the files name those in them.
  const outermost = [...folders].filter((each) => !folders.has(dirname(each)));
  for (const folder of outermost) out.print(`created the folder ${folder}\n`);
  for (const path of done) out.print(`wrote ${path}\n`);
  return undefined;
}

function existing(path: string): Diagnostic {
  return error("init-exists", undefined, `${path} exists already`, {
    why: "init never overwrites a file",
    help: `add the settings of existing files to it with \`tunegen import . --into ${path}\`, start another spec with -o, or add only a check with --ci or --pre-commit`,
  });
}

/** A file that exists is the user's: what would be in it is printed. */
function addition({ path, what, text }: Extra): string {
  return `\n${path} exists already; add this ${what}:\n\n${text}`;
}

function exists(path: string): boolean {
  return !isAbsent(path);
}

function fail(failure: Diagnostic, terminal: Console): ExitCode {
  printDiagnostics([failure], terminal);
  return EXIT.usage;
}

export type InitCommand = typeof initCommand;
