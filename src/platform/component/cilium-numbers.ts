import { reachesPatch } from "../../core/release.js";
import { isAtLeast } from "../../core/version.js";
import type { CiliumKey } from "./cilium-maps.js";

/**
 * What becomes of a number between the values of Cilium's chart and the agent.
 *
 * - `whole`: the agent reads the digits.
 * - `text`: it does if the value is a string.
 * - `exponent`: the chart writes `1.048576e+06`, over which the agent exits, and its schema refuses a string.
 * - `unclear`: one of these, which depends on a patch level or version that the spec does not state.
 */
export type Rendering = "whole" | "text" | "exponent" | "unclear";

/** From here on Go prints a number without an integer type with an exponent, and Helm reads numbers as such. */
const FIRST_EXPONENT = 1_000_000;

/** The first chart whose schema allows only integers. Source: install/kubernetes/cilium/values.schema.json. */
const FIRST_SCHEMA = "1.16";

/**
 * The first charts of each line that make an integer of a size before they print it.
 * Source: cilium/cilium, install/kubernetes/cilium/templates/cilium-configmap.yaml, releases 1.14.0 to 1.20.2.
 */
export const integerCharts: readonly string[] = ["1.16.8", "1.17.2"];

/**
 * Returns what a chart does to a size.
 *
 * @param version of the chart, as the spec states it
 */
export function renderingOf(
  { fraction, neverInteger }: CiliumKey,
  value: number,
  version: string | undefined,
): Rendering {
  if (fraction === true || value < FIRST_EXPONENT) return "whole";
  if (version === undefined) return "unclear";
  if (isAtLeast(version, FIRST_SCHEMA) === false) return "text";
  if (neverInteger === true) return "exponent";
  const fixed = integerCharts.find(
    (chart) => isAtLeast(version, nextMinor(chart)) === false,
  );
  if (fixed === undefined) return "whole";
  switch (reachesPatch(version, fixed)) {
    case true:
      return "whole";
    case false:
      return "exponent";
    case undefined:
      return "unclear";
  }
}

/** `1.17` of `1.16.8` */
function nextMinor(release: string): string {
  const [major = "", minor = ""] = release.split(".");
  return `${major}.${Number(minor) + 1}`;
}

/** The number as such a chart writes it: `1.048576e+06`. */
export function exponentText(value: number): string {
  return value.toExponential().replace(/e\+(\d)$/u, "e+0$1");
}
