import { yamlScalar, yamlString } from "../../encode/yaml.js";
import type { ProxySetting } from "../../settings/kube-proxy.js";
import { proxyFields } from "../../platform/component/proxy-fields.js";

/** A value as kube-proxy's configuration types it: numbers and a boolean bare, durations as strings. */
export function typedProxyField({
  id,
  value,
}: Pick<ProxySetting, "id" | "value">): string {
  const { kind } = proxyFields[id];
  if (kind === "count" && /^\d+$/u.test(value))
    return yamlScalar(BigInt(value));
  return kind === "switch" && /^(?:true|false)$/u.test(value)
    ? yamlScalar(value === "true")
    : yamlString(value);
}
