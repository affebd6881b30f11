import { distance } from "fastest-levenshtein";
import {
  documentedArguments,
  otherArguments,
} from "../../catalogue/data/kernel-arguments.js";
import { compare } from "../../core/diagnostic.js";
import { defineRule } from "../rule.js";

/** Shorter names are similar to too many others. */
const SHORTEST = 5;
/** From this length on, two edits are still a slip. */
const LONG = 8;

export const kernelArgMisspelt = defineRule({
  name: "kernel-arg-misspelt",
  scope: "node",
  severity: "warning",
  group: "effect",
  summary: "A kernel argument whose name differs in a letter from a known one",
  page: () => ({
    explanation:
      "The kernel silently ignores an argument that it does not know, and passes it on to init. The rule compares names with the arguments in the kernel's documentation, and reports a name that differs from one of these by one letter, or two in a long name. A parameter of a module, such as `intel_idle.max_cstate`, is compared with the documented parameters of the same module. Other unknown names are not reported: systemd, the initial RAM disk and drivers read their own.",
    source: "Linux 6.12, Documentation/admin-guide/kernel-parameters.txt",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux }
    kernelArgs:
      transparent_hugepages: madvise # The database asks for it
`,
      at: "6:7",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux }
    kernelArgs:
      transparent_hugepage: madvise # The database asks for it
      systemd.unified_cgroup_hierarchy: 1 # Read by systemd
`,
    },
  }),
  check: ({ settings }) =>
    settings.kernelArgument.flatMap((argument) => {
      const { id, keyText, value, origin, loweredFrom } = argument;
      if (value === undefined || loweredFrom !== undefined) return [];
      const near = misspelt(id);
      return near === undefined
        ? []
        : [
            {
              about: argument,
              span: origin.span,
              message: `\`${keyText}\` is not a documented kernel argument`,
              why: "the kernel silently ignores arguments that it does not know",
              help: `did you mean \`${near}\`?`,
            },
          ];
    }),
});

let known: ReadonlySet<string> | undefined;

function knownNames(): ReadonlySet<string> {
  known ??= new Set(`${documentedArguments} ${otherArguments}`.split(/\s+/u));
  return known;
}

/** Finds the documented name that a name probably stands for; undefined for a known name, and without a similar one. */
function misspelt(id: string): string | undefined {
  const names = knownNames();
  if (names.has(id) || id.length < SHORTEST) return undefined;
  const module = moduleOf(id);
  const most = id.length < LONG ? 1 : 2;
  let best: { readonly name: string; readonly away: number } | undefined;
  for (const name of names) {
    if (moduleOf(name) !== module || name.length < SHORTEST) continue;
    if (Math.abs(name.length - id.length) > most) continue;
    const away = distance(id.toLowerCase(), name.toLowerCase());
    if (away > most) continue;
    if (
      best === undefined ||
      away < best.away ||
      (away === best.away && compare(name, best.name) < 0)
    )
      best = { name, away };
  }
  return best?.name;
}

/** `intel_idle` of `intel_idle.max_cstate`; empty for an argument of the kernel itself. */
function moduleOf(name: string): string {
  return name.slice(0, Math.max(0, name.indexOf(".")));
}
