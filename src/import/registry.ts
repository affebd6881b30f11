import type { Source } from "../core/source.js";
import type { FormatName } from "./format-names.js";
import { nixos } from "./nixos/index.js";
import { sysctlA } from "./sysctl-a/index.js";
import { sysctlD } from "./sysctl.d/index.js";
import { system } from "./system/index.js";
import { tuned } from "./tuned/index.js";
import type { Format } from "./types.js";
import { yamlFormats } from "./yaml-formats.js";

/** The formats, those that are told most surely first. */
export const formats: readonly Format[] = [
  nixos,
  sysctlA,
  tuned,
  system,
  sysctlD,
  ...yamlFormats,
];

/** Finds the format of a text by its content; undefined if it is none that is read. */
export function recognise(source: Source): Format | undefined {
  return formats.find((format) => format.recognises(source));
}

/** Returns the format that `--from` names. */
export function formatNamed(name: FormatName): Format | undefined {
  return formats.find((format) => format.name === name);
}
