import { fieldsCalled } from "./other-words.js";
import type { Tree } from "../core/tree.js";

type Section = "profiles" | "roles";

/** The names of a spec that are written, though what they name may have an error: a reference to one is not unknown. */
export class UnreadNames {
  readonly #names: Readonly<Record<Section, Set<string>>> = {
    profiles: new Set(),
    roles: new Set(),
  };
  /** Sections that could not be read as a whole: any name may be one of theirs. */
  readonly #missed = new Set<Section>();

  constructor(parsed: Tree) {
    for (const name of parsed.entries?.keys() ?? [])
      for (const section of [name, ...fieldsCalled(name)])
        if (section === "profiles" || section === "roles")
          this.add(section, parsed, name);
  }

  /** Adds the names of a section of a file, which may be misnamed. */
  add(section: Section, parsed: Tree, written: string = section): void {
    const value = parsed.entries?.get(written)?.value;
    if (value === undefined) return;
    for (const name of value.entries?.keys() ?? [])
      this.#names[section].add(name);
    if (value.entries === undefined && value.data !== null) this.miss(section);
  }

  /** Notes that names of a section could not be read. */
  miss(section: Section): void {
    this.#missed.add(section);
  }

  has(section: Section, name: string): boolean {
    return this.#missed.has(section) || this.#names[section].has(name);
  }
}
