/** Reads the text of a page, without its scripts. */
export function readableText(html: string): string {
  return unescaped(
    html
      .replaceAll(/<(?:script|template)[\s\S]*?<\/(?:script|template)>/gu, "")
      .replaceAll(/<[^>]*>/gu, ""),
  );
}

/** Reads the escapes of the pages. */
export function unescaped(html: string): string {
  return html
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&#x3D;", "=")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
