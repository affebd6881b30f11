import { keysOf } from "../../core/keys-of.js";
import {
  type ProxyField,
  proxyFields,
} from "../../platform/component/proxy-fields.js";
import type { Holder, SpecValue } from "../types.js";
import type { Findings, Range } from "../yaml/findings.js";
import { pairsOf, type YamlNode } from "../yaml/node.js";

/** kube-proxy has one configuration for all nodes where its file or its manifest is one of the cluster. */
export const clusterProxy: Holder = { kind: "cluster" };

/** Reads what the spec has of a KubeProxyConfiguration. All else is no tuning of the kernel. */
export function takeProxyConfig(
  config: YamlNode,
  holder: Holder,
  findings: Findings,
): void {
  for (const pair of pairsOf(config)) {
    const { key, keyStart: start, keyEnd: end, value } = pair;
    if (key === "mode" && value.kind === "scalar")
      takeProxyMode(value.text, { start, end }, findings);
    if (value.kind !== "map") continue;
    const fields = keysOf(proxyFields).filter(
      (field) => proxyFields[field].section === key,
    );
    if (fields.length === 0) continue;
    findings.section({ start, end }, value);
    for (const below of value.pairs) {
      const field = fields.find((name) => name === below.key);
      if (
        field === undefined ||
        below.value.kind !== "scalar" ||
        below.value.type === "null"
      )
        continue;
      const place = { start: below.keyStart, end: below.keyEnd };
      const whole = { start: below.keyStart, end: below.value.end };
      takeProxyField(
        field,
        below.value.text,
        { key: place, whole },
        holder,
        findings,
      );
    }
  }
}

/** Reads `conntrack-max-per-core=0` and its like. Returns whether the spec has the flag. */
export function takeProxyFlag(
  flag: string,
  text: string,
  item: Range,
  holder: Holder,
  findings: Findings,
): boolean {
  if (flag === "proxy-mode") {
    takeProxyMode(text, item, findings);
    return true;
  }
  const field = keysOf(proxyFields).find(
    (name) => proxyFields[name].flag === flag,
  );
  if (field === undefined) return false;
  takeProxyField(field, text, { key: item, whole: item }, holder, findings);
  return true;
}

/** Takes a field, with its value as the file has it. */
export function takeProxyField(
  field: ProxyField,
  text: string,
  place: { readonly key: Range; readonly whole: Range },
  holder: Holder,
  findings: Findings,
): void {
  const { section, kind } = proxyFields[field];
  const value: SpecValue =
    kind === "count" && /^\d{1,15}$/u.test(text)
      ? Number(text)
      : kind === "switch" && /^(?:true|false)$/u.test(text)
        ? text === "true"
        : text;
  findings.setting({
    holder,
    path: ["kubeProxy", section, field],
    value,
    ...place,
  });
}

/** Takes the mode as a fact; kube-proxy reads nothing as iptables. */
export function takeProxyMode(
  text: string,
  place: Range,
  findings: Findings,
): void {
  if (text === "") return;
  if (/^(?:iptables|ipvs|nftables|none)$/u.test(text))
    findings.fact("kubeProxy", text, place);
  else
    findings.left(
      place,
      `\`${findings.nameOf(text, place)}\` is not a mode of kube-proxy that the spec has`,
    );
}
