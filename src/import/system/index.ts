import type { Source } from "../../core/source.js";
import { finish } from "../finish.js";
import { linesOf } from "../lines.js";
import { readLines } from "../sysctl.d/read-lines.js";
import type { Format } from "../types.js";
import { isBootLine, isCommandLine, readBootLine } from "./boot-line.js";
import { isTmpfile, readTmpfile } from "./tmpfile.js";
import { isUdevRule, readUdevRule } from "./udev-rule.js";
import { isLimitLine, unitReader } from "./unit.js";

/** Files of a Linux system beside sysctl.d: of GRUB and other boot loaders, of tmpfiles.d, of systemd's units, of udev. */
export const system: Format = {
  name: "system",
  title: "a file of GRUB, tmpfiles.d, systemd or udev",
  recognises: (source) => readerOf(source) !== undefined,
  read: (source) =>
    finish(source, "system", readLines(source, readerOf(source) ?? (() => []))),
};

/** Tells by the lines of a file how they are read. */
function readerOf(source: Source) {
  const lines = linesOf(source, 0, Math.min(source.text.length, SAMPLE))
    .map(({ text }) => text.trim())
    .filter((line) => line !== "" && !/^[#;]/u.test(line));
  if (lines.some(isBootLine)) return readBootLine;
  const [only, ...others] = lines;
  if (only !== undefined && others.length === 0 && isCommandLine(only))
    return readBootLine;
  if (lines.some(isTmpfile)) return readTmpfile;
  if (lines.some(isUdevRule)) return readUdevRule;
  return lines.some((line) => /^\[(?:Service|Manager)\]$/u.test(line)) &&
    lines.some(isLimitLine)
    ? unitReader(source.name)
    : undefined;
}

/** How much of a file tells what it is. */
const SAMPLE = 50_000;
