import type * as z from "zod/mini";
import type { Platform } from "./platform.js";
import type { Span } from "./source.js";
import type { Reasons } from "./written.js";

/** Where a target writes one kind of file, as a field under the target's name in `targets:` of a spec. */
export interface TargetOutput {
  /** Below `out`, where the spec names no path: `nixos/{kind}-{name}.nix`. */
  readonly path: string;
  /** `node`: one for each role and host, told apart by `{kind}` and `{name}`; `spec`: one in all. */
  readonly per: "node" | "spec";
  /** Placeholders beside `{kind}` and `{name}`: `rank`. */
  readonly placeholders?: readonly "rank"[];
  /** What the file is, for the schema and the documentation. */
  readonly description: string;
}

/** What language, plan and rules may know of a target: they never import one. */
export interface TargetFacts {
  /** As in `targets:` of a spec and `--only`: `sysctl.d`. */
  readonly name: string;
  /** One line for the documentation. */
  readonly summary: string;
  /** By field: `path`, `proxyPath`. */
  readonly outputs: Readonly<Record<string, TargetOutput>>;
  /**
   * The schema of each field beside the paths, with its default.
   *
   * @internal The published types need no library that checks them.
   */
  readonly options: Readonly<Record<string, z.ZodMiniType>>;
  /**
   * By kind of setting: `true` where the target writes it, or why not, as the end of a sentence ("Talos has no login
   * sessions"). A kind that is missing is not written either. A part of a
   * setting may have an answer of its own: `interrupts.rfs`.
   */
  readonly handles: Readonly<Record<string, true | string>>;
  /** The answers of some platforms that it writes for, where they are others; undefined on the rest. */
  readonly handlesOn?: Readonly<
    Record<string, (platform: Platform) => true | string | undefined>
  >;
  /** The section of the spec that it writes and that has no kinds of settings. */
  readonly section?: "cilium" | "monitoring" | "networkTest" | "rollout";
  /** Whether the target writes files for a node. */
  readonly writesFor: (platform: Platform) => boolean;
}

/**
 * Whether a target writes a kind of setting, or a part of one, on a platform: `true`, or why not. Undefined where it
 * says nothing of it.
 */
export function answerOf(
  { handles, handlesOn }: Pick<TargetFacts, "handles" | "handlesOn">,
  part: string,
  platform: Platform,
): true | string | undefined {
  return (
    handlesOn?.[part]?.(platform) ??
    handles[part] ??
    // A field has the answer of its kind, where it has none of its own.
    handles[part.replace(/\..*$/u, "")]
  );
}

/** What a spec says of one target, with its defaults filled in. */
export interface TargetSettings extends Pick<Reasons, "accept"> {
  /** Its name in the section `targets`; undefined if the spec does not mention it. */
  readonly span?: Span | undefined;
  /** The place of `false`, which switches the target off. */
  readonly off?: Span | undefined;
  /** By output field. */
  readonly paths: ReadonlyMap<string, TargetPath>;
  /** By option, each as the target's schema passed it. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** A path relative to the spec's folder. */
export interface TargetPath {
  readonly template: string;
  /** Undefined for a default. */
  readonly span: Span | undefined;
}
