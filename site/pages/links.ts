/** Where the pages of the site are, relative to its root. */
export const paths = {
  key: (id: string) => `keys/${id}.html`,
  rule: (name: string) => `rules/${name}.html`,
  code: (name: string) => `errors/${name}.html`,
  platform: (name: string) => `platforms/${name}.html`,
  licences: "licences.html",
} as const;

/** Returns the way from one page to another path of the site: `../keys/vm.swappiness.html`. */
export function relative(from: string, to: string): string {
  const depth = from.split("/").length - 1;
  return `${"../".repeat(depth)}${to}`;
}

/** Makes the name of a heading's anchor as GitHub does, without its last step of numbering those that are alike. */
export function slug(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(/\s/gu, "-");
}

/** Gives each heading of a page an anchor of its own, those that are alike a number. */
export function anchors(): (heading: string) => string {
  const seen = new Map<string, number>();
  return (heading) => {
    const base = slug(heading);
    const count = seen.get(base) ?? 0;
    seen.set(base, count + 1);
    return count === 0 ? base : `${base}-${count}`;
  };
}
