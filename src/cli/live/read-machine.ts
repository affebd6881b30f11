import { existsSync } from "node:fs";
import { hostname, release } from "node:os";
import { segmentTest } from "../../catalogue/glob.js";
import { keyOf, type SysctlKey } from "../../core/key.js";
import {
  bySysctl,
  type LiveModule,
  type LiveService,
  type Observation,
  type Seen,
} from "../../live/observation.js";
import { readProcLimits } from "../../live/proc-limits.js";
import { isSecret, type Reads } from "../../live/reads.js";
import { list, readSeen, readText } from "./kernel-files.js";
import { readInterrupts } from "./read-interrupts.js";

/** Reads the values of the machine that tunegen runs on, each at most once. */
export function readMachine({
  sysctls,
  files,
  modules,
  services,
  interfaces,
}: Reads): Observation {
  const table = new Map<
    string,
    { readonly key: SysctlKey; readonly seen: Seen }
  >();
  for (const wanted of sysctls) {
    for (const segments of expand("/proc/sys", wanted.segments)) {
      const key = keyOf(segments);
      if (!isSecret(key) && !table.has(key.id))
        table.set(key.id, {
          key,
          seen: readSeen(`/proc/sys/${segments.join("/")}`),
        });
    }
  }
  const commandLine = readSeen("/proc/cmdline");
  return {
    source: "this machine",
    host: hostname(),
    kernel: release(),
    ...bySysctl(table),
    silence: "missing",
    files: new Map(
      files.flatMap((path) =>
        expand("/sys", path.split("/")).map((segments) => {
          const real = segments.join("/");
          return [real, readSeen(`/sys/${real}`)] as const;
        }),
      ),
    ),
    services: readServices(services),
    modules: readModules(modules),
    ...(interfaces.length > 0 && { interrupts: readInterrupts(interfaces) }),
    ...(commandLine.state === "value" && {
      commandLine: commandLine.text.split(" "),
    }),
  };
}

/** The paths that a pattern matches; a path without one is not looked up. */
function expand(
  root: string,
  segments: readonly string[],
): readonly (readonly string[])[] {
  const at = segments.findIndex((segment) => /[*?[]/u.test(segment));
  if (at < 0) return [segments];
  const before = segments.slice(0, at);
  const test = segmentTest(segments[at] ?? "");
  return list([root, ...before].join("/"))
    .filter(test)
    .flatMap((name) =>
      expand(root, [...before, name, ...segments.slice(at + 1)]),
    );
}

/** What is built in without parameters stands only in a list beside the modules, which NixOS has elsewhere. */
function readModules(
  names: readonly string[],
): ReadonlyMap<string, LiveModule> {
  const builtIn = [
    "/lib/modules",
    "/run/booted-system/kernel-modules/lib/modules",
  ]
    .map((folder) => readText(`${folder}/${release()}/modules.builtin`) ?? "")
    .join("")
    .replaceAll("-", "_");
  return new Map(
    names.map((name) => [
      name,
      existsSync(`/sys/module/${name}`)
        ? existsSync(`/sys/module/${name}/initstate`)
          ? "loaded"
          : "built in"
        : builtIn.includes(`/${name}.ko`)
          ? "built in"
          : "missing",
    ]),
  );
}

/** Reads the limits of the first process of each service: its cgroup ends with the name of the unit. */
function readServices(
  names: readonly string[],
): ReadonlyMap<string, LiveService> {
  if (names.length === 0) return new Map();
  const first = new Map<string, number>();
  for (const pid of list("/proc").map(Number).filter(Number.isInteger)) {
    const cgroup = readText(`/proc/${pid}/cgroup`) ?? "";
    for (const name of names) {
      const known = first.get(name);
      if (
        (known === undefined || pid < known) &&
        cgroup.split("\n").some((line) => line.endsWith(`/${name}.service`))
      )
        first.set(name, pid);
    }
  }
  return new Map(
    names.map((name): readonly [string, LiveService] => {
      const pid = first.get(name);
      if (pid === undefined) return [name, "no process of the service runs"];
      const text = readText(`/proc/${pid}/limits`);
      return [
        name,
        text === undefined ? "permission denied" : readProcLimits(text),
      ];
    }),
  );
}
