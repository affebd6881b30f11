/** `K3s' own`, `Cilium's own`: a name as the owner of something. */
export function possessive(name: string): string {
  return name.endsWith("s") ? `${name}'` : `${name}'s`;
}
