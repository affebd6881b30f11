import type { Diagnostic } from "../../core/diagnostic.js";
import { uniteItems } from "../../core/item-list.js";
import { collectDiagnostics } from "../../core/report.js";
import type { Machine, OnNode } from "../kind.js";
import { checkRemoved } from "./look-up.js";
import { numbersOnNode } from "./numbers-on-node.js";
import { oncePerKey } from "./once-per-key.js";
import { listOf } from "./own-items.js";
import { integersOf, type SysctlValue, type WrittenValue } from "./value.js";
import type { WrittenSysctl } from "./written.js";

/** Evaluates a sysctl on a node: computed values require its facts, and its kernel may refuse a number. */
export function onNode(
  written: WrittenSysctl,
  machine: Machine,
): OnNode<SysctlValue> {
  const { value, known } = written;
  const gone = known === undefined ? goneOn(written, machine) : none;
  if (gone.length > 0) return { form: "exact", value: undefined, errors: gone };
  if (value === undefined)
    return { form: "left", value: undefined, errors: none };
  switch (value.form) {
    case "text":
      return {
        form: "exact",
        value: { type: "text", text: value.text },
        errors: none,
      };
    case "list":
      return {
        form: "union",
        value: { type: "text", text: uniteItems(value.items, listOf(known)) },
        errors: none,
      };
    case "exact":
    case "floor":
    case "scaled": {
      const results = resultsOn(written, machine);
      const earlier = results.get(value);
      if (earlier !== undefined) return earlier;
      const collector = collectDiagnostics();
      const fields = numbersOnNode(written, value, machine, collector);
      const result: OnNode<SysctlValue> = {
        form: value.form === "floor" ? "floor" : "exact",
        value: fields && integersOf(fields),
        errors: collector.diagnostics,
      };
      // An error has the place of its setting.
      if (result.errors.length === 0) results.set(value, result);
      return result;
    }
  }
}

/** Cache: one number is the same value wherever it is written. */
const resultsOn = oncePerKey(
  () => new Map<WrittenValue, OnNode<SysctlValue>>(),
);

/** Why the node's kernel does not have a key that older ones had. */
function goneOn(
  { key, keyText, origin: { span }, accept }: WrittenSysctl,
  { facts }: Machine,
): readonly Diagnostic[] {
  const collector = collectDiagnostics();
  checkRemoved({ key, keyText, span, accept }, facts.kernel, collector);
  return collector.diagnostics;
}

const none: readonly never[] = [];
