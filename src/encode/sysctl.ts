import { hasDottedSegment, slashed, type SysctlKey } from "../core/key.js";
import { EncodeError, refuseLoneSurrogates } from "./error.js";

/**
 * The value of a line of sysctl.d(5), which systemd-sysctl, procps and busybox read alike. There is no quoting: what a
 * line cannot hold is refused.
 *
 * @throws EncodeError for line breaks and other control characters, and white space at an end, which all readers strip
 */
export function sysctlValue(value: string): string {
  refuseControls("sysctl.d", value);
  if (value.trim() !== value)
    throw new EncodeError("sysctl.d", value, "begins or ends with white space");
  return value;
}

/**
 * The spelling of a key: dotted, but slashed where a segment holds a dot. `net.ipv4.conf.eth0/100.rp_filter` works
 * too, but the slashed form is the kernel's own path.
 *
 * @throws EncodeError for a key that begins with what a reader gives a meaning (`#`, `;`, `-`)
 */
export function sysctlName(key: SysctlKey): string {
  const name = hasDottedSegment(key) ? slashed(key) : key.id;
  refuseControls("sysctl.d", name);
  if (/^[#;-]|[\s=]/u.test(name))
    throw new EncodeError("sysctl.d", name, "is no key");
  return name;
}

/** @throws EncodeError where a text holds a control character or half a surrogate pair */
export function refuseControls(
  format: "sysctl.d" | "modprobe.d",
  text: string,
): void {
  refuseLoneSurrogates(format, text);
  if (/[\p{Cc}\u2028\u2029\ufeff]/u.test(text))
    throw new EncodeError(
      format,
      text,
      /[\n\r]/u.test(text) ? "holds a line break" : "holds a control character",
    );
}
