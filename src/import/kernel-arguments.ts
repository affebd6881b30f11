import type { SpecValue } from "./types.js";

/** An argument of the kernel command line: `quiet`, `console=tty0`. */
export interface KernelWord<Place> {
  readonly text: string;
  readonly place: Place;
}

/** A setting that arguments of the kernel command line make. */
export interface KernelWordSetting<Place> {
  readonly path: readonly ["kernelArgs" | "hugepages", string];
  readonly value: SpecValue;
  /** The places of its arguments. */
  readonly places: readonly [Place, ...Place[]];
}

/**
 * Turns arguments into settings: those of one name are one setting, with a list of their values, and each count of huge
 * pages belongs to the size before it, or to the default one.
 */
export function kernelWordSettings<Place>(
  words: readonly KernelWord<Place>[],
): readonly KernelWordSetting<Place>[] {
  const found = new Map<string, KernelWordSetting<Place>>();
  let size: KernelWord<Place> | undefined;
  let normal: string | undefined;
  const add = (setting: KernelWordSetting<Place>) => {
    const id = setting.path.join(" ");
    const earlier = found.get(id);
    found.set(id, earlier === undefined ? setting : joined(earlier, setting));
  };
  for (const word of words) {
    const { name, value } = splitArgument(word.text);
    const places = [word.place] as const;
    if (name === "default_hugepagesz" && value !== undefined) {
      normal = value;
      add({ path: ["hugepages", "default"], value, places });
    } else if (name === "hugepagesz" && value !== undefined) {
      size = { text: value, place: word.place };
    } else if (name === "hugepages" && value !== undefined && size) {
      const path = ["hugepages", size.text] as const;
      add({ path, value: pagesIn(value), places: [size.place, word.place] });
      size = undefined;
    } else if (name === "hugepages" && value !== undefined && normal) {
      add({ path: ["hugepages", normal], value: pagesIn(value), places });
    } else {
      add({ path: ["kernelArgs", name], value: value ?? true, places });
    }
  }
  return [...found.values()];
}

/** Splits an argument at its first `=`; a bare word has no value. */
export function splitArgument(text: string): {
  readonly name: string;
  readonly value: string | undefined;
} {
  const at = text.indexOf("=");
  return at === -1
    ? { name: text, value: undefined }
    : { name: text.slice(0, at), value: text.slice(at + 1) };
}

function joined<Place>(
  earlier: KernelWordSetting<Place>,
  { value, places }: KernelWordSetting<Place>,
): KernelWordSetting<Place> {
  const values: readonly SpecValue[] = Array.isArray(earlier.value)
    ? earlier.value
    : [earlier.value];
  const [first, ...others] = earlier.places;
  return {
    path: earlier.path,
    value: [...values, value],
    places: [first, ...others, ...places],
  };
}

/** `16`, or `0:8,1:8` for each NUMA node. */
function pagesIn(text: string): SpecValue {
  if (!text.includes(":")) return /^\d{1,9}$/u.test(text) ? Number(text) : text;
  const parts = text.split(",").map((part) => {
    const [node = "", count = ""] = part.split(":");
    return { count: Number(count), node: Number(node) };
  });
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : parts;
}
