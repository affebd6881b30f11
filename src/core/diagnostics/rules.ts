import type { Codes } from "./entry.js";

/** Codes about rules and `accept`. */
export const ruleCodes = {
  "unknown-rule": {
    severity: "error",
    summary: "An `accept` or a level for a rule that does not exist",
    page: () => ({
      explanation:
        "`accept` names neither a rule nor an error that can be accepted, so it has no effect; or the section `rules` names no rule, or an error of the language, which has no other level. Rules are listed in docs/rules.md; a finding ends with the name of its rule, in brackets. Correct the name, or remove the line.",
      failing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.core.rmem_max:
        value: 16MiB
        why: Long paths
        accept: { memory-celing: Few sockets use it }
`,
        at: "9:19",
      },
      passing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.core.rmem_max: 16MiB # Long paths
`,
      },
    }),
  },
  "accept-without-reason": {
    severity: "error",
    summary: "An `accept` without a reason",
    page: () => ({
      explanation:
        'An accepted finding needs a reason, so that a reader a year from now can tell whether it still applies. Write it after the rule\'s name: `accept: { no-effect: "an audit asks for it" }`.',
      failing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.ipv4.route.max_size:
        value: 1
        why: An audit asks for it
        accept: { no-effect: "" }
`,
        at: "9:19",
      },
      passing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.ipv4.route.max_size:
        value: 1
        why: An audit asks for it
        accept: { no-effect: Nobody reads it }
`,
      },
    }),
  },
  "accept-unused": {
    severity: "warning",
    summary: "An `accept` that matches no finding",
    page: () => ({
      explanation:
        "The rule finds nothing here, or the error would not be reported: the setting was changed, or the `accept` was written at the wrong place. Left in, it would hide a future finding. Remove it, or move it to the setting that the finding is about, or to something around it.",
      failing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.core.somaxconn:
        value: 8192
        why: Many short connections
        accept: { no-effect: Nobody reads it }
`,
        at: "9:19",
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
  "tool-fault": {
    severity: "error",
    summary: "A rule failed because of a bug in tunegen",
    page: () => ({
      explanation:
        "A rule threw an exception. Your spec is not the cause. The other rules were run, but nothing is written, because this rule might have found an error. The command ends with exit code 2. Please report it, with the setting at which it happens if you can tell.",
      situation: {
        when: "The rule `no-effect` throws an exception.",
        command: "tunegen lint",
        prints:
          "error: the rule `no-effect` failed: Invalid array length [tool-fault]",
      },
    }),
  },
} satisfies Codes;
