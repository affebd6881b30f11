import { anyOf, NONCHARACTER, SURROGATE } from "../core/characters.js";
import {
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import { endComment } from "../core/end-comment.js";
import { visible } from "../encode/visible.js";
import type { Reporter } from "../core/report.js";
import type { Source, Span } from "../core/source.js";
import {
  type Entry,
  listTree,
  mapTree,
  scalarTree,
  type Tree,
} from "../core/tree.js";
import { beginsWithBlank } from "./yaml-indentation.js";
import { numberIfSafe } from "./yaml-scalar.js";

/** The maximum number of values, including those that aliases repeat: ten lines of aliases could fill the memory. */
const MOST_VALUES = 2_000_000;

/** Halves of a surrogate pair, and the code points that Unicode reserves for internal use. */
const nonCharacter = anyOf([SURROGATE, NONCHARACTER], "u");

/** Whether a text may hold non-characters: nearly every spec has neither them nor escapes for them. */
export function mayHoldNonCharacters({ text }: Source): boolean {
  return /\\[uU]/u.test(text) || nonCharacter.test(text);
}

/** Converts the nodes of the YAML library to values with places, and reports what it cannot read. */
export class TreeReader {
  readonly #anchors = new Map<string, Tree>();
  readonly #mayHoldNonCharacters: boolean;
  #total = 0;
  #bombed = false;

  constructor(
    readonly source: Source,
    readonly reporter: Reporter,
  ) {
    this.#mayHoldNonCharacters = mayHoldNonCharacters(source);
  }

  read(
    node: Node | null | undefined,
    document: Document.Parsed | Document,
  ): Tree {
    if (isAlias(node)) return this.#alias(node.source, this.#span(node));
    const tree =
      node === null || node === undefined
        ? this.#scalarTree(null, undefined, false, {
            source: this.source,
            start: 0,
            end: 0,
          })
        : hasForeignTag(node)
          ? this.#unread(this.#span(node))
          : isMap(node)
            ? this.#map(node, document)
            : isSeq(node)
              ? this.#list(node, document)
              : this.#scalar(node);
    const anchor =
      node === null || node === undefined ? undefined : anchorOf(node);
    if (anchor !== undefined) this.#anchors.set(anchor, tree);
    return tree;
  }

  #alias(name: string, span: Span): Tree {
    const target = this.#anchors.get(name);
    if (target === undefined) {
      // The library has reported such a name.
      if (/^$|:$/u.test(name)) return this.#unread(span);
      this.reporter.error(
        "unknown-anchor",
        span,
        `unknown anchor \`&${name}\` above this line`,
        {
          why: "an alias repeats the value of an earlier anchor",
          help: `write \`&${name}\` before the value to repeat, or write the value here`,
        },
      );
      return this.#unread(span);
    }
    this.#total += target.size;
    if (this.#total <= MOST_VALUES) {
      // The values inside keep their places at the anchor; only the whole is at the place of the alias.
      return { ...target, span };
    }
    if (!this.#bombed) {
      this.#bombed = true;
      this.reporter.error(
        "alias-bomb",
        span,
        `\`*${name}\` repeats more values than a spec may have`,
        {
          why: "aliases within aliases multiply, and would use up the memory",
          help: "write a profile, and name it where you need it",
        },
      );
    }
    return this.#unread(span);
  }

  /** Replaces a value that could not be read. It has no data, so that no further errors are reported for it. */
  #unread(span: Span): Tree {
    return this.#scalarTree(undefined, undefined, false, span);
  }

  #scalar(node: Scalar): Tree {
    const data = numberIfSafe(node.value);
    const quoted = node.type !== "PLAIN" && node.type !== undefined;
    const span = this.#span(node);
    if (typeof data === "string" && !this.#checkCharacters(data, span))
      return this.#unread(span);
    return this.#scalarTree(data, node.source, quoted, span);
  }

  /** Reports code points that are not characters: UTF-8 cannot encode them, or readers refuse or drop them. */
  #checkCharacters(text: string, span: Span): boolean {
    const [found] = this.#mayHoldNonCharacters
      ? (nonCharacter.exec(text) ?? [])
      : [];
    if (found === undefined) return true;
    this.reporter.error(
      "yaml-syntax",
      span,
      `\`${visible(found)}\` is not a character`,
      { help: "remove it" },
    );
    return false;
  }

  #scalarTree(
    data: unknown,
    raw: string | undefined,
    quoted: boolean,
    span: Span,
  ): Tree {
    this.#total += 1;
    return scalarTree(data, raw, quoted, span);
  }

  #list(node: YAMLSeq, document: Document): Tree {
    const items = node.items.map((item) => this.read(item as Node, document));
    return listTree(items, this.#span(node));
  }

  #map(node: YAMLMap, document: Document): Tree {
    const entries = new Map<string, Entry>();
    for (const pair of node.items) {
      if (!isPair(pair)) continue;
      const name = this.#keyName(pair.key as Node | null, node);
      if (name === undefined) continue;
      const key = this.#span(pair.key as Node);
      const first = entries.get(name);
      if (first !== undefined) {
        this.reporter.error(
          "duplicate-key",
          key,
          `\`${name}\` is set twice here`,
          {
            why: "one of the two would be silently lost",
            help: "remove one of them",
            related: [{ message: "first set here", span: first.key }],
          },
        );
        continue;
      }
      const value =
        pair.value === null
          ? this.#scalarTree(null, "", false, { ...key, start: key.end })
          : this.read(pair.value as Node, document);
      entries.set(name, { key, value, comment: endComment(key, value) });
    }
    // All keys were refused: an empty mapping would cause misleading errors.
    if (entries.size === 0 && node.items.length > 0)
      return this.#unread(this.#span(node));
    return mapTree(entries, this.#span(node));
  }

  /** Returns the key as text, or reports why it cannot be a key. */
  #keyName(key: Node | null, map: YAMLMap): string | undefined {
    if (!isScalar(key)) {
      const span = key === null ? this.#span(map) : this.#span(key);
      return this.reporter.error(
        "yaml-syntax",
        span,
        "a key here is not plain text",
        {
          why: "a list, a mapping or an alias cannot name a field",
          help: "write the name of the field before the colon",
        },
      );
    }
    const name = typeof key.value === "string" ? key.value : (key.source ?? "");
    if (!this.#checkCharacters(name, this.#span(key))) return undefined;
    if (/^\s/u.test(name) && key.type === "PLAIN")
      return this.reporter.error(
        "yaml-syntax",
        this.#span(key),
        ...beginsWithBlank(name),
      );
    if (name === "__proto__") {
      return this.reporter.error(
        "unknown-field",
        this.#span(key),
        "`__proto__` is not a key of this language",
        {
          help: "remove it",
        },
      );
    }
    if (name === "<<" && key.type === "PLAIN") {
      return this.reporter.error(
        "yaml-merge",
        this.#span(key),
        "YAML merge keys (`<<`) are not part of this language",
        {
          why: "they override values silently",
          help: "move the shared settings to a profile, and name it in `profiles`",
        },
      );
    }
    return name;
  }

  #span(node: Node): Span {
    const [start, end] = node.range ?? [0, 0];
    return { source: this.source, start, end };
  }
}

/** Whether a node has a tag that standard YAML does not define. The library has reported it. */
function hasForeignTag({ tag }: Node): boolean {
  return (
    tag !== undefined &&
    !/^(?:!|tag:yaml\.org,2002:(?:str|int|float|bool|null|map|seq))$/u.test(tag)
  );
}

function anchorOf(node: Node): string | undefined {
  return "anchor" in node && typeof node.anchor === "string"
    ? node.anchor
    : undefined;
}
