import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, symlinkSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import type { Plan } from "../../src/plan/types.js";
import { emitAll } from "../../src/targets/emit.js";
import { planOf } from "../support/compile.js";
import { programPath } from "../support/programs.js";

const servers = new Set<Server>();

/** Ends all listeners of a test. */
export function closeAll(): void {
  for (const server of servers) server.close();
  servers.clear();
}

/** A program that listens, and counts who connects. */
export async function listener(): Promise<{
  readonly port: number;
  readonly count: () => number;
}> {
  let seen = 0;
  const server = createServer((socket) => {
    seen += 1;
    socket.on("error", () => undefined).resume();
  });
  servers.add(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string")
    throw new Error("it has no port");
  return { port: address.port, count: () => seen };
}

/** A port on which nothing listens. */
export async function closedPort(): Promise<number> {
  const { port } = await listener();
  const [server] = [...servers].slice(-1);
  if (server === undefined) throw new Error("no server");
  servers.delete(server);
  server.close();
  await once(server, "close");
  return port;
}

/** The script of a plan. */
export function script(plan: Plan): string {
  const [file] = emitAll(plan, ["network-test"]);
  if (file === undefined) throw new Error("there is no script");
  return file.text;
}

/** A spec with these peers, and small bounds. */
export function specOf(peers: string, bounds = ""): Plan {
  return planOf(`version: 1
roles: { r: { node: { os: linux } } }
networkTest: { peers: { ${peers} }, connects: 25, pings: 2, seconds: 1${bounds} }
`);
}

interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs without blocking, so that a listener of this process can count. */
export function start(
  program: string,
  args: readonly string[],
  PATH = process.env["PATH"] ?? "",
): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(program, args, { env: { PATH } }, (error, stdout, stderr) => {
      resolve({ status: exitCode(error), stdout, stderr });
    });
  });
}

/** Of a program that did not start or was killed it is 255. */
function exitCode(error: { readonly code?: unknown } | null): number {
  if (error === null) return 0;
  return typeof error.code === "number" ? error.code : 255;
}

/** The words of each line of a table. */
export function rows(table: string): readonly (readonly string[])[] {
  return table
    .trimEnd()
    .split("\n")
    .map((line) => line.trim().split(/ +/u));
}

/** A folder with these programs and no others. */
export function pathOf(
  folder: string,
  programs: Readonly<Record<string, string>>,
) {
  const bin = join(folder, "bin");
  mkdirSync(bin);
  for (const [name, target] of Object.entries(programs))
    symlinkSync(target, join(bin, name));
  return bin;
}

/** The programs that the script may use, but for iperf3 and nc. */
export const needed = [
  "awk",
  "date",
  "grep",
  "sed",
  "timeout",
  "ping",
  "bash",
  "true",
];

/** Those programs, by name, but for some. */
export function without(...missing: readonly string[]) {
  return Object.fromEntries(
    needed.flatMap((name) => {
      const path = missing.includes(name) ? undefined : programPath(name);
      return path === undefined ? [] : [[name, path]];
    }),
  );
}

/** The shells that have to run it: the program of the test, and how it is called. */
export const shells = [
  ["dash", ["dash"]],
  ["busybox", ["busybox", "sh"]],
] as const;
