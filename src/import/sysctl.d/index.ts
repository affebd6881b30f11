import type { Source } from "../../core/source.js";
import { finish } from "../finish.js";
import type { Format, Reading } from "../types.js";
import { readAssignment } from "./assignment.js";
import { contentOf } from "./content.js";
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

function read(source: Source): Reading {
  const found = readContent(source);
  return finish(source, "sysctl.d", found);
}

function readContent(source: Source) {
  switch (contentOf(source)) {
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
