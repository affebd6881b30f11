import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, vi } from "vitest";
import { programPath, programTest } from "../support/programs.js";
import { inTemporaryFolderAsync } from "../support/temporary.js";
import {
  closeAll,
  closedPort,
  listener,
  needed,
  pathOf,
  rows,
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
    "measures, and opens as many connections as the spec has",
    () =>
      inTemporaryFolderAsync(async (folder) => {
        const { port, count } = await listener();
        const path = join(folder, "test.sh");
        writeFileSync(
          path,
          script(specOf(`self: { address: 127.0.0.1, connect: ${port} }`)),
        );
        const first = await start(shell, [...args, path]);
        expect(first.stderr).toBe("");
        expect(first.status).toBe(0);
        expect(count()).toBe(25);
        expect(rows(first.stdout).map((row) => row.slice(0, 3))).toEqual([
          ["peer", "test", "measure"],
          ["self", "ping", "loss"],
          ["self", "ping", "rtt-mean"],
          ["self", "ping", "rtt-max"],
          ["self", "connect", "connected"],
          ["self", "connect", "failed"],
          ["self", "connect", "time"],
        ]);
        for (const row of rows(first.stdout).slice(1))
          expect(row[3]).toMatch(/^[0-9.]+$/u);
        // Beside each value is that of the first run.
        const before = join(folder, "before.txt");
        writeFileSync(before, first.stdout);
        const second = await start(shell, [...args, path, "--before", before]);
        expect(second.status).toBe(0);
        expect(rows(second.stdout).map((row) => row[4])).toEqual(
          rows(first.stdout).map((row) =>
            row[3] === "value" ? "before" : row[3],
          ),
        );
      }),
  );

  programTest(program, "tests only the peers that are asked for", () =>
    inTemporaryFolderAsync(async (folder) => {
      const [one, other] = [await listener(), await listener()];
      const path = join(folder, "test.sh");
      writeFileSync(
        path,
        script(
          specOf(
            `one: { address: 127.0.0.1, connect: ${one.port}, ping: false }, other: { address: localhost, connect: ${other.port}, ping: false }`,
          ),
        ),
      );
      await start(shell, [...args, path, "127.0.0.1"]);
      expect([one.count(), other.count()]).toEqual([25, 0]);
    }),
  );

  programTest(program, "stops at the tenth connection that fails", () =>
    inTemporaryFolderAsync(async (folder) => {
      const port = await closedPort();
      const path = join(folder, "test.sh");
      writeFileSync(
        path,
        script(
          specOf(`self: { address: 127.0.0.1, connect: ${port}, ping: false }`),
        ),
      );
      const { status, stdout, stderr } = await start(shell, [...args, path]);
      expect(stdout).toMatch(/^self +connect +failed +10 of 25$/mu);
      expect(stderr).toContain("0 of 25 connections");
      expect(status).toBe(1);
    }),
  );

  programTest(program, "says which program is missing, and goes on", () =>
    inTemporaryFolderAsync(async (folder) => {
      const { port, count } = await listener();
      const path = join(folder, "test.sh");
      writeFileSync(
        path,
        script(
          specOf(`self: { address: 127.0.0.1, connect: ${port}, iperf3: 1 }`),
        ),
      );
      const bin = pathOf(folder, without("ping"));
      const { status, stdout, stderr } = await start(
        programPath(shell) ?? shell,
        [...args, path],
        bin,
      );
      expect(stderr).toContain("iperf3 or timeout is missing");
      // busybox's shell may have a ping of its own.
      if (program === "dash") expect(stderr).toContain("ping is missing");
      expect(stdout).toMatch(/^self +connect +connected +25 of 25$/mu);
      expect(count()).toBe(25);
      expect(status).toBe(1);
    }),
  );
});

programTest(
  "busybox",
  "connects with the nc of busybox, where bash is missing",
  () =>
    inTemporaryFolderAsync(async (folder) => {
      const { port, count } = await listener();
      const busybox = programPath("busybox") ?? "busybox";
      const bin = pathOf(
        folder,
        Object.fromEntries(
          [...needed, "nc", "sh"]
            .filter((name) => name !== "bash")
            .map((name) => [name, busybox]),
        ),
      );
      const path = join(folder, "test.sh");
      writeFileSync(
        path,
        script(specOf(`self: { address: 127.0.0.1, connect: ${port} }`)),
      );
      const { status, stderr } = await start(join(bin, "sh"), [path], bin);
      expect(stderr).toBe("");
      expect(status).toBe(0);
      expect(count()).toBe(25);
    }),
);

programTest(
  "iperf3",
  "has the rate of iperf3, of one stream and of several",
  () =>
    inTemporaryFolderAsync(async (folder) => {
      for (const streams of [1, 2]) {
        const port = await closedPort();
        const server = spawn("iperf3", [
          "-s",
          "-1",
          "--forceflush",
          "-p",
          String(port),
        ]);
        let said = "";
        server.stdout.on("data", (text: Buffer) => (said += text.toString()));
        const ended = once(server, "exit");
        await vi.waitUntil(() => said.includes("listening"), {
          timeout: 30_000,
        });
        const path = join(folder, "test.sh");
        writeFileSync(
          path,
          script(
            specOf(
              `self: { address: 127.0.0.1, iperf3: ${port}, ping: false }`,
              `, streams: ${streams}`,
            ),
          ),
        );
        const { status, stdout, stderr } = await start("sh", [path]);
        expect(stderr).toBe("");
        expect(stdout).toMatch(/^self +iperf3 +throughput +[0-9.]+ Mbit\/s$/mu);
        expect(stdout).toMatch(/^self +iperf3 +sent-again +[0-9]+ segments$/mu);
        expect(status).toBe(0);
        await ended;
      }
    }),
);
