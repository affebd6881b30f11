const words: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EBUSY: "it is in use",
  EDQUOT: "disk quota exceeded",
  EEXIST: "something else exists there",
  EFBIG: "the file would be too large",
  EIO: "input/output error of the disk",
  EISDIR: "it is a folder",
  ELOOP: "too many symbolic links",
  EMFILE: "too many open files",
  ENAMETOOLONG: "the name is too long",
  ENFILE: "too many open files in the system",
  NAMED_PIPE: "it is a named pipe",
  ENOENT: "no such file or folder",
  ENOSPC: "no space left on device",
  ENOTDIR: "a part of the path is a file",
  ENOTEMPTY: "the folder is not empty",
  EPERM: "operation not permitted",
  EROFS: "read-only file system",
  EXDEV: "it is on another file system",
  Z_BUF_ERROR: "the gzip file is incomplete",
  Z_DATA_ERROR: "the gzip file is damaged",
  ERR_BUFFER_TOO_LARGE: "the file is too large",
  ERR_FS_FILE_TOO_LARGE: "the file is too large",
  ERR_STRING_TOO_LONG: "the file is too large",
};

/** Whether an exception came from the operating system; any other is a bug in tunegen. */
export function isDiskError(
  error: unknown,
): error is Error & { readonly code: string } {
  return (
    error instanceof Error && "code" in error && typeof error.code === "string"
  );
}

/** Returns the reason of an error of the operating system, for a sentence: `no space left on device`. */
export function errnoWords(error: { readonly code: string }): string {
  return words[error.code] ?? error.code;
}
