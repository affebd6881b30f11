import type { Commands } from "./commands/registry.js";
import { main } from "./main.js";
import { toleratePipesThatClose } from "./startup/pipes.js";

toleratePipesThatClose();
/** Loads the bundle of ./commands/registry.ts, which the build writes to commands.cjs. */
async function load(): Promise<Commands> {
  const { requireCached } = await import("./startup/code-cache.js");
  return (requireCached("commands.cjs") as { readonly commands: Commands })
    .commands;
}
void main(process.argv.slice(2), load).then((code) => {
  process.exitCode = code;
});
