import { expect } from "vitest";
import { loaders, shellCommand } from "../support/loaders.js";
import { inSandbox, loaderTest } from "../support/sandbox.js";

for (const loader of loaders) {
  const skips = loader.name === "systemd-sysctl";
  loaderTest(
    loader.program,
    `${loader.name} ${skips ? "cannot write" : "writes"} a key that cannot be read`,
    () => {
      const exits = [true, false].map((strict) => {
        const { stdout } = inSandbox(
          `export SYSTEMD_LOG_COLOR=0; file=$(mktemp); cat > "$file"
${shellCommand(loader, { strict })} "$file" > /dev/null 2> "$file.err"; echo "exit $?"; cat "$file.err"; rm "$file" "$file.err"`,
          "net.ipv4.route.flush = 1\n",
        );
        return stdout;
      });
      const written = "exit 0\n";
      expect(exits).toEqual(
        skips
          ? [
              "exit 1\nCouldn't write '1' to 'net/ipv4/route/flush': Permission denied\n",
              // Without a word.
              written,
            ]
          : [written, written],
      );
    },
  );
}
