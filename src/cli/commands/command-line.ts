import type { CommonOptions } from "../options.js";

/** The command as the user would have to type it, with the options that matter for what is written. */
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
