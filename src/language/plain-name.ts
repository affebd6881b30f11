const plainName = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,251}[A-Za-z0-9])?$/u;

/** Whether a name can be a part of file names and the name of an object, as those of roles, hosts and workloads are. */
export function isPlain(name: string): boolean {
  return plainName.test(name) && !name.includes("..");
}
