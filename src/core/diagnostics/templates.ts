import type { Codes } from "./entry.js";

/** Codes of templates that a project brings along. */
export const templateCodes = {
  "unreadable-templates": {
    severity: "error",
    summary: "The folder given to `--templates` cannot be read",
    page: () => ({
      explanation:
        "The path does not exist, is not a folder, or is not readable for this user. Building with the built-in templates instead would undo your own layout without notice, so nothing is built. Name a folder of `.hbs` files.",
      situation: {
        when: "The folder `my-templates` does not exist.",
        command: "tunegen build --templates my-templates",
        prints:
          "error: the templates in my-templates cannot be read: no such file or folder [unreadable-templates]",
      },
    }),
  },
  "unknown-template": {
    severity: "error",
    summary: "A file in the folder of templates replaces no built-in template",
    page: () => ({
      explanation:
        "A file below the folder of `--templates` replaces the built-in template of the same path. A file with another name would never be used. Give it the name of the template that it should replace, or move it out of the folder.",
      situation: {
        when: "The folder `my-templates` contains `nixos/modul.hbs`.",
        command: "tunegen build --templates my-templates",
        prints:
          "error: my-templates/nixos/modul.hbs does not match any built-in template [unknown-template]",
      },
    }),
  },
  "broken-template": {
    severity: "error",
    summary: "A template cannot be parsed or rendered",
    page: () => ({
      explanation:
        "A template given by `--templates` has a syntax error, or uses a value or helper that its view does not have. Templates are strict: an unknown name stops the build instead of leaving a gap in a file. The built-in template of the same name shows which values there are.",
      situation: {
        when: "A template opens a block that it never closes.",
        command: "tunegen build --templates my-templates",
        prints:
          "my-templates/nixos/module.hbs:1:1: error: the template cannot be rendered: Handlebars cannot parse it here [broken-template]",
      },
    }),
  },
} satisfies Codes;
