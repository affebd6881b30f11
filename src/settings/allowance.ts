import * as z from "zod/mini";
import { compare } from "../core/diagnostic.js";
import { noReasons } from "../core/reasons.js";
import { described, text } from "../core/schema.js";
import { patternProblem } from "../platform/component/kubernetes.js";
import { listed, type SettingKind, settingOf } from "./kind.js";
import type { Setting, WrittenSetting } from "./setting.js";

/** A pattern of `allowedUnsafeSysctls`: an exact name, or a prefix ending in `*`, with dots. */
export type WrittenAllowance = WrittenSetting<true>;

/** One pattern on a kubelet's list of allowed unsafe sysctls. */
export interface Allowance extends Setting<true> {
  /** What requires it, as a comment: `workload ingress-nginx`. */
  readonly because: readonly string[];
}

export const allowance: SettingKind<WrittenAllowance, Allowance> = {
  section: "allowedUnsafeSysctls",
  places: ["profile", "role", "host"],
  schema: described(
    z.array(text),
    "Allowed for pods beyond what `workloads` require; a name or a prefix with *",
  ),
  plural: "allowed unsafe sysctls",
  asksReason: false,
  writtenBy: "distribution",
  pathOf: ({ keyText }) => `allowedUnsafeSysctls ${keyText}`,
  compare: (a, b) => compare(a.id, b.id),
  read: (owner, section, reporter) =>
    (section.value.items ?? []).flatMap(({ data, span }) => {
      const keyText = String(data);
      const fault = patternProblem(keyText);
      if (fault !== undefined) {
        reporter.error("malformed-allowance", span, `\`${keyText}\` ${fault}`, {
          why: "the kubelet does not start with such a pattern on its allow-list",
          help: "write an exact name, or a prefix that ends in `*`, such as `net.ipv4.tcp_*`",
        });
        return [];
      }
      const id = keyText.replaceAll("/", ".");
      const origin = { owner, span };
      return [
        {
          ...noReasons,
          accept: reporter.accept ?? noReasons.accept,
          id,
          keyText,
          value: true,
          origin,
          valueSpan: span,
        },
      ];
    }),
  appliesTo(_, { platform: { hasKubelet, allowListPlace, distroLabel } }) {
    if (hasKubelet === undefined)
      return "the spec does not state that the node runs a kubelet";
    if (!hasKubelet) return "the node runs no kubelet";
    return (
      allowListPlace === undefined ||
      `the kubelet${distroLabel === undefined ? "" : ` of ${distroLabel}`} has its list elsewhere: write ${allowListPlace("...")}`
    );
  },
  ...listed,
  settle: (merged) => ({
    ...settingOf(merged),
    because: [
      ...new Set(
        merged.merged.map(
          ({ layer: { owner } }) => `${owner.kind} ${owner.name}`,
        ),
      ),
    ],
  }),
};
