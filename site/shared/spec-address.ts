/** The part of the playground's address that carries a spec: `#spec=` and the text as base64url of UTF-8. */
export function specAddress(spec: string): string {
  const bytes = new TextEncoder().encode(spec);
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join(
    "",
  );
  const text = btoa(binary).replaceAll("+", "-").replaceAll("/", "_");
  return `#spec=${text.replaceAll("=", "")}`;
}

/** Tells whether an address is meant to carry a spec, though perhaps a damaged one. */
export function carriesSpec(hash: string): boolean {
  return hash.startsWith("#spec=");
}

/** Reads a spec from the address; undefined where there is none, or it is damaged. */
export function specInAddress(hash: string): string | undefined {
  const [, text] = /^#spec=([\w-]*)$/u.exec(hash) ?? [];
  if (text === undefined) return undefined;
  try {
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (part) => part.charCodeAt(0));
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
