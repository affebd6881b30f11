/** IFNAMSIZ of include/uapi/linux/if.h, less the zero at the end. */
const LONGEST_NAME = 15;

/**
 * Why nothing can match a pattern. Source of what a name may be: torvalds/linux, net/core/dev.c, dev_valid_name();
 * quotes, backslashes and bars, which the kernel would take, mean something else to a shell or to udev.
 */
export function interfaceFault(pattern: string): string | undefined {
  if (pattern === "") return "a name has at least one character";
  const foreign = /[^\w.@+*?[\]!^~=#-]/u.exec(pattern)?.[0];
  if (foreign !== undefined)
    return /\s/u.test(foreign)
      ? "no name holds a blank"
      : `no name holds \`${foreign}\` here`;
  if (pattern === "." || pattern === "..") return "it is no name";
  // A bracket stands for one character, a star perhaps for none.
  const least = pattern
    .replaceAll(/\[[!^]?\]?[^\]]*\]/gu, "?")
    .replaceAll("*", "").length;
  return least > LONGEST_NAME
    ? `a name has at most ${LONGEST_NAME} characters, and this asks for ${least}`
    : undefined;
}
