import { moduleOption } from "../../catalogue/builds/modules.js";
import type { BuildPresence } from "../../catalogue/builds/presence.js";
import { presence, type Presence } from "../../catalogue/lookup.js";
import { moduleOfValue } from "../../catalogue/module-of-value.js";
import { isAccepted } from "../../core/reasons.js";
import type { Reporter } from "../../core/report.js";
import { keyOnNode, moduleOnNode } from "../../platform/kernel-supply.js";
import type { Machine } from "../kind.js";
import { kernelLacks } from "../not-in-kernel.js";
import { oncePerKey } from "./once-per-key.js";
import type { SysctlValue } from "./value.js";
import type { WrittenSysctl } from "./written.js";

/** Whether a key can be set on a node; reports one that cannot, and why the node's kernel does not have it. */
export function isPresent(
  written: WrittenSysctl,
  machine: Machine,
  reporter: Reporter,
): boolean {
  const obstacle = obstacleTo(written, machine);
  if (obstacle === undefined) return true;
  if (obstacle === "read-only") {
    reportReadOnly(written, reporter);
    return false;
  }
  if (missingCodes.some((code) => isAccepted(written.accept, code)))
    return true;
  if ("present" in obstacle)
    reportVersion(written, obstacle, machine, reporter);
  else reportBuild(written, obstacle, machine, reporter);
  return false;
}

/** Why a key cannot be set on a node: nobody can write it, the version does not have it, or the build. */
type Obstacle =
  | "read-only"
  | Extract<Presence, { readonly present: false }>
  | Extract<BuildPresence, { readonly kind: "absent" }>;

const obstacleTo = oncePerKey(findObstacle);

function findObstacle(
  { key, known, standsFor }: WrittenSysctl,
  machine: Machine,
): Obstacle | undefined {
  if (
    standsFor.length > 0 &&
    !standsFor.some(({ releases }) => releases.some(({ writable }) => writable))
  )
    return "read-only";
  // The build knows more than the version; a pattern sets what the kernel has.
  const built = key.isPattern ? undefined : keyOnNode(key, machine);
  if (built !== undefined && built.kind !== "absent") return undefined;
  const there = known && presence(known, machine.facts);
  // That the version has no such key says more than the option that it lacks.
  return there?.present === false &&
    !standsFor.some((each) => presence(each, machine.facts)?.present !== false)
    ? there
    : built;
}

/** The codes by which a key is missing; each keeps the key where it is accepted. */
export const missingCodes = [
  "key-gone",
  "key-not-yet",
  "not-in-kernel",
] as const;

/** Whether the kernel of a node has the algorithm or queue discipline that a value names; reports one that it lacks. */
export function hasAlgorithm(
  { accept, origin, key }: WrittenSysctl,
  value: SysctlValue,
  machine: Machine,
  reporter: Reporter,
): boolean {
  if (value.type !== "text") return true;
  const name = moduleOfValue(key.id, value.text);
  if (
    name === undefined ||
    moduleOnNode(name, machine) !== "absent" ||
    isAccepted(accept, "not-in-kernel")
  )
    return true;
  kernelLacks(
    {
      subject: `\`${value.text}\``,
      why: `it requires CONFIG_${moduleOption(name) ?? ""}, which is off in that kernel, and the write of \`${key.id}\` fails`,
      help: `write another value, such as ${key.id.endsWith("qdisc") ? "`fq` or `fq_codel`" : value.text === "cubic" ? "`reno`" : "`cubic`"}`,
    },
    origin.span,
    machine,
    reporter,
  );
  return false;
}

function reportReadOnly(
  { keyText, origin }: WrittenSysctl,
  reporter: Reporter,
): void {
  reporter.error("read-only-key", origin.span, `\`${keyText}\` is read-only`, {
    why: "the kernel provides it only for reading, so a write fails",
    help: "remove it",
  });
}

function reportVersion(
  { keyText, origin }: WrittenSysctl,
  there: Extract<Presence, { readonly present: false }>,
  { facts }: Machine,
  reporter: Reporter,
): void {
  const isNew = there.until === undefined;
  reporter.error(
    isNew ? "key-not-yet" : "key-gone",
    origin.span,
    `\`${keyText}\` ${isNew ? "does not exist yet" : "no longer exists"} on kernel ${facts.kernel ?? ""}`,
    {
      why: `it is ${there.note}; systemd-sysctl and busybox silently skip missing keys`,
      help: "remove it, or correct the fact `kernel` of the node",
    },
  );
}

function reportBuild(
  { keyText, origin }: WrittenSysctl,
  { option, why }: Extract<BuildPresence, { readonly kind: "absent" }>,
  machine: Machine,
  reporter: Reporter,
): void {
  const { retries, systemLabel } = machine.platform;
  const off = why.endsWith(` ${option ?? ""}`) ? "which" : option;
  const consequence =
    retries === true
      ? `${systemLabel} retries such a key in a loop`
      : "systemd-sysctl and busybox silently skip missing keys";
  kernelLacks(
    {
      subject: `\`${keyText}\``,
      why: `${why}${option === undefined ? "" : `, ${off ?? ""} is off in that kernel`}; ${consequence}`,
      help: "remove it",
    },
    origin.span,
    machine,
    reporter,
  );
}
