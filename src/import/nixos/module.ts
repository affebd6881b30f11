import { type Context, definitionsOf } from "./context.js";
import type { Findings } from "./findings.js";
import { itemsOf } from "./items.js";
import { isKnownSysctl } from "./known-sysctl.js";
import type { Options } from "./option.js";
import { options } from "./options.js";
import { readAttribute } from "./sysctl.js";
import type { Lazy, SetValue } from "./value.js";

/** Names of a module that are not options. */
const ownNames = new Set([
  "config",
  "disabledModules",
  "freeformType",
  "imports",
  "key",
  "meta",
  "options",
  "_class",
  "_file",
  "_module",
]);

/** Reads a module: the options that tune the kernel, and how many others there are. */
export function readModule(
  lazy: Lazy,
  context: Context,
  findings: Findings,
): void {
  for (const { value, node, context: around } of definitionsOf(lazy, context)) {
    if (value.kind === "set") {
      readParts(value, around, findings);
    } else if (value.kind === "unknown") {
      findings.remark(
        "left",
        node,
        `a part of the module is not read: ${value.why}`,
      );
    }
  }
}

function readParts(
  { attributes }: SetValue,
  context: Context,
  findings: Findings,
): void {
  for (const { name, bind, lazy } of attributes) {
    if (name === "imports") noteImports(lazy, findings);
    if (ownNames.has(name ?? "")) findings.see(bind);
    if (name === "config") readModule(lazy, context, findings);
  }
  const rest = attributes.filter(({ name = "" }) => !ownNames.has(name));
  readOptions(
    { kind: "set", attributes: rest },
    options,
    [],
    context,
    findings,
  );
}

function readOptions(
  { attributes }: SetValue,
  known: Options,
  path: readonly string[],
  context: Context,
  findings: Findings,
): void {
  for (const attribute of attributes) {
    const { name, bind, lazy } = attribute;
    findings.see(bind);
    const option = name === undefined ? undefined : (known[name] ?? known["*"]);
    if (path.length === 0 && isKnownSysctl(name ?? "")) {
      // The file is a set of sysctls, which another one imports.
      findings.options += 1;
      readAttribute(attribute, context, [], findings);
      continue;
    }
    if (name === undefined || option === undefined) {
      findings.others += 1;
      continue;
    }
    const names = [...path, name];
    if (typeof option === "function") {
      findings.read(bind);
      findings.options += 1;
      option({ lazy, context, names, bind, findings });
      continue;
    }
    for (const definition of definitionsOf(lazy, context)) {
      const { value, node, context: around } = definition;
      if (value.kind === "set")
        readOptions(value, option, names, around, findings);
      else if (names[0] === "boot" || names.length > 1)
        findings.remark(
          "left",
          node,
          `\`${names.join(".")}\` is not read: ${value.kind === "unknown" ? value.why : "it is not a set"}`,
        );
    }
  }
}

/** Notes the files that a module imports. */
function noteImports(lazy: Lazy, findings: Findings): void {
  for (const item of itemsOf(lazy)) {
    const value = item.value();
    if (value.kind === "path") findings.use(value.text, item.node);
  }
}
