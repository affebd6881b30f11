import type { Directive } from "./template-line.js";

/** The conditions around a place in a template. */
export class Conditions {
  readonly #open: string[] = [];

  apply(directives: readonly Directive[]): void {
    for (const { kind, text } of directives) {
      if (kind === "open") this.#open.push(text);
      else if (kind === "close") this.#open.pop();
      else if (kind === "turn") {
        const former = this.#open.pop() ?? "";
        const first = former.replace(/^(?:else of )+/u, "");
        this.#open.push(
          /^(?:else|\} ?else \{?)$/u.test(text) ? `else of ${first}` : text,
        );
      }
    }
  }

  /** All of them; undefined outside of any. */
  get text(): string | undefined {
    return this.#open.length === 0 ? undefined : this.#open.join(", ");
  }
}
