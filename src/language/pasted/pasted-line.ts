import { keysOf } from "../../core/keys-of.js";
import { hasLoneSurrogate } from "../../encode/error.js";
import { yamlString } from "../../encode/yaml.js";

/** The forms of other files in which a setting is pasted into a spec. */
export type PastedForm = "sysctl.conf" | "Nix" | "list" | "unspaced" | "named";

/** A line that sets a sysctl in the form of another file. */
export interface PastedLine {
  readonly form: PastedForm;
  /** The same setting as a spec has it, without a comment. */
  readonly mended: string;
  /** Whether the value is a literal, so that the mended line says the same. */
  readonly isCertain: boolean;
  /** The text of the setting, relative to the line. */
  readonly start: number;
  readonly end: number;
}

/** Keys below the folders of /proc/sys that are set by hand. A reason such as `a = b` is not one. */
const KEY = String.raw`(?:abi|crypto|debug|dev|fs|kernel|net|sunrpc|user|vm)(?:[./][\w*@-]+)+`;

const aKey = new RegExp(String.raw`^\s*["']?${KEY}["']?\s*:(?:\s|$)`, "u");

/** Whether a line sets a sysctl in the form of a spec. */
export function isSettingLine(line: string): boolean {
  return aKey.test(line);
}

/** Each has the setting, its key and its value as groups. */
const forms: Readonly<Record<Exclude<PastedForm, "named">, RegExp>> = {
  list: new RegExp(
    String.raw`^\s*(-\s+["']?(${KEY})["']?(?:\s*=(?!>)\s*|\s*:\s+)["']?([^#"']*?)["']?)(?:\s+#.*)?\s*$`,
    "u",
  ),
  Nix: new RegExp(
    String.raw`^\s*((?:boot\.kernel\.sysctl\.)?"?(${KEY})"?\s*=(?!>)\s*(.+?)\s*;)\s*(?:#.*)?$`,
    "u",
  ),
  "sysctl.conf": new RegExp(
    String.raw`^\s*((?:sysctl\s+-w\s+)?-?["']?(${KEY})["']?\s*=(?!>)\s*["']?([^#;"']*?)["']?)(?:\s+#.*)?\s*$`,
    "u",
  ),
  unspaced: new RegExp(
    String.raw`^\s*(["']?(${KEY})["']?:(?=[^ \t])\s*["']?([^#"']*?)["']?)(?:\s+#.*)?\s*$`,
    "u",
  ),
};

/** Recognizes a setting that is written as in sysctl.conf, in Nix, as an item of a list, or without the blank after its colon. */
export function readPastedLine(line: string): PastedLine | undefined {
  for (const form of keysOf(forms)) {
    const [, whole, key, value] = forms[form].exec(line) ?? [];
    if (whole === undefined || key === undefined || value === undefined)
      continue;
    const literal = form === "Nix" ? nixLiteral(value) : value;
    const start = line.indexOf(whole);
    return {
      form,
      mended: mendedLine(key, literal),
      isCertain: literal !== undefined,
      start,
      end: start + whole.length,
    };
  }
  return undefined;
}

/** Writes a setting as a spec has it, without a value where that has to be evaluated, or cannot be written. */
export function mendedLine(key: string, value: string | undefined): string {
  return `${key}: ${value === undefined || hasLoneSurrogate(value) ? "..." : yamlValue(value)}`;
}

/** Plain where YAML reads a plain scalar as the same text or number. */
function yamlValue(value: string): string {
  const text = value.trim().replaceAll(/\s+/gu, " ");
  const isPlain =
    /^[A-Za-z0-9-][\w.+/ -]*$/u.test(text) &&
    !/^(?:y|n|yes|no|on|off|true|false|null)$/iu.test(text);
  return isPlain ? text : yamlString(text);
}

/** The text of a Nix literal that a sysctl can have; undefined for what has to be evaluated. */
function nixLiteral(value: string): string | undefined {
  if (/^-?\d+$/u.test(value)) return value;
  if (value === "true") return "1";
  if (value === "false") return "0";
  return /^"([^"$\\]*)"$/u.exec(value)?.[1];
}
