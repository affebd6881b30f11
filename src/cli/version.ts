import manifest from "../../package.json" with { type: "json" };

/** The version of tunegen. */
export const { version } = manifest;
