import type { Codes } from "./entry.js";

/** Codes about the fields of a spec. */
export const shapeCodes = {
  "missing-field": {
    severity: "error",
    summary: "A required field is missing",
    page: () => ({
      explanation:
        "Few fields are required: `version` in every file, `role` of a host, `options` of a mount, `soft` and `hard` of a limit that has both, `stages` of a rollout and the `name` of each. Without the field, the rest of its section has no meaning and is not checked. Add the field that the message names.",
      failing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.core.somaxconn: 8192 # Many short connections
hosts:
  worker-1: { why: The first one }
`,
        at: "8:3",
      },
      passing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.core.somaxconn: 8192 # Many short connections
hosts:
  worker-1: { role: worker }
`,
      },
    }),
  },
  "unknown-field": {
    severity: "error",
    summary: "A field that does not exist here",
    page: () => ({
      explanation:
        "The language has no such field at this place: a typo, a field one level too high or too low, or one that excludes another (`atLeast` beside `value`). An ignored field would be a setting that is never written, so it stops the build. The message names the nearest field, or the section that the field belongs to.",
      failing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctls:
      net.core.somaxconn: 8192 # Many short connections
`,
        at: "5:5",
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
  "wrong-shape": {
    severity: "error",
    summary: "A value of the wrong type for its field",
    page: () => ({
      explanation:
        "The field requires another type of value: a list, a mapping, a text, a number in a range, or one of a few words. Versions need quotes, since YAML reads `6.10` as the number 6.1. The help names what is accepted. The values of sysctls are checked later; their errors are reported as `wrong-kind`.",
      failing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux, kernel: 6.12 }
    sysctl:
      net.core.somaxconn: 8192 # Many short connections
`,
        at: "4:32",
      },
      passing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux, kernel: "6.12" }
    sysctl:
      net.core.somaxconn: 8192 # Many short connections
`,
      },
    }),
  },
} satisfies Codes;
