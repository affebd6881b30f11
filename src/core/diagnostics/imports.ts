import type { Codes } from "./entry.js";

/** Codes of `tunegen import`. */
export const importCodes = {
  "unreadable-import": {
    severity: "error",
    summary: "A file or folder cannot be imported",
    page: () => ({
      explanation:
        "A path given to `tunegen import`, or something below it, does not exist, is not a regular file, or is not readable for this user. Everything else was imported, and the exit code is 1, because settings may be missing. Correct the path or its permissions, and import it again.",
      situation: {
        when: "There is no `sysctl.d`.",
        command: "tunegen import sysctl.d",
        prints:
          "error: sysctl.d was not read: no such file or folder [unreadable-import]",
      },
    }),
  },
  "import-exists": {
    severity: "error",
    summary: "The file for the imported spec exists already",
    page: () => ({
      explanation:
        "`tunegen import -o` writes a new file and overwrites none, because an imported spec is edited afterwards. Add to the existing spec with `--into`, or write to another file.",
      situation: {
        when: "`tuning.yaml` exists.",
        command: "tunegen import sysctl.d -o tuning.yaml",
        prints: "error: tuning.yaml exists already [import-exists]",
      },
    }),
  },
  "init-exists": {
    severity: "error",
    summary: "The spec that `tunegen init` would write exists already",
    page: () => ({
      explanation:
        "`tunegen init` starts a spec and overwrites no file. A repository with a spec needs no other: add the settings of existing files to it with `tunegen import PATH --into`, or start a second one with `-o`.",
      situation: {
        when: "`tuning.yaml` exists.",
        command: "tunegen init --yes",
        prints: "error: tuning.yaml exists already [init-exists]",
      },
    }),
  },
  "import-conflict": {
    severity: "error",
    summary: "The spec cannot take what was imported",
    page: () => ({
      explanation:
        "`tunegen import --into` adds roles, profiles and workloads at the end of their sections and changes nothing else. It writes nothing if the spec already has one of that name, if a section is written in braces, or if the spec is not valid YAML. Choose another name with `--role NAME=PATH`, or write the import to a file of its own with `-o`.",
      situation: {
        when: "`tuning.yaml` has a role `web`.",
        command: "tunegen import web.conf --into tuning.yaml",
        prints: "error: tuning.yaml already has `roles.web` [import-conflict]",
      },
    }),
  },
} as const satisfies Codes;
