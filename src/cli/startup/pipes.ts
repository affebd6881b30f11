/**
 * Ends the process silently when the reader of a pipe stops reading, as `head` does.
 *
 * @param finish is called before
 */
export function toleratePipesThatClose(finish: () => void): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
      finish();
      process.exit(process.exitCode);
    });
  }
}
