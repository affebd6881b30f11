import { anyOf, LINE_BREAKING } from "../core/characters.js";
import { hasDottedSegment, slashed, type SysctlKey } from "../core/key.js";
import { onceFor } from "../core/once-for.js";
import { EncodeError, refuseLoneSurrogates } from "./error.js";

/** Characters that end a line for some reader, or that it drops. */
const unsafe = anyOf(LINE_BREAKING, "u");

/**
 * Encodes the value of a line of sysctl.d(5) so that systemd-sysctl, procps and busybox read the same. The format has
 * no quoting.
 *
 * @throws EncodeError for control characters, such as line breaks, and for outer white space, which all readers strip
 */
export function sysctlValue(value: string): string {
  refuseControls("sysctl.d", value);
  if (value.trim() !== value)
    throw new EncodeError("sysctl.d", value, "starts or ends with white space");
  return value;
}

/**
 * Encodes a key: with dots, or with slashes if a segment contains a dot. `net.ipv4.conf.eth0/100.rp_filter` works
 * too, but the form with slashes is the path in the kernel.
 *
 * @throws EncodeError for a key that starts with a character with a meaning (`#`, `;`, `-`)
 */
export const sysctlName = onceFor((key: SysctlKey): string => {
  const name = hasDottedSegment(key) ? slashed(key) : key.id;
  refuseControls("sysctl.d", name);
  if (/^[#;-]|[\s=]/u.test(name))
    throw new EncodeError("sysctl.d", name, "is not a key");
  return name;
});

/** @throws EncodeError if a text contains a control character or half a surrogate pair */
export function refuseControls(
  format: "sysctl.d" | "modprobe.d",
  text: string,
): void {
  refuseLoneSurrogates(format, text);
  if (unsafe.test(text))
    throw new EncodeError(
      format,
      text,
      /[\n\r]/u.test(text)
        ? "contains a line break"
        : "contains a control character",
    );
}
