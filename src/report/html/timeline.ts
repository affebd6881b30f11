import { spec } from "../../../templates/report/timeline.html.hbs";
import { listed } from "../../explain/layout.js";
import {
  type WriteStage,
  writeStages,
  type WriteStep,
} from "../../platform/write-steps.js";
import type { TimelineRow } from "../types.js";
import { type Html, htmlTemplate } from "./template.js";

interface CellView {
  /** What the drawn line is there: `own` from the spec on, `off` where another value applies. */
  readonly class: string;
  readonly steps: readonly {
    readonly value: string;
    readonly who: string;
    readonly does: string;
  }[];
}

interface TimelineView {
  /** The nodes of which it is not known; empty for none. */
  readonly open: string;
  readonly stages: readonly string[];
  readonly rows: readonly {
    readonly key: string;
    readonly nodes: string;
    readonly cells: readonly CellView[];
    readonly end: TimelineRow["end"];
    readonly endWord: string;
    readonly endText: string;
  }[];
}

const render = htmlTemplate<TimelineView>(spec);

const titles: Readonly<Record<WriteStage, string>> = {
  kernel: "Kernel",
  module: "Module load",
  system: "System at boot",
  spec: "tunegen",
  "later-file": "Later file",
  interfaces: "Network daemon",
  kubernetes: "Agent and kubelet",
  "kube-proxy": "kube-proxy",
  network: "Network plug-in",
  switch: "NixOS switch",
};

const endWords = { kept: "kept", reset: "replaced", open: "depends" } as const;

/** Renders who writes each key as a line from the start of the kernel on. */
export function timelineHtml(
  rows: readonly TimelineRow[],
  open: readonly string[],
): Html {
  const stages = writeStages.filter((stage) =>
    rows.some(({ steps }) => steps.some((step) => step.stage === stage)),
  );
  return render({
    open: listed(open),
    stages: stages.map((stage) => titles[stage]),
    rows: rows.map(({ key, nodes, steps, value, end, endText }) => ({
      key,
      nodes: listed(nodes),
      cells: cellsOf(stages, steps, value),
      end,
      endWord: endWords[end],
      endText,
    })),
  });
}

function cellsOf(
  stages: readonly WriteStage[],
  steps: readonly WriteStep[],
  value: string,
): readonly CellView[] {
  let now: string | undefined;
  let begun = false;
  let written = false;
  return stages.map((stage) => {
    const here = steps.filter((step) => step.stage === stage);
    const certain = here.findLast(({ sure, changes }) => sure && changes);
    if (here.length > 0) begun = true;
    if (stage === "spec") written = true;
    if (certain !== undefined) now = certain.value;
    const state = !begun
      ? "before"
      : !written
        ? "pre"
        : now === value
          ? "own"
          : "off";
    const dot =
      here.length === 0 ? [] : [certain === undefined ? "may" : "writes"];
    return {
      class: [state, ...dot].join(" "),
      steps: here.map(({ value: after, who, does, changes }) => ({
        value: changes ? (after ?? "not known") : "same",
        who,
        does,
      })),
    };
  });
}
