import type { KeyFacts } from "../catalogue/types.js";
import type { NodeFacts } from "../core/facts.js";
import { isItems, parseItems, uniteItems } from "../core/item-list.js";
import { readsBack } from "../settings/sysctl/read-back.js";
import { type SysctlValue, valueText } from "../settings/sysctl/value.js";

/** A value that is set, and of which key. */
interface SetValue {
  readonly id: string;
  readonly known: KeyFacts | undefined;
  readonly value: SysctlValue | undefined;
}

/** A value of the spec as the kernel prints it. */
export function textOf(
  set: SetValue,
  facts: Pick<NodeFacts, "pageSize">,
): string {
  const [likeliest] = readsBack(set, facts) ?? [];
  if (likeliest !== undefined) return likeliest.join(" ");
  return set.value === undefined ? "" : valueText(set.value);
}

/**
 * Whether the kernel would print this after the value of the spec was written.
 * @param isRounded whether numbers lost bits as floats
 */
export function printsAs(
  set: SetValue,
  actual: string,
  facts: Pick<NodeFacts, "pageSize">,
  isRounded = false,
): boolean {
  const all = readsBack(set, facts);
  if (all !== undefined)
    return all.some(
      (fields) =>
        (isRounded ? fields.map(throughFloat) : fields).join(" ") === actual,
    );
  const { value, known } = set;
  if (value?.type !== "text") return false;
  const { kind } = known ?? {};
  if (kind?.type !== "list") return words(value.text) === words(actual);
  const [wanted, found] = [value.text, actual].map((text) => {
    const items = parseItems(text, kind.of);
    return isItems(items) ? uniteItems([...items].sort(), kind.of) : text;
  });
  return wanted === found;
}

/** 9223372036854775807 is 9223372036854775808 as a float. */
function throughFloat(field: bigint): bigint {
  return BigInt(Number(field));
}

function words(text: string): string {
  return text.trim().replaceAll(/\s+/gu, " ");
}
