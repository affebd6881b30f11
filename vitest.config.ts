import { defineConfig } from "vitest/config";
import { precompiledTemplates } from "./scripts/templates.js";

export default defineConfig({
  plugins: [precompiledTemplates.vite()],
  test: {
    include: ["test/**/*.test.ts", "src/**/*.test.ts"],
    globalSetup: ["test/support/global-setup.ts"],
    // Modules are loaded once for all files: tests leave nothing behind in them.
    isolate: false,
    // The real programs (nix-instantiate, prettier, the loaders) start slowly on a busy machine.
    testTimeout: 30_000,
  },
});
