import type { FromAll } from "../../catalogue/interface-reach.js";
import type { NodePlan } from "../../plan/types.js";
import type { Sysctl } from "../../settings/sysctl/index.js";
import type { Report } from "../rule.js";
import {
  covers,
  forwards,
  type InterfaceLine,
  type InterfaceLines,
  interfaceLines,
  type InterfaceValue,
  valueOf,
} from "./interface-lines.js";
import { sureDefault } from "./node-settings.js";
import { onceFor } from "../../core/once-for.js";

/** How the kernel combines the values of `all` and of an interface, in words. */
const words = {
  or: "the kernel turns it on if `all` or the interface has it on",
  and: "the kernel turns it on only if both `all` and the interface have it on",
  max: "the kernel uses the larger value of `all` and the interface",
  min: "the kernel uses the smaller value of `all` and the interface",
  first: "the kernel uses the value of `all` unless that is 0",
} as const;

type Combination = keyof typeof words;

/** Reports the lines about interfaces that change nothing: the kernel ignores them, or another value overrides them. */
export function interfacesWithoutEffect(node: NodePlan): readonly Report[] {
  return interfaceLines(node).flatMap((key) =>
    key.lines.flatMap((line) => {
      const report = withoutEffect(key, line, node);
      return report === undefined ? [] : [report];
    }),
  );
}

/** Whether a line about an interface changes nothing, which says more than any other finding about it. */
export function isIdle(sysctl: Sysctl, node: NodePlan): boolean {
  return (
    /^net\.ipv[46]\.(?:conf|neigh)\./u.test(sysctl.id) &&
    idleOn(node).has(sysctl)
  );
}

/** Several rules ask of each line, and a node may have many. */
const idleOn = onceFor(
  (node: NodePlan): ReadonlySet<Report["about"]> =>
    new Set(interfacesWithoutEffect(node).map(({ about }) => about)),
);

function withoutEffect(
  key: InterfaceLines,
  line: InterfaceLine,
  node: NodePlan,
): Report | undefined {
  const { reach, lines } = key;
  const isAll = line.interface === "all";
  if (isAll && reach.all === "interface") return unread(key, line, node);
  // The kernel's own values contradict `all`, too; a line that repeats them asks for nothing.
  if (!isAll && sureDefault(line.sysctl)?.[0] === line.value) return undefined;
  if (line.interface === "default" && reach.default === "never")
    return neverCopied(key, line);
  const combination = combinationOf(reach.all, node);
  if (combination === undefined || line.value === undefined) return undefined;
  // With lines for interfaces beside it, `all` may be the value that leaves the decision to them.
  if (isAll && lines.length > 1) return undefined;
  if (covers(line.interface, "all")) return undefined;
  const other = isAll
    ? valueOf(key, "default", node)
    : allOf(key, combination, node);
  if (other === undefined || holds(combination, line.value, other.value, isAll))
    return undefined;
  if (!isAll && other.by === undefined && mayHave(line)) return undefined;
  return overridden(key, line, other, combination);
}

/** Whether the line has a value that the node may have without it. */
function mayHave({ sysctl: { baseline }, value }: InterfaceLine): boolean {
  return (
    value !== undefined &&
    baseline?.candidates.some(
      (candidate) => candidate.value === String(value),
    ) === true
  );
}

/** The combination on this node; undefined where the values are not combined, and where forwarding is not known. */
function combinationOf(all: FromAll, node: NodePlan): Combination | undefined {
  if (all === "redirects") {
    const isRouter = forwards(node);
    return isRouter === undefined ? undefined : isRouter ? "and" : "or";
  }
  return all === "or" ||
    all === "and" ||
    all === "max" ||
    all === "min" ||
    all === "first"
    ? all
    : undefined;
}

function allOf(
  key: InterfaceLines,
  combination: Combination,
  node: NodePlan,
): InterfaceValue | undefined {
  const all = valueOf(key, "all", node);
  // A node that starts to forward resets `all`.
  return key.reach.all === "redirects" &&
    combination === "and" &&
    all?.by === undefined
    ? { value: 0n, by: undefined }
    : all;
}

/** Whether the combination of two values is the one that the line asks for. */
function holds(
  combination: Combination,
  value: bigint,
  other: bigint,
  isAll: boolean,
): boolean {
  switch (combination) {
    case "or":
      return value !== 0n || other === 0n;
    case "and":
      return value === 0n || other !== 0n;
    case "max":
      return value >= other;
    case "min":
      return value <= other;
    case "first":
      return isAll
        ? value !== 0n || other === 0n
        : other === 0n || other === value;
  }
}

function unread(
  key: InterfaceLines,
  { sysctl, value }: InterfaceLine,
  node: NodePlan,
): Report | undefined {
  const { family, name, lines } = key;
  // What the line asks for is what the interfaces start with.
  if (valueOf(key, "default", node)?.value === value) return undefined;
  // Lines for `default`, which works, or for interfaces say the same.
  if (lines.some((line) => line.sysctl !== sysctl && line.value === value))
    return undefined;
  const text = value === undefined ? "" : `: ${value}`;
  return {
    about: sysctl,
    span: sysctl.origin.span,
    message: `\`${sysctl.id}\` has no effect`,
    why: `the kernel reads \`${name}\` of each interface only, and does not copy \`all\` to the interfaces`,
    help: `write \`${family}.default.${name}${text}\` for interfaces that are created later, and \`${family}.<interface>.${name}\` for those that exist`,
  };
}

function neverCopied(
  { family, name }: InterfaceLines,
  { sysctl }: InterfaceLine,
): Report {
  return {
    about: sysctl,
    span: sysctl.origin.span,
    message: `\`${sysctl.id}\` has no effect`,
    why: `a new interface starts with the ${name.toUpperCase()} of its device`,
    help: `write \`${family}.<interface>.${name}\``,
  };
}

function overridden(
  { family, name, reach }: InterfaceLines,
  { sysctl, interface: own, value }: InterfaceLine,
  other: InterfaceValue,
  combination: Combination,
): Report {
  const isAll = own === "all";
  const where = isAll ? "default" : "all";
  const asked = value ?? 0n;
  const forwarding =
    reach.all !== "redirects"
      ? ""
      : combination === "and"
        ? "on a node that forwards, "
        : "on a node that does not forward, ";
  const has =
    other.by === undefined
      ? `is ${other.value} by default`
      : `is ${other.value}`;
  return {
    about: sysctl,
    span: sysctl.origin.span,
    message: `\`${sysctl.id}: ${asked}\` has no effect`,
    why: `${forwarding}${words[combination]}, and \`${family}.${where}.${name}\` ${has}`,
    help: isAll
      ? `write \`${family}.default.${name}: ${asked}\` too, and \`${family}.<interface>.${name}\` for interfaces that exist before the file is applied`
      : `write \`${family}.all.${name}: ${neutral(combination, asked)}\` too`,
    ...(other.by !== undefined && {
      related: [{ message: "the other setting", span: other.by.origin.span }],
    }),
  };
}

/** The value of `all` with which that of the interface applies. */
function neutral(combination: Combination, value: bigint): bigint {
  return combination === "or" || combination === "first" ? 0n : value;
}
