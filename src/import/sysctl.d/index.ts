import type { Source } from "../../core/source.js";
import { finish } from "../finish.js";
import { linesOf } from "../lines.js";
import { findLost } from "../lost.js";
import type { Format, Reading } from "../types.js";
import { readAssignment } from "./assignment.js";
import { type Content, contentOf } from "./content.js";
import { limitReader, withPairs } from "./limit.js";
import { readModule } from "./module.js";
import { readLines } from "./read-lines.js";
import { readShell } from "./shell.js";

/** A file of sysctl.d(5), or a script that writes such files or calls sysctl. */
export const sysctlD: Format = {
  name: "sysctl.d",
  title: "a sysctl.d file",
  recognises: (source) => contentOf(source) !== undefined,
  read,
};

function read(file: Source): Reading {
  // The grammar of the shell has no CRLF; lines and columns are the same without.
  const source = file.text.includes("\r")
    ? { ...file, text: file.text.replaceAll("\r\n", "\n") }
    : file;
  const content = contentOf(source);
  const reading = finish(source, "sysctl.d", readContent(source, content));
  // Only a script has lines that are neither a setting nor a comment.
  return content === "shell" ? withLost(reading) : reading;
}

function withLost(reading: Reading): Reading {
  const comments = new Set(
    linesOf(reading.source).flatMap(({ text }, at) =>
      text.trim().startsWith("#") ? [at + 1] : [],
    ),
  );
  const remarks = [...reading.remarks, ...findLost(reading, comments)];
  return {
    ...reading,
    remarks: remarks.sort((a, b) => a.span.start - b.span.start),
  };
}

function readContent(source: Source, content: Content | undefined) {
  switch (content) {
    case "shell":
      return readShell(source);
    case "modules":
      return readLines(source, readModule);
    case "limits":
      return limitsOf(source);
    default:
      return readLines(source, readAssignment);
  }
}

function limitsOf(source: Source) {
  const { items, remarks } = readLines(source, limitReader());
  return { items: withPairs(items), remarks };
}
