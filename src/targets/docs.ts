import * as z from "zod/mini";
import type { TargetOutput } from "../core/target.js";
import { kindNames, kinds } from "../settings/registry.js";
import { targets } from "./emit.js";
import type { Target } from "./types.js";

/** Generates docs/targets.md from the targets: Markdown that the formatter still has to lay out. */
export function targetsDocs(): string {
  return [
    "# Targets",
    "",
    "<!-- Generated from src/targets/ by `npm run docs`. Do not edit. -->",
    "",
    "A target writes the files of one consumer. `tunegen build --only nixos,cilium` writes these targets only. Paths are below the folder `out` unless the spec names others under `targets`; those are relative to the spec. In the path of a file that there is one of for each node, `{kind}` is `role` or `host`, and `{name}` its name.",
    "",
    "| default path | field | what it is | one for |",
    "| --- | --- | --- | --- |",
    ...targets.flatMap(({ name, outputs }) =>
      Object.entries(outputs).map(([field, output]) =>
        row(name, field, output),
      ),
    ),
    "",
    ...targets.flatMap(section),
  ].join("\n");
}

const counts: Readonly<Record<TargetOutput["per"], string>> = {
  node: "each role and host",
  spec: "the whole spec",
};

function row(
  target: string,
  field: string,
  { path, per, description }: TargetOutput,
): string {
  const cells = [
    `\`${path}\``,
    `\`${target}.${field}\``,
    description,
    counts[per],
  ];
  return `| ${cells.join(" | ")} |`;
}

function section(target: Target): readonly string[] {
  const { name, summary, options, handles } = target;
  const written = kindNames.filter((kind) => handles[kind] === true);
  const not = kindNames.flatMap((kind) => {
    const reason = handles[kind];
    return typeof reason === "string"
      ? [`- Does not write ${kinds[kind].plural}: ${reason}.`]
      : [];
  });
  return [
    `## ${name}`,
    "",
    `${summary}.`,
    "",
    ...(written.length === 0
      ? []
      : [`- Writes ${written.map((kind) => kinds[kind].plural).join(", ")}.`]),
    ...not,
    ...Object.entries(options).map(
      ([field, schema]) => `- \`${name}.${field}\`: ${optionText(schema)}`,
    ),
    "",
  ];
}

/** What an option does, and its default. */
function optionText(schema: z.ZodMiniType): string {
  const { description = "", default: standard } = z.toJSONSchema(schema, {
    io: "input",
  });
  return `${description}. Default: \`${JSON.stringify(standard)}\`.`;
}
