import type { Diagnostic } from "../../core/diagnostic.js";
import type { Span } from "../../core/source.js";
import { shownPath } from "../../output/location.js";
import type { Comparison } from "../../output/compare-with-disk.js";
import type { Plan } from "../../plan/types.js";
import { nodeKindNames } from "../../settings/registry.js";
import type { OutputFile } from "../../targets/types.js";

/**
 * Places the errors about stale files at the settings of the spec that changed, where these are known: a review shows the
 * spec's lines, and seldom those of generated files. The place in the file becomes a related one, and the message names
 * the file.
 */
export function placeInSpec(
  diagnostics: readonly Diagnostic[],
  { request, files }: Comparison<OutputFile>,
  plan: Plan | undefined,
): readonly Diagnostic[] {
  const byName = new Map(
    files.map((file) => [shownPath(request.location, file.path), file]),
  );
  return diagnostics.map((each) => {
    const { code, span } = each;
    const compared = span && byName.get(span.source.name);
    const output = request.files.find(({ path }) => path === compared?.path);
    if (code !== "output-stale" || span === undefined || output === undefined)
      return each;
    const [first, ...others] = changedSettings(
      output,
      compared?.found ?? "",
      plan,
    );
    return first === undefined
      ? each
      : {
          ...each,
          message: `${span.source.name} is out of date`,
          span: first,
          related: [{ message: "the first line that differs", span }],
          ...(others.length > 0 && {
            repeated: others.map((other) => ({
              message: "also changed",
              span: other,
            })),
          }),
        };
  });
}

/** The places in the spec of the settings whose lines the file on disk does not have. */
function changedSettings(
  { text, settingLines, nodes }: OutputFile,
  found: string,
  plan: Plan | undefined,
): readonly Span[] {
  const present = new Set(found.split("\n").map((line) => line.trim()));
  const lines = text.split("\n");
  const owners = (plan?.nodes ?? []).filter((node) =>
    nodes.some(({ kind, name }) => kind === node.kind && name === node.name),
  );
  const spans = new Map<string, Span>();
  for (const { kind, id, line } of settingLines()) {
    if (present.has((lines[line - 1] ?? "").trim())) continue;
    for (const node of owners) {
      const places: readonly SettingPlace[] = nodeKindNames.flatMap((name) =>
        name === kind ? [...node.settings[name]] : [],
      );
      const span = places.find((setting) => setting.id === id)?.origin.span;
      if (span !== undefined)
        spans.set(`${span.source.name}:${String(span.start)}`, span);
    }
  }
  return [...spans.values()];
}

interface SettingPlace {
  readonly id: string;
  readonly origin: { readonly span: Span };
}
