import { defineConfig } from "vitest/config";
import { precompiledTemplates } from "./scripts/templates.js";

/** Tests that run real programs: `npm run test:programs`. */
const programs = "test/**/*.programs.test.ts";
/** Tests that take long with Node only, such as installing the package: `npm run test:long`. */
const long = "test/**/*.long.test.ts";
/** Tests that build and run the code of the programs that read the files, which needs Go: `npm run test:consumers`. */
const consumers = "test/consumers/**/*.consumers.test.ts";

export default defineConfig({
  plugins: [precompiledTemplates.vite()],
  test: {
    globalSetup: ["test/support/global-setup.ts"],
    setupFiles: ["test/support/no-colours.ts"],
    // Modules are loaded once for all files: tests leave nothing behind in them.
    isolate: false,
    // By default one CPU is left free, which is half of a small machine.
    maxWorkers: "100%",
    // The command starts slowly on a busy machine.
    testTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: [programs, long, consumers],
        },
      },
      {
        extends: true,
        test: {
          name: "programs",
          include: [programs],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: "long",
          include: [long],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: {
          name: "consumers",
          include: [consumers],
          // The first test of a program builds it.
          testTimeout: 2_400_000,
        },
      },
    ],
  },
});
