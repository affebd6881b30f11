import { digits } from "../core/amount-text.js";
import { absence } from "../core/lifetime.js";
import { isAccepted } from "../core/reasons.js";
import type { Reporter } from "../core/report.js";
import type { CiliumSection, WrittenCilium } from "../language/model.js";
import {
  type CiliumKey,
  ciliumReleases,
  ciliumSize,
  clampsAt,
} from "../platform/component/cilium-maps.js";
import type { CiliumPlan, CiliumValue } from "./types.js";

/** Plans the section `cilium`: values under the chart's own names, checked against what the agent takes. */
export function planCilium(
  section: CiliumSection,
  reporter: Reporter,
): CiliumPlan {
  const values = new Map<
    string,
    { readonly planned: CiliumValue; readonly written: WrittenCilium }
  >();
  for (const written of section.values) {
    const key = ciliumSize(written.path);
    const path = key?.path ?? written.path;
    const name = path.join(".");
    const first = values.get(name);
    if (first !== undefined) {
      reportTwice(name, first.written, written, reporter);
      continue;
    }
    // null keeps the chart's default.
    if (
      written.value === null ||
      !isInChart(written, section, reporter) ||
      (key !== undefined && !isSize(key, written, section, reporter))
    )
      continue;
    values.set(name, {
      written,
      planned: {
        path,
        mapMaxPath: key?.mapMaxPath,
        value: written.value,
        why: written.why === undefined ? [] : [written.why],
        accept: written.accept,
        span: written.span,
      },
    });
  }
  const planned = [...values.values()].map((value) => value.planned);
  checkNat(planned, reporter);
  const { version, why, refs, accept, span } = section;
  return Object.freeze({ version, why, refs, accept, span, values: planned });
}

function reportTwice(
  name: string,
  first: WrittenCilium,
  second: WrittenCilium,
  reporter: Reporter,
): void {
  reporter.error(
    "duplicate-key",
    second.span,
    `\`${second.path.join(".")}\` and \`${first.path.join(".")}\` set the same value of the chart`,
    {
      why: `both are names of \`${name}\``,
      help: "remove one of them",
      related: [{ message: "first set here", span: first.span }],
    },
  );
}

/** Whether a value came after the chart's version. */
export function isTooNew(
  { path }: WrittenCilium,
  version: string | undefined,
): boolean {
  return absence(ciliumReleases(path), version) === "key-not-yet";
}

/** Whether the chart has a value; reports one that came later, unless that is accepted. */
function isInChart(
  written: WrittenCilium,
  { version = "" }: CiliumSection,
  reporter: Reporter,
): boolean {
  const { path, span, accept } = written;
  if (!isTooNew(written, version) || isAccepted(accept, "key-not-yet"))
    return true;
  const name = (ciliumSize(path)?.path ?? path).join(".");
  reporter.error(
    "key-not-yet",
    span,
    `\`${name}\` does not exist yet in Cilium ${version}`,
    {
      why: `it was added in ${ciliumReleases(path).since ?? ""}; older charts silently ignore it`,
      help: "remove it, or correct `cilium.version`",
    },
  );
  return false;
}

/** Whether the agent takes a size; reports one that it does not. */
function isSize(
  key: CiliumKey,
  { value, span, path }: WrittenCilium,
  { version }: CiliumSection,
  reporter: Reporter,
): boolean {
  const name = path.join(".");
  const number = typeof value === "number" ? value : Number.NaN;
  const fits =
    key.fraction === true
      ? number > 0 && number <= 1
      : Number.isInteger(number);
  if (fits && number >= key.least && number <= key.most) return true;
  reporter.error(
    "out-of-range",
    span,
    `\`${name}\` does not accept ${String(value)}`,
    {
      why: outside(key, number, version),
      help:
        key.fraction === true
          ? "write a fraction above 0 and up to 1, such as 0.0025"
          : `write an integer from ${key.least} to ${key.most}`,
    },
  );
  return false;
}

/** Says what the agent does with a value outside the range. */
function outside(
  key: CiliumKey,
  number: number,
  version: string | undefined,
): string {
  const replaced = `replaces it by ${number < key.least ? key.least : key.most}, with only a line in its log`;
  switch (clampsAt(key, version)) {
    case true:
      return `the Cilium agent ${replaced}`;
    case false:
      return "the Cilium agent exits at start";
    case undefined:
      return `the Cilium agent exits at start; from ${key.clamps?.since ?? ""} on it ${replaced}`;
  }
}

/** Reports a nat that is larger than both connection-tracking maps together: the agent exits over it. */
function checkNat(values: readonly CiliumValue[], reporter: Reporter): void {
  const of = (name: string): CiliumValue | undefined =>
    values.find(({ path }) => path.at(-1) === name);
  const [nat, tcp, any] = [of("natMax"), of("ctTcpMax"), of("ctAnyMax")];
  if (nat === undefined || tcp === undefined || any === undefined) return;
  const sum = Number(tcp.value) + Number(any.value);
  if (Number(nat.value) <= sum) return;
  reporter.error(
    "out-of-range",
    nat.span,
    `\`nat\` is ${digits(BigInt(Number(nat.value)))} entries, above the ${digits(BigInt(sum))} of \`ct.tcp\` and \`ct.any\` together`,
    {
      why: "the Cilium agent exits at start (or, for exactly 524288, reduces it to two thirds of the sum)",
      help: `write ${sum} or less`,
      related: [
        { message: "ct.tcp", span: tcp.span },
        { message: "ct.any", span: any.span },
      ],
    },
  );
}
