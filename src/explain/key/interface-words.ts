import type {
  FromAll,
  FromDefault,
  InterfaceReach,
} from "../../catalogue/interface-reach.js";

/** What the kernel does with a value of `conf.all`. */
const ofAll: Readonly<Record<FromAll, string | undefined>> = {
  copied:
    "a write is copied to every interface and to `default`, so that new interfaces have it too",
  existing:
    "a write is copied to the interfaces that exist; new ones start with `default`",
  interface:
    "none: the kernel reads the key of each interface only, and does not copy `all` to the interfaces",
  or: "on for an interface if `all` or the interface has it on",
  and: "on for an interface only if both `all` and the interface have it on",
  max: "the larger value of `all` and the interface applies",
  min: "the smaller value of `all` and the interface applies",
  first: "a value other than 0 applies to every interface; 0 leaves it to them",
  redirects:
    "on for an interface that forwards only if both `all` and the interface have it on; on for one that does not forward if either has it on",
  refused: "none: the kernel refuses a write to `all`",
  none: undefined,
};

/** Which interfaces take over a value of `conf.default`. */
const ofDefault: Readonly<Record<FromDefault, string>> = {
  later:
    "interfaces that are created later start with it; existing ones keep theirs",
  unset:
    "interfaces that are created later start with it, and existing ones without an address take it over unless their own key was written",
  never: "none: a new interface starts with a value of its device",
  table: "applies to the whole table of neighbours; interfaces do not have it",
};

/** Says what a write to the key does to interfaces; undefined where there is nothing to say. */
export function interfaceWords(
  id: string,
  { all, default: start }: InterfaceReach,
): string | undefined {
  const segment = id.split(".")[3];
  if (segment === "all") return ofAll[all];
  if (segment === "default") return ofDefault[start];
  return all === "copied" || all === "existing"
    ? "the interface's own value applies; a write to `all` replaces it"
    : all === "interface" || all === "refused" || all === "none"
      ? "the interface's own value applies"
      : ofAll[all];
}
