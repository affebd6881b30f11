import type { Lifetime } from "./lifetime.js";

/**
 * How a value is known: measured on a kernel, computed by the kernel's formula, run in the program, read in its source,
 * or taken from what others published.
 */
export type Certainty = "measured" | "computed" | "run" | "read" | "secondary";

/**
 * Sysctls that an operating system or an image sets at boot, before the files of a spec are applied. Its lifetime is that
 * of the values.
 */
export interface OwnValues extends Lifetime {
  /** As messages name who does it: `Talos`, `systemd`, `the EKS AMI`. */
  readonly by: string;
  /** A condition that the facts do not state: "with apport". The values may then be left out. */
  readonly when?: string;
  /** The name of its file in sysctl.d, if that may be applied after a file of the user's: `99-sysctl.conf`. */
  readonly file?: string;
  readonly certainty: Certainty;
  /** The file or document, with its version. */
  readonly source: string;
  /**
   * The values as the kernel prints them, by key; `null` where they are not known. In `net.ipv4.conf.*.rp_filter`, the `*`
   * is every interface, but neither `all` nor `default`.
   */
  readonly values: Readonly<Record<string, string | null>>;
}

/** A value that a node's operating system or image gives a key at boot. */
export interface BootWrite {
  readonly by: string;
  /** As the kernel prints it; undefined where it is not known. */
  readonly value: string | undefined;
  /** Whether the node certainly has this write; otherwise its facts leave open whether it does. */
  readonly sure: boolean;
  /** On what it depends, if that is not known of the node: `from 25.11 on`, `on graphical systems`. */
  readonly when?: string | undefined;
  /** Its file in sysctl.d, see `OwnValues`. */
  readonly file?: string | undefined;
  readonly certainty: Certainty;
  readonly source: string;
}
