import * as z from "zod/mini";
import type { Diagnostic } from "../core/diagnostic.js";
import type { KernelBuild } from "../core/kernel-build.js";
import type { Reporter } from "../core/report.js";
import {
  described,
  flag,
  optional,
  scalar,
  strictObject,
  text,
  version,
} from "../core/schema.js";
import type { Source, Span } from "../core/source.js";
import type { Tree } from "../core/tree.js";
import { isSource } from "./decode.js";
import type { FactFilesAt } from "./read-facts.js";
import { readShape } from "./shape.js";
import { readYaml } from "./yaml.js";

/** Reads a file by its path in the spec. */
type ReadFile = (path: string) => Source | Diagnostic;

/** Made only for a spec that names such a file. */
const fileSchema = () =>
  strictObject({
    platform: optional(z.literal("custom")),
    kernel: described(version(), 'The version of Linux, quoted: "6.12.48"'),
    arch: z.enum(["amd64", "arm64"]),
    backports: optional(flag),
    source: optional(text),
    options: z.record(text, scalar),
  });

/** Makes the reader of the files that `kernelBuild` names; each file is read once. */
export function kernelBuildReader(
  readFile: ReadFile,
  reporter: Reporter,
): FactFilesAt {
  const builds = new Map<string, KernelBuild | undefined>();
  return (place) => ({
    kernelBuild: (path) => {
      if (!builds.has(path))
        builds.set(path, readKernelBuild(path, place, readFile, reporter));
      return builds.get(path);
    },
  });
}

function readKernelBuild(
  path: string,
  place: Span,
  readFile: ReadFile,
  reporter: Reporter,
): KernelBuild | undefined {
  const source = readFile(path);
  if (!isSource(source)) {
    reporter.add([{ ...source, span: place }]);
    return undefined;
  }
  const { tree, errors } = readYaml(source);
  reporter.add(errors);
  if (tree === undefined && errors.length > 0) return undefined;
  if (tree?.entries === undefined)
    return reporter.error(
      "not-a-kernel-build",
      place,
      `${source.name} does not describe a kernel build`,
      {
        why: "`kernelBuild` needs a file with the version, the architecture and the options of a kernel",
        help: `write it from the configuration of the kernel: tunegen kernel-build /boot/config-... > ${path}`,
      },
    );
  const { data, errors: wrong } = readShape(fileSchema(), tree);
  reporter.add(wrong);
  const areNames = checkNames(tree, reporter);
  return data !== undefined && wrong.length === 0 && areNames
    ? buildOf(path, data, tree)
    : undefined;
}

/** Reports what cannot be the name of an option. One that tunegen does not ask for may be of use to a later version. */
function checkNames(tree: Tree, reporter: Reporter): boolean {
  const wrong = [...(tree.entries?.get("options")?.value.entries ?? [])].filter(
    ([name]) => !/^(?!CONFIG_)[A-Z0-9]\w*$/u.test(name),
  );
  for (const [name, { key }] of wrong)
    reporter.error(
      "unknown-field",
      key,
      `\`${name}\` is not the name of a kernel option`,
      {
        help: name.startsWith("CONFIG_")
          ? `write it without CONFIG_: ${name.slice("CONFIG_".length)}`
          : "write it in capital letters, such as HZ or NF_CONNTRACK",
      },
    );
  return wrong.length === 0;
}

function buildOf(
  path: string,
  {
    kernel,
    arch,
    backports = false,
    source = path,
  }: z.infer<ReturnType<typeof fileSchema>>,
  tree: Tree,
): KernelBuild {
  const options = tree.entries?.get("options")?.value.entries;
  return Object.freeze({
    id: path,
    platform: "custom",
    release: "",
    flavour: "",
    isStandard: true,
    arch,
    kernel,
    certainty: "read",
    hasBackports: backports,
    source,
    // As written: YAML would read 0x0 as a number.
    option: (symbol: string) => options?.get(symbol)?.value.raw,
  });
}
