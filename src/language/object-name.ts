import type { Reporter } from "../core/report.js";
import type { WorkloadKind } from "../platform/component/kubernetes.js";
import type { Span } from "../core/source.js";
import type { Tree } from "../core/tree.js";

/**
 * The names that Kubernetes accepts for objects: RFC 1123.
 * Source: kubernetes/kubernetes, staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go
 * (IsDNS1123Subdomain, IsDNS1123Label); pkg/apis/batch/validation/validation.go for CronJob's 52 characters.
 */

/** Reports a name that a workload's object cannot have. The name is the field `name`, or else the name in the spec. */
export function checkObjectName(
  kind: WorkloadKind,
  specName: string,
  span: Span,
  written: Tree | undefined,
  reporter: Reporter,
): void {
  const name = written === undefined ? specName : String(written.data);
  const most = kind === "CronJob" ? 52 : 253;
  const problem = isSubdomain(name) ? tooLong(name, most) : badLetters;
  if (problem === undefined) return;
  reporter.error(
    "malformed-name",
    written?.span ?? span,
    `${shown(name)} cannot name a ${kind} in Kubernetes`,
    {
      why: `${problem}: the API server refuses the object, and no object with this name exists to be patched`,
      help:
        written === undefined
          ? "write the name of the object beside it, such as `name: web`"
          : "write the name that kubectl prints",
    },
  );
}

/** Reports a name that a namespace cannot have. */
export function checkNamespace(
  written: Tree | undefined,
  reporter: Reporter,
): void {
  if (written === undefined) return;
  const name = String(written.data);
  const why = isLabel(name) ? tooLong(name, 63) : `${badLetters}, and no dot`;
  if (why === undefined) return;
  reporter.error(
    "malformed-name",
    written.span,
    `${shown(name)} cannot name a namespace`,
    { why, help: "write the name that kubectl prints" },
  );
}

const badLetters =
  "a name has only lower-case letters, digits and dashes, with a letter or digit at both ends";

function isLabel(name: string): boolean {
  return /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/u.test(name);
}

function isSubdomain(name: string): boolean {
  return name.split(".").every(isLabel);
}

function tooLong(name: string, most: number): string | undefined {
  return name.length > most
    ? `it has ${name.length} characters of at most ${most}`
    : undefined;
}

function shown(name: string): string {
  return name === "" ? "an empty text" : `\`${name}\``;
}
