import {
  closeSync,
  fchmodSync,
  lstatSync,
  openSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { join, sep } from "node:path";
import { parentFolder } from "./location.js";
import { reservedPrefix } from "./path-rules.js";
import type { Disk } from "./disk.js";

const temporaryName = /^\.tunegen-(\d+)-[0-9a-z]+\.tmp$/;

let count = 0;

/**
 * Writes a text to a new file beside the file that it will replace, with the same mode.
 *
 * @param replaces whether that file may be there
 * @returns the path of the new file, which is removed if writing fails
 * @throws an errno error
 */
export function writeTemporary(
  target: string,
  text: string,
  replaces = true,
): string {
  const id = `${Date.now().toString(36)}${(count++).toString(36)}`;
  const name = `${reservedPrefix}${process.pid}-${id}.tmp`;
  const path = `${parentFolder(target)}${sep}${name}`;
  const mode = replaces
    ? statSync(target, { throwIfNoEntry: false })?.mode
    : undefined;
  const descriptor = openSync(path, "wx");
  try {
    try {
      writeFileSync(descriptor, text);
      if (mode !== undefined) fchmodSync(descriptor, mode & 0o7777);
    } finally {
      // Some disks report only here that they have not written it.
      closeSync(descriptor);
    }
  } catch (error) {
    removeQuietly(path);
    throw error;
  }
  return path;
}

/**
 * Replaces a file with a text as a whole: a reader sees the old text or the new one.
 *
 * @throws an errno error; the file is then as it was
 */
export function replaceFile(path: string, text: string): void {
  const temporary = writeTemporary(path, text);
  try {
    renameSync(temporary, path);
  } catch (error) {
    removeQuietly(temporary);
    throw error;
  }
}

/** Finds temporary files of killed builds in a folder. */
export function leftoversIn(disk: Disk, folder: string): readonly string[] {
  const found: string[] = [];
  for (const [name, kind] of disk.names(folder) ?? []) {
    if (kind !== "file" || !name.startsWith(reservedPrefix)) continue;
    const pid = temporaryName.exec(name)?.[1];
    if (pid === undefined) continue;
    const path = join(folder, name);
    if (!belongsToRunningProcess(Number(pid), path)) found.push(path);
  }
  return found;
}

/** Removes a temporary file. Failures are ignored: the next build finds the file again. */
export function removeQuietly(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // The error that led here is reported instead.
  }
}

function belongsToRunningProcess(pid: number, path: string): boolean {
  if (pid === process.pid) {
    // In containers every build may have the same process ID. A file older than this process is not its own.
    const started = Date.now() - process.uptime() * 1000;
    const modified = lstatSync(path, { throwIfNoEntry: false })?.mtimeMs;
    return modified === undefined || modified >= started;
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as another user.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
