import { anyOf, SURROGATE } from "../core/characters.js";

const surrogate = anyOf([SURROGATE], "u");

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
  | "udev"
  | "toml";

/**
 * A value that a format cannot express. Earlier stages reject such values with their place; this error is the last
 * guard, so that no value is written in a spelling that its reader would misread.
 */
export class EncodeError extends Error {
  override readonly name = "EncodeError";

  constructor(
    readonly format: Format,
    readonly value: string,
    /** The end of a sentence: `contains a line break`. */
    readonly fault: string,
  ) {
    super(`${JSON.stringify(value)} ${fault}: ${format} cannot hold it`);
  }
}

/** Whether a text has half a surrogate pair, which no file can hold; only a text that comes from a program may have it. */
export function hasLoneSurrogate(text: string): boolean {
  return surrogate.test(text);
}

/** Half a surrogate pair is not a character: UTF-8 cannot express it, so the file would contain another one. */
export function refuseLoneSurrogates(format: Format, text: string): void {
  if (hasLoneSurrogate(text))
    throw new EncodeError(format, text, "contains half a surrogate pair");
}
