import { type Diagnostic, error } from "../core/diagnostic.js";
import type { Owner } from "../core/written.js";
import type { WrittenKernelArgument } from "./model-system.js";
import { acceptFaults, partOf, unwrap } from "../core/reasons.js";
import type { Span } from "../core/source.js";
import type { Tree } from "../core/tree.js";

/**
 * What every boot loader passes on as it is: no blanks and quotes, and nothing that a shell or GRUB's own language
 * gives a meaning. Source: grub-mkconfig sources its settings as a shell script, and writes them into grub.cfg, a script
 * too, without quotes.
 */
const PLAIN = /^[\w.,:/+@%=~-]+$/u;

/** The section `kernelArgs`: words of the kernel's command line. */
export function readKernelArguments(
  owner: Owner,
  section: Tree | undefined,
  faults: Diagnostic[],
): readonly WrittenKernelArgument[] {
  const byId = new Map<string, WrittenKernelArgument>();
  for (const [name, entry] of section?.entries ?? []) {
    if (!/^[A-Za-z0-9][\w.-]*$/u.test(name)) {
      faults.push(malformed(name, entry.key));
      continue;
    }
    // Source: the kernel's parameq() takes dashes and underscores for the same.
    const id = name.replaceAll("-", "_");
    const first = byId.get(id);
    if (first !== undefined) {
      faults.push(duplicate(name, entry.key, first));
      continue;
    }
    const { inner, ...reasons } = unwrap(entry);
    faults.push(...acceptFaults(reasons));
    const left = inner.data === null || inner.data === false;
    const values = left ? undefined : valuesOf(name, inner, faults);
    if (values === undefined && !left) continue;
    byId.set(id, {
      ...reasons,
      id,
      keyText: name,
      value: values && { name, values },
      text: values && (values.length === 0 ? "true" : `=${values.join(" =")}`),
      origin: { owner, span: entry.key },
      valueSpan:
        inner.data === null || inner.items !== undefined
          ? entry.key
          : inner.span,
    });
  }
  return [...byId.values()];
}

function valuesOf(
  name: string,
  tree: Tree,
  faults: Diagnostic[],
): readonly string[] | undefined {
  if (tree.data === true) return [];
  const parts = (tree.items ?? [tree]).map(partOf);
  const wrong = parts.filter(({ raw }) => !PLAIN.test(raw));
  faults.push(
    ...wrong.map(({ raw, span }) =>
      error(
        "malformed-kernel-argument",
        span,
        `\`${name}=${raw}\` cannot be passed on by every boot loader`,
        raw === ""
          ? { help: "write true for the word alone, or null to leave it out" }
          : {
              why: "the boot loader's configuration is a script: blanks, quotes and $ ; & # mean something there",
              help: "write letters, digits and . , : / + @ % = ~ - _",
            },
      ),
    ),
  );
  if (parts.length === 0) {
    faults.push(
      error(
        "malformed-kernel-argument",
        tree.span,
        `\`${name}\` is given nothing`,
        {
          help: "write true for the word alone, or null to leave it out",
        },
      ),
    );
    return undefined;
  }
  return wrong.length > 0 ? undefined : parts.map(({ raw }) => raw);
}

function malformed(name: string, span: Span): Diagnostic {
  return error(
    "malformed-kernel-argument",
    span,
    `\`${name}\` is no name of a kernel argument`,
    { help: "write the part before =, such as transparent_hugepage" },
  );
}

function duplicate(
  name: string,
  span: Span,
  first: WrittenKernelArgument,
): Diagnostic {
  return error(
    "duplicate-key",
    span,
    `\`${name}\` is \`${first.keyText}\` in another spelling`,
    {
      why: "the kernel takes dashes and underscores for the same",
      help: "keep one of them; a list repeats an argument",
      related: [{ message: "first written here", span: first.origin.span }],
    },
  );
}
