import type { Reasons, Reference } from "../core/written.js";
import type { Span } from "../core/source.js";

/** One mount option, as the list of an object has it: `actimeo=60`, `noatime`. */
export interface WrittenMountOption extends Reasons {
  readonly text: string;
  /** What stands before the first `=`. */
  readonly name: string;
  /** Undefined for a flag. */
  readonly value: string | undefined;
  readonly span: Span;
}

/** How many write to the share at once: pods on several nodes, or machines outside of the cluster, too. */
export type Writers = "one" | "several";

/** The mount options of volumes: one entry of the section `mounts`. */
export interface WrittenMount extends Reasons {
  readonly name: string;
  readonly span: Span;
  readonly driver: string;
  readonly options: readonly WrittenMountOption[];
  readonly persistentVolumes: readonly Reference[];
  readonly storageClasses: readonly Reference[];
  /** Undefined where the spec does not say. */
  readonly writers: Writers | undefined;
}
