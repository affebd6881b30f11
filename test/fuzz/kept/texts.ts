import { BASELINE } from "../../../src/cli/baseline/baseline.js";

const spec = `version: 1
include: [more.yaml, build.yaml]
roles:
  worker:
    node: { os: nixos, kernel: "6.12" }
    sysctl:
      net.core.somaxconn: 8192 # Longer queues
      net.ipv4.route.max_size: 4096 # Fewer routes
  box:
    node: { os: linux, kernel: "6.12" }
    profiles: [shared]
  late:
    node: { os: talos, osVersion: "1.13" }
    profiles: [other]
    sysctl: { net.core.somaxconn: 8192 }
`;

const more = `version: 1
profiles:
  shared:
    sysctl:
      vm.swappiness: 10 # Swap late
      net.ipv4.route.max_size: 2048 # Fewer routes
`;

const build = `version: 1
profiles:
  other: { why: Other, sysctl: { vm.swappiness: 20 } }
`;

/** The files of the first build. */
export const files = {
  "tuning.yaml": spec,
  "more.yaml": more,
  "build.yaml": build,
};

const entry = (at: string): string =>
  `{\n  "version": 1,\n  "findings": [\n    { "rule": "no-effect", "at": "${at}" }\n  ]\n}\n`;

/** Prints how often it is asked. */
const printing = `const yaml = {
  astFormat: "own",
  parse: (text) => { console.log("formats"); return { text }; },
  locStart: () => 0,
  locEnd: ({ text }) => text.length,
};
const own = { print: ({ node }) => node.text + "# Own\\n" };
export default { plugins: [{ parsers: { yaml }, printers: { own } }] };
`;

/** What a file may hold, by names. */
export const texts: readonly (readonly [string, string, string])[] = [
  ["the spec of before", "tuning.yaml", spec],
  ["a spec with another value", "tuning.yaml", spec.replace("8192", "8193")],
  ["a spec with a comment", "tuning.yaml", `${spec}# New\n`],
  [
    "a spec without warnings",
    "tuning.yaml",
    spec.replace(/\n.*max_size.*/u, ""),
  ],
  [
    "a spec with a file that is gone",
    "tuning.yaml",
    spec.replace(", build", ", gone.yaml, build"),
  ],
  ["a spec with `out:`", "tuning.yaml", `${spec}out: elsewhere\n`],
  ["a spec with `out:` above", "tuning.yaml", `${spec}out: ../above\n`],
  [
    "a spec with a target off",
    "tuning.yaml",
    `${spec}targets: { talos: false }\n`,
  ],
  ["a spec without prettier", "tuning.yaml", `${spec}prettier: false\n`],
  ["a spec with an error", "tuning.yaml", spec.replace("8192", "many")],
  ["a second spec", "two.yaml", spec.replace("8192", "8194")],
  ["a second spec of its own", "two.yaml", `${spec}out: two\n`],
  ["the include of before", "more.yaml", more],
  ["an include with another value", "more.yaml", more.replace("10", "11")],
  ["an include with an error", "more.yaml", "- 1\n"],
  ["an empty baseline", BASELINE, '{ "version": 1, "findings": [] }\n'],
  [
    "a baseline",
    BASELINE,
    entry("roles > worker > sysctl > net.ipv4.route.max_size"),
  ],
  [
    "a baseline of the include",
    BASELINE,
    entry("more.yaml: profiles > shared > sysctl > net.ipv4.route.max_size"),
  ],
  ["a broken baseline", BASELINE, "{\n"],
  [
    "a named baseline",
    "named.json",
    entry("roles > worker > sysctl > net.ipv4.route.max_size"),
  ],
  ["a style", ".prettierrc", '{ "singleQuote": true }\n'],
  ["a style of no matter", ".prettierrc", '{ "semi": false }\n'],
  ["a broken style", ".prettierrc", "{\n"],
  ["a style above", "../.prettierrc", '{ "tabWidth": 4 }\n'],
  [
    "a style as code",
    "out/prettier.config.mjs",
    "export default { useTabs: true };\n",
  ],
  ["a style that prints", "prettier.config.mjs", printing],
  ["a style of the editor", ".editorconfig", "[*]\nindent_size = 4\n"],
  ["an ignored style", ".prettierignore", "out\n"],
  ["a manifest that is empty", "out/.tunegen-manifest.json", "{}\n"],
];
