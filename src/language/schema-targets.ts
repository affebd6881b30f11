import * as z from "zod/mini";
import {
  accept,
  described,
  optional,
  strictObject,
  text,
} from "../core/schema.js";
import type { TargetFacts, TargetOutput } from "../core/target.js";

/** The paths and options of each target in the spec: by target name, then by field. */
export type TargetsData = Readonly<
  Record<string, Readonly<Record<string, unknown>> | false | undefined>
>;

/** Makes the schema of the section `targets`. */
export function targetsSchema(
  targets: readonly TargetFacts[],
): z.ZodMiniType<TargetsData> {
  return strictObject(
    Object.fromEntries(
      targets.map(({ name, summary, outputs, options }) => [
        name,
        described(
          optional(
            z.union([
              strictObject({
                ...pathFields(outputs),
                ...options,
                accept: optional(accept),
              }),
              described(z.literal(false), "Writes no files"),
            ]),
          ),
          summary,
        ),
      ]),
    ),
  );
}

function pathFields(
  outputs: TargetFacts["outputs"],
): Readonly<Record<string, z.ZodMiniType>> {
  return Object.fromEntries(
    Object.entries(outputs).map(([field, output]) => [
      field,
      described(optional(text), pathHelp(output)),
    ]),
  );
}

function pathHelp({ description, path, per }: TargetOutput): string {
  const placeholders =
    per === "node" ? "; {kind} is role or host, {name} its name" : "";
  return `${description}. Relative to this file${placeholders}. By default ${path} in the folder \`out\``;
}
