import type { NodePlan, Origin, Sysctl } from "../../plan/types.js";
import type { Spec, WrittenSysctl } from "../../language/model.js";
import { fieldsOf, settings } from "../support/node-settings.js";
import { defineRule, type Report } from "../rule.js";

const USUAL_PAGE = 4096n;
const MIB = 1n << 20n;

/** 256 GiB of pages, or 64 MiB in bytes: without the memory, only whole MiB from here on are surely bytes. */
const SURELY_BYTES = 1n << 26n;

export const pagesNotBytes = defineRule({
  name: "pages-not-bytes",
  scope: "plan",
  severity: "warning",
  group: "harm",
  summary: "A number of bytes in a key that counts pages",
  explanation:
    "`tcp_mem`, `udp_mem` and `kernel.shmall` count pages, usually of 4 KiB, and guides copy numbers of bytes into them. The limit is then 4096 times what was meant: TCP may take all the memory, and the node dies of what the limit was to prevent. A number that is more pages than the node has, and as bytes would fit into it, is taken for bytes. A quantity (`64MiB`) is converted and cannot go wrong.",
  source:
    "https://docs.kernel.org/networking/ip-sysctl.html; https://docs.kernel.org/admin-guide/sysctl/kernel.html",
  failing: {
    spec: `version: 1
roles:
  worker:
    node: { os: linux, memory: 8GiB }
    sysctl:
      fs.pipe-user-pages-soft: 67108864 # 64 MiB of pipes for a user
`,
    at: "6:7",
  },
  passing: {
    spec: `version: 1
roles:
  worker:
    node: { os: linux, memory: 8GiB }
    sysctl:
      fs.pipe-user-pages-soft: 128MiB # Pipes of a user
`,
  },
  check: (plan, spec) => {
    const written = writtenByOrigin(spec);
    return distinct(plan.nodes).flatMap((node) =>
      settings(node).flatMap((sysctl) => {
        const { known } = sysctl;
        if (known?.unit !== "pages" || !isPlain(sysctl, written)) return [];
        const value = fieldsOf(sysctl).findLast((field) =>
          looksLikeBytes(field, node),
        );
        return value === undefined ? [] : [report(sysctl, value, node)];
      }),
    );
  },
});

function report(sysctl: Sysctl, value: bigint, node: NodePlan): Report {
  const page = pageOf(node);
  const { memory } = node.facts;
  return {
    about: sysctl,
    span: sysctl.origin.span,
    message: `\`${sysctl.id}\` counts pages, and ${value} of them are ${gib(value * page)} GiB`,
    why:
      memory === undefined
        ? "as bytes the number would make sense; as pages it is no limit"
        : `the node has ${gib(memory)} GiB: as bytes the number would make sense, as pages it is no limit`,
    help: `write a quantity, such as ${value % MIB === 0n ? `${value / MIB}MiB` : "64MiB"}, or ${value / page} pages`,
  };
}

function looksLikeBytes(value: bigint, node: NodePlan): boolean {
  const { memory } = node.facts;
  if (memory === undefined)
    // What is larger still is meant as no limit.
    return value >= SURELY_BYTES && value <= 1n << 40n && value % MIB === 0n;
  return value * pageOf(node) > memory && value <= memory;
}

function pageOf({ facts }: NodePlan): bigint {
  return facts.pageSize ?? USUAL_PAGE;
}

function gib(bytes: bigint): string {
  const tenths = (bytes * 10n) / (1n << 30n);
  return tenths % 10n === 0n
    ? `${tenths / 10n}`
    : `${tenths / 10n}.${tenths % 10n}`;
}

/** Whether the value stands in the spec as bare numbers: quantities and products of facts are in pages already. */
function isPlain(
  sysctl: Sysctl,
  written: ReadonlyMap<Origin, WrittenSysctl>,
): boolean {
  const value = written.get(sysctl.origin)?.value;
  return (
    (value?.form === "exact" || value?.form === "floor") &&
    value.parts.every(({ raw }) => /^[\d\s]+$/u.test(raw))
  );
}

function writtenByOrigin(spec: Spec): ReadonlyMap<Origin, WrittenSysctl> {
  const layers = [
    ...spec.profiles.values(),
    ...spec.roles.values(),
    ...spec.hosts.values(),
  ];
  return new Map(
    layers.flatMap(({ settings: own }) =>
      own.sysctl.map((sysctl) => [sysctl.origin, sysctl] as const),
    ),
  );
}

/** Hosts that share their role's resolution have nothing of their own to find. */
function distinct(nodes: readonly NodePlan[]): readonly NodePlan[] {
  return [...new Map(nodes.map((node) => [node.settings, node])).values()];
}
