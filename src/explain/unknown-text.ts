import { columns, indented, type Paint, WIDTH, wrap } from "./layout.js";
import type { UnknownExplanation } from "./types.js";

/** Says that nothing has this name, with suggestions. */
export function unknownText(
  { name, nearest, ignored }: UnknownExplanation,
  paint: Paint,
): string {
  // A similar name is not what was asked for.
  if (ignored?.kind !== undefined)
    return `${paint.bold(`\`${name}\` is a ${ignored.kind} of the spec, which cannot be explained until the error is fixed.`)}\n`;
  const [title = "", ...more] = wrap(
    `\`${name}\` is not the name of a key, setting, rule or error${ignored === undefined ? ", nor of anything in the spec" : ""}.`,
    WIDTH,
  );
  const next =
    nearest.length === 0
      ? [
          "Write keys as net.core.somaxconn, rules and errors as tunegen prints them in brackets.",
        ]
      : [
          "Did you mean one of these?",
          ...indented(
            columns(
              nearest.map((each) => [each.name, each.kind]),
              ["left", "left"],
            ),
            2,
          ),
        ];
  return `${[paint.bold(title), ...more, ...next].join("\n")}\n`;
}
