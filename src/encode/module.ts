import { EncodeError } from "./error.js";
import { refuseControls } from "./sysctl.js";

/** Encodes a line of modules-load.d(5). @throws EncodeError for an invalid module name */
export function moduleName(name: string): string {
  if (!/^[\w-]+$/u.test(name))
    throw new EncodeError("modules-load.d", name, "is not a module name");
  return name;
}

/**
 * Encodes a module parameter for the kernel command line and modprobe.d(5): `hashsize=65536`. Double quotes protect
 * white space; the kernel cannot express a quote inside a value.
 *
 * @throws EncodeError for control characters, quotes, and a backslash, which joins lines in modprobe.d
 */
export function moduleParameter(name: string, value: string): string {
  refuseControls("modprobe.d", value);
  if (!/^[\w.-]+$/u.test(name))
    throw new EncodeError("modprobe.d", name, "is not a parameter name");
  if (/["\\]/u.test(value))
    throw new EncodeError(
      "modprobe.d",
      value,
      "contains a quote or a backslash",
    );
  return value === "" || !/\s/u.test(value)
    ? `${name}=${value}`
    : `${name}="${value}"`;
}

/** Encodes a line of modprobe.d(5): `options nf_conntrack hashsize=65536`. */
export function moduleOptions(
  name: string,
  parameters: Readonly<Record<string, string>>,
): string {
  const words = Object.entries(parameters).map(([parameter, value]) =>
    moduleParameter(parameter, value),
  );
  return ["options", moduleName(name), ...words].join(" ");
}
