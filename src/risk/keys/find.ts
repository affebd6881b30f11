import type { KeyEffect } from "./key-effect.js";
import { otherKeys } from "./others.js";
import { socketKeys } from "./sockets.js";

let byId: ReadonlyMap<string, KeyEffect> | undefined;

/** Looks up when a key takes effect; undefined for a key that no record names: those of interfaces are in the catalogue. */
export function keyEffect(id: string): KeyEffect | undefined {
  byId ??= new Map(
    [...socketKeys, ...otherKeys].flatMap((effect) =>
      effect.keys.map((key) => [key, effect] as const),
    ),
  );
  return byId.get(id);
}
