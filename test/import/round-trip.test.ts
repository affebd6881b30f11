import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Compiled, compileSource } from "../../src/compile.js";
import type { Source } from "../../src/core/source.js";
import { importFiles } from "../../src/import/import-files.js";
import { writeSpec } from "../../src/import/spec/write.js";
import type { NodePlan } from "../../src/plan/types.js";
import { valueText } from "../../src/settings/sysctl/value.js";

/* What tunegen wrote for a spec is imported and built again: the nodes have the settings that they had. */

const golden = join(import.meta.dirname, "..", "golden");

/** Targets with files of one node each, in a format that import reads. */
const readable = /^(?:nixos|sysctl\.d|talos|k3s|rke2|kubeadm|system)\//u;

const cases = readdirSync(golden, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) => {
    const { plan, files } = compiled(join(golden, name));
    return (plan?.nodes ?? []).flatMap((node) => {
      const own = files.filter(({ path }) => isOf(path, node));
      return own.length === 0 ? [] : [{ name, role: node.name, node, own }];
    });
  });

test.each(cases)("$name: the settings of $role", ({ node, role, own }) => {
  const files = own.map(({ path, text }) => ({
    source: { name: path, text },
    role,
    isNamed: true,
  }));
  const { draft, remarks } = importFiles(files, undefined);
  const text = writeSpec(draft, "tuning.schema.json");
  const again = compileSource(
    { name: "tuning.yaml", text },
    { readInclude: () => ({ name: "", text: "" }) },
  ).plan?.nodes.find((other) => other.name === role);
  // What looks like a variable of a template is reported, and not taken.
  const left = remarks
    .filter(({ kind }) => kind === "left")
    .map(({ message }) => message);
  const isTaken = (line: string): boolean =>
    !line.includes("${") ||
    !left.some((message) => message.includes(line.split(" ")[1] ?? ""));
  // import does not read the scripts for other boot loaders than GRUB.
  const hasArguments =
    node.platform.settingsForm !== "etc" ||
    own.some(({ path }) => path.includes("/grub.d/"));
  expect(settingsOf(again, hasArguments), text).toEqual(
    settingsOf(node, hasArguments).filter(isTaken),
  );
});

function compiled(folder: string): Compiled {
  const sourceIn = (path: string): Source => ({
    name: path,
    text: readFileSync(join(folder, path), "utf8"),
  });
  return compileSource(sourceIn("tuning.yaml"), { readInclude: sourceIn });
}

function isOf(path: string, { kind, name }: NodePlan): boolean {
  const below = path.replace(/^out\//u, "");
  return (
    readable.test(below) &&
    below.split(/[/.]/u).some((part) => part === `${kind}-${name}`)
  );
}

/** The settings of a node that its files have, as lines. */
function settingsOf(
  node: NodePlan | undefined,
  hasArguments: boolean,
): readonly string[] {
  if (node === undefined) return [];
  const { sysctl, module, sysfs, kernelArgument } = node.settings;
  return [
    ...sysctl.flatMap(({ key, value }) =>
      value === undefined ? [] : [`sysctl ${key.id} = ${valueText(value)}`],
    ),
    ...module.map(({ id }) => `module ${id}`),
    ...sysfs.flatMap(({ id, value }) =>
      value === undefined ? [] : [`sysfs ${id} = ${value}`],
    ),
    ...(hasArguments ? kernelArgument : []).flatMap(({ id, value }) =>
      value === undefined ? [] : [`argument ${id} = ${JSON.stringify(value)}`],
    ),
  ].sort();
}
