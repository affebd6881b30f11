/** A comment of a Nix file. */
export interface Comment {
  readonly start: number;
  readonly end: number;
  /** In slashes and stars, not after a hash. */
  readonly isBlock: boolean;
}

/** A text of the same length that the grammar reads as Nix does, and the comments, which are blank in it. */
export interface Masked {
  readonly text: string;
  readonly comments: readonly Comment[];
  /** How many brackets are open at the deepest place. */
  readonly depth: number;
}

/** Where the text is: in code, which may be in an interpolation, or in a string. */
type Place =
  | {
      readonly kind: "code";
      depth: number;
      /** Where the path starts that the interpolation is in. */
      readonly path: number | undefined;
    }
  | { readonly kind: "string" | "indented" };

/**
 * Blanks out comments, and what is in strings except interpolations. The grammar of @replit/codemirror-lang-nix 6.0.1
 * ends a string at each escaped quote of an indented one, does not end a comment at two stars and a slash, and has no
 * comma behind the last argument of a function and no interpolation in paths.
 */
export function mask(text: string): Masked {
  const masker = new Masker(text);
  while (masker.at < text.length) masker.step();
  const { comments, depth } = masker;
  return { text: masker.masked(), comments, depth };
}

class Masker {
  at = 0;
  readonly comments: Comment[] = [];
  depth = 0;
  #open = 0;
  readonly #text: string;
  readonly #places: Place[] = [{ kind: "code", depth: 0, path: undefined }];
  readonly #masks: { start: number; end: number; by: string }[] = [];
  /** The last comma that only blanks and comments follow. */
  #comma: number | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  step(): void {
    const place = this.#places.at(-1);
    if (place === undefined || place.kind === "code") this.#code(place);
    else this.#string(place.kind);
  }

  masked(): string {
    const parts: string[] = [];
    let from = 0;
    for (const { start, end, by } of this.#masks) {
      parts.push(this.#text.slice(from, start), by.repeat(end - start));
      from = end;
    }
    parts.push(this.#text.slice(from));
    return parts.join("");
  }

  #mask(start: number, end: number, by: string): void {
    if (end > start) this.#masks.push({ start, end, by });
  }

  #startsWith(text: string): boolean {
    return this.#text.startsWith(text, this.at);
  }

  #code(place: (Place & { kind: "code" }) | undefined): void {
    if (this.#startsWith("#")) return this.#comment("\n", false);
    if (this.#startsWith("/*")) return this.#comment("*/", true);
    const char = this.#text.charAt(this.at);
    if (char.trim() === "") {
      this.at += 1;
      return;
    }
    const comma = this.#comma;
    this.#comma = char === "," ? this.at : undefined;
    if (char === '"') this.#enter({ kind: "string" }, 1);
    else if (this.#startsWith("''")) this.#enter({ kind: "indented" }, 2);
    else if (this.#startsWith("/${")) {
      const path = place?.path ?? this.#pathStart();
      this.at += 1;
      this.#enter({ kind: "code", depth: 0, path }, 2);
    } else {
      this.at += 1;
      if ("([{".includes(char)) this.#open += 1;
      if (")]}".includes(char)) this.#open -= 1;
      this.depth = Math.max(this.depth, this.#open);
      if (place === undefined) return;
      if (char === "{") place.depth += 1;
      if (char !== "}") return;
      if (comma !== undefined) this.#mask(comma, comma + 1, " ");
      if (place.depth > 0) place.depth -= 1;
      else if (this.#places.length > 1) this.#closeInterpolation(place.path);
    }
  }

  #enter(place: Place, length: number): void {
    this.#places.push(place);
    this.at += length;
  }

  #comment(close: string, isBlock: boolean): void {
    const start = this.at;
    const found = this.#text.indexOf(close, start + (isBlock ? 2 : 1));
    const end =
      found === -1 ? this.#text.length : found + (isBlock ? close.length : 0);
    this.comments.push({ start, end, isBlock });
    this.#mask(start, end, " ");
    this.at = end;
  }

  #pathStart(): number {
    let start = this.at;
    while (start > 0 && isPathChar(this.#text.charCodeAt(start - 1)))
      start -= 1;
    return start;
  }

  /** Ends an interpolation. A path with one becomes a name, because nothing of it is needed. */
  #closeInterpolation(path: number | undefined): void {
    this.#places.pop();
    if (path === undefined) return;
    while (isPathChar(this.#text.charCodeAt(this.at))) this.at += 1;
    if (this.#startsWith("${"))
      return this.#enter({ kind: "code", depth: 0, path }, 2);
    while ((this.#masks.at(-1)?.start ?? -1) >= path) this.#masks.pop();
    this.#mask(path, this.at, "x");
  }

  #string(kind: "string" | "indented"): void {
    const start = this.at;
    const { next, token } = stringPart(this.#text, start, kind);
    this.#mask(start, next, "x");
    this.at = next;
    if (token === "end") {
      this.#places.pop();
      this.at += kind === "string" ? 1 : 2;
    } else if (token === "interpolation") {
      this.#enter({ kind: "code", depth: 0, path: undefined }, 2);
    }
  }
}

/** Letters, digits and `._+-/~`. */
function isPathChar(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 45 && code <= 57) ||
    code === 95 ||
    code === 43 ||
    code === 126
  );
}

/**
 * Finds the end of the text in a string that starts at an offset, and what is there: the end of the string, or an
 * interpolation. Source: NixOS/nix 2.31, src/libexpr/lexer.l.
 */
export function stringPart(
  text: string,
  start: number,
  kind: "string" | "indented",
): {
  readonly next: number;
  readonly token: "end" | "interpolation" | undefined;
} {
  let at = start;
  while (at < text.length) {
    const two = text.slice(at, at + 2);
    if (two === "${") return { next: at, token: "interpolation" };
    if (kind === "string") {
      if (two.startsWith('"')) return { next: at, token: "end" };
      const isPair = two.startsWith("\\") || /^\$[^"\\]/u.test(two);
      at += isPair ? 2 : 1;
    } else if (two === "''") {
      const length = indentedEscape(text, at);
      if (length === 0) return { next: at, token: "end" };
      at += length;
    } else {
      // A dollar hides the next one: two dollars and a brace are no interpolation.
      at += two === "$$" ? 2 : 1;
    }
  }
  return { next: text.length, token: undefined };
}

/** The length of the escape at two single quotes: `''$`, `'''` and `''\n`; 0 if they end the string. */
function indentedEscape(text: string, at: number): number {
  switch (text.charAt(at + 2)) {
    case "$":
    case "'":
      return 3;
    case "\\":
      return 4;
    default:
      return 0;
  }
}
