import { type Diagnostic, error } from "../core/diagnostic.js";
import type { Source } from "../core/source.js";
import type { Tree } from "../core/tree.js";
import { readPastedLine } from "./pasted/pasted-line.js";

/**
 * Reports a file that is not a spec but configuration of another program, which `tunegen import` reads; undefined for a
 * spec, even a broken one.
 * @param tree what YAML reads in it; undefined if it is not YAML
 */
export function reportForeign(
  source: Source,
  tree: Tree | undefined,
): Diagnostic | undefined {
  if (/^(?:version|"version"|roles|profiles)\s*:/mu.test(source.text))
    return undefined;
  const form = (tree && formOfTree(tree)) ?? formOfText(source.text, tree);
  return form === undefined
    ? undefined
    : error(
        "not-a-spec",
        { source, ...firstLine(source.text) },
        `the file is ${form}, not a spec`,
        {
          why: "a spec starts with `version: 1`, and lists settings by role",
          help:
            form === COMPOSE
              ? `leave it as it is: ${OF_CONTAINER}`
              : `import it: tunegen import ${source.name === "<stdin>" ? "-" : source.name}`,
        },
      );
}

const COMPOSE = "a Compose file";
const OF_CONTAINER =
  "its sysctls are those of one container, which a spec has no place for";

/** Fields at the top that tell a format, each with its name. */
const fields: ReadonlyMap<string, string> = new Map([
  ["machine", "a Talos configuration"],
  ["kubelet-arg", "a configuration of K3s or RKE2"],
  ["write-kubeconfig-mode", "a configuration of K3s or RKE2"],
  ["node-label", "a configuration of K3s or RKE2"],
  ["services", COMPOSE],
]);

/** Fields within such files, which are pasted into a spec. */
const innerFields: ReadonlyMap<string, string> = new Map([
  ["securityContext", "a Kubernetes manifest"],
  ["podSecurityContext", "the values of a Helm chart"],
  ["boot", "a NixOS module"],
]);

/** Returns in words the kind of file that has a field, other than a spec. */
export function formOfField(name: string): string | undefined {
  return fields.get(name) ?? innerFields.get(name);
}

/** Says what to do with a part of another file in a spec. */
export function helpForPasted(form: string, spec: string): string {
  return form === COMPOSE
    ? `remove it: this is a part of ${form}, and ${OF_CONTAINER}`
    : `this is a part of ${form}: put it into a file of its own, and run \`tunegen import FILE --into ${spec}\``;
}

const fieldsOfPlays = ["hosts", "name"] as const;

function formOfTree({ entries, items }: Tree): string | undefined {
  for (const [name, form] of fields) if (entries?.has(name)) return form;
  if (
    items?.some((item) => fieldsOfPlays.some((name) => item.entries?.has(name)))
  )
    return "an Ansible playbook or list of tasks";
  const [kind, api] = [textAt(entries, "kind"), textAt(entries, "apiVersion")];
  if (kind === undefined) return undefined;
  if (api === "v1alpha1") return `a Talos document of kind \`${kind}\``;
  return api === undefined
    ? undefined
    : `a Kubernetes object of kind \`${kind}\``;
}

function textAt(entries: Tree["entries"], name: string): string | undefined {
  const data = entries?.get(name)?.value.data;
  return typeof data === "string" ? data : undefined;
}

function formOfText(text: string, tree: Tree | undefined): string | undefined {
  const lines = text
    .split("\n")
    .filter((line) => !/^\s*(?:[#;].*)?$/u.test(line));
  const [first = ""] = lines;
  // A mapping in YAML starts with a name and a colon, too.
  const isMapping = tree?.entries !== undefined && !first.startsWith("{");
  if (
    (!isMapping &&
      /\bboot\.kernel\b|^\s*(?:\{[^:"]*\}|[a-z]\w*)\s*:\s*(?:\{|let\b|with\b|$)/u.test(
        first,
      )) ||
    lines.some((line) => /^\s*boot\.kernel\.sysctl\b/u.test(line))
  )
    return "a NixOS module";
  const forms = lines.map((line) =>
    /^\s/u.test(line) ? undefined : readPastedLine(line)?.form,
  );
  return lines.length > 0 && forms[0] === "sysctl.conf"
    ? "a sysctl.conf file"
    : undefined;
}

/** The offsets of the first line that is not empty. */
function firstLine(text: string): {
  readonly start: number;
  readonly end: number;
} {
  const start = Math.max(0, text.search(/\S/u));
  const end = text.indexOf("\n", start);
  return { start, end: end === -1 ? text.length : end };
}
