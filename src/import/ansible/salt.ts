import { keyOf, pairOf, pairsOf } from "../yaml/node.js";
import { takeSysctl } from "../yaml/sysctls.js";
import { nodeAt, type Shape } from "../yaml/visit.js";

/** Reads Salt's `sysctl.present`. Source: saltstack/salt 3007, salt/states/sysctl.py. */
export const saltState: Shape = (map, { place, findings }) =>
  map.pairs.filter((id) => {
    const state = pairOf(id.value, "sysctl.present");
    if (state === undefined) return false;
    findings.seen("salt");
    const fields =
      state.value.kind === "list"
        ? state.value.items.flatMap((item) => pairsOf(item))
        : pairsOf(state.value);
    const name = fields.find(({ key }) => key === "name")?.value;
    const value = fields.find(({ key }) => key === "value")?.value;
    // Without a name it is the state's own.
    const [key, where] =
      name?.kind === "scalar" ? [name.text, name] : [id.key, keyOf(id)];
    takeSysctl(
      { key, place: where, from: id.keyStart, value },
      { holder: nodeAt(place), findings, convertsBooleans: true },
    );
    return true;
  });
