import type { Sysctl } from "../../plan/types.js";
import { isAmount, readAmount } from "../../core/quantity.js";
import { toUnit } from "../../core/unit.js";
import { settings } from "../support/node-settings.js";
import { defineRule } from "../rule.js";

/** The page size on which the defaults were measured. */
const PAGE = 4096n;

export const misquotedDefault = defineRule({
  name: "misquoted-default",
  scope: "node",
  severity: "note",
  group: "hygiene",
  summary: "A reason that names another default than the kernel has",
  explanation:
    "A setting is often justified by how low the default is, and the default is often one that a blog post quoted from a kernel of ten years ago. Where no measured kernel has the default that the reason names, the reason does not hold, and the setting may not be needed.",
  source: "measured: catalogue/measured/catalogue.tsv",
  failing: {
    spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.core.somaxconn: 65535 # The default 128 is far too low
`,
    at: "6:7",
  },
  passing: {
    spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.core.somaxconn: 65535 # The default 4096 is too low
`,
  },
  check: (node) =>
    settings(node).flatMap((sysctl) =>
      sysctl.why.flatMap((why) => {
        const claim = claimIn(why);
        const defaults = measuredDefaults(sysctl);
        if (claim === undefined || defaults.length === 0) return [];
        const amount = readAmount(claim);
        const number =
          isAmount(amount) && toUnit(amount, sysctl.known?.unit, PAGE);
        if (typeof number !== "bigint" || defaults.includes(number)) return [];
        return [
          {
            about: sysctl,
            span: sysctl.origin.span,
            message: `the reason of \`${sysctl.id}\` says that the default is ${claim}, and it is ${[...new Set(defaults)].join(" or ")}`,
            why: "no measured kernel, 5.10 to 7.2, has that default",
            help: "look whether the setting is needed at all, and correct the reason",
          },
        ];
      }),
    ),
});

/** `128` in "the default 128 is far too low", `60s` in "default: 60s"; not what is only about so much. */
function claimIn(why: string): string | undefined {
  const match =
    /\bdefault(?: value)?(?:,| is| was| of|:)? (?<number>[0-9]+)(?: ?(?<unit>[KMG]i?B|s|seconds|minutes|hours)\b)?(?![\w.,-]*[0-9])/iu.exec(
      why,
    )?.groups;
  if (match?.["number"] === undefined) return undefined;
  const unit = units[match["unit"]?.toLowerCase() ?? ""];
  return unit === undefined ? undefined : match["number"] + unit;
}

/** How people write units in prose; a KB of theirs is a KiB. */
const units: Readonly<Record<string, string>> = {
  "": "",
  kb: "KiB",
  kib: "KiB",
  mb: "MiB",
  mib: "MiB",
  gb: "GiB",
  gib: "GiB",
  s: "s",
  seconds: "s",
  minutes: "m",
  hours: "h",
};

/** The one integer that each measured kernel has by default; none where it varies with the machine. */
function measuredDefaults({ known, kernelDefault }: Sysctl): readonly bigint[] {
  if (known?.kind.type !== "integer" || kernelDefault?.sure !== true) return [];
  return known.releases
    .map((release) => release.default)
    .filter((text) => /^-?[0-9]+$/u.test(text))
    .map(BigInt);
}
