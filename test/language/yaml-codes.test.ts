import { expect, test } from "vitest";
import { parseAllDocuments, type YAMLError } from "yaml";
import { readMiswritten } from "../../src/core/miswritten.js";
import { readYaml } from "../../src/language/yaml.js";
import { positionAt } from "../../src/core/source.js";

/** A code that no text can cause, and why. */
interface Unreachable {
  readonly unreachable: string;
}

/** A text with its errors, as `line:column message; help`. */
type Case = readonly [text: string, ...errors: string[]];

const key = "k".repeat(1100);

/** Every code of the library: a new one does not compile until it is here. */
const codes: Readonly<
  Record<YAMLError["code"], readonly Case[] | Unreachable>
> = {
  ALIAS_PROPS: [
    [
      "a: &x 1\nb: &y *x",
      "2:7 `*x` has an anchor or a tag of its own; write only `*x`",
    ],
  ],
  BAD_ALIAS: [
    ["a: & 1", "1:4 no name follows `&`; put the text into quotes"],
    ["a: *", "1:4 no name follows `*`; put the text into quotes"],
    [
      "a:\n  * b: 1",
      "2:3 no name follows `*`; begin a list item with `- `, or put the text into quotes",
    ],
    [
      "a: &x: 1",
      "1:6 `&x:` ends with a colon; write a blank before the colon, or remove it",
    ],
    [
      "a: &x 1\nb: *x:",
      "2:6 `*x:` ends with a colon; write a blank before the colon, or remove it",
    ],
  ],
  BAD_COLLECTION_TYPE: {
    unreachable: "only tags that the library knows have a type of collection",
  },
  BAD_DIRECTIVE: [
    ...["%YAML 1.3", "%YAML", "%TAG !", "%FOO bar"].map((line): Case => [
      `# a\n${line}\n---\na: 1`,
      `2:1 a spec cannot have the directive \`${line}\`; remove the line; a comment begins with \`#\``,
    ]),
  ],
  BAD_DQ_ESCAPE: [
    [
      String.raw`a: "\d"`,
      `1:5 \`\\d\` is not an escape of YAML; write the backslash twice, or put the text into single quotes`,
    ],
  ],
  BAD_INDENT: [
    [
      "a:\n    [b]\n  [c]: 1",
      "3:3 this line is indented differently from the lines it belongs to; begin it in the column of the field or list item beside it",
    ],
    [
      "a:\n  - b\n  c: 1",
      "3:3 a field stands among list items; indent it by 2 more blanks if it belongs to the item above; otherwise begin it with `- `",
    ],
  ],
  BAD_PROP_ORDER: [
    [
      "- &x ? b",
      "1:6 an anchor or a tag is before `?`; write it behind the sign: `? &name value`",
    ],
  ],
  BAD_SCALAR_START: [
    ["a: @b", "1:4 a value cannot start with `@`; put it into quotes"],
    [
      "a: 1\n%YAML 1.2\n---\nb: 2",
      "2:1 a spec cannot have the directive `%YAML 1.2`; remove the line, and `---` below it",
    ],
    [
      "a: 1\n%YAML 1.2\n",
      "2:1 a spec cannot have the directive `%YAML 1.2`; remove the line",
    ],
  ],
  BLOCK_AS_IMPLICIT_KEY: [
    [
      "a:\n  - b\n - c",
      "3:2 this `-` is not in the column of the `-` above it; indent it by 2 blanks",
    ],
    [
      "a:\n  - b: 1\n      c: 2",
      "3:7 `c:` is indented deeper than `b:` on line 2, which has a value; indent it by 4 blanks, like `b:`",
    ],
    [
      "a: b:",
      "1:4 two fields on one line, `a:` and one below it; write `b:` on the next line, indented by 2 more blanks",
    ],
  ],
  BLOCK_IN_FLOW: [
    [
      "a: [\n  - b\n]",
      "2:3 a list item with a dash in brackets; write lists in brackets with commas and without dashes: `[a, b]`",
    ],
  ],
  DUPLICATE_KEY: { unreachable: "TreeReader finds and reports duplicates" },
  IMPOSSIBLE: { unreachable: "it would be a mistake of the library" },
  KEY_OVER_1024_CHARS: [
    [
      `${key}: 1`,
      "1:1 a key is longer than 1,024 characters; shorten it; a long text is a value",
    ],
    [
      `[${key}: 1]`,
      "1:1102 a key is longer than 1,024 characters; shorten it; a long text is a value",
    ],
  ],
  MISSING_CHAR: [
    [
      "a:\n  - b: 1\n   c: 2",
      "3:4 `c:` is indented by 3 blanks, and no line above it is; indent it by 4 blanks, like `b:` on line 2, or by no blanks, like `a:` on line 1",
    ],
    [
      "a: &x[1]",
      "1:6 no blank separates `&x` from the value; write a blank behind it, or put the whole text into quotes",
    ],
    [
      "--- a: 1",
      "1:5 `---` and a field or list item are on one line; write what follows it on the next line",
    ],
    [
      "%YAML 1.2\na: 1",
      "1:1 no line `---` is below the directive `%YAML 1.2`; remove the line; a comment begins with `#`",
    ],
    [
      "a: |\n      \n  b",
      "3:3 an empty line has more blanks than the text below it; remove the blanks of the empty line",
    ],
  ],
  MULTILINE_IMPLICIT_KEY: [
    [
      "// a comment\na: 1",
      "1:1 `//` does not begin a comment; write `# a comment`",
    ],
    [
      "some more words\na: 1",
      "1:1 this line has no colon; write it as `name: value`; if it belongs to the text above, put the whole text into quotes",
    ],
    [
      "a: 1\n- b",
      "2:1 a list item stands among fields; write the name of the list, such as `modules:`, on the line above",
    ],
  ],
  MULTIPLE_ANCHORS: [
    [
      "a: &x &y 1",
      "1:7 `&y` is a second anchor of the same value; remove `&y`",
    ],
    [
      "a: &x\n  &y 1",
      "2:3 `&y` is a second anchor of the same value; remove `&y`",
    ],
  ],
  MULTIPLE_DOCS: { unreachable: "readAnyYaml reports a second document" },
  MULTIPLE_TAGS: [
    [
      "a: !!str !!int 1",
      "1:10 `!!int` is a second tag of the same value; remove `!!int`",
    ],
  ],
  NON_STRING_KEY: { unreachable: "TreeReader reports keys that are no text" },
  RESOURCE_EXHAUSTION: {
    unreachable: "readAnyYaml reports a text that is nested too deep",
  },
  TAB_AS_INDENT: [
    [
      "a:\n\tb: 1",
      "2:1 this line is indented with a tab; indent with spaces, two for each level",
    ],
    [
      "a:\tb: 1",
      "1:4 two fields on one line, `a:` and one below it; write `b: 1` on the next line, indented by 2 more blanks",
    ],
  ],
  TAG_RESOLVE_FAILED: [
    ...["!<foo", "!!", "!e!foo", "!mine"].map((tag): Case => [
      `a: ${tag} 1`,
      `1:4 the tag \`${tag}\` is not part of this language; remove it; to write a text, use quotes`,
    ]),
  ],
  UNEXPECTED_TOKEN: [
    [
      "a: |x\n  b",
      "1:5 a text cannot start with `|x`; put the text into quotes, or write it on the lines below `|`",
    ],
    [
      "a: */5 *",
      "1:8 `*` is behind the end of the value; write it on a line of its own, or put the whole text into quotes",
    ],
    [
      "a: [b] c",
      "1:8 `c` is behind the end of the brackets; write it on a line of its own, or put the whole text into quotes",
    ],
    [
      "- a\nb: 1",
      "2:1 a field stands among list items; indent it by 2 more blanks if it belongs to the item above; otherwise begin it with `- `",
    ],
    ['a: "b",\nc: 1', "1:7 the line ends with `,`; remove `,`"],
  ],
};

