import { yamlScalar, yamlString } from "../../encode/yaml.js";
import type { Conntrack } from "../../settings/conntrack.js";
import { conntrackFields } from "../../platform/component/conntrack.js";

/** A value as kube-proxy's configuration types it: numbers and a boolean bare, durations as strings. */
export function typedConntrack({ id, value }: Conntrack): string {
  const { kind } = conntrackFields[id];
  if (kind === "count" && /^\d+$/u.test(value))
    return yamlScalar(BigInt(value));
  return kind === "switch" && /^(?:true|false)$/u.test(value)
    ? yamlScalar(value === "true")
    : yamlString(value);
}
