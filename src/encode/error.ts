/** The formats that values are written in. */
export type Format =
  | "nix"
  | "yaml"
  | "json"
  | "promql"
  | "sysctl.d"
  | "modules-load.d"
  | "modprobe.d"
  | "limits.conf"
  | "systemd"
  | "tmpfiles.d"
  | "kernel arguments"
  | "sh"
  | "udev";

/**
 * A value that a format has no spelling for. The spec stage refuses such values with their place, so that this error
 * only guards the files: nothing is ever written in a spelling that its reader would take for something else.
 */
export class EncodeError extends Error {
  override readonly name = "EncodeError";

  constructor(
    readonly format: Format,
    readonly value: string,
    /** The end of a sentence: `holds a line break`. */
    readonly fault: string,
  ) {
    super(`${JSON.stringify(value)} ${fault}: ${format} cannot hold it`);
  }
}

/** Half a surrogate pair is no character: UTF-8 has no bytes for it, so that a file would hold another one. */
export function refuseLoneSurrogates(format: Format, text: string): void {
  if (/\p{Surrogate}/u.test(text))
    throw new EncodeError(format, text, "holds half a surrogate pair");
}
