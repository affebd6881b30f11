import { knownOptions } from "../../catalogue/builds/table.js";
import type { KernelBuild } from "../../core/kernel-build.js";
import { yamlString } from "../../encode/yaml.js";

/**
 * Formats a kernel build as the YAML file that `kernelBuild` names: its version, its architecture and every option that
 * tunegen asks for, also those that are off. An option that is not listed is unknown to the reader.
 */
export function kernelBuildText(build: KernelBuild): string {
  const { kernel, arch, hasBackports, source } = build;
  const options = [...knownOptions()].sort().flatMap((symbol) => {
    const value = build.option(symbol);
    return value === undefined ? [] : `  ${symbol}: ${optionText(value)}\n`;
  });
  return `# A kernel build for tunegen. Name this file in the spec, relative to it: node: { kernelBuild: ./my-kernel.yaml }
platform: custom
kernel: ${yamlString(kernel)}
arch: ${arch}
${hasBackports ? "backports: true # features of later versions\n" : ""}source: ${yamlString(source)}
options:
${options.join("")}`;
}

/** `y`, `m` and numbers as in the configuration, other texts in quotes. */
function optionText(value: string): string {
  return /^(?:[ymn]|\d+|0x[0-9a-f]+)$/iu.test(value)
    ? value
    : yamlString(value);
}
