import { documentedArguments } from "../../catalogue/data/kernel-arguments.js";
import { allKeys, findKey } from "../../catalogue/lookup.js";
import { keyOf } from "../../core/key.js";
import type { NodeKind } from "../../settings/registry.js";

/** Finds the kind of a setting that no spec has to set: a path of sysfs, a size of huge pages, a documented kernel argument or a module that creates sysctls. */
export function kindByForm(name: string): NodeKind | undefined {
  if (/^\/?sys\/[^/]/u.test(name)) return "sysfs";
  if (/^[0-9]+[KMG]$/u.test(name)) return "hugepages";
  const own = name.replaceAll("-", "_");
  if (documentedArguments.split(/\s+/u).includes(own)) return "kernelArgument";
  return createsKeys(own) ? "module" : undefined;
}

function createsKeys(module: string): boolean {
  return allKeys().some(
    (id) => findKey(keyOf(id.split(".")))?.module === module,
  );
}
