/** A text, and the URLs that were in it. */
export interface WithoutUrls {
  readonly text: string;
  readonly urls: readonly string[];
}

/** Stands for a URL while the words around it are tidied; no text has it. */
const URL_MARK = "\uFFFC";

/**
 * Takes the URLs out of a text, with what only introduces them: `Bursts (see https://example.org/1).` becomes `Bursts.`
 * White space becomes single spaces.
 */
export function takeUrls(raw: string): WithoutUrls {
  const text = raw.replaceAll(URL_MARK, "").trim().replaceAll(/\s+/gu, " ");
  const urls: string[] = [];
  const marked = text.replaceAll(/https?:\/\/[^\s<>"'`]+/giu, (match) => {
    const url = withoutPunctuation(match);
    if (!urls.includes(url)) urls.push(url);
    return URL_MARK + match.slice(url.length);
  });
  return { text: urls.length === 0 ? text : tidied(marked), urls };
}

/** A sentence's punctuation after a URL is not part of it; a closing bracket is, if it is opened there. */
function withoutPunctuation(url: string): string {
  let end = url.length;
  for (; end > 0; end -= 1) {
    const last = url.charAt(end - 1);
    if (".,;:!?".includes(last)) continue;
    const open = { ")": "(", "]": "[", "}": "{" }[last];
    if (open === undefined || url.slice(0, end).includes(open)) break;
  }
  return url.slice(0, end);
}

/** Each expression meets single spaces only. */
function tidied(marked: string): string {
  return marked
    .replaceAll(/["'`<[]\uFFFC["'`>\]]/gu, URL_MARK)
    .replaceAll(/\uFFFC(?:,? ?(?:and|or|&|;)? ?\uFFFC)+/gu, URL_MARK)
    .replaceAll(
      /(?:\b(?:see also|see|cf\.?|also|via|from|at|in|under|on|more info|more information|details|read) |\b(?:see(?: also)?|sources?|refs?|references?|docs?|documentation|links?|urls?|more info|more information|info|details|via|cf): ?)+\uFFFC/giu,
      URL_MARK,
    )
    .replaceAll(
      /\uFFFC for (?:more )?(?:details|information|info|background)\b/giu,
      URL_MARK,
    )
    .replaceAll(/ ?[([<]\uFFFC[)\]>]/gu, "")
    .replaceAll(/[,;:]? ?(?:[-\u2013\u2014] )?\uFFFC/gu, "")
    .replaceAll(/([([]) /gu, "$1")
    .replaceAll(/ ([.,;:)\]])/gu, "$1")
    .replaceAll(/ {2,}/gu, " ")
    .replace(/^[\s.,;:*-]+/u, "")
    .replace(/(?<=[^\s,;:-])[\s,;:-]+$/u, "");
}
