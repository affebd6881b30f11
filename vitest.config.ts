import { defineConfig } from "vitest/config";
import { precompiledTemplates } from "./scripts/templates.js";

export default defineConfig({
  plugins: [precompiledTemplates.vite()],
  test: {
    include: ["test/**/*.test.ts", "src/**/*.test.ts"],
    // The real programs (nix-instantiate, prettier, the loaders) start slowly on a busy machine.
    testTimeout: 30_000,
  },
});
