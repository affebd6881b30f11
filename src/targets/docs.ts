import * as z from "zod/mini";
import type { TargetOutput } from "../core/target.js";
import { kindNames, kinds } from "../settings/registry.js";
import { targets } from "./emit.js";
import type { Target } from "./types.js";

/** Generates docs/targets.md from the targets, as Markdown that prettier has yet to format. */
export function targetsDocs(): string {
  return [
    "# Targets",
    "",
    "<!-- Generated from src/targets/ by `npm run docs`. Do not edit. -->",
    "",
    "A target writes the files for one consumer, such as NixOS or Cilium. `tunegen build --only nixos,cilium` writes only the files of these targets. Default paths are below the folder `out`. The fields below, under `targets` in the spec, set other paths, relative to the spec. `{kind}` in a path is `role` or `host`, and `{name}` is the name of the role or host.",
    "",
    "`targets: { k3s: false }` in the spec switches a target off: no files are written for it, and `tunegen build` removes those of earlier builds. Settings that no other target writes are reported.",
    "",
    "| default path | field | contents | one file for |",
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
  const not = Object.entries(handles).flatMap(([name, reason]) => {
    const what = kindNames.find((kind) => kind === name);
    return typeof reason === "string"
      ? [
          `- Does not write ${what === undefined ? `\`${name}\`` : kinds[what].plural}: ${reason}.`,
        ]
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
    ...sometimes(target),
    ...not,
    ...Object.entries(options).map(
      ([field, schema]) => `- \`${name}.${field}\`: ${optionText(schema)}`,
    ),
    "",
  ];
}

/** Where the answer depends on the distribution: a kind that it usually writes, or usually does not. */
function sometimes({ handles, handlesOn = {} }: Target): readonly string[] {
  const names = kindNames.filter((kind) => handlesOn[kind] !== undefined);
  const listed = (usual: boolean): string =>
    names
      .filter((kind) => (handles[kind] === true) === usual)
      .map((kind) => kinds[kind].plural)
      .join(", ");
  const [also, not] = [listed(false), listed(true)];
  return [
    ...(also === "" ? [] : [`- Also writes ${also}, on some distributions.`]),
    ...(not === "" ? [] : [`- Does not write ${not} on some distributions.`]),
  ];
}

/** Describes an option and its default. */
function optionText(schema: z.ZodMiniType): string {
  const { description = "", default: standard } = z.toJSONSchema(schema, {
    io: "input",
  });
  return `${description}. Default: \`${JSON.stringify(standard)}\`.`;
}
