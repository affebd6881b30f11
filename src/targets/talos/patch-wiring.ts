/**
 * Says how to apply a patch of the machine configuration, and what a second one does. Source: siderolabs/talos,
 * pkg/machinery/config/merge/merge.go (a strategic merge appends to lists, and no patch takes a field away).
 *
 * @param name of the file
 * @param hasLists whether the patch has lists
 */
export function patchWiring(
  name: string,
  hasLists: boolean,
): readonly string[] {
  return [
    "Apply it as a patch of the machine configuration:",
    `talosctl patch machineconfig --patch @${name}`,
    `talhelper: patches: ["@./${name}"], for one node or for a group of nodes`,
    hasLists
      ? "A second talosctl patch appends to the lists again, and removes nothing that left this file: remove those with talosctl edit machineconfig."
      : "A second talosctl patch removes nothing that left this file: remove that with talosctl edit machineconfig.",
  ];
}
