import { codeBlock, inlineCode, plainText } from "../../encode/markdown.js";
import { shellWord } from "../../encode/shell.js";
import type { AlertName } from "../../language/monitoring-model.js";
import { nameInPrometheus } from "../../plan/monitoring-written.js";
import type {
  Member,
  RolloutPlan,
  Signal,
  StagePlan,
} from "../../plan/types.js";
import { isSaturation, saturationSignals } from "../../signals/registry.js";
import { askHost, fillingsOf, type RunbookContext } from "./context.js";
import { fill, isPerHost } from "./fill.js";

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
      ];
      const condition =
        limits.length > 0
          ? isStop
            ? ` is ${limits.join(" or ")}`
            : ` must not be ${limits.join(" or ")}`
          : isStop && expect === undefined
            ? " returns anything"
            : "";
      return `Query ${inlineCode(query)}${condition}${expected(expect, isStop)}`;
    }
    case "command":
      return `The command below${expected(signal.expect, isStop, "it ")}`;
  }
}

function expected(
  expect: string | undefined,
  isStop: boolean,
  prefix = "",
): string {
  return expect === undefined
    ? ""
    : isStop
      ? ` does not show: ${plainText(expect)}`
      : `: ${prefix === "" ? "" : "it shows "}${plainText(expect)}`;
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
    if (signal.kind === "query")
      return prometheus === undefined
        ? []
        : [
            `promtool query instant ${shellWord(prometheus)} ${shellWord(signal.query)}`,
          ];
    if (signal.kind !== "command") return [];
    const { command } = signal;
    return isPerHost(command)
      ? members.map((member) => fill(command, fillingsOf(context, member)))
      : [fill(command, fillingsOfAll(context, members))];
  });
  if (commands.length === 0) return [];
  const needsName = commands.some((command) => /\$\{?host\b/u.test(command));
  const unnamed = members.find(({ host }) => host === undefined);
  return [
    "",
    ...codeBlock("sh", [
      ...(needsName ? askHost(unnamed) : []),
      ...new Set(commands),
    ]),
  ];
}

function fillingsOfAll(
  context: RunbookContext,
  members: readonly Member[],
): ReturnType<typeof fillingsOf> {
  const [first] = members;
  return first === undefined ? {} : fillingsOf(context, first, members);
}
