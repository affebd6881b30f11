import { keyOf } from "../../core/key.js";
import { findKey } from "../../catalogue/lookup.js";
import { distinctNodes } from "../../plan/distinct-nodes.js";
import type { NodePlan } from "../../plan/types.js";
import type { Origin } from "../../core/written.js";
import type { Sysctl } from "../../settings/sysctl/index.js";
import type { Spec } from "../../language/model.js";
import type { WrittenSysctl } from "../../settings/sysctl/written.js";
import { digits } from "../../core/amount-text.js";
import { sizeText } from "../../core/size-text.js";
import { fieldsOf, settings } from "../support/node-settings.js";
import { defineRule, type Report } from "../rule.js";

const USUAL_PAGE = 4096n;
const MIB = 1n << 20n;

/** 256 GiB as pages, 64 MiB as bytes: if the memory is not known, only whole MiB from here on are certainly bytes. */
const SURELY_BYTES = 1n << 26n;

/** The memory of all sockets: a TiB of it, as pages of 4 KiB, is too much on every node; the maximum means no limit. */
const sockets: ReadonlySet<string> = new Set([
  "net.ipv4.tcp_mem",
  "net.ipv4.udp_mem",
]);
const SURELY_TOO_MUCH = 1n << 28n;
const NO_LIMIT = (1n << 31n) - 1n;

export const pagesNotBytes = defineRule({
  name: "pages-not-bytes",
  scope: "plan",
  severity: "warning",
  group: "harm",
  watches: { has: (id) => findKey(keyOf(id.split(".")))?.unit === "pages" },
  summary: "A number of bytes in a key that counts pages",
  page: () => ({
    explanation:
      "`tcp_mem`, `udp_mem` and `kernel.shmall` count pages, usually of 4 KiB, but tuning guides set them to numbers of bytes. The limit is then 4096 times the intended one, so TCP can use all memory of the node. A number is reported if that many pages are more than the node's memory, but that many bytes are not. If the memory is not known, numbers that are absurd on every node are reported. A quantity (`64MiB`) is converted and is always right.",
    source:
      "https://docs.kernel.org/networking/ip-sysctl.html; https://docs.kernel.org/admin-guide/sysctl/kernel.html",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, memory: 8GiB }
    sysctl:
      fs.pipe-user-pages-soft: 67108864 # 64 MiB of pipes per user
`,
      at: "6:7",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, memory: 8GiB }
    sysctl:
      fs.pipe-user-pages-soft: 128MiB # Pipes of one user
`,
    },
  }),
  check: (plan, spec) => {
    const suspects = distinctNodes(plan.nodes).flatMap((node) =>
      settings(node).flatMap((sysctl) => {
        if (sysctl.known?.unit !== "pages") return [];
        const value = fieldsOf(sysctl).findLast((field) =>
          looksLikeBytes(sysctl.id, field, node),
        );
        return value === undefined ? [] : [{ node, sysctl, value }];
      }),
    );
    if (suspects.length === 0) return [];
    const written = writtenByOrigin(spec);
    return suspects
      .filter(({ sysctl }) => isPlain(sysctl, written))
      .map(({ sysctl, value, node }) => report(sysctl, value, node));
  },
});

function report(sysctl: Sysctl, value: bigint, node: NodePlan): Report {
  const page = pageOf(node);
  const { memory } = node.facts;
  return {
    about: sysctl,
    span: sysctl.origin.span,
    nodes: [node],
    message: `\`${sysctl.id}\` counts pages, and ${digits(value)} pages are ${sizeText(value * page)}`,
    why:
      memory === undefined
        ? "the number makes sense in bytes, but that many pages limit nothing"
        : `the node has ${sizeText(memory)} of memory: that many bytes fit, but that many pages limit nothing`,
    help: `write the size with its unit, such as \`${value % MIB === 0n ? `${value / MIB}MiB` : "64MiB"}\`, or the number of pages, ${value / page}`,
  };
}

function looksLikeBytes(id: string, value: bigint, node: NodePlan): boolean {
  const { memory } = node.facts;
  if (memory === undefined) {
    if (sockets.has(id) && value >= SURELY_TOO_MUCH && value < NO_LIMIT)
      return true;
    // A larger number is intended as no limit.
    return value >= SURELY_BYTES && value <= 1n << 40n && value % MIB === 0n;
  }
  return value * pageOf(node) > memory && value <= memory;
}

function pageOf({ facts }: NodePlan): bigint {
  return facts.pageSize ?? USUAL_PAGE;
}

/** Whether the spec has plain numbers: quantities and products of facts are already converted to pages. */
function isPlain(
  sysctl: Sysctl,
  written: ReadonlyMap<Origin, WrittenSysctl>,
): boolean {
  const value = written.get(sysctl.origin)?.value;
  return (
    (value?.form === "exact" || value?.form === "floor") &&
    value.fields.every(
      (amount) => amount.type === "number" && amount.value >= 0n,
    )
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
