import { digits } from "../../core/amount-text.js";
import { STANDARD_RATIO } from "../../platform/component/cilium-maps.js";
import { field, indented, type Paint, WIDTH, wrap } from "../layout.js";
import { placeText } from "../places.js";
import type { CiliumExplanation } from "./card.js";

/** Formats the explanation of a value of Cilium's chart. */
export function ciliumText(cilium: CiliumExplanation, paint: Paint): string {
  const { name, wrapperName, spec, target } = cilium;
  const lines = [
    paint.bold(name),
    ...indented(
      wrap(
        `${cilium.accepts === undefined ? "A switch" : "A size"} of Cilium's chart, under \`cilium\` at the top of the spec.`,
        WIDTH - 2,
      ),
      2,
    ),
    "",
    ...field("range", rangeWords(cilium), paint),
    ...field("default", defaultWords(cilium), paint),
    ...field("memory", memoryWords(cilium), paint),
    ...field("charts", chartWords(cilium), paint),
    ...field(
      "wrapper",
      wrapperName && `${wrapperName} in wrapper charts`,
      paint,
    ),
    ...field("written", `by the target ${target}`, paint),
    ...(spec === undefined ? [] : ["", ...specLines(spec, paint)]),
  ];
  return `${lines.join("\n")}\n`;
}

function rangeWords({ accepts }: CiliumExplanation): string | undefined {
  if (accepts === undefined) return undefined;
  const { least, most, clamps } = accepts;
  const otherwise =
    clamps === undefined
      ? "with another value the agent exits"
      : `from chart ${clamps.since} on the agent replaces another value by the nearest one`;
  return `${digits(BigInt(least))} to ${digits(BigInt(most))}; ${otherwise}`;
}

function defaultWords({ sizes, name }: CiliumExplanation): string | undefined {
  if (name === "bpf.mapDynamicSizeRatio")
    return `${STANDARD_RATIO}: this share of the node's memory for the maps that have no size of their own`;
  return (
    sizes &&
    `by the node's memory (bpf.mapDynamicSizeRatio), at least ${digits(BigInt(sizes.least))} entries; ${digits(BigInt(sizes.standard))} if the ratio is 0`
  );
}

function memoryWords({ entryBytes }: CiliumExplanation): string | undefined {
  return (
    entryBytes &&
    `${entryBytes.ipv4} B for each entry of IPv4 and ${entryBytes.ipv6} B of IPv6, allocated when the map is created`
  );
}

function chartWords({ charts }: CiliumExplanation): string | undefined {
  return charts.since === undefined ? undefined : `from ${charts.since} on`;
}

function specLines(
  { spec, value, why, place }: NonNullable<CiliumExplanation["spec"]>,
  paint: Paint,
): readonly string[] {
  if (value === undefined || place === undefined)
    return [paint.bold(`Not set in ${spec}`)];
  return [
    paint.bold(`In ${spec}`),
    ...indented([`${value}, by cilium (${placeText(place)})`], 2),
    ...field("why", why.join(" "), paint, 4),
  ];
}
