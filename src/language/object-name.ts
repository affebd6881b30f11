import { type Diagnostic, error } from "../core/diagnostic.js";
import type { WorkloadKind } from "../platform/component/kubernetes.js";
import type { Span } from "../core/source.js";
import type { Tree } from "../core/tree.js";

/**
 * What objects of Kubernetes may be called: RFC 1123.
 * Source: kubernetes/kubernetes, staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go
 * (IsDNS1123Subdomain, IsDNS1123Label); pkg/apis/batch/validation/validation.go for CronJob's 52 characters.
 */

/** Why a workload's object cannot be called so: by `name:`, or else by its name in the spec. */
export function objectNameFaults(
  kind: WorkloadKind,
  specName: string,
  span: Span,
  written: Tree | undefined,
): readonly Diagnostic[] {
  const name = written === undefined ? specName : String(written.data);
  const most = kind === "CronJob" ? 52 : 253;
  const fault = isSubdomain(name) ? tooLong(name, most) : badLetters;
  return fault === undefined
    ? []
    : [
        error(
          "malformed-name",
          written?.span ?? span,
          `${shown(name)} cannot name a ${kind} in Kubernetes`,
          {
            why: `${fault}: the API server refuses the object, and no object with this name exists to be patched`,
            help:
              written === undefined
                ? "write the name of the object beside it, such as `name: web`"
                : "write the name that kubectl prints",
          },
        ),
      ];
}

/** Why a namespace cannot be called so. */
export function namespaceFaults(
  written: Tree | undefined,
): readonly Diagnostic[] {
  if (written === undefined) return [];
  const name = String(written.data);
  const fault = isLabel(name) ? tooLong(name, 63) : `${badLetters}, and no dot`;
  return fault === undefined
    ? []
    : [
        error(
          "malformed-name",
          written.span,
          `${shown(name)} cannot name a namespace`,
          {
            why: fault,
            help: "write the name that kubectl prints",
          },
        ),
      ];
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
