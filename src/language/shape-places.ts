import type * as z from "zod/mini";
import { type Path, type Tree, treeAt } from "../core/tree.js";
import { isReasonField } from "../core/schema.js";
import { fieldsCalled } from "./other-words.js";
import { fitsShape } from "./shape-fits.js";
import { type Fields, fieldsAt } from "./schema-walk.js";

/** A remedy for a field that does not exist where it is written. */
export interface Remedy {
  readonly help: string;
  /** The field's own name, if nothing but the name is wrong. */
  readonly rename?: string;
}

/**
 * Says how to mend a field that does not exist here: its own name here, or the place further up or down to which it
 * belongs, under this or another name. Undefined if no place, or more than one, has such a field.
 */
export function remedyFor(
  key: string,
  path: Path,
  { names }: Fields,
  schema: z.ZodMiniType,
  value: Tree | undefined,
): Remedy | undefined {
  const others = fieldsCalled(key);
  const fits = (place: Path): boolean =>
    value === undefined || fitsShape(value, place, schema);
  const called = others.filter((name) => names.has(name));
  // One item stands for a list of one, which the next run says.
  const here =
    called.length === 1 && value?.entries === undefined
      ? called
      : called.filter((name) => fits([...path, name]));
  const [own, ...more] = here;
  if (own !== undefined)
    return more.length === 0
      ? { help: `write \`${own}\``, rename: own }
      : { help: `write ${here.map((name) => `\`${name}\``).join(" or ")}` };
  for (const name of [key, ...others]) {
    const place =
      placeBelow(name, path, names, schema) ?? placeAbove(name, path, schema);
    // Another name is only the same thing if the value is.
    if (place !== undefined && (name === key || fits(place.path)))
      return {
        help: `move it ${place.words}${name === key ? "" : `, as \`${name}\``}`,
      };
  }
  const role = path.length === 0 && value ? roleOf(value, schema) : undefined;
  return role && { help: role(key) };
}

/** Tells where a mapping of an unknown name at the top belongs, by what it has. */
function roleOf(
  { entries }: Tree,
  schema: z.ZodMiniType,
): ((key: string) => string) | undefined {
  const names = [...(entries?.keys() ?? [])];
  if (names.length === 0) return undefined;
  const role = fieldsAt(schema, ["roles", "NAME"]).names;
  if (names.every((name) => role.has(name)))
    return () => "move it below `roles:`";
  return names.every((name) => aSysctl.test(name))
    ? (key) =>
        `move it to a profile: \`profiles: { ${key.replace(/^x-/u, "")}: { sysctl: ... } }\``
    : undefined;
}

const aSysctl = /^[a-z0-9]+[./][a-z]/u;
/** What begins as most sysctls do. */
const ofKernel = /^(?:fs|kernel|net|user|vm)[./][a-z]/u;

/** A place for a field, and how a message names it. */
interface Place {
  readonly path: Path;
  readonly words: string;
}

/** The one field here below which a field belongs; for a sysctl that is `sysctl`. */
function placeBelow(
  name: string,
  path: Path,
  names: Fields["names"],
  schema: z.ZodMiniType,
): Place | undefined {
  const [section = "", ...rest] = name.split(".");
  const field = rest.join(".");
  // As a path: `node.os`.
  if (
    names.has(section) &&
    fieldsAt(schema, [...path, section]).names.has(field)
  )
    return {
      path: [...path, section, field],
      words: `below \`${section}:\`, as \`${field}\``,
    };
  const isSysctl = aSysctl.test(name);
  if (isSysctl && names.has("sysctl"))
    return { path: [...path, "sysctl", name], words: "below `sysctl:`" };
  // The settings at the top of a spec are those of a role.
  if (path.length === 0) {
    const role = fieldsAt(schema, ["roles", "NAME"]).names;
    if (isSysctl) return ofRole(name);
    if (role.has(name) && !isReasonField(name))
      return {
        path: ["roles", "NAME", name],
        words: `to a role: \`roles: { NAME: { ${name}: ... } }\``,
      };
  }
  const [home, ...more] = [...names].filter((each) =>
    fieldsAt(schema, [...path, each]).names.has(name),
  );
  // If several sections have such a field, nobody knows which one was intended.
  return home === undefined || more.length > 0
    ? undefined
    : { path: [...path, home, name], words: `below \`${home}:\`` };
}

/** The nearest place above that has such a field. */
function placeAbove(
  name: string,
  path: Path,
  schema: z.ZodMiniType,
): Place | undefined {
  const isSysctl = aSysctl.test(name);
  for (let length = path.length - 1; length >= 0; length -= 1) {
    const above = path.slice(0, length);
    const { names } = fieldsAt(schema, above);
    if (isSysctl && names.has("sysctl"))
      return {
        path: [...above, "sysctl", name],
        words: `below the \`sysctl:\` of \`${above.map(String).join(".")}\``,
      };
    if (!names.has(name)) continue;
    const beside = `beside \`${String(path[length])}:\``;
    return {
      path: [...above, name],
      words:
        length === 0
          ? `to the top of the file, ${beside}`
          : `to \`${above.map(String).join(".")}\`, ${beside}`,
    };
  }
  return path.length > 0 && ofKernel.test(name) ? ofRole(name) : undefined;
}

/** Where a sysctl belongs that is in no role or host. */
function ofRole(sysctl: string): Place {
  return {
    path: ["roles", "NAME", "sysctl", sysctl],
    words: "to a role, below its `sysctl:`",
  };
}

/** Says where `why`, `refs` or `accept` may be instead: at what encloses the place, at one of its settings, or nowhere. */
export function placeOfReason(
  key: string,
  path: Path,
  tree: Tree,
  schema: z.ZodMiniType,
): string {
  const places = [
    enclosing(key, path, schema),
    path.length === 0 ? undefined : settingIn(key, path, tree, schema),
  ].filter((place) => place !== undefined);
  if (places.length > 0) return `write it ${places.join(", or ")}`;
  if (key === "accept" && path.length === 0) {
    const [rule = "RULE"] = treeAt(tree, [key])?.entries?.keys() ?? [];
    return `move it to the role, host or setting that the finding is about; for the whole spec, write \`rules: { ${rule}: off }\``;
  }
  return key === "accept"
    ? "write it in the role, host or setting that the finding is about"
    : "write it as a comment: `# ...`";
}

/** The nearest place above that has reasons, such as a role. */
function enclosing(
  key: string,
  path: Path,
  schema: z.ZodMiniType,
): string | undefined {
  for (let length = path.length - 1; length > 0; length -= 1) {
    const above = path.slice(0, length);
    if (fieldsAt(schema, above).names.has(key))
      return `in \`${above.map(String).join(".")}\`, beside \`${String(path[length])}:\``;
  }
  return undefined;
}

/** The first setting there that may have a reason of its own. */
function settingIn(
  key: string,
  path: Path,
  tree: Tree,
  schema: z.ZodMiniType,
): string | undefined {
  for (const name of treeAt(tree, path)?.entries?.keys() ?? []) {
    const { names } = fieldsAt(schema, [...path, name]);
    if (name === key || !names.has(key)) continue;
    const value = names.has("value") ? "value: ..., " : "";
    return `at one setting: \`${name}: { ${value}${key}: ... }\``;
  }
  return undefined;
}
