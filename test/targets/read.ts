import { parseAllDocuments } from "yaml";
import type { NodePlan, Plan } from "../../src/plan/types.js";
import { emitAll, type TargetName } from "../../src/targets/emit.js";

/** The text of the one file of a target. */
export function onlyText(plan: Plan, target: TargetName): string {
  const files = emitAll(plan, [target]);
  const [file, ...more] = files;
  if (file === undefined || more.length > 0)
    throw new Error(`${files.length} files of ${target}`);
  return file.text;
}

/** All documents of a YAML text, by either version of YAML. */
export function readYaml(
  text: string,
  version: "1.1" | "1.2" = "1.2",
): readonly unknown[] {
  const documents = parseAllDocuments(text, { version });
  if (!Array.isArray(documents)) return [];
  return documents.map((document) => {
    const [fault] = [...document.errors, ...document.warnings];
    if (fault !== undefined) throw fault;
    return document.toJS() as unknown;
  });
}

/** What a node's settings come to, as text by key. */
export function settingsOf(node: NodePlan): Readonly<Record<string, string>> {
  return Object.fromEntries(
    node.settings.sysctl.flatMap(({ id, value }) =>
      value === undefined
        ? []
        : [[id, value.type === "text" ? value.text : value.fields.join(" ")]],
    ),
  );
}
