import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import * as z from "zod/mini";

/** The top of the repository. */
export const root = join(import.meta.dirname, "..", "..");

/** Reads a YAML file of the repository. */
export function readYamlFile(path: string): unknown {
  return parse(readFileSync(join(root, path), "utf8"));
}

const step = z.strictObject({
  name: z.optional(z.string()),
  uses: z.optional(z.string()),
  with: z.optional(z.record(z.string(), z.unknown())),
  if: z.optional(z.string()),
  shell: z.optional(z.string()),
  env: z.optional(z.record(z.string(), z.string())),
  run: z.optional(z.string()),
});

/** What GitHub reads of a composite action. */
const shape = z.strictObject({
  name: z.string(),
  description: z.string(),
  branding: z.strictObject({ icon: z.string(), color: z.string() }),
  inputs: z.record(
    z.string(),
    z.strictObject({ description: z.string(), default: z.string() }),
  ),
  runs: z.strictObject({
    using: z.literal("composite"),
    steps: z.array(step),
  }),
});

export const action = shape.parse(readYamlFile("action.yml"));

export type Step = z.infer<typeof step>;

/** Returns the script of a step of the action. */
export function scriptOf(name: string): string {
  const found = action.runs.steps.find((each) => each.name === name);
  if (found?.run === undefined)
    throw new Error(`no step ${name} with a script`);
  return found.run;
}
