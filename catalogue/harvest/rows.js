// @ts-check

/** The columns of measured/catalogue.tsv. */
export const COLUMNS = [
  "key",
  "kernel",
  "arch",
  "mode",
  "default",
  "writable_in_netns",
  "inherits",
  "needs_module",
  "min_accepted",
  "max_accepted",
  "fields",
  "class",
  "range_note",
];

/** Values that differ on every boot. */
const VOLATILE =
  /random\/(?:boot_id|uuid|entropy_avail)|file-nr|inode-(?:nr|state)|dentry-state|ns_last_pid|pty\/nr$|aio-nr|fastopen_key|_count$/u;

/**
 * Turns what init.sh prints into rows of the catalogue, sorted by key. What was not measured (ranges, what a namespace
 * inherits) is empty or `?`.
 *
 * @param {string} said
 * @returns {readonly string[][]}
 */
export function rowsOf(said) {
  const kernel = (/^@@release (\S+)$/mu.exec(said)?.[1] ?? "").replace(
    /-(?:amd64|arm64)$/u,
    "",
  );
  const modes = new Map(pairs(said, /^@@node mode (\d+) (\S+)$/gmu, true));
  const modules = new Map(pairs(said, /^@@module (\S+)\.ko (\S+)$/gmu, true));
  const seen = new Set(paths(said, /^@@netns has (\S+)$/gmu));
  const writable = new Set(paths(said, /^@@netns writes (\S+)$/gmu));
  /** @type {Map<string, string>} */
  const values = new Map();
  for (const [path, value] of pairs(said, /^@@node value ([^:\n]+):(.*)$/gmu))
    values.set(path, values.has(path) ? `${values.get(path)}|${value}` : value);
  return [...modes]
    .map(([path, mode]) => {
      const value = (values.get(path) ?? "").replace(/\s+/gu, " ").trim();
      const isNet = path.startsWith("/proc/sys/net/");
      return [
        keyOf(path),
        kernel,
        "amd64",
        mode.padStart(4, "0"),
        VOLATILE.test(path) ? "" : value,
        !isNet || !seen.has(path)
          ? "-"
          : writable.has(path)
            ? "yes"
            : isInfo(mode)
              ? `no:mode${mode.padStart(4, "0")}`
              : "?",
        isNet && seen.has(path) ? "?" : "-",
        modules.get(path) ?? "-",
        "",
        "",
        fieldsOf(value),
        classOf(isNet, seen.has(path), writable.has(path), mode),
        "",
      ];
    })
    .sort(([a = ""], [b = ""]) => (a < b ? -1 : a > b ? 1 : 0));
}

/**
 * @param {string} text
 * @param {RegExp} pattern
 * @param {boolean} turned whether the path is the second group
 * @returns {[string, string][]}
 */
function pairs(text, pattern, turned = false) {
  return [...text.matchAll(pattern)].map(([, a = "", b = ""]) =>
    turned ? [b, a] : [a, b],
  );
}

/**
 * @param {string} text
 * @param {RegExp} pattern
 * @returns {string[]}
 */
function paths(text, pattern) {
  return pairs(text, pattern).map(([path]) => path);
}

/**
 * A dot in the name of a file is written as a slash, as sysctl does.
 *
 * @param {string} path
 */
function keyOf(path) {
  return path
    .slice("/proc/sys/".length)
    .split("/")
    .map((part) => part.replaceAll(".", "/"))
    .join(".");
}

/** @param {string} value */
function fieldsOf(value) {
  const fields = value.split(" ");
  return fields.every((field) => /^-?\d+$/u.test(field))
    ? String(fields.length)
    : "";
}

/**
 * @param {boolean} isNet
 * @param {boolean} isSeen
 * @param {boolean} isWritable
 * @param {string} mode
 */
function classOf(isNet, isSeen, isWritable, mode) {
  if (!isNet) return "not-measured";
  if (!isSeen) return isInfo(mode) ? "node-readonly-info" : "node-only";
  if (isInfo(mode)) return "netns-readonly-info";
  // The shell does not tell why a write failed.
  return isWritable ? "netns" : "not-measured";
}

/** @param {string} mode */
function isInfo(mode) {
  return (Number.parseInt(mode, 8) & 0o222) === 0;
}