/** The errors of a text, as `line:column message; help`. */
function errorsIn(text: string): readonly string[] {
  const source = { name: "tuning.yaml", text };
  return readYaml(source).errors.map(({ span, message, help }) => {
    const { line, column } = positionAt(source, span?.start ?? 0);
    return `${line}:${column} ${message}; ${help ?? "NO HELP"}`;
  });
}

const reachable = Object.entries(codes).flatMap(([code, cases]) =>
  "unreachable" in cases ? [] : cases.map((each) => [code, ...each] as const),
);

test.each(reachable)(
  "%s in %j is one error with help",
  (code, text, ...expected) => {
    const found = parseAllDocuments(text, { prettyErrors: false }).flatMap(
      ({ errors, warnings }) => [...errors, ...warnings],
    );
    expect(found.map((each) => each.code)).toContain(code);
    expect(errorsIn(text)).toEqual(expected);
  },
);

test.each([
  `a${" ".repeat(200_000)}b c\nd: 1`,
  `${"a".repeat(200_000)} &x[1]\nb: 1`,
  `a: ${"b".repeat(200_000)} |x\n  c: 1`,
  `a: "b"${" ".repeat(200_000)}c`,
  `a: [b]${" ".repeat(200_000)}c`,
  `${"- ".repeat(50)}a: 1\n${"-  ".repeat(60)}`,
  `{ a = b${" ".repeat(200_000)}; : 1 }`,
])("a long line is read in little time", (text) => {
  const start = performance.now();
  readYaml({ name: "tuning.yaml", text });
  readMiswritten(text);
  expect(performance.now() - start).toBeLessThan(2000);
});
