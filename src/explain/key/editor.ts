import { listOf } from "../../core/list-of.js";
import { interfaceKey } from "../../catalogue/interface.js";
import { allKeys, findKey, rangesFor } from "../../catalogue/lookup.js";
import type { KeyFacts, Range } from "../../catalogue/types.js";
import { keyOf, type SysctlKey } from "../../core/key.js";
import {
  anyValue,
  type Definition,
  formDefinitions,
  reference,
  type Schema,
  valueDefinition,
} from "../../settings/sysctl/json-schema.js";
import { type KeyCard, keyCard } from "./card.js";
import { defaultWords } from "./default-text.js";
import { kindWords } from "./kind-words.js";
import { briefReach } from "./reach-words.js";

/** An example of a network interface: what is known of its keys holds for all interfaces. */
const EXAMPLE = "eth0";

/** What an editor knows of the sysctls that a spec may set. */
export interface SysctlSchema {
  /** The section `sysctl`. */
  readonly section: Schema;
  readonly definitions: readonly Definition[];
}

/**
 * Makes the JSON Schema of the section `sysctl` from the catalogue: each key with its description, the form of its value
 * and the range that some measured kernel accepts. Keys that the catalogue does not have may have any value.
 */
export function sysctlSchema(): SysctlSchema {
  const keys = allKeys().map((id) => keyOf(id.split(".")));
  const [exact, ofInterfaces] = [
    keys.flatMap((key) => (isLoopback(key) ? [] : (findKey(key) ?? []))),
    keys.flatMap((key) => (isLoopback(key) ? ofInterface(key) : [])),
  ];
  const all = new Entries([
    ...exact,
    ...ofInterfaces.map(({ facts }) => facts),
  ]);
  return {
    section: {
      type: "object",
      description: "Kernel settings, by key",
      properties: Object.fromEntries(
        exact.map((facts) => [facts.id, all.entry(facts)]),
      ),
      patternProperties: Object.fromEntries(
        ofInterfaces.map(({ pattern, facts }) => [pattern, all.entry(facts)]),
      ),
      additionalProperties: anyValue,
    },
    definitions: [...formDefinitions(), ...all.definitions.values()],
  };
}

/** The entries of keys. Keys that differ only in their interface share one, which is a definition. */
class Entries {
  readonly definitions = new Map<string, Definition>();
  readonly #entries = new Map<string, Schema>();

  constructor(keys: readonly KeyFacts[]) {
    const alike = new Map<string, string[]>();
    for (const facts of keys) {
      const value = valueDefinition(facts, certainRanges(facts));
      this.definitions.set(value.name, value);
      const schema = {
        description: describe(keyCard(facts)),
        ...reference(value.name),
      };
      const text = JSON.stringify(schema);
      listOf(alike, text).push(facts.id);
      this.#entries.set(facts.id, schema);
    }
    for (const [first = "", ...others] of alike.values()) {
      const schema = this.#entries.get(first);
      if (schema === undefined || others.length === 0) continue;
      this.definitions.set(first, { name: first, schema });
      for (const id of [first, ...others])
        this.#entries.set(id, reference(first));
    }
  }

  entry({ id }: KeyFacts): Schema {
    return this.#entries.get(id) ?? {};
  }
}

/** Whether a key is that of the loopback interface, which stands for every interface. */
function isLoopback({ segments }: SysctlKey): boolean {
  return segments[3] === "lo";
}

/** Returns the key of any interface, from that of the loopback interface. */
function ofInterface({ segments }: SysctlKey): readonly {
  readonly pattern: string;
  readonly facts: KeyFacts;
}[] {
  const key = keyOf(segments.with(3, EXAMPLE));
  const parts = interfaceKey(key);
  const facts = findKey(key);
  return parts === undefined || facts === undefined
    ? []
    : [
        {
          pattern: interfacePattern(parts),
          // Where its default comes from is not said for each.
          facts: { ...facts, defaultNote: undefined },
        },
      ];
}

/** Matches the key of any interface in either spelling, but not those of `all` and `default`. */
function interfacePattern({
  family,
  name,
}: {
  readonly family: string;
  readonly name: string;
}): string {
  const [root = "", protocol = "", group = ""] = family.split(".");
  return `^${root}([./])${protocol}\\1${group}\\1(?!(?:all|default)\\1)(?:(?!\\1).)+\\1${name}$`;
}

/** The ranges that hold on every kernel: none for a field that some kernel was not measured for. */
function certainRanges(facts: KeyFacts): readonly (Range | undefined)[] {
  return rangesFor(facts, {}).map((range, field) =>
    facts.releases.some(
      ({ ranges }) => ranges !== undefined && ranges[field] === undefined,
    )
      ? undefined
      : range,
  );
}

function describe(card: KeyCard): string {
  const { summary, noEffect, unit, defaults, reach, module } = card;
  const scope = reach.at(-1)?.value;
  const kind = briefKind(card);
  const facts = [
    ...(kind === "" ? [] : [`${capital(kind)}.`]),
    `Default: ${defaultWords(defaults, unit)}.`,
    ...(scope === undefined ? [] : [`Scope: ${briefReach(scope)}.`]),
    ...(module === undefined ? [] : [`Module: ${module}.`]),
    ...(noEffect === undefined
      ? []
      : [
          `No effect${noEffect.since === undefined ? "" : ` since Linux ${noEffect.since}`}.`,
        ]),
  ];
  return [...(summary === undefined ? [] : [summary]), facts.join(" ")].join(
    "\n\n",
  );
}

/** In an editor, the default and the unit say that it is a number. */
function briefKind(card: KeyCard): string {
  return kindWords(card)
    .replace(", a count", "")
    .replace(/^one number(?:, |$)/u, "");
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
