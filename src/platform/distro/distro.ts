import { largest } from "../../core/largest.js";
import type { BootArguments } from "../../core/boot-arguments.js";
import type { Lifetime } from "../../core/lifetime.js";
import type { OwnValues } from "../../core/own-values.js";
import type {
  Cloud,
  NetworkDaemon,
  OperatingSystem,
} from "../../core/platform.js";

/** How the releases of a distribution of Linux are numbered. */
interface Releases {
  /** Matches a whole release: `22.04`. */
  readonly pattern: RegExp;
  /** Releases that help texts offer, the newest last. */
  readonly known: readonly string[];
}

/** The network daemon of some releases of a distribution. */
export interface StatedDaemon extends Lifetime {
  readonly daemon: NetworkDaemon;
  readonly source: string;
}

/** A distribution of Linux, as the fact `distro` names it. */
export interface Distro {
  /** As messages name it, without the release: `Debian`. */
  readonly label: string;
  /** Undefined for a distribution that the fact names without a release: `flatcar`. */
  readonly releases: Releases | undefined;
  /** Its name in the table of kernel builds, if that is another one. */
  readonly buildPlatform?: string;
  /** What configures network interfaces on its servers; undefined where that differs, or is not known. */
  readonly network?: StatedDaemon;
  /** How it gets arguments of the kernel: one form for each of its boot loaders. */
  readonly bootArguments: readonly BootArguments[];
  /** What a fresh installation sets at boot, in the order in which it is applied. */
  readonly values: readonly OwnValues[];
  /** What images of it set that the facts do not name; not taken into account where the spec does not name the distribution. */
  readonly onImages?: readonly OwnValues[];
  /** In what it differs from other distributions of Linux, and where that was read. */
  readonly differs?: {
    readonly abilities: Partial<OperatingSystem>;
    readonly source: string;
  };
  /** Whose virtual machines it is for; undefined where it runs on any. */
  readonly cloud?: Cloud;
  /** Whether nothing beyond `values` is known to be set by a fresh installation. */
  readonly isComplete: boolean;
}

/** One distribution and release that a spec states. */
export interface StatedDistro {
  readonly name: string;
  /** Undefined where the name has none. */
  readonly release: string | undefined;
}

/**
 * Makes the numbering of releases such as `12`, with an optional minor release: `9.4`. A number with more digits than the
 * known releases, and than two, is something else: `2712` is the name of a kernel.
 */
export function numbered(...known: readonly string[]): Releases {
  const digits = largest(
    known.map(({ length }) => length),
    2,
  );
  return {
    pattern: new RegExp(
      String.raw`^[1-9][0-9]{0,${digits - 1}}(?:\.[0-9]{1,2})?$`,
      "u",
    ),
    known,
  };
}
