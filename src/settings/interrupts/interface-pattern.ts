/** IFNAMSIZ of include/uapi/linux/if.h, less the zero at the end. */
const LONGEST_NAME = 15;

/**
 * Returns why a pattern cannot match any interface. Source for valid names: torvalds/linux, net/core/dev.c,
 * dev_valid_name(). The kernel also accepts quotes, backslashes and bars, but a shell and udev give them a meaning.
 */
export function interfaceFault(pattern: string): string | undefined {
  if (pattern === "") return "a name has at least one character";
  const foreign = /[^\w.@+*?[\]!^~=#-]/u.exec(pattern)?.[0];
  if (foreign !== undefined)
    return /\s/u.test(foreign)
      ? "a name contains no space"
      : `\`${foreign}\` is not supported in a name`;
  if (pattern === "." || pattern === "..") return "it is not a name";
  // A bracket matches one character, a star may match none.
  const least = pattern
    .replaceAll(/\[[!^]?\]?[^\]]*\]/gu, "?")
    .replaceAll("*", "").length;
  return least > LONGEST_NAME
    ? `a name has at most ${LONGEST_NAME} characters, but this requires ${least}`
    : undefined;
}
