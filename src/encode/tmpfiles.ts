import { EncodeError, refuseLoneSurrogates } from "./error.js";

/**
 * A line of tmpfiles.d(5) that writes a text to a file below /sys, where there is one: systemd expands patterns in the
 * path, `%` in both, and backslashes in the argument, which reaches to the end of the line.
 *
 * @throws EncodeError for a path that leaves /sys or needs quotes, and for control characters and outer blanks
 */
export function sysfsWrite(path: string, text: string): string {
  if (
    !/^[\w:.,@+!~*?[\]-]+(?:\/[\w:.,@+!~*?[\]-]+)*$/u.test(path) ||
    path.split("/").some((segment) => segment === "." || segment === "..")
  )
    throw new EncodeError("tmpfiles.d", path, "is no path below /sys");
  refuseLoneSurrogates("tmpfiles.d", text);
  if (/[\p{Cc}\u2028\u2029\ufeff]/u.test(text))
    throw new EncodeError("tmpfiles.d", text, "holds a control character");
  if (text === "" || text.trim() !== text)
    throw new EncodeError("tmpfiles.d", text, "begins or ends with nothing");
  const argument = text.replaceAll("\\", "\\\\").replaceAll("%", "%%");
  return `w /sys/${path} - - - - ${argument}`;
}
