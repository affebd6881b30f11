import type { Sysctl } from "../../settings/sysctl/index.js";
import { amountText } from "../../core/amount-text.js";
import { onceForText } from "../../core/once-for.js";
import { isAmount, readAmount } from "../../core/quantity.js";
import { toUnit } from "../../core/unit.js";
import { comparedValue } from "../../platform/baseline.js";
import { integersIn, settings } from "../support/node-settings.js";
import { defineRule, type Report } from "../rule.js";

/** The page size on which the defaults were measured. */
const PAGE = 4096n;

export const misquotedDefault = defineRule({
  name: "misquoted-default",
  scope: "node",
  severity: "note",
  group: "hygiene",
  summary: "A reason that states a wrong default",
  page: () => ({
    explanation:
      "A setting is often justified by a low default, and that default often comes from an article about a kernel of ten years ago. If no measured kernel has the default that the reason states, the reason is wrong, and the setting may not be needed.",
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
  }),
  check: (node) =>
    settings(node)
      .filter(({ why }) => why.some((text) => claimIn(text) !== undefined))
      .flatMap((sysctl) =>
        sysctl.why.flatMap((text) => reportOf(sysctl, claimIn(text)) ?? []),
      ),
});

function reportOf(
  sysctl: Sysctl,
  claim: string | undefined,
): Report | undefined {
  if (claim === undefined) return undefined;
  const defaults = knownDefaults(sysctl);
  const amount = readAmount(claim);
  const number = isAmount(amount) && toUnit(amount, sysctl.known?.unit, PAGE);
  if (
    typeof number !== "bigint" ||
    defaults.length === 0 ||
    defaults.includes(number)
  )
    return undefined;
  const words = (value: bigint): string =>
    amountText(value, sysctl.known?.unit, { pageSize: PAGE });
  return {
    about: sysctl,
    span: sysctl.origin.span,
    message: `the reason of \`${sysctl.id}\` states a default of ${words(number)}, but the default is ${[...new Set(defaults)].map(words).join(" or ")}`,
    why:
      sysctl.baseline?.by === undefined
        ? "no measured kernel (5.10 to 7.2) has the stated default"
        : `${sysctl.baseline.by} sets the first of these, and no measured kernel (5.10 to 7.2) has the stated default`,
    help: "check whether the setting is needed, and correct the reason",
  };
}

/** Finds `128` in "the default 128 is far too low" and `60s` in "default: 60s", but no ranges or approximate numbers. */
const claimIn = onceForText((why): string | undefined => {
  const match =
    /\bdefault(?: value)?(?:,| is| was| of|:)? (?<number>[0-9]+)(?: ?(?<unit>[KMG]i?B|s|seconds|minutes|hours)\b)?(?![\w.,-]*[0-9])/iu.exec(
      why,
    )?.groups;
  if (match?.["number"] === undefined) return undefined;
  const unit = units[match["unit"]?.toLowerCase() ?? ""];
  return unit === undefined ? undefined : match["number"] + unit;
});

/** Units as people write them in prose, where KB is KiB. */
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

/**
 * The integer default of each measured kernel, and the values that the node's system sets; empty if the default depends on
 * the machine.
 */
function knownDefaults({ known, baseline }: Sysctl): readonly bigint[] {
  const compared = comparedValue(baseline);
  if (known?.kind.type !== "integer" || compared === undefined) return [];
  return [
    // That of the node's own system and kernel build first.
    compared,
    ...known.releases.map((release) => release.default),
  ].flatMap((text) => integersIn(text) ?? []);
}
