import { keyOf } from "../../core/key.js";
import { yamlKey, yamlString } from "../../encode/yaml.js";
import { valueText } from "../../settings/sysctl/value.js";
import { hasDocuments } from "../../targets/talos/version.js";
import type { OldValue, Undo } from "../types.js";
import { evidenceLines, heading } from "./heading.js";

/**
 * Writes a patch of the machine configuration with the old values. Talos writes back what a key had before its own first
 * write since boot once the key leaves the configuration, so that the patch is only needed until then.
 * Source: Talos 1.11, internal/app/machined/pkg/controllers/runtime/kernel_param_spec.go, resetKernelParam().
 */
export function talosPatch(undo: Undo, specName: string): string {
  const sysctls = undo.values.filter(({ key }) => key !== undefined);
  const files = undo.values.filter(({ key }) => key === undefined);
  const shape = hasDocuments(undo.node.facts) ? documents : fields;
  return `${[
    ...heading(undo, specName, [
      undo.since === undefined
        ? "Apply it, then remove both this patch and that of the tuning from the machine configuration."
        : `Apply it, then remove this patch and put that of the tuning as it was in ${undo.since} into the machine configuration.`,
    ]),
    "",
    ...shape(sysctls, files),
  ].join("\n")}\n`;
}

type Shape = (
  sysctls: readonly OldValue[],
  files: readonly OldValue[],
) => readonly string[];

const fields: Shape = (sysctls, files) =>
  sysctls.length + files.length === 0
    ? ["machine: {}"]
    : [
        "machine:",
        ...(sysctls.length === 0 ? [] : ["  sysctls:", ...lines(sysctls, 4)]),
        ...(files.length === 0 ? [] : ["  sysfs:", ...lines(files, 4)]),
      ];

const documents: Shape = (sysctls, files) => [
  ...document("SysctlConfig", sysctls),
  ...(files.length === 0 ? [] : ["---", ...document("SysfsConfig", files)]),
];

function document(kind: string, values: readonly OldValue[]): string[] {
  return [
    "apiVersion: v1alpha1",
    `kind: ${kind}`,
    ...(values.length === 0
      ? ["params: {}"]
      : ["params:", ...lines(values, 2)]),
  ];
}

function lines(values: readonly OldValue[], indent: number): string[] {
  return values
    .flatMap((old) => [
      ...evidenceLines(old, indent),
      `${yamlKey(nameOf(old))}: ${yamlString(valueText(old.value))}`,
    ])
    .map((line) => `${" ".repeat(indent)}${line}`);
}

/** Talos names files below /sys with dots, too. */
function nameOf({ id, key }: OldValue): string {
  return key === undefined
    ? keyOf(id.replace(/^\/sys\//u, "").split("/")).id
    : id;
}
