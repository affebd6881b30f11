import js from "@eslint/js";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";
import { rooms } from "./scripts/architecture.js";

const namedExports = {
  selector: "ExportDefaultDeclaration",
  message: "Named exports only: a thing has one name everywhere.",
};

export default defineConfig([
  globalIgnores(["dist/", "build/", "coverage/", "src/catalogue/data/"]),
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/consistent-type-definitions": ["error", "interface"],
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true },
      ],
      // A default says what every other case is.
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      // A helper that reports a fault returns undefined, and its caller passes that on.
      "@typescript-eslint/no-confusing-void-expression": "off",
      "no-restricted-syntax": ["error", namedExports],
      "max-lines": [
        "error",
        { max: 250, skipBlankLines: true, skipComments: true },
      ],
    },
  },
  ...rooms.flatMap(importsOnlyFromRoomsAbove),
  {
    // What users write has any length.
    files: ["src/**/*.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        namedExports,
        {
          selector:
            "CallExpression[callee.property.name=/^(push|unshift|splice|max|min)$/] > SpreadElement.arguments",
          message:
            "More than some 100,000 arguments overflow the stack: use addAll, largest or a loop.",
        },
      ],
    },
  },
  {
    // Scripts run on Node as they are; their types are comments.
    files: ["**/*.js"],
    languageOptions: {
      globals: { URL: "readonly", process: "readonly", console: "readonly" },
    },
    rules: {
      "@typescript-eslint/no-base-to-string": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
    },
  },
  {
    // Runs in a browser, as it is.
    files: ["templates/report/*.js"],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: {
      sourceType: "script",
      parserOptions: { projectService: false },
      globals: {
        document: "readonly",
        location: "readonly",
        addEventListener: "readonly",
      },
    },
  },
  {
    // These are read by tools that ask for a default export.
    files: ["*.config.{js,ts}"],
    rules: { "no-restricted-syntax": "off" },
  },
]);

/**
 * docs/architecture.md: a room of src/ imports only from those above it in the list, values and types alike.
 *
 * @param {string} room
 * @param {number} index
 * @returns {import("eslint").Linter.Config[]}
 */
function importsOnlyFromRoomsAbove(room, index) {
  const below = rooms
    .slice(index + 1)
    .map((name) =>
      name.endsWith(".ts") ? name.replace(/\.ts$/u, "\\.js$") : `${name}/`,
    );
  if (below.length === 0) return [];
  // How the file is reached from the root of src/ depends on how deep the importing file lies.
  const places = room.endsWith(".ts")
    ? [{ file: room, root: "./" }]
    : ["", "*/", "*/*/", "*/*/*/"].map((folders, depth) => ({
        file: `${room}/${folders}*.ts`,
        root: "../".repeat(depth + 1),
      }));
  return places.map(({ file, root }) => ({
    files: [`src/${file}`],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              regex: `^${root.replaceAll(".", "\\.")}(?:${below.join("|")})`,
              message: `${room} imports only from rooms above it in docs/architecture.md.`,
            },
          ],
        },
      ],
    },
  }));
}
