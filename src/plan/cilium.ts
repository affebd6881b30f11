import { type CiliumKey, ciliumSize } from "../platform/cilium.js";
import { isAtLeast } from "../core/version.js";
import { type Diagnostic, error } from "../core/diagnostic.js";
import type { CiliumSection, WrittenCilium } from "../language/model.js";
import type { CiliumPlan, CiliumValue } from "./types.js";

/** The section `cilium` as values under the chart's own names, checked against what the agent takes. */
export function planCilium(section: CiliumSection | undefined): {
  readonly cilium: CiliumPlan | undefined;
  readonly faults: readonly Diagnostic[];
} {
  if (section === undefined) return { cilium: undefined, faults: [] };
  const faults: Diagnostic[] = [];
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
      faults.push(writtenTwice(name, first.written, written));
      continue;
    }
    // null: the chart's default stays.
    if (
      written.value === null ||
      (key !== undefined && !checkSize(key, written, section, faults))
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
  faults.push(...natFaults(planned));
  const { version, why, refs, accept, span } = section;
  return {
    cilium: Object.freeze({
      version,
      why,
      refs,
      accept,
      span,
      values: planned,
    }),
    faults,
  };
}

function writtenTwice(
  name: string,
  first: WrittenCilium,
  second: WrittenCilium,
): Diagnostic {
  return error(
    "duplicate-key",
    second.span,
    `\`${second.path.join(".")}\` is \`${first.path.join(".")}\` in another spelling`,
    {
      why: `both are the chart's ${name}`,
      help: "keep one of them",
      related: [{ message: "first written here", span: first.span }],
    },
  );
}

function checkSize(
  key: CiliumKey,
  { value, span, path }: WrittenCilium,
  { version }: CiliumSection,
  faults: Diagnostic[],
): boolean {
  const name = path.join(".");
  if (isAtLeast(version, key.since) === false) {
    faults.push(
      error(
        "key-not-yet",
        span,
        `Cilium ${version ?? ""} has no \`${key.path.join(".")}\` yet`,
        {
          why: `it came with ${key.since}; an older chart ignores it without a word`,
          help: "remove it, or name the chart's real version in cilium.version",
        },
      ),
    );
    return false;
  }
  const number = typeof value === "number" ? value : Number.NaN;
  const fits =
    key.fraction === true
      ? number > 0 && number <= 1
      : Number.isInteger(number);
  if (fits && number >= key.least && number <= key.most) return true;
  faults.push(
    error("out-of-range", span, `\`${name}\` does not take ${String(value)}`, {
      why: "Cilium's agent exits over it at start",
      help:
        key.fraction === true
          ? "write a fraction above 0 and up to 1, such as 0.0025"
          : `write a whole number from ${key.least} to ${key.most}`,
    }),
  );
  return false;
}

/** The agent exits where nat is larger than both connection-tracking maps together. */
function natFaults(values: readonly CiliumValue[]): readonly Diagnostic[] {
  const of = (name: string): CiliumValue | undefined =>
    values.find(({ path }) => path.at(-1) === name);
  const [nat, tcp, any] = [of("natMax"), of("ctTcpMax"), of("ctAnyMax")];
  if (nat === undefined || tcp === undefined || any === undefined) return [];
  const sum = Number(tcp.value) + Number(any.value);
  if (Number(nat.value) <= sum) return [];
  return [
    error(
      "out-of-range",
      nat.span,
      `nat ${String(nat.value)} is above ct.tcp + ct.any, ${sum}`,
      {
        why: "Cilium's agent exits over it at start (exactly 524288 it cuts to two thirds of the sum)",
        help: `write at most ${sum}`,
        related: [
          { message: "ct.tcp", span: tcp.span },
          { message: "ct.any", span: any.span },
        ],
      },
    ),
  ];
}
