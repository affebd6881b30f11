import type { CommonOptions } from "../options.js";

/** Returns the command as the user would type it, with the options that affect the output. */
export function commandLine(
  command: string,
  { file, out, only, templates }: CommonOptions,
): string {
  return [
    "tunegen",
    command,
    ...(file === "tuning.yaml" ? [] : ["-f", quote(file)]),
    ...(out === undefined ? [] : ["--out", quote(out)]),
    ...(only === undefined ? [] : ["--only", only.join(",")]),
    ...(templates === undefined ? [] : ["--templates", quote(templates)]),
  ].join(" ");
}

function quote(word: string): string {
  return /^[\w./@%+=:,-]+$/u.test(word)
    ? word
    : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
