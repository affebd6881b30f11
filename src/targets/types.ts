import type { TargetFacts } from "../core/target.js";
import type { Owner } from "../core/written.js";
import type { NodePlan, Plan } from "../plan/types.js";
import type { SettingLine } from "./setting-lines.js";
import type { Render, Template } from "./shared/template.js";

/** Which role or host. */
export type NodeName = Pick<NodePlan, "kind" | "name">;

/** How a file reaches a node that runs. A file without one has steps of its own, which its header says. */
export type Install =
  | {
      /** Copied to the node. */
      readonly by: "copy";
      /** The absolute path on the node. */
      readonly to: string;
      readonly isProgram?: true;
      /** Commands of root that make it take effect, as far as it does without a reboot. */
      readonly apply: readonly string[];
    }
  | {
      /** As a patch of the machine configuration, or imported by the configuration of the machine. */
      readonly by: "patch" | "import";
    };

/** A generated file, before it meets a disk. */
export interface OutputFile<Name extends string = string> {
  readonly target: Name;
  /** The field under the target's name in `targets:` that says where it goes: `path`, `proxyPath`. */
  readonly output: string;
  /** The nodes that it configures; none for a file of no node, such as Cilium's values. */
  readonly nodes: readonly NodeName[];
  /** The workload or mount whose settings it has. */
  readonly owner?: Owner;
  readonly install?: Install;
  /** Relative to the spec's folder, with forward slashes. */
  readonly path: string;
  /** LF line ends, final newline. */
  readonly text: string;
  /** Finds what is set in it, and where, in the order of the lines; the first call of a target makes its files again. */
  readonly settingLines: () => readonly SettingLine[];
}

/** A consumer of tuning: a pure function from the plan to files, with what every other stage must know of it. */
export interface Target<Name extends string = string> extends TargetFacts {
  readonly name: Name;
  /** All that it renders, its own and shared ones. */
  readonly templates: Readonly<Record<string, Pick<Template<never>, "name">>>;
  /** Whether it is about the files of the other targets, and is made last. */
  readonly isAboutFiles?: true;
  /**
   * @param others the files of the other targets, if it is about them
   * @throws EncodeError for a value that the target's format cannot hold; the spec stage refuses these with their place
   */
  readonly emit: (
    plan: Plan,
    render: Render,
    others: readonly OutputFile[],
  ) => readonly OutputFile<Name>[];
}
