import type { Codes } from "./entry.js";

/** Codes about packages that few users need, and that are not installed with tunegen. */
export const packageCodes = {
  "prettier-missing": {
    severity: "error",
    summary:
      "A prettier configuration applies to a file, and prettier is not installed",
    page: () => ({
      explanation:
        "YAML, JSON and Markdown files are written as `prettier --check` of your repository expects them. Prettier is needed for that only where a configuration changes its defaults, so it is not installed with tunegen. Nothing is written or compared without it. Install it in the repository; tunegen uses the version that is installed there.",
      situation: {
        when: "The repository has a `.prettierrc` with `singleQuote: true`, and prettier is not installed.",
        command: "tunegen build",
        prints:
          "error: a prettier configuration applies to out/talos/role-worker/machine-sysctls.yaml, but prettier is not installed [prettier-missing]",
      },
    }),
  },
  "handlebars-missing": {
    severity: "error",
    summary: "Handlebars is needed for `--templates`, and not installed",
    page: () => ({
      explanation:
        "The built-in templates are compiled with tunegen. The templates of `--templates` are compiled by the package `handlebars`, which few users need and which is therefore not installed with tunegen. Install it in the repository or beside tunegen. The single file `tunegen-VERSION.mjs` contains it.",
      situation: {
        when: "tunegen is installed without handlebars.",
        command: "tunegen build --templates my-templates",
        prints:
          "error: the templates in my-templates need handlebars, which is not installed [handlebars-missing]",
      },
    }),
  },
} as const satisfies Codes;
