import type { Codes } from "./entry.js";

/** Codes about files that tunegen writes. */
export const outputCodes = {
  "target-switched-off": {
    severity: "error",
    summary: "`--only` names a target that the spec switches off",
    page: () => ({
      explanation:
        "`targets: { k3s: false }` in the spec means that no files are written for the target, so `--only k3s` would write and compare nothing. Remove the target from `--only`, or remove `false` from the spec.",
      situation: {
        when: "`tuning.yaml` has `targets: { k3s: false }`.",
        command: "tunegen build --only k3s",
        prints:
          "tuning.yaml:8:12: error: `--only` names the target `k3s`, which the spec switches off [target-switched-off]",
      },
    }),
  },
  "output-stale": {
    severity: "error",
    summary: "A generated file is out of date",
    page: () => ({
      explanation:
        "The spec was changed, or another version of tunegen is used, and the file on the disk is still what an earlier build wrote. Nodes would get the old settings. Run `tunegen build` and commit the result.",
      situation: {
        when: "A value in `tuning.yaml` was changed after the last build.",
        command: "tunegen check",
        prints:
          "out/nixos/role-worker.nix:12:1: error: the file is out of date [output-stale]",
      },
    }),
  },
  "output-missing": {
    severity: "error",
    summary: "A generated file is missing",
    page: () => ({
      explanation:
        "The spec asks for the file, and it is not on the disk: it was never built, was deleted, or is ignored by git and so missing in a fresh clone. Whatever imports it fails, or runs without its settings. Run `tunegen build` and commit the result.",
      situation: {
        when: "The spec was never built.",
        command: "tunegen check",
        prints: "error: out/nixos/role-worker.nix is missing [output-missing]",
      },
    }),
  },
  "output-edited": {
    severity: "error",
    summary: "A generated file was edited by hand",
    page: () => ({
      explanation:
        "The file differs from what tunegen wrote and from what the spec asks for. The next build would lose the edit, so `build` refuses to write any file. Move the change into the spec. `tunegen build --force` overwrites the file.",
      situation: {
        when: "A value in a generated file was changed by hand.",
        command: "tunegen check",
        prints:
          "out/nixos/role-worker.nix:12:1: error: the file was edited after tunegen wrote it [output-edited]",
      },
    }),
  },
  "output-foreign": {
    severity: "error",
    summary: "A file that tunegen did not write is in the way",
    page: () => ({
      explanation:
        "A file exists at an output path, and the manifest does not list it as tunegen's own. It may be somebody's work, so it is not overwritten, and nothing else is written either. Move it away, give the target another path, or overwrite it with `tunegen build --force`.",
      situation: {
        when: "A file that was written by hand has the path of an output.",
        command: "tunegen build",
        prints:
          "out/nixos/role-worker.nix:1:1: error: the file was not written by tunegen [output-foreign]",
      },
    }),
  },
  "output-shared": {
    severity: "error",
    summary: "Another spec writes to the same folder",
    page: () => ({
      explanation:
        "The manifest in the output folder belongs to another spec beside this one. Each of the two builds would delete the files of the other as left over. Give each spec a folder of its own with `out`.",
      situation: {
        when: "`other.yaml` was built into the same folder.",
        command: "tunegen build",
        prints:
          "error: the folder out contains the files of other.yaml [output-shared]",
      },
    }),
  },
  "output-collision": {
    severity: "error",
    summary: "Two outputs have the same path, or an output overwrites the spec",
    page: () => ({
      explanation:
        "Two files go to one path, to paths that differ only in case or in how an accent is encoded (one file on macOS and Windows), the path of one file is a folder in the path of another, or a path is a file that tunegen reads. One of the two would be lost. Make the paths different: `{kind}` and `{name}` stand for the role or host.",
      situation: {
        when: "The spec has two roles and `targets: { nixos: { path: node.nix } }`.",
        command: "tunegen build",
        prints:
          "tuning.yaml:12:27: error: the target nixos writes node.nix twice [output-collision]",
      },
    }),
  },
  "output-outside-repository": {
    severity: "error",
    summary: "An output path outside the repository",
    page: () => ({
      explanation:
        "tunegen writes only inside the git repository of the spec (without one: inside the spec's folder; with `--out`: inside that folder), and never into `.git`. The path is absolute, or leaves that folder with `..`. Choose a path below it, relative to the folder of the spec.",
      situation: {
        when: "The spec has `out: ../shared`, and the repository ends at its folder.",
        command: "tunegen build",
        prints:
          "tuning.yaml:8:6: error: the output path `../shared` is outside the git repository of the spec [output-outside-repository]",
      },
    }),
  },
  "output-path": {
    severity: "error",
    summary: "An output path that cannot name a file",
    page: () => ({
      explanation:
        "The path contains a backslash or a control character, ends in `/`, or has a part that starts with `.tunegen-`, which tunegen keeps for its own files. Write forward slashes, which work on every system, and the name of a file.",
      situation: {
        when: 'The spec has `targets: { nixos: { path: "nixos/{name}/" } }`.',
        command: "tunegen build",
        prints:
          "tuning.yaml:8:27: error: the output path `nixos/worker/` is a folder [output-path]",
      },
    }),
  },
  "output-symlink": {
    severity: "error",
    summary: "A symbolic link is in the way",
    page: () => ({
      explanation:
        "An output path is a symbolic link, or leads through one. It could lead outside the repository, so tunegen does not write through it. Replace the link by what it points to, or choose another path.",
      situation: {
        when: "The folder `out` is a symbolic link.",
        command: "tunegen build",
        prints: "error: out is a symbolic link [output-symlink]",
      },
    }),
  },
  "output-obstructed": {
    severity: "error",
    summary: "A folder or a special file is in the way",
    page: () => ({
      explanation:
        "An output path is a folder, a device or a socket, or a file is where the path needs a folder. tunegen removes nothing that it did not write. Remove what is there if nothing else needs it, or choose another path.",
      situation: {
        when: "`out/nixos/role-worker.nix` is a folder.",
        command: "tunegen build",
        prints:
          "error: out/nixos/role-worker.nix is a folder, but tunegen writes a file there [output-obstructed]",
      },
    }),
  },
  "output-unreadable": {
    severity: "error",
    summary: "A file on the disk cannot be read",
    page: () => ({
      explanation:
        "A generated file or the manifest exists but cannot be read, for example for lack of permission, so tunegen cannot tell whether it is current. Make it readable for this user, or remove it.",
      situation: {
        when: "A generated file is readable for another user only.",
        command: "tunegen check",
        prints:
          "error: out/nixos/role-worker.nix cannot be read: permission denied [output-unreadable]",
      },
    }),
  },
  "output-exists": {
    severity: "error",
    summary: "The file that an option names exists already",
    page: () => ({
      explanation:
        "`tunegen report -o` overwrites only an earlier report, `tunegen lint --write-baseline` only an earlier baseline, and `tunegen rollback` nothing: its folder may have values and edits that are nowhere else. Nothing was written. Name another file or folder, or remove the old one if you do not need it.",
      situation: {
        when: "`-o` names the spec.",
        command: "tunegen report -o tuning.yaml",
        prints:
          "error: tuning.yaml exists already, and is not a report of tunegen [output-exists]",
      },
    }),
  },
  "output-unwritable": {
    severity: "error",
    summary: "A file cannot be written or deleted",
    page: () => ({
      explanation:
        "The operating system refused a write or a deletion: no permission, a read-only or full disk, a name that is too long. New texts go to temporary files first, so that nothing is half written; `why` says whether anything was changed. Correct the cause, and run the build again.",
      situation: {
        when: "The folder `out` is not writable for this user.",
        command: "tunegen build",
        prints:
          "error: out/.tunegen-manifest.json cannot be written: permission denied [output-unwritable]",
      },
    }),
  },
  "output-locked": {
    severity: "error",
    summary: "Another build is writing to the folder",
    page: () => ({
      explanation:
        "Two builds at once could leave files of both, so a build waits a few seconds for another one and then gives up without changing anything. Run it again when the other is done. The lock of a killed build expires after five seconds.",
      situation: {
        when: "Another build holds the lock of the folder `out`.",
        command: "tunegen build",
        prints: "error: another build is writing to out [output-locked]",
      },
    }),
  },
  "output-format": {
    severity: "error",
    summary:
      "A file cannot be formatted with the repository's prettier configuration",
    page: () => ({
      explanation:
        "YAML, JSON and Markdown files are written as `prettier --check` of your repository expects them. The prettier configuration that governs the file has an error, ends the process, or takes more than 30 seconds, or prettier cannot be loaded. Correct the configuration, list the file in `.prettierignore`, or ignore all configurations by `prettier: false` in the spec or `--no-config`.",
      situation: {
        when: "`.prettierrc` names a parser that does not exist.",
        command: "tunegen build",
        prints:
          'error: out/talos/role-worker/machine-sysctls.yaml cannot be formatted with the prettier configuration of its folder: Couldn\'t resolve parser "nope". [output-format]',
      },
    }),
  },
} satisfies Codes;
