import manifest from "../../package.json" with { type: "json" };

/** The address of the project; undefined as long as package.json states none. */
export const homepage: string | undefined =
  "homepage" in manifest && typeof manifest.homepage === "string"
    ? manifest.homepage
    : undefined;
