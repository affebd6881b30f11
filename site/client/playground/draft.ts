import { carriesSpec, specInAddress } from "../../shared/spec-address.js";

/** The user's own spec, and the address at which it was last written. */
export interface Draft {
  readonly text: string;
  /** The part of the address from `#` on: a link opens its spec, unless that was edited here. */
  readonly hash: string;
}

/** What the playground shows when it opens. */
export type Opening =
  | { readonly shows: "example"; readonly notice: string }
  | { readonly shows: "draft"; readonly text: string; readonly notice: string }
  | { readonly shows: "link"; readonly text: string; readonly notice: string };

/** The part of the browser's storage that is used. */
export interface DraftStorage {
  readonly getItem: (name: string) => string | null;
  readonly setItem: (name: string, value: string) => void;
}

const NAME = "tunegen-spec";

/** Decides between the spec of a link, the user's own and the first example. */
export function openingFor(hash: string, draft: Draft | undefined): Opening {
  const linked = specInAddress(hash);
  if (linked !== undefined && draft?.hash !== hash) {
    const kept =
      draft === undefined || draft.text === linked
        ? ""
        : " “Your spec” in the list has what you wrote before.";
    return {
      shows: "link",
      text: linked,
      notice: `This spec is from the link.${kept}`,
    };
  }
  const broken =
    linked === undefined && carriesSpec(hash)
      ? "The link cannot be read: it is incomplete or damaged. Copy the whole link again."
      : "";
  if (draft === undefined)
    return {
      shows: "example",
      notice: broken && `${broken} Below is an example.`,
    };
  return {
    shows: "draft",
    text: draft.text,
    notice: broken && `${broken} Below is your spec.`,
  };
}

/** Reads the draft of an earlier visit in this tab; undefined where there is none, or the browser stores nothing. */
export function storedDraft(storage: () => DraftStorage): Draft | undefined {
  try {
    const [hash, text] = (storage().getItem(NAME) ?? "").split(/\n(.*)/su);
    return hash === undefined || text === undefined
      ? undefined
      : { hash, text };
  } catch {
    return undefined;
  }
}

/** Stores the draft, and tells whether the browser did. */
export function storeDraft(
  storage: () => DraftStorage,
  { hash, text }: Draft,
): boolean {
  try {
    storage().setItem(NAME, `${hash}\n${text}`);
    return true;
  } catch {
    return false;
  }
}
