import { chmodSync, existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, vi } from "vitest";
import type { Plan } from "../../src/plan/types.js";
import { programTest, run } from "../support/programs.js";
import { inTemporaryFolderAsync } from "../support/temporary.js";
import {
  closeAll,
  listener,
  pathOf,
  script,
  shells,
  specOf,
  start,
  without,
} from "./tools.js";

vi.setConfig({ testTimeout: 120_000 });
afterEach(closeAll);

describe.each(shells)("under %s", (program, [shell, ...args]) => {
  programTest(
    program,
    "sends nothing to an address that the spec does not name",
    () =>
      inTemporaryFolderAsync(async (folder) => {
        const { port, count } = await listener();
        const path = join(folder, "test.sh");
        writeFileSync(
          path,
          script(specOf(`self: { address: 127.0.0.1, connect: ${port} }`)),
        );
        for (const stranger of [
          "localhost",
          "127.0.0.1 ",
          "*",
          "self;true",
          "",
        ]) {
          const { status, stdout, stderr } = await start(shell, [
            ...args,
            path,
            "self",
            stranger,
          ]);
          expect(stderr).toContain(
            "is not a peer of tuning.yaml: nothing was sent",
          );
          expect(stdout).toBe("");
          expect(status).toBe(2);
        }
        expect(await start(shell, [...args, path, "--all"])).toMatchObject({
          status: 2,
          stdout: "",
        });
        expect(count()).toBe(0);
      }),
  );
});

/** A plan with a peer that the reader would refuse. */
function planWith(name: string): Plan {
  const plan = specOf("a: { address: a }");
  const { networkTest } = plan;
  if (networkTest === undefined) throw new Error("there is no test");
  const peers = networkTest.peers.map((peer) => ({
    ...peer,
    name,
    address: name,
  }));
  return { ...plan, networkTest: { ...networkTest, peers } };
}

programTest("dash", "runs no part of a name or an address", () =>
  inTemporaryFolderAsync(async (folder) => {
    const mark = join(folder, "mark");
    const path = join(folder, "test.sh");
    // A ping that does nothing: these are not addresses.
    const bin = pathOf(folder, without("ping", "bash", "timeout"));
    writeFileSync(join(bin, "ping"), "#!/bin/sh\nexit 1\n");
    chmodSync(join(bin, "ping"), 0o755);
    for (const hostile of [
      `$(touch ${mark})`,
      `\`touch ${mark}\``,
      `'; touch ${mark}; '`,
      `a) touch ${mark} ;; b`,
      `a\ntouch ${mark}\n`,
    ]) {
      writeFileSync(path, script(planWith(hostile)));
      const { status, stderr } = await start("/bin/dash", [path], bin);
      expect(stderr).toContain("does not answer");
      expect(status).toBe(1);
      expect(existsSync(mark)).toBe(false);
      expect(await start("/bin/dash", [path, "a"], bin)).toMatchObject({
        status: 2,
      });
    }
  }),
);

programTest("shellcheck", "finds nothing", () => {
  const address = "address: 127.0.0.1";
  for (const peers of [
    `a: { ${address} }`,
    `a: { ${address}, connect: 80, ping: false }`,
    `a: { ${address}, iperf3: 5201, ping: false }`,
    `a: { ${address}, connect: 80, iperf3: 5201 }, b: { ${address}, connect: 81 }, "127.0.0.1": { ${address} }`,
  ]) {
    const { stdout, status } = run(
      "shellcheck",
      ["--shell=sh", "-"],
      script(specOf(peers)),
    );
    expect(stdout).toBe("");
    expect(status).toBe(0);
  }
});
