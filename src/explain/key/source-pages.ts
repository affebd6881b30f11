const LINUX = "https://github.com/torvalds/linux/blob/master";

/**
 * Lists the addresses of sources, without a page that a later source names a section of. What has no address stays as it
 * is: a patch of Debian.
 */
export function sourcePages(
  sources: readonly (string | undefined)[],
): readonly string[] {
  const pages = sources.filter((source) => source !== undefined).map(pageOf);
  return pages.filter(
    (page, at) =>
      !pages
        .slice(at + 1)
        .some((later) => later === page || later.startsWith(`${page}#`)),
  );
}

/** The address of a source of the catalogue: `Linux Documentation/networking/ip-sysctl.rst`, `inotify(7)`. */
function pageOf(source: string): string {
  const [, text] = /^Linux Documentation\/(\S+)\.rst$/u.exec(source) ?? [];
  if (text !== undefined) return `https://docs.kernel.org/${text}.html`;
  const [, file] = /^Linux ((?:[\w-]+\/)+[\w.-]+)$/u.exec(source) ?? [];
  if (file !== undefined) return `${LINUX}/${file}`;
  const [, page, section] = /^(\w+)\((\d)\)$/u.exec(source) ?? [];
  if (page !== undefined && section !== undefined)
    return `https://man7.org/linux/man-pages/man${section}/${page}.${section}.html`;
  return source;
}
