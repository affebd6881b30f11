/**
 * Pairs of keys for one limit: a write of either sets the other to 0, which then means that it does not count.
 * Source: Linux 6.12, mm/page-writeback.c (`dirty_bytes_handler` and the three beside it) and mm/util.c
 * (`overcommit_kbytes_handler`, `overcommit_ratio_handler`). The kernel refuses 0 for `dirty_bytes`.
 */
export const alternatePairs = [
  ["vm.dirty_bytes", "vm.dirty_ratio"],
  ["vm.dirty_background_bytes", "vm.dirty_background_ratio"],
  ["vm.overcommit_kbytes", "vm.overcommit_ratio"],
] as const;

const byKey: ReadonlyMap<string, string> = new Map(
  alternatePairs.flatMap(([one, other]) => [
    [one, other],
    [other, one],
  ]),
);

/** Returns the key that a write of this one sets to 0; undefined for a key that stands for itself. */
export function alternateOf(id: string): string | undefined {
  return byKey.get(id);
}
