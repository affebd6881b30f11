import {
  closeSync,
  fchmodSync,
  lstatSync,
  openSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { reservedPrefix } from "./path-rules.js";
import type { Disk } from "./disk.js";

const pattern = /^\.tunegen-(\d+)-[0-9a-z]+\.tmp$/;

let count = 0;

/**
 * Writes a text to a new file beside the one that it is to replace, with that one's mode.
 * @returns the new file's path; nothing is left behind where writing fails
 * @throws an errno error
 */
export function writeTemporary(target: string, text: string): string {
  const id = `${Date.now().toString(36)}${(count++).toString(36)}`;
  const path = join(
    dirname(target),
    `${reservedPrefix}${process.pid}-${id}.tmp`,
  );
  const mode = statSync(target, { throwIfNoEntry: false })?.mode;
  const descriptor = openSync(path, "wx");
  try {
    writeFileSync(descriptor, text);
    if (mode !== undefined) fchmodSync(descriptor, mode & 0o7777);
  } catch (error) {
    closeSync(descriptor);
    removeQuietly(path);
    throw error;
  }
  closeSync(descriptor);
  return path;
}

/** Temporaries in a folder that a killed build left there. */
export function leftoversIn(disk: Disk, folder: string): readonly string[] {
  const found: string[] = [];
  for (const [name, kind] of disk.names(folder) ?? []) {
    if (kind !== "file" || !name.startsWith(reservedPrefix)) continue;
    const pid = pattern.exec(name)?.[1];
    if (pid === undefined) continue;
    const path = join(folder, name);
    if (!isOfLivingProcess(Number(pid), path)) found.push(path);
  }
  return found;
}

/** Removes a file of ours, and is content where that fails: it is seen again by the next build. */
export function removeQuietly(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // Nothing more can be done, and the error that led here is the one to report.
  }
}

function isOfLivingProcess(pid: number, path: string): boolean {
  if (pid === process.pid) {
    // In containers every build may have the same number: what is older than this process is not its own.
    const started = Date.now() - process.uptime() * 1000;
    const modified = lstatSync(path, { throwIfNoEntry: false })?.mtimeMs;
    return modified === undefined || modified >= started;
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, and belongs to another user.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
