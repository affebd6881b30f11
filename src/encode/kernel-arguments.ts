import { EncodeError } from "./error.js";

/** A name of the kernel's command line and what it is given, once for each value; without any it is the bare word. */
export interface KernelWords {
  readonly name: string;
  readonly values: readonly string[];
}

/**
 * Words of the kernel's command line: `quiet`, or `console=tty0` and `console=ttyS0,115200`.
 *
 * @throws EncodeError for blanks, quotes and what means something to a shell or to GRUB, which pass the words on
 */
export function kernelArguments({
  name,
  values,
}: KernelWords): readonly string[] {
  if (!/^[A-Za-z0-9][\w.-]*$/u.test(name))
    throw new EncodeError("kernel arguments", name, "is no argument's name");
  const wrong = values.find((value) => !/^[\w.,:/+@%=~-]+$/u.test(value));
  if (wrong !== undefined)
    throw new EncodeError(
      "kernel arguments",
      wrong,
      "holds a character that boot loaders give a meaning",
    );
  return values.length === 0
    ? [name]
    : values.map((value) => `${name}=${value}`);
}

/**
 * A line of /etc/default/grub.d, which grub-mkconfig sources as a shell script after /etc/default/grub: it adds to what
 * stands there. Source: Debian's grub-common 2.06, /usr/sbin/grub-mkconfig; other distributions do not read the folder.
 */
export function grubLine(words: readonly string[]): string {
  return `GRUB_CMDLINE_LINUX="$GRUB_CMDLINE_LINUX ${words.join(" ")}"`;
}
