import { EncodeError } from "./error.js";

/** A name of the kernel's command line and what it is given, once for each value; without any it is the bare word. */
export interface KernelWords {
  readonly name: string;
  readonly values: readonly string[];
  /** What must follow directly: `hugepages=16` after `hugepagesz=1G`. */
  readonly followedBy?: KernelWords;
}

/**
 * Encodes arguments of the kernel command line: `quiet`, or `console=tty0` and `console=ttyS0,115200`.
 *
 * @throws EncodeError for spaces, quotes and characters with a meaning in a shell or in GRUB, which pass them on
 */
export function kernelArguments({
  name,
  values,
  followedBy,
}: KernelWords): readonly string[] {
  if (!/^[A-Za-z0-9][\w./-]*$/u.test(name))
    throw new EncodeError(
      "kernel arguments",
      name,
      "is not the name of an argument",
    );
  const wrong = values.find((value) => !/^[\w.,:/+@%=~-]+$/u.test(value));
  if (wrong !== undefined)
    throw new EncodeError(
      "kernel arguments",
      wrong,
      "contains a character with a meaning in boot loaders",
    );
  const own =
    values.length === 0 ? [name] : values.map((value) => `${name}=${value}`);
  return followedBy === undefined
    ? own
    : [...own, ...kernelArguments(followedBy)];
}

/**
 * Encodes a line of /etc/default/grub.d, which grub-mkconfig sources as a shell script after /etc/default/grub. The
 * line appends to the existing value. Source: grub-common 2.06 of Debian, /usr/sbin/grub-mkconfig; other distributions
 * do not read the folder.
 */
export function grubLine(words: readonly string[]): string {
  return `GRUB_CMDLINE_LINUX="$GRUB_CMDLINE_LINUX ${words.join(" ")}"`;
}
