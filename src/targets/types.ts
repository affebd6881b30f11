import type { Plan, TargetOptions } from "../plan/types.js";
import type { Render, Template } from "./shared/template.js";

export type TargetName = keyof TargetOptions;

/** A generated file, before it meets a disk. */
export interface OutputFile {
  readonly target: TargetName;
  /** Relative to the spec's folder, with forward slashes. */
  readonly path: string;
  /** LF line ends, final newline. */
  readonly text: string;
}

/** A consumer of tuning: a pure function from the plan to files. */
export interface Target {
  readonly name: TargetName;
  /** All that it renders, its own and shared ones. */
  readonly templates: Readonly<Record<string, Pick<Template<never>, "name">>>;
  /** @throws EncodeError for a value that the target's format cannot hold; the spec stage refuses these with their place */
  readonly emit: (plan: Plan, render: Render) => readonly OutputFile[];
}
