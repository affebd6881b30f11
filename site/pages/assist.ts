import { interfaceKey } from "../../src/catalogue/interface.js";
import { allKeys, findKey } from "../../src/catalogue/lookup.js";
import { keyOf, type SysctlKey } from "../../src/core/key.js";
import { keyCard } from "../../src/explain/key/card.js";
import { keyFields } from "../../src/explain/key/fields.js";
import { jsonSchema } from "../../src/index.js";
import {
  anyInterface,
  type AssistData,
  type KeyHint,
} from "../shared/assist-data.js";
import type { SiteFile } from "./layout.js";

/** The fields of `explain` that have room in a tooltip. */
const shown: ReadonlySet<string> = new Set([
  "value",
  "range",
  "default",
  "scope",
  "module",
]);

/** Makes the script with what completion and tooltips of the playground read; the page loads it when they are first used. */
export function assistScript(): SiteFile {
  const data: AssistData = { schema: jsonSchema(), hints: hints() };
  return {
    path: "playground-assist.js",
    text: `globalThis.tunegenAssist=${JSON.stringify(data).replaceAll("<", "\\u003c")};\n`,
  };
}

function hints(): AssistData["hints"] {
  const keys = allKeys().map((id) => keyOf(id.split(".")));
  return Object.fromEntries(
    keys.flatMap((key) => [
      ...hint(key.id, key),
      ...ofInterface(key).flatMap((each) =>
        hint(anyInterface(each.segments), each),
      ),
    ]),
  );
}

/** The key of any interface, from that of the loopback interface, which stands for every interface. */
function ofInterface({ segments }: SysctlKey): readonly SysctlKey[] {
  const key = keyOf(segments.length > 4 ? segments.with(3, "eth0") : segments);
  return segments[3] === "lo" && interfaceKey(key) !== undefined ? [key] : [];
}

function hint(
  id: string,
  key: SysctlKey,
): readonly (readonly [string, KeyHint])[] {
  const facts = findKey(key);
  if (facts === undefined) return [];
  const card = keyCard(facts);
  const bare = {
    key: facts.id,
    advice: undefined,
    takesEffect: undefined,
    writers: [],
    rules: [],
  };
  const fields = keyFields(bare, card).filter(({ label }) => shown.has(label));
  return [
    [
      id,
      {
        summary: card.summary,
        facts: fields.map(({ label, words }) => [label, words]),
      },
    ],
  ];
}
