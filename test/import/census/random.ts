/** Numbers that look random and are the same in every run. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed + 1;
  }

  /** A whole number from 0 to `below - 1`. */
  number(below: number): number {
    // mulberry32
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  }

  chance(percent: number): boolean {
    return this.number(100) < percent;
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.number(items.length)];
    if (item === undefined) throw new Error("nothing to pick from");
    return item;
  }

  /** Some of the items, each once, in any order. */
  some<Item>(items: readonly Item[], most: number): Item[] {
    const left = [...items];
    return Array.from(
      { length: Math.min(left.length, 1 + this.number(most)) },
      () => left.splice(this.number(left.length), 1),
    ).flat();
  }
}
