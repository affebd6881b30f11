import { setTimeout as delay } from "node:timers/promises";
import { type Console, openConsole } from "../console.js";
import { EXIT, type ExitCode } from "../exit.js";
import { printReport } from "../formats/report.js";
import { countFindings } from "../formats/text.js";
import type { BuildOptions } from "../options.js";
import { restoreDefaults } from "../startup/optimizer.js";
import { formatConfigsOf, inputsOfOptions } from "../watch/inputs.js";
import { type SinceLast, sinceLast } from "../watch/repeated.js";
import { awaitEnding } from "../watch/signals.js";
import {
  changedPaths,
  type Snapshot,
  takeSnapshot,
} from "../watch/snapshot.js";
import { buildLoaded } from "./build.js";
import { load } from "./load.js";

/** How often the inputs are looked at, in milliseconds. What is written within this time is one change. */
const INTERVAL = 200;

/** The share of time that looking may take: on a slow network file system it is done less often. */
const SHARE = 0.05;

/** After this many looks a build begins even if a file still changes. */
const MOST_LOOKS = 15;

/**
 * Runs `tunegen build --watch`: builds, and builds again when an input has changed, until a signal ends the process.
 *
 * The inputs are few and known, so their state is compared at intervals: this also works on network file systems and in
 * containers, where a change on another machine causes no event, and for files that are replaced, deleted or not there
 * yet. What tunegen writes is no input.
 */
export async function buildWatch(options: BuildOptions): Promise<ExitCode> {
  restoreDefaults();
  const terminal = openConsole(options);
  const ending = awaitEnding();
  const stopped = (): boolean => ending.signal.aborted;
  let found: readonly string[] = [];
  const take = (): Snapshot =>
    takeSnapshot(new Set([...inputsOfOptions(options), ...found]));
  let isFirst = true;
  let told: ReadonlySet<string> = new Set();
  while (!stopped()) {
    // Before the build reads: what changes meanwhile is a change.
    const before = take();
    const start = Date.now();
    const inputs = await buildOnce(options, told, terminal);
    told = inputs.told;
    // A spec with an error may not tell what it includes.
    found = inputs.areKnown
      ? inputs.paths
      : [...new Set([...found, ...inputs.paths])];
    const known = withNew(before, take(), start);
    if (isFirst && options.quiet !== true)
      terminal.err.print("watching for changes; Ctrl-C ends\n");
    isFirst = false;
    await untilChanged(known, take, ending.signal);
  }
  await ending.end();
  return EXIT.fine;
}

/** The files that a build read, beside those that its options name. */
interface Inputs {
  readonly paths: readonly string[];
  /** Whether these are all. */
  readonly areKnown: boolean;
}

/** What a build read, and what it has told. */
interface Built extends Inputs, Pick<SinceLast, "told"> {}

async function buildOnce(
  options: BuildOptions,
  before: ReadonlySet<string>,
  terminal: Console,
): Promise<Built> {
  const loaded = await load(options);
  const { code, ...report } = await buildLoaded(loaded, options);
  const { fresh, repeated, told } = sinceLast(report.diagnostics, before);
  const done = code === EXIT.fine ? "built" : "not built";
  const unchanged =
    repeated.length === 0 ? "" : ` (unchanged: ${countFindings(repeated)})`;
  const summary = `${timeOfDay(new Date())} ${done}: ${report.summary}${unchanged}`;
  printReport(
    { command: "build", ...report, diagnostics: fresh, summary },
    options,
    terminal,
  );
  const { request, includes } = loaded;
  return {
    paths:
      request === undefined
        ? includes
        : [...includes, ...formatConfigsOf(request.location, request.files)],
    areKnown: request !== undefined,
    told,
  };
}

/** Adds the files that are known only after the build, unless they were written since it began. */
function withNew(before: Snapshot, after: Snapshot, start: number): Snapshot {
  const fresh = [...after].filter(([path]) => !before.has(path));
  return new Map([
    ...[...before].filter(([path]) => after.has(path)),
    ...fresh.filter(([, { modified = 0 }]) => modified < start),
  ]);
}

/** Waits until the files differ and are at rest, or the signal comes. */
async function untilChanged(
  known: Snapshot,
  take: () => Snapshot,
  signal: AbortSignal,
): Promise<void> {
  let last = known;
  let pause = INTERVAL;
  for (let looks = 0; !signal.aborted && looks < MOST_LOOKS;) {
    await delay(pause, undefined, { signal }).catch(() => undefined);
    const start = performance.now();
    const now = take();
    pause = Math.max(INTERVAL, (performance.now() - start) / SHARE);
    const isAtRest = changedPaths(last, now).length === 0;
    const isChanged = changedPaths(known, now).length > 0;
    if (isChanged && isAtRest) return;
    looks = isChanged ? looks + 1 : 0;
    last = now;
  }
}

function timeOfDay(time: Date): string {
  return [time.getHours(), time.getMinutes(), time.getSeconds()]
    .map((part) => String(part).padStart(2, "0"))
    .join(":");
}
