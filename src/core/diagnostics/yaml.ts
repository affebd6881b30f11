import type { Codes } from "./entry.js";

/** Codes about YAML, before its content is looked at. */
export const yamlCodes = {
  "yaml-syntax": {
    severity: "error",
    summary: "The text is not valid YAML, or has more than one document",
    page: () => ({
      explanation:
        "The YAML parser stopped here: an unclosed quote or bracket, a tab in the indentation, a key that is not plain text, a code point that is not a character, or a second document after `---`. If the structure is in doubt, nothing else is checked, because everything below could mean something different. A file contains one document; share profiles with `include`.",
      failing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.core.somaxconn: "8192 # Many short connections
`,
        at: "6:27",
      },
      passing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.core.somaxconn: 8192 # Many short connections
`,
      },
    }),
  },
  "pasted-setting": {
    severity: "error",
    summary: "Settings in the form of another file",
    page: () => ({
      explanation:
        'Lines of a sysctl.conf (`key = value`) or of a NixOS module (`"key" = value;`), items of a list (`- key=value`, or `name` and `value` as in Kubernetes), or a colon without a blank after it (`key:value`) were pasted into the spec. A spec is YAML and has `key: value`. `tunegen lint --fix` rewrites the lines in place; `tunegen import` reads whole files.',
      failing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.core.somaxconn = 8192
`,
        at: "6:7",
      },
      passing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.core.somaxconn: 8192 # Many short connections
`,
      },
    }),
  },
  "yaml-tag": {
    severity: "error",
    summary: "A YAML tag that the language does not have",
    page: () => ({
      explanation:
        "Tags other than the standard ones (`!!str`, `!!int` and so on) change what a value is in ways that differ between YAML readers. Remove the tag. To write any value as a text, use quotes.",
      failing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.core.somaxconn: !number 8192 # Many short connections
`,
        at: "6:27",
      },
      passing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.core.somaxconn: 8192 # Many short connections
`,
      },
    }),
  },
  "yaml-merge": {
    severity: "error",
    summary: "A YAML merge key (`<<`), which the language does not have",
    page: () => ({
      explanation:
        "A merge key copies the fields of another mapping and silently overrides some of them. Profiles do the same openly: a role lists them under `profiles`, and two that disagree are an error. Put the shared settings into a profile.",
      failing: {
        spec: `version: 1
profiles:
  network: &network
    why: Many short connections
    sysctl: { net.core.somaxconn: 8192 }
roles:
  worker:
    <<: *network
    node: { os: linux }
    profiles: [network]
`,
        at: "8:5",
      },
      passing: {
        spec: `version: 1
profiles:
  network:
    why: Many short connections
    sysctl: { net.core.somaxconn: 8192 }
roles:
  worker:
    node: { os: linux }
    profiles: [network]
`,
      },
    }),
  },
  "unknown-anchor": {
    severity: "error",
    summary: "An alias to an anchor that is not defined above it",
    page: () => ({
      explanation:
        "An alias (`*name`) repeats the value that carries the anchor `&name` above it. Without the anchor, the alias has no value. Define the anchor before the alias, or write the value itself.",
      failing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.core.somaxconn: *queue # Many short connections
`,
        at: "6:27",
      },
      passing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.core.netdev_max_backlog: &queue 8192 # Bursts of packets
      net.core.somaxconn: *queue # Many short connections
`,
      },
    }),
  },
  "alias-bomb": {
    severity: "error",
    summary: "Aliases that expand to more than two million values",
    page: () => ({
      explanation:
        "Aliases inside aliased values multiply: ten lines of ten aliases each expand to ten billion values, which would fill the memory. tunegen stops at two million. Move the shared settings to a profile, and name the profile where it is needed.",
      situation: {
        when: "The first of seven lists has ten words, and each other list has ten aliases of the list before it.",
        command: "tunegen build",
        prints:
          "tuning.yaml:9:19: error: `*l5` repeats more values than a spec may have [alias-bomb]",
      },
    }),
  },
  "duplicate-key": {
    severity: "error",
    summary: "A key that is set twice in one mapping",
    page: () => ({
      explanation:
        "The same key appears twice in one mapping, or twice in different spellings: `net.core.somaxconn` and `net/core/somaxconn`, a kernel argument with dashes and with underscores, a Cilium size under both of its names. Only one of the two values could apply, and nothing says which. Keep one of them.",
      failing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.core.somaxconn: 8192 # Many short connections
      net/core/somaxconn: 16384 # Bursts after a deployment
`,
        at: "7:7",
      },
      passing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.core.somaxconn: 16384 # Bursts after a deployment
`,
      },
    }),
  },
} satisfies Codes;
