import { anyOf, LINE_BREAKING } from "../core/characters.js";
import { EncodeError, refuseLoneSurrogates } from "./error.js";

/** Characters that end a line for some reader, or that it drops. */
const unsafe = anyOf(LINE_BREAKING, "u");

/**
 * Encodes a line of tmpfiles.d(5) that writes a text to a file below /sys, if the file exists. systemd expands patterns
 * in the path, `%` in both, and backslashes in the argument, which continues to the end of the line.
 *
 * @throws EncodeError for a path that leaves /sys or needs quotes, and for control characters and outer white space
 */
export function sysfsWrite(path: string, text: string): string {
  if (
    !/^[\w:.,@+!~*?[\]-]+(?:\/[\w:.,@+!~*?[\]-]+)*$/u.test(path) ||
    path.split("/").some((segment) => segment === "." || segment === "..")
  )
    throw new EncodeError("tmpfiles.d", path, "is not a path below /sys");
  refuseLoneSurrogates("tmpfiles.d", text);
  if (unsafe.test(text))
    throw new EncodeError("tmpfiles.d", text, "contains a control character");
  if (text === "" || text.trim() !== text)
    throw new EncodeError(
      "tmpfiles.d",
      text,
      "starts or ends with white space",
    );
  // A dash is no argument, and the line would be refused.
  const argument =
    text === "-"
      ? "\\x2d"
      : text.replaceAll("\\", "\\\\").replaceAll("%", "%%");
  return `w /sys/${path} - - - - ${argument}`;
}
