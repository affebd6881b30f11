import type { Arch } from "./facts.js";
import type { Lifetime } from "./lifetime.js";

/** A file that GRUB's configuration is generated from, a shell script. */
interface GrubDropIn {
  readonly form: "grub-drop-in";
  /** The command that generates GRUB's configuration. */
  readonly update: string;
  /** The script that must source the file, where the command does not look for drop-ins. */
  readonly sourcedBy?: string;
}

/** Entries of the Boot Loader Specification, which only grubby changes. */
interface Grubby {
  readonly form: "grubby";
}

/** A file that is one line, the command line itself. */
interface OneLine {
  readonly form: "one-line";
  readonly file: string;
  /** The command that passes the line on to the boot loader, if that does not read the file itself. */
  readonly update?: string;
}

/** A list in a configuration of Butane, which Ignition applies when it provisions the node. */
interface Butane {
  readonly form: "butane";
}

/** No file of the node. */
interface NoFile {
  readonly form: "none";
  /** Why not, as a clause, and what to do. */
  readonly reason: string;
  /** The same for huge pages, where the system has another way for them. */
  readonly hugePages: string;
}

/** What a file says of systems of the same name that boot otherwise. */
export interface BootNote {
  /** Undefined for every architecture. */
  readonly arch?: Arch;
  readonly text: string;
}

/** How a system gets arguments of the kernel's command line. Its lifetime is that of the form. */
export type BootArguments = (GrubDropIn | Grubby | OneLine | Butane | NoFile) &
  Lifetime & {
    /** Which of its nodes do, if it has several boot loaders: "that boot with systemd-boot". */
    readonly nodes?: string;
    readonly notes?: readonly BootNote[];
    /** The file or document, with its version. */
    readonly source: string;
  };
