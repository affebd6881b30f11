import {
  factsOf,
  mergeFacts,
  type StatedFacts,
  withImplied,
} from "../platform/facts.js";
import { platformOf } from "../platform/platform-of.js";
import type { Host, Role, Spec } from "../language/model.js";
import type { Machine } from "../settings/kind.js";

/** Returns the facts of a role, or of one of its hosts: the most specific statement of each fact wins. */
export function statedFacts(spec: Spec, role: Role, host?: Host): StatedFacts {
  return withImplied(mergeFacts(layersOf(spec, role, host)));
}

/** Turns stated facts into what a planned node has: its platform, and the facts without the platform's names. */
export function machineOf(stated: StatedFacts): Machine {
  return Object.freeze({
    facts: factsOf(stated),
    platform: platformOf(stated),
  });
}

function layersOf(spec: Spec, role: Role, host?: Host): readonly StatedFacts[] {
  return [spec.facts, role.facts, ...(host === undefined ? [] : [host.facts])];
}
