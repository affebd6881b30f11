import { columns, indented, type Paint, WIDTH, wrap } from "./layout.js";
import type { UnknownExplanation } from "./types.js";

/** That nothing has such a name, and what may be meant. */
export function unknownText(
  { name, hint, nearest }: UnknownExplanation,
  paint: Paint,
): string {
  const [title = "", ...more] = wrap(
    `There is no key, rule, error, role or host \`${name}\`.`,
    WIDTH,
  );
  const next =
    nearest.length === 0
      ? [
          "Keys are written as net.core.somaxconn; rules and errors as tunegen prints them in brackets.",
        ]
      : [
          hint ?? "Did you mean one of these?",
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
