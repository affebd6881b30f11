const loading = new Map<string, Promise<void>>();

/** Adds a script of the site to the page, once: a page from the disk may neither load a module nor fetch a file. */
export function loadScript(name: string): Promise<void> {
  const known = loading.get(name);
  if (known !== undefined) return known;
  const loaded = new Promise<void>((resolve, reject) => {
    const script = document.createElement("script");
    script.src = `${document.body.dataset["root"] ?? ""}${name}.js`;
    script.addEventListener("load", () => resolve());
    script.addEventListener("error", () => reject(new Error(script.src)));
    document.head.append(script);
  });
  loading.set(name, loaded);
  return loaded;
}
