import { type Diagnostic, error } from "../core/diagnostic.js";
import { isKey, parseKey } from "../core/key.js";
import type {
  Layer,
  WrittenAllowance,
  WrittenConntrack,
  WrittenModule,
  WrittenSysctl,
} from "./model.js";
import type { Owner, Reference } from "../core/written.js";
import { readInterrupts } from "./read-interrupts.js";
import { conntrackOrder } from "../platform/kube-proxy.js";
import { readSystem } from "./read-system.js";
import { readValue } from "./read-value.js";
import { acceptFaults, partOf, readReasons, unwrap } from "../core/reasons.js";
import type { Span } from "../core/source.js";
import type { Entry, Tree } from "../core/tree.js";

/** Reads what profiles, roles and hosts have in common. `tree` has passed the schema. */
export function readLayer(
  owner: Owner,
  entry: Entry,
  faults: Diagnostic[],
): Layer {
  const { key: span, value: tree } = entry;
  const reasons = readReasons(tree);
  faults.push(...acceptFaults(reasons));
  return {
    ...reasons,
    why: reasons.why ?? entry.comment,
    owner,
    span,
    settings: {
      sysctl: readSysctls(owner, tree, faults),
      module: readModules(owner, tree, faults),
      allowance: (
        tree.entries?.get("allowedUnsafeSysctls")?.value.items ?? []
      ).map((item): WrittenAllowance => ({
        pattern: String(item.data),
        origin: { owner, span: item.span },
      })),
      conntrack: readConntrack(
        owner,
        tree.entries?.get("kubeProxy")?.value,
        faults,
      ),
      ...readSystem(owner, tree, faults),
      interrupts: readInterrupts(owner, tree, faults),
    },
  };
}

/** The entries below `sysctl:`, each key parsed. Two spellings of one key are a fault. */
export function readSysctls(
  owner: Owner,
  tree: Tree,
  faults: Diagnostic[],
): readonly WrittenSysctl[] {
  const byId = new Map<string, WrittenSysctl>();
  for (const [keyText, entry] of tree.entries?.get("sysctl")?.value.entries ??
    []) {
    const key = parseKey(keyText);
    if (!isKey(key)) {
      faults.push(malformedKey(keyText, key.fault, entry.key));
      continue;
    }
    const first = byId.get(key.id);
    if (first !== undefined) {
      faults.push(
        error(
          "duplicate-key",
          entry.key,
          `\`${keyText}\` is \`${first.keyText}\` in another spelling`,
          {
            why: "both name one file below /proc/sys",
            help: "keep one of them",
            related: [
              { message: "first written here", span: first.origin.span },
            ],
          },
        ),
      );
      continue;
    }
    const { inner, ...reasons } = unwrap(entry);
    faults.push(...acceptFaults(reasons));
    byId.set(key.id, {
      ...reasons,
      key,
      keyText,
      value: readValue(inner),
      origin: { owner, span: entry.key },
      valueSpan:
        inner.data === null || inner.span.start === inner.span.end
          ? entry.key
          : inner.span,
    });
  }
  return [...byId.values()];
}

function malformedKey(text: string, fault: string, span: Span): Diagnostic {
  const name = text === "" ? "the key" : `\`${text}\``;
  return error("malformed-key", span, `${name} ${fault}`, {
    why: "a key names a file below /proc/sys",
    help: "write it as sysctl prints it, such as net.core.somaxconn",
  });
}

function readModules(
  owner: Owner,
  tree: Tree,
  faults: Diagnostic[],
): readonly WrittenModule[] {
  const modules: WrittenModule[] = [];
  for (const [name, entry] of tree.entries?.get("modules")?.value.entries ??
    []) {
    if (!/^[A-Za-z0-9_-]+$/u.test(name)) {
      faults.push(
        error("malformed-module", entry.key, `\`${name}\` is no module name`, {
          help: "write the name that modprobe takes, such as nf_conntrack",
        }),
      );
      continue;
    }
    const parameters: Record<string, string> = {};
    for (const [parameter, { key, value }] of entry.value.entries?.get(
      "parameters",
    )?.value.entries ?? []) {
      const { raw } = partOf(value);
      if (
        !/^[A-Za-z0-9_]+$/u.test(parameter) ||
        !/^[\w.,:/+@%=-]+$/u.test(raw)
      ) {
        faults.push(
          error(
            "malformed-module",
            key,
            `\`${parameter}: ${raw}\` cannot be a parameter of a module`,
            {
              why: "parameters are words of one line, separated by blanks",
              help: "write a name and a value without blanks, quotes or line breaks",
            },
          ),
        );
        continue;
      }
      parameters[parameter] = raw;
    }
    const reasons = readReasons(entry.value);
    faults.push(...acceptFaults(reasons));
    modules.push({
      ...reasons,
      why: reasons.why ?? entry.comment,
      // modprobe takes both spellings for one module; the kernel's own has underscores.
      name: name.replaceAll("-", "_"),
      parameters,
      origin: { owner, span: entry.key },
    });
  }
  return modules;
}

/** The section `kubeProxy.conntrack`; an empty field is as good as absent. */
export function readConntrack(
  owner: Owner,
  kubeProxy: Tree | undefined,
  faults: Diagnostic[],
): readonly WrittenConntrack[] {
  const section = kubeProxy?.entries?.get("conntrack")?.value;
  return conntrackOrder.flatMap((field): WrittenConntrack[] => {
    const entry = section?.entries?.get(field);
    if (entry === undefined) return [];
    const { inner, ...reasons } = unwrap(entry);
    faults.push(...acceptFaults(reasons));
    if (inner.data === null) return [];
    return [
      {
        ...reasons,
        field,
        value: inner.data === "node" ? "node" : partOf(inner),
        origin: { owner, span: entry.key },
      },
    ];
  });
}

/** The names below a list such as `profiles:`. */
export function readReferences(tree: Tree | undefined): readonly Reference[] {
  return (tree?.items ?? []).map((item) => ({
    name: String(item.data),
    span: item.span,
  }));
}
