import { type Diagnostic, error } from "../core/diagnostic.js";
import type { CodeOf } from "../core/diagnostics/registry.js";
import type { NodeFacts } from "../core/facts.js";
import type { Part } from "../core/written.js";
import {
  type AmountFault,
  isAmount,
  multiply,
  readAmount,
} from "../core/quantity.js";
import type { Span } from "../core/source.js";
import { toUnit } from "../core/unit.js";
import { orderFaults, rangeFaults } from "./check.js";
import type { TypedSysctl } from "./interpret.js";
import type { PlacedAmount, PlacedNumber, TypedValue } from "./typed.js";

/** The page size of nearly every kernel; a node with another says so in its facts. */
const USUAL_PAGE = 4096n;

const GIB = 1n << 30n;

/**
 * The numbers that a value comes to on a node, checked against what its kernel accepts.
 * Undefined after a fault was reported, and for texts, lists and `null`, which come to themselves.
 */
export function evaluateFields(
  typed: TypedSysctl,
  facts: NodeFacts,
  faults: Diagnostic[],
): readonly bigint[] | undefined {
  const { value } = typed;
  if (
    value.form !== "exact" &&
    value.form !== "floor" &&
    value.form !== "scaled"
  )
    return undefined;
  const evaluation = new Evaluation(typed, facts);
  const numbers =
    value.form === "scaled"
      ? evaluation.scaled(value)
      : value.fields.flatMap((field) => evaluation.number(field) ?? []);
  if (evaluation.faults.length === 0) {
    evaluation.faults.push(
      ...rangeFaults(typed, numbers, facts),
      ...orderFaults(typed, numbers),
    );
  }
  faults.push(...evaluation.faults);
  return evaluation.faults.length > 0
    ? undefined
    : numbers.map(({ number }) => number);
}

/** One value on one node, and what is wrong with it there. */
class Evaluation {
  readonly faults: Diagnostic[] = [];

  constructor(
    readonly typed: TypedSysctl,
    readonly facts: NodeFacts,
  ) {}

  /** An amount in the unit that the kernel counts. */
  number({ amount, span }: PlacedAmount): PlacedNumber | undefined {
    const number = toUnit(
      amount,
      this.typed.known?.unit,
      this.facts.pageSize ?? USUAL_PAGE,
    );
    return typeof number === "bigint"
      ? { number, span }
      : this.#fault("wrong-unit", span, number);
  }

  /** `{ perCpu: n }` and `{ perGiB: n }`: a product of a fact, rounded down, held between `min` and `max`. */
  scaled(
    value: Extract<TypedValue, { readonly form: "scaled" }>,
  ): readonly PlacedNumber[] {
    const { amount, min, max, per } = value;
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
      this.#fault("wrong-kind", least.span, {
        fault: `\`min\` ${least.number} is above \`max\` ${most.number}`,
        help: "swap them",
      });
    }
    if (fact === undefined) {
      const { keyText } = this.typed.written;
      this.#fault("missing-fact", amount.span, {
        fault: `\`${keyText}\` is computed from the node's ${name}, which the spec does not say`,
        help: `write node: { ${name}: ${example} } at the role, or at the top for all`,
      });
      return [];
    }
    if (thousandths === undefined) return [];
    // One division at the end: fractions of a GiB count.
    const product =
      (thousandths * BigInt(fact)) / (1000n * (per === "cpu" ? 1n : GIB));
    if (least !== undefined && product < least.number) return [least];
    if (most !== undefined && product > most.number) return [most];
    return [{ number: product, span: amount.span }];
  }

  /** The factor in thousandths of the key's unit: it may be a fraction, where a value may not. */
  #factor({ raw, span }: Part): bigint | undefined {
    if (/^[0-9]+\.[0-9]+$/u.test(raw)) {
      return (
        multiply(raw, 1000n) ??
        this.#fault("wrong-kind", span, {
          fault: `\`${raw}\` has more than three digits behind the point`,
          help: "write up to three, such as 0.125",
        })
      );
    }
    const amount = readAmount(raw);
    if (isAmount(amount)) {
      const placed = this.number({ amount, span });
      return placed && placed.number * 1000n;
    }
    return this.#fault("wrong-kind", span, {
      help: "write a number, such as 32768 or 0.5, or a quantity, such as 64KiB",
      ...amount,
    });
  }

  #fault(
    code: CodeOf<"error">,
    span: Span,
    { fault, ...more }: AmountFault,
  ): undefined {
    this.faults.push(error(code, span, fault, more));
    return undefined;
  }
}
