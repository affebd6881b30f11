import { yamlScalar, yamlString } from "../../encode/yaml.js";
import type { ConntrackSetting } from "../../plan/types.js";
import { conntrackFields } from "../../platform/kube-proxy.js";

/** A value as kube-proxy's configuration types it: numbers and a boolean bare, durations as strings. */
export function typedConntrack({ field, value }: ConntrackSetting): string {
  const { kind } = conntrackFields[field];
  if (kind === "count" && /^\d+$/u.test(value))
    return yamlScalar(BigInt(value));
  return kind === "switch" && /^(?:true|false)$/u.test(value)
    ? yamlScalar(value === "true")
    : yamlString(value);
}
