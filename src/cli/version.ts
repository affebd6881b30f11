import manifest from "../../package.json" with { type: "json" };

/** tunegen's own version. */
export const { version } = manifest;
