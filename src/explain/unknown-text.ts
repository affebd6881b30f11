import { columns, indented, type Paint, WIDTH, wrap } from "./layout.js";
import type { UnknownExplanation } from "./types.js";

/** Says that nothing has this name, with suggestions. */
export function unknownText(
  { name, nearest }: UnknownExplanation,
  paint: Paint,
): string {
  const [title = "", ...more] = wrap(
    `\`${name}\` is not the name of a key, setting, rule or error, nor of anything in the spec.`,
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
