import { distance } from "fastest-levenshtein";
import { allKeys } from "./lookup.js";

/** Aliases, suggested after the main key. */
const aliases = new Set(["net.nf_conntrack_max"]);
/** The interface folder of a key as written, and the name after it. */
const interfaceFolder =
  /^(net[./](?:ipv4|ipv6|mpls)[./](?:conf|neigh)[./])(.+)[./]([^./]+)$/u;

interface Candidate {
  readonly id: string;
  readonly score: number;
}

/**
 * Suggests keys for a text that is not a key, best first.
 * A missing prefix (`somaxconn`, `ipv4.tcp_timestamps`) ranks before a typo.
 */
export function suggestKeys(text: string, count = 3): readonly string[] {
  const written = normal(text);
  if (written === "") return [];
  const folder = interfaceFolder.exec(text.trim());
  const device =
    folder?.[2] !== undefined && !/^(?:all|default|lo)$/u.test(folder[2])
      ? folder[2]
      : undefined;
  const general =
    device === undefined
      ? written
      : normal(`${folder?.[1] ?? ""}default.${folder?.[3] ?? ""}`);
  const candidates = allKeys()
    .filter((id) => !id.includes(".lo."))
    .map((id): Candidate => ({
      id,
      score: score(general, normal(id)) + (aliases.has(id) ? 0.5 : 0),
    }))
    .filter((candidate) => candidate.score < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.score - b.score || (a.id < b.id ? -1 : 1));
  const best = candidates[0]?.score ?? 0;
  // With a close match, distant ones only distract.
  const near = candidates.filter((candidate) =>
    best < 1 ? candidate.score < 1 : candidate.score <= best + 1,
  );
  return near
    .slice(0, count)
    .map(({ id }) =>
      device === undefined
        ? id
        : id.replace(".default.", `.${device.replaceAll(".", "/")}.`),
    );
}

/** Lower case, dots for slashes, `_` for `-`, without the prefix /proc/sys. */
function normal(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/^\/?proc\/sys\//u, "")
    .replaceAll("/", ".")
    .replaceAll("-", "_");
}

/** 0 for an exact match, below 1 for the end of a key, otherwise the edit distance; infinite if too distant. */
function score(written: string, id: string): number {
  if (written === id) return 0;
  if (id.endsWith(`.${written}`)) return 0.25;
  const slips = distance(written, id);
  const missing = id.split(".").length - written.split(".").length;
  const end = missing > 0 ? id.split(".").slice(missing).join(".") : undefined;
  const slipsAtEnd = end === undefined ? slips : distance(written, end) + 0.75;
  const least = Math.min(slips, slipsAtEnd);
  // At most a quarter of the letters, always less than half: a short text is close to everything.
  const most = Math.min(
    Math.max(2, written.length / 4),
    (written.length - 1) / 2,
  );
  return least <= most ? Math.max(least, 1) : Number.POSITIVE_INFINITY;
}
