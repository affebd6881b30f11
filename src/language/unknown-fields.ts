import { listOf } from "../core/list-of.js";
import type * as z from "zod/mini";
import { type Diagnostic, error } from "../core/diagnostic.js";
import { joinNames, shortNameList } from "../core/name-list.js";
import { didYouMean } from "../core/nearest.js";
import { isReasonField } from "../core/schema.js";
import type { Span } from "../core/source.js";
import { type Path, spanAt, type Tree, treeAt } from "../core/tree.js";
import { formOfField, helpForPasted } from "./foreign-file.js";
import { miswrittenField, whyForeign } from "./miswritten-field.js";
import { notIndented, reportNotIndented } from "./not-indented.js";
import { keysSplitAt, vectorWrittenAt } from "./split-keys.js";
import type { Fields } from "./schema-walk.js";
import { placeOfReason, remedyFor } from "./shape-places.js";

/** A mapping of a spec, and what the language allows in it. */
export interface Place {
  readonly path: Path;
  readonly tree: Tree;
  readonly fields: Fields;
  readonly schema: z.ZodMiniType;
}

/** Reports the fields that a mapping cannot have. Those that one instruction mends are one error. */
export function unknownFields(
  keys: readonly string[],
  place: Place,
): readonly Diagnostic[] {
  const { tree, path, schema } = place;
  const vector = vectorWrittenAt(path, tree);
  if (vector !== undefined)
    return [
      error("unknown-field", spanAt(tree, path), vector.message, {
        help: vector.help,
      }),
    ];
  const tooFlat = notIndented(path, tree, schema);
  const flat = new Set(tooFlat?.keys);
  const single = keys
    .filter((key) => !flat.has(key))
    .map((key) => ({ key, found: unknownField(key, place) }));
  return [
    ...(tooFlat === undefined ? [] : [reportNotIndented(tooFlat, path, tree)]),
    ...unite(single, place),
  ];
}

interface Found {
  readonly key: string;
  readonly found: Diagnostic;
}

/** Unites the errors about fields that belong to the same place. */
function unite(
  all: readonly Found[],
  { tree, path }: Place,
): readonly Diagnostic[] {
  const byHelp = new Map<string, Found[]>();
  for (const each of all) {
    const { help = "", fix } = each.found;
    const isMove = help.startsWith("move it ") && fix === undefined;
    const id = isMove ? help : each.key;
    listOf(byHelp, id).push(each);
  }
  return [...byHelp.values()].flatMap((group) => {
    const [first, second] = group;
    if (first === undefined) return [];
    if (second === undefined) return [first.found];
    const names = group.map(({ key }) => `\`${key}\``);
    return [
      {
        ...first.found,
        message: `${shortNameList(names, 5)} are not fields here`,
        repeated: group.slice(1).map(({ key, found: { span } }) => ({
          message: `\`${key}\``,
          span: span ?? spanAt(tree, path),
        })),
        help: (first.found.help ?? "").replace("move it ", "move them "),
      },
    ];
  });
}

function unknownField(key: string, place: Place): Diagnostic {
  const { path, tree, fields } = place;
  const span = spanAt(tree, [...path, key]);
  if (!fields.names.has(key)) {
    const split = keysSplitAt(key, path, tree);
    const [first] = split;
    if (first !== undefined) {
      const [is, keys] = split.length === 1 ? ["is", "key"] : ["are", "keys"];
      return error(
        "unknown-field",
        span,
        `${joinNames(split.map((each) => `\`${each}\``))} ${is} split over several lines`,
        {
          why: "a key of the kernel is one word, with dots",
          help: `write the whole ${keys}: \`${first}: ...\``,
        },
      );
    }
    return (
      miswrittenField(key, place) ??
      error("unknown-field", span, `\`${key}\` is not a field here`, {
        ...whyForeign(key),
        ...remedyForField(key, place, span),
      })
    );
  }
  const others = [...(treeAt(tree, path)?.entries?.keys() ?? [])].filter(
    (other) => other !== key,
  );
  return error(
    "unknown-field",
    span,
    `\`${key}\` cannot be combined with ${others.map((other) => `\`${other}\``).join(", ")}`,
    {
      help: isReasonField(key)
        ? `write the value as value: { ... }, and ${key} beside it`
        : "remove one of them",
    },
  );
}

/** Fields at the top of other files that only tell a reader what the file is. */
const forReaders: ReadonlySet<string> = new Set([
  "name",
  "title",
  "description",
  "metadata",
  "kind",
]);

function remedyForField(
  key: string,
  { path, tree, fields, schema }: Place,
  span: Span,
): Pick<Diagnostic, "help" | "fix"> {
  if (isReasonField(key))
    return { help: placeOfReason(key, path, tree, schema) };
  const remedy = remedyFor(
    key,
    path,
    fields,
    schema,
    treeAt(tree, [...path, key]),
  );
  const foreign = remedy === undefined ? formOfField(key) : undefined;
  if (foreign !== undefined)
    return { help: helpForPasted(foreign, span.source.name) };
  if (path.length === 0 && forReaders.has(key))
    return { help: "write it as a comment: `# ...`" };
  if (remedy === undefined) return { help: didYouMean(key, fields.names) };
  const { help, rename } = remedy;
  // A second field of that name would be lost.
  return rename === undefined || treeAt(tree, path)?.entries?.has(rename)
    ? { help }
    : { help, fix: [{ span, text: rename }] };
}
