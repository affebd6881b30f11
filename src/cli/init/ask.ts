import {
  confirm,
  intro,
  isCancel,
  note,
  select,
  text,
  updateSettings,
} from "@clack/prompts";
import { versionPattern } from "../../core/version.js";
import type { Answers, Asked } from "./answers.js";
import { nodeChoices } from "./answers.js";
import { type Ci, ciNames } from "./extras.js";
import { operatingSystems } from "../../platform/os/registry.js";

/** Asks at most six questions; undefined if the user cancels. Answers that the command line gave are not asked for. */
export async function ask(
  known: Answers,
  asked: Asked,
): Promise<Answers | undefined> {
  // Ctrl-D.
  updateSettings({ aliases: { "\u0004": "cancel" } });
  // A question whose input has ended is never answered, and nothing else keeps the process alive.
  const ended = new Promise<undefined>((resolve) => {
    process.once("beforeExit", () => {
      resolve(undefined);
    });
  });
  return Promise.race([askAll(known, asked), ended]);
}

async function askAll(
  known: Answers,
  { detected, importable, given }: Asked,
): Promise<Answers | undefined> {
  intro("tunegen init");
  if (detected.length > 0) {
    const found = detected.map(({ what, path }) => `${what} (${path})`);
    note(found.join("\n"), "Found here");
  }
  const answers = { ...known };
  if (importable > 0 && !given.has("import")) {
    const taken = await confirm({
      message: `Import the ${importable === 1 ? "setting" : `${importable} settings`} in the files here?`,
    });
    if (isCancel(taken)) return undefined;
    answers.import = taken;
  }
  const isFresh = !answers.import || importable === 0;
  if (isFresh && !given.has("os")) {
    const nodes = await select({
      message: "What do the nodes run?",
      options: nodeChoices.map(({ os, distribution, label }) => ({
        value: `${os} ${distribution}`,
        label,
      })),
      initialValue: `${known.os} ${known.distribution}`,
    });
    if (isCancel(nodes)) return undefined;
    const chosen = nodeChoices.find(
      ({ os, distribution }) => nodes === `${os} ${distribution}`,
    );
    if (chosen !== undefined) {
      if (chosen.os !== known.os) answers.release = undefined;
      answers.os = chosen.os;
      answers.distribution = chosen.distribution;
    }
  }
  if (isFresh && answers.release === undefined && !given.has("release")) {
    const { question, example } = operatingSystems[answers.os].releaseFact;
    const release = await text({
      message: `${question} Leave it empty if you do not know.`,
      placeholder: example,
      validate: (value) =>
        (value ?? "") === "" || versionPattern.test(value ?? "")
          ? undefined
          : `Write a version, such as ${example}`,
    });
    if (isCancel(release)) return undefined;
    answers.release = release === "" ? undefined : release.replace(/^v/u, "");
  }
  if (!given.has("output")) {
    const output = await text({
      message: "Where should the spec be?",
      initialValue: known.output,
      validate: (value) =>
        (value ?? "") === "" ? "Write the name of a file" : undefined,
    });
    if (isCancel(output)) return undefined;
    answers.output = output;
  }
  if (!given.has("ci")) {
    const ci = await select<Ci>({
      message: "Check it in CI?",
      options: ciNames.map((value) => ({ value })),
      initialValue: known.ci,
    });
    if (isCancel(ci)) return undefined;
    answers.ci = ci;
  }
  if (!given.has("preCommit")) {
    const wanted = await confirm({
      message: "Check it before each commit, with pre-commit?",
      initialValue: known.preCommit,
    });
    if (isCancel(wanted)) return undefined;
    answers.preCommit = wanted;
  }
  return answers;
}
