import type { CodeOf } from "../../core/diagnostics/registry.js";
import type { NodeFacts } from "../../core/facts.js";
import type { AmountFault } from "../../core/amount-fault.js";
import { isAmount, multiply, readAmount } from "../../core/quantity.js";
import type { Collector } from "../../core/report.js";
import type { Span } from "../../core/source.js";
import { toUnit } from "../../core/unit.js";
import type { Part } from "../../core/written.js";
import type { Machine } from "../kind.js";
import { checkOrder, checkRanges, type PlacedNumber } from "./check.js";
import type { PlacedAmount, WrittenValue } from "./value.js";
import type { WrittenSysctl } from "./written.js";

/** The page size of nearly every kernel; a node with another one states it in its facts. */
const USUAL_PAGE = 4096n;

const GIB = 1n << 30n;

type Scaled = Extract<WrittenValue, { readonly form: "scaled" }>;

/**
 * Computes the numbers of a value on a node, and checks them against what its kernel accepts.
 * Undefined if the collector, which must be empty, has an error.
 */
export function numbersOnNode(
  written: WrittenSysctl,
  value: Exclude<WrittenValue, { readonly form: "text" | "list" }>,
  machine: Machine,
  collector: Collector,
): readonly bigint[] | undefined {
  const evaluation = new Evaluation(written, machine.facts, collector);
  const numbers =
    "fields" in value
      ? allOf(
          value.fields.map((amount, index) =>
            evaluation.number({
              amount,
              span: value.spans?.[index] ?? written.valueSpan,
            }),
          ),
        )
      : evaluation.scaled(value);
  const { diagnostics } = collector;
  if (diagnostics.length === 0) {
    checkRanges(written, numbers, machine, collector);
    checkOrder(written, numbers, collector);
  }
  return diagnostics.length > 0
    ? undefined
    : numbers.map(({ number }) => number);
}

/** Those that could be read; nearly always all. */
function allOf(
  numbers: readonly (PlacedNumber | undefined)[],
): readonly PlacedNumber[] {
  return numbers.every((each) => each !== undefined)
    ? numbers
    : numbers.filter((each) => each !== undefined);
}

/** One value on one node. */
class Evaluation {
  constructor(
    readonly written: WrittenSysctl,
    readonly facts: NodeFacts,
    readonly collector: Collector,
  ) {}

  /** Converts an amount to the unit that the kernel counts. */
  number({ amount, span }: PlacedAmount): PlacedNumber | undefined {
    const number = toUnit(
      amount,
      this.written.known?.unit,
      this.facts.pageSize ?? USUAL_PAGE,
    );
    return typeof number === "bigint"
      ? { number, span }
      : this.#report("wrong-unit", span, number);
  }

  /** Evaluates `{ perCpu: n }` and `{ perGiB: n }`: a product of a fact, rounded down, between `min` and `max`. */
  scaled({ amount, min, max, per }: Scaled): readonly PlacedNumber[] {
    const [fact, name, example] =
      per === "cpu"
        ? [this.facts.cpus, "cpus", "4"]
        : [this.facts.memory, "memory", "4GiB"];
    const thousandths = this.#factor(amount);
    const least = min && this.number(min);
    const most = max && this.number(max);
    if (
      least !== undefined &&
      most !== undefined &&
      least.number > most.number
    ) {
      this.#report("wrong-kind", least.span, {
        fault: `\`min\` ${least.number} is above \`max\` ${most.number}`,
        help: "swap them",
      });
    }
    if (fact === undefined) {
      this.#report("missing-fact", amount.span, {
        fault: `\`${this.written.keyText}\` is computed from the fact \`${name}\`, which is missing`,
        help: `add \`node: { ${name}: ${example} }\` to the role or to the top of the spec`,
      });
      return [];
    }
    if (thousandths === undefined) return [];
    // One division at the end, to keep fractions of a GiB.
    const product =
      (thousandths * BigInt(fact)) / (1000n * (per === "cpu" ? 1n : GIB));
    if (least !== undefined && product < least.number) return [least];
    if (most !== undefined && product > most.number) return [most];
    return [{ number: product, span: amount.span }];
  }

  /** Reads the factor in thousandths of the key's unit: unlike a value, it may be a fraction. */
  #factor({ raw, span }: Part): bigint | undefined {
    if (/^[0-9]+\.[0-9]+$/u.test(raw)) {
      return (
        multiply(raw, 1000n) ??
        this.#report("wrong-kind", span, {
          fault: `\`${raw}\` has more than three decimal places`,
          help: "write up to three decimal places, such as 0.125",
        })
      );
    }
    const amount = readAmount(raw);
    if (isAmount(amount)) {
      const placed = this.number({ amount, span });
      return placed && placed.number * 1000n;
    }
    return this.#report("wrong-kind", span, {
      help: "write a number, such as 32768 or 0.5, or a quantity, such as 64KiB",
      ...amount,
    });
  }

  #report(
    code: CodeOf<"error">,
    span: Span,
    { fault, ...more }: AmountFault,
  ): undefined {
    return this.collector.error(code, span, fault, more);
  }
}
