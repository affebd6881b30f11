import { expect } from "vitest";
import { loaders, shellCommand } from "../support/loaders.js";
import { inSandbox, loaderTest } from "../support/sandbox.js";

/** A key of the namespace that an empty value clears, and what it has before. */
const KEY = "net.ipv4.ip_local_reserved_ports";
const path = `/proc/sys/${KEY.replaceAll(".", "/")}`;

for (const loader of loaders) {
  const keeps = loader.name === "busybox";
  loaderTest(
    loader.program,
    `${loader.name} ${keeps ? "keeps the old value over" : "writes"} an empty one`,
    () => {
      const { stdout, stderr } = inSandbox(
        `file=$(mktemp); cat > "$file"; echo 8080 > ${path}
${shellCommand(loader, { strict: false })} "$file" > "$file.out"; echo "exit $?"; cat ${path}; rm "$file" "$file.out"`,
        `${KEY} =\n`,
      );
      expect(stdout, stderr).toBe(`exit 0\n${keeps ? "8080" : ""}\n`);
    },
  );
}
