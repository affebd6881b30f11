import { EncodeError } from "./error.js";
import { refuseControls } from "./sysctl.js";

/** A line of modules-load.d(5). @throws EncodeError for what is no module's name */
export function moduleName(name: string): string {
  if (!/^[\w-]+$/u.test(name))
    throw new EncodeError("modules-load.d", name, "is no module name");
  return name;
}

/**
 * A module parameter, as the kernel's command line and modprobe.d(5) take it: `hashsize=65536`. Double quotes keep
 * white space together; the kernel has no way to write a quote inside a value.
 *
 * @throws EncodeError for control characters, quotes, and a backslash, which joins lines in modprobe.d
 */
export function moduleParameter(name: string, value: string): string {
  refuseControls("modprobe.d", value);
  if (!/^[\w.-]+$/u.test(name))
    throw new EncodeError("modprobe.d", name, "is no parameter name");
  if (/["\\]/u.test(value))
    throw new EncodeError("modprobe.d", value, "holds a quote or a backslash");
  return value === "" || !/\s/u.test(value)
    ? `${name}=${value}`
    : `${name}="${value}"`;
}

/** A line of modprobe.d(5): `options nf_conntrack hashsize=65536`. */
export function moduleOptions(
  name: string,
  parameters: Readonly<Record<string, string>>,
): string {
  const words = Object.entries(parameters).map(([parameter, value]) =>
    moduleParameter(parameter, value),
  );
  return ["options", moduleName(name), ...words].join(" ");
}
