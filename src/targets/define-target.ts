import * as z from "zod/mini";
import type { TargetFacts, TargetOutput } from "../core/target.js";
import { withHandled } from "../plan/derive/lowered.js";
import type { Owner } from "../core/written.js";
import type { NodePlan, Plan } from "../plan/types.js";
import type { Platform } from "../core/platform.js";
import type { Kind } from "../settings/registry.js";
import {
  type Mark,
  openMarks,
  type SettingLine,
  unmarked,
} from "./setting-lines.js";
import { fillPath, type PathNode } from "../plan/fill-path.js";
import type { Render } from "./shared/template.js";
import type { Install, OutputFile, Target } from "./types.js";

/** The schemas of a target's options, by field. */
type Options = Readonly<Record<string, z.ZodMiniType>>;

/** What a target's files are made from. */
export interface Emission<Output extends string = never, Values = unknown> {
  readonly plan: Plan;
  /** The nodes that the target writes for, in the order of the plan. */
  readonly nodes: readonly NodePlan[];
  /** The target's options, defaults filled in. */
  readonly options: Values;
  /** The path of an output; of one that there is for each node, of that node's. */
  readonly pathOf: (output: Output, node?: PathNode) => string;
  readonly render: Render;
  /** The files of the other targets, if the target is about them. */
  readonly others: readonly OutputFile[];
  /**
   * Marks in a view where a setting is written: before its key, or before its value where it has none. Nothing is marked
   * but where somebody asks for lines: marked texts take twice the memory.
   */
  readonly mark: Mark;
}

/** A file as a target makes it. */
export interface TargetFile<Output extends string> {
  readonly output: Output;
  /** The nodes that it configures: one, several, or none where it is a file of no node. */
  readonly nodes: readonly NodePlan[];
  /** The workload or mount whose settings it has. */
  readonly owner?: Owner;
  /** How it reaches a node. */
  readonly install?: Install | undefined;
  /** Where it is not the output's own path: beside it, or below it where the output is a folder. */
  readonly path?: string;
  readonly text: string;
}

/** All that there is to say of a target, in one place: everything that lists targets follows from these records. */
export interface TargetRecord<
  Name extends string,
  Output extends string,
  Shape extends Options,
> extends Pick<TargetFacts, "summary" | "section" | "writesFor"> {
  readonly name: Name;
  readonly outputs: Readonly<Record<Output, TargetOutput>>;
  /** Each with its default, as `z._default` gives it. */
  readonly options: Shape;
  readonly handles: Readonly<Partial<Record<Kind, true | string>>> &
    Readonly<Record<`${Kind}.${string}`, true | string>>;
  readonly handlesOn?: Readonly<
    Partial<Record<Kind, (platform: Platform) => true | string | undefined>>
  >;
  readonly templates: Target["templates"];
  readonly isAboutFiles?: true;
  /** Makes the files, from what it is given and nothing else. */
  readonly emit: (
    emission: Emission<Output, z.output<z.ZodMiniObject<Shape>>>,
  ) => readonly TargetFile<Output>[];
}

/** Makes a target of its record. */
export function defineTarget<
  const Name extends string,
  Output extends string,
  Shape extends Options,
>(record: TargetRecord<Name, Output, Shape>): Target<Name> {
  const { name, summary, section, outputs, handles, handlesOn } = record;
  const { writesFor, templates } = record;
  const schema = z.object(record.options);
  return {
    name,
    summary,
    outputs,
    options: record.options,
    handles,
    ...(handlesOn !== undefined && { handlesOn }),
    ...(section !== undefined && { section }),
    writesFor,
    templates,
    ...(record.isAboutFiles === true && { isAboutFiles: true }),
    emit(plan, render, others) {
      const settings = plan.targets.get(name);
      const pathOf = (output: Output, node?: PathNode): string =>
        fillPath(
          settings?.paths.get(output)?.template ?? outputs[output].path,
          node,
        );
      const nodes = plan.nodes
        .filter(({ platform }) => writesFor(platform))
        .map((node) => withHandled(node, record));
      const options = schema.parse(settings?.options ?? {});
      const emitWith = (mark: Mark) =>
        record.emit({ plan, nodes, options, pathOf, render, others, mark });
      let lines: readonly (readonly SettingLine[])[] | undefined;
      const linesOf = (index: number): readonly SettingLine[] => {
        lines ??= linesOfFiles(emitWith);
        return lines[index] ?? [];
      };
      return emitWith(unmarked).map(
        (
          { output, nodes: of, owner, install, path, text },
          index,
        ): OutputFile<Name> => ({
          target: name,
          output,
          nodes: of.map(({ kind, name: node }) => ({ kind, name: node })),
          ...(owner !== undefined && { owner }),
          ...(install !== undefined && { install }),
          path: path ?? pathOf(output, of[0]),
          text,
          settingLines: () => linesOf(index),
        }),
      );
    },
  };
}

/** Makes the files of a target with marks, and finds those in each. */
function linesOfFiles(
  emitWith: (mark: Mark) => readonly { readonly text: string }[],
): readonly (readonly SettingLine[])[] {
  const { mark, settingsIn } = openMarks();
  return emitWith(mark).map(({ text }) => settingsIn(text));
}
