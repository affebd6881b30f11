/** How the releases of a distribution of Linux are numbered. */
interface Releases {
  /** Matches a whole release: `22.04`. */
  readonly pattern: RegExp;
  /** Releases that help texts offer, the newest last. */
  readonly known: readonly string[];
}

/** A distribution of Linux, as the fact `distro` names it. */
export interface Distro {
  /** As messages name it, without the release: `Debian`. */
  readonly label: string;
  /** Undefined for a distribution that the fact names without a release: `flatcar`. */
  readonly releases: Releases | undefined;
}

/** One distribution and release that a spec states. */
export interface StatedDistro {
  readonly name: string;
  /** Undefined where the name has none. */
  readonly release: string | undefined;
}

/** Makes the numbering of releases such as `12`, with an optional minor release: `9.4`. */
export function numbered(...known: readonly string[]): Releases {
  return { pattern: /^[0-9]{1,4}(?:\.[0-9]{1,2})?$/u, known };
}
