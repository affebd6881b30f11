import { codeBlock, inlineCode, plainText } from "../../encode/markdown.js";
import { shellWord } from "../../encode/shell.js";
import type { AlertName } from "../../language/monitoring-model.js";
import { nameInPrometheus } from "../../plan/monitoring-written.js";
import type { RolloutPlan, Signal, StagePlan } from "../../plan/types.js";
import { isSaturation, saturationSignals } from "../../signals/registry.js";
import { askHost, type RunbookContext } from "./context.js";
import { userCommands } from "./user-commands.js";

/** What to look at, as a list, and the commands of it. */
export function watchLines(
  context: RunbookContext,
  rollout: RolloutPlan,
  stage: StagePlan,
): readonly string[] {
  return [
    ...stage.watch.map((signal) => `- ${signalText(signal)}`),
    ...commandLines(context, rollout, stage, stage.watch),
  ];
}

/** What stops the rollout, as a list, and the commands that tell. */
export function stopLines(
  context: RunbookContext,
  rollout: RolloutPlan,
  stage: StagePlan,
): readonly string[] {
  return [
    ...stage.stop.map((signal) => `- ${signalText(signal, true)}`),
    ...commandLines(context, rollout, stage, stage.stop),
  ];
}

function signalText(signal: Signal, isStop = false): string {
  return sentences([whatText(signal, isStop), signal.why ?? ""]);
}

function whatText(signal: Signal, isStop: boolean): string {
  switch (signal.kind) {
    case "words":
      return plainText(signal.text);
    case "alert": {
      const { name, own, from } = signal;
      const fires = isStop ? " fires" : "";
      if (own !== undefined)
        return `Alert ${inlineCode(nameInPrometheus(own))}${fires}: ${aboutAlert(own)}`;
      return `Alert ${inlineCode(name)}${from === undefined ? "" : ` (${plainText(from)})`}${fires}`;
    }
    case "query": {
      const { query, above, below, expect } = signal;
      const limits = [
        ...(above === undefined ? [] : [`above ${above}`]),
        ...(below === undefined ? [] : [`below ${below}`]),
      ].join(" or ");
      const subject = `Query ${inlineCode(query)}${limits === "" ? "" : ` ${isStop ? "is" : "must not be"} ${limits}`}`;
      if (expect !== undefined)
        return expected(
          limits === "" ? subject : `${subject}${isStop ? " or" : ", and"}`,
          "returns",
          expect,
          isStop,
        );
      return isStop && limits === "" ? `${subject} returns anything` : subject;
    }
    case "command": {
      const { expect } = signal;
      return expect === undefined
        ? "The command below"
        : expected("The command below", "prints", expect, isStop);
    }
  }
}

/** What a query or command is to show; for a stop condition, that it does not. */
function expected(
  subject: string,
  prints: string,
  text: string,
  isStop: boolean,
): string {
  if (/^(?:nothing|no output)[.]?$/iu.test(text))
    return `${subject} ${prints} ${isStop ? "anything" : "nothing"}`;
  if (!isStop) return `${subject} shows: ${plainText(text)}`;
  return /^(?:no|nothing)\b/iu.test(text)
    ? `${subject} shows anything but: ${plainText(text)}`
    : `${subject} does not show: ${plainText(text)}`;
}

function sentences([first = "", why = ""]: readonly string[]): string {
  const end = /[.!?]$/u.test(first) ? "" : ".";
  return why === "" ? first : `${first}${end} ${plainText(why)}`;
}

const aboutDrift: Readonly<Partial<Record<AlertName, string>>> = {
  drift: "live values that differ from the spec",
  "sysctl-collector": "node_exporter cannot read the sysctls",
  "sysctl-unwatched": "settings that are not monitored",
};

/** The title of the panel in the dashboard that shows what an alert watches, if it has one. */
export function panelOf(signal: Signal): readonly string[] {
  return signal.kind === "alert" &&
    signal.own !== undefined &&
    isSaturation(signal.own)
    ? [saturationSignals[signal.own].title]
    : [];
}

function aboutAlert(name: AlertName): string {
  return plainText(
    isSaturation(name)
      ? saturationSignals[name].title
      : (aboutDrift[name] ?? name),
  );
}

/** The commands of signals: once, or for each host of the stage where they name it. */
function commandLines(
  context: RunbookContext,
  { prometheus }: RolloutPlan,
  { members }: StagePlan,
  signals: readonly Signal[],
): readonly string[] {
  const commands = signals.flatMap((signal) => {
    switch (signal.kind) {
      case "query":
        return prometheus === undefined
          ? []
          : [
              `promtool query instant ${shellWord(prometheus)} ${shellWord(signal.query)}`,
            ];
      case "command":
        return userCommands(context, [signal.command], members);
      case "words":
      case "alert":
        return [];
    }
  });
  if (commands.length === 0) return [];
  const needsName = commands.some(
    (command) =>
      !command.startsWith("for host in ") && /\$\{?host\b/u.test(command),
  );
  const unnamed = members.find(({ host }) => host === undefined);
  return [
    "",
    ...codeBlock("sh", [
      ...(needsName ? askHost(unnamed) : []),
      ...new Set(commands),
    ]),
  ];
}
