import type { Severity } from "../severity.js";
import type { Situation } from "./example.js";
import { factCodes } from "./facts.js";
import { importCodes } from "./imports.js";
import { inputCodes } from "./inputs.js";
import { keyCodes } from "./keys.js";
import { liveCodes } from "./live.js";
import { monitoringCodes } from "./monitoring.js";
import { nameCodes } from "./names.js";
import { nodeCodes } from "./nodes.js";
import { manifestCodes } from "./manifest.js";
import { outputCodes } from "./output.js";
import { packageCodes } from "./packages.js";
import { referenceCodes } from "./references.js";
import { revisionCodes } from "./revisions.js";
import { rolloutCodes } from "./rollout.js";
import { ruleCodes } from "./rules.js";
import { shapeCodes } from "./shape.js";
import { signalCodes } from "./signals.js";
import { templateCodes } from "./templates.js";
import { valueCodes } from "./values.js";
import { yamlCodes } from "./yaml.js";

/** Every code that is not a rule's. The same error has the same code everywhere. */
export const errorCodes = {
  ...inputCodes,
  ...templateCodes,
  ...importCodes,
  ...yamlCodes,
  ...shapeCodes,
  ...nameCodes,
  ...factCodes,
  ...monitoringCodes,
  ...rolloutCodes,
  ...signalCodes,
  ...referenceCodes,
  ...keyCodes,
  ...valueCodes,
  ...nodeCodes,
  ...ruleCodes,
  ...outputCodes,
  ...manifestCodes,
  ...packageCodes,
  ...liveCodes,
  ...revisionCodes,
};

export type ErrorCode = keyof typeof errorCodes;

/** Whether a word is a code of the registry. */
export function isErrorCode(word: string): word is ErrorCode {
  return Object.hasOwn(errorCodes, word);
}

/** The codes whose diagnostics have this severity. */
export type CodeOf<Of extends Severity> = {
  readonly [Code in ErrorCode]: (typeof errorCodes)[Code]["severity"] extends Of
    ? Code
    : never;
}[ErrorCode];

/** The codes about the disk or the command line, which no spec can show. */
export type SituationCode = {
  readonly [Code in ErrorCode]: (typeof errorCodes)[Code] extends {
    readonly page: () => { readonly situation: Situation };
  }
    ? Code
    : never;
}[ErrorCode];

/** The errors that an `accept` beside a setting can accept. */
export type AcceptableCode = {
  readonly [Code in ErrorCode]: (typeof errorCodes)[Code] extends {
    readonly acceptable: true;
  }
    ? Code
    : never;
}[ErrorCode];

/** The same by concept, in the order of the documentation. */
export const codeGroups = [
  { title: "The files that tunegen reads", codes: inputCodes },
  { title: "Templates", codes: templateCodes },
  { title: "Files that are imported", codes: importCodes },
  { title: "YAML", codes: yamlCodes },
  { title: "Fields", codes: shapeCodes },
  { title: "Names", codes: nameCodes },
  { title: "Facts about nodes", codes: factCodes },
  { title: "Monitoring", codes: monitoringCodes },
  { title: "Rollouts", codes: rolloutCodes },
  { title: "What a rollout watches", codes: signalCodes },
  { title: "References", codes: referenceCodes },
  { title: "Keys", codes: keyCodes },
  { title: "Values", codes: valueCodes },
  { title: "What a node's settings come to", codes: nodeCodes },
  { title: "Rules and `accept`", codes: ruleCodes },
  { title: "The files that tunegen writes", codes: outputCodes },
  { title: "The manifest", codes: manifestCodes },
  { title: "Packages that are installed separately", codes: packageCodes },
  { title: "Values of nodes", codes: liveCodes },
  { title: "Earlier specs", codes: revisionCodes },
] as const;
