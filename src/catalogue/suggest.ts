import { distance } from "fastest-levenshtein";
import { keysNamed, likelyKeys, names } from "./near-keys.js";
import {
  comparable,
  type Comparable,
  far,
  lastPart,
  slipsTo,
} from "./nearness.js";

/** Aliases, suggested after the main key. */
const aliases = new Set(["net.nf_conntrack_max"]);
/** The interface folder of a key as written, and the name after it. */
const interfaceFolder =
  /^(net[./](?:ipv4|ipv6|mpls)[./](?:conf|neigh)[./])(.+)[./]([^./]+)$/u;

/**
 * Suggests keys for a text that is not a key, best first. A missing prefix (`somaxconn`, `ipv4.tcp_timestamps`) ranks
 * before one typo, and that before the right name in another folder (`net.ipv4.somaxconn`).
 */
export function suggestKeys(text: string, count = 3): readonly string[] {
  const folder = interfaceFolder.exec(text.trim());
  const device =
    folder?.[2] !== undefined && !/^(?:all|default|lo)$/u.test(folder[2])
      ? folder[2]
      : undefined;
  const written = comparable(
    device === undefined
      ? text
      : `${folder?.[1] ?? ""}default.${folder?.[3] ?? ""}`,
  );
  if (written.text === "") return [];
  const close = nearest(written);
  const near = close.length > 0 ? close : withSimilarName(written);
  return near
    .slice(0, count)
    .map((id) =>
      device === undefined
        ? id
        : id.replace(".default.", `.${device.replaceAll(".", "/")}.`),
    );
}

interface Scored {
  readonly id: string;
  readonly score: number;
}

/** Lists the ids that are near, best first. With a close match, distant ones only distract. */
function nearest(written: Comparable): readonly string[] {
  const found: Scored[] = [];
  let worst = mostSlips(written.text);
  const take = (id: string, score: number): void => {
    if (score > worst) return;
    found.push({ id, score: score + (aliases.has(id) ? 0.5 : 0) });
    worst = Math.min(worst, score === 0 ? 0 : score < 1 ? 0.99 : score + 1);
  };
  for (const key of likelyKeys(written.text, () => worst))
    take(key.id, slipsTo(written, key, worst));
  // The right name in another folder is as far as two typos.
  for (const key of isTelling(lastPart(written))
    ? keysNamed(lastPart(written))
    : [])
    take(key.id, 2 + Math.min(distance(written.text, key.text), 99) / 100);
  return best(found, worst);
}

/** Lists the keys whose last part is near, in whichever folder: `net.ipv4.somaxcon`. */
function withSimilarName(written: Comparable): readonly string[] {
  const name = lastPart(written);
  if (!isTelling(name)) return [];
  const most = mostSlips(name);
  const found = [...names()]
    .filter((other) => Math.abs(other.length - name.length) <= most)
    .flatMap((other) => {
      const score = distance(name, other);
      return keysNamed(other).map(({ id }) => ({ id, score }));
    });
  const worst = found.reduce(
    (least, { score }) => Math.min(least, score + 1),
    most,
  );
  return best(found, worst);
}

function best(found: readonly Scored[], worst: number): readonly string[] {
  const scores = new Map<string, number>();
  for (const { id, score } of found)
    scores.set(id, Math.min(score, scores.get(id) ?? far));
  // A misspelt key of IPv4 is one slip more away from that of IPv6, which was not meant.
  const isTwin = (id: string, score: number): boolean =>
    score > (scores.get(twinOf(id)) ?? far);
  return [...scores]
    .filter(([id, score]) => score <= worst && !isTwin(id, score))
    .sort(([a, one], [b, two]) => one - two || (a < b ? -1 : 1))
    .map(([id]) => id);
}

/** The same key of the other version of IP. */
function twinOf(id: string): string {
  return id.replace(/^net\.ipv[46]\./u, (folder) =>
    folder === "net.ipv4." ? "net.ipv6." : "net.ipv4.",
  );
}

/** Names such as `enabled` and `debug` say nothing about the key. */
function isTelling(name: string): boolean {
  return name.length >= 8 || (name.length >= 6 && name.includes("_"));
}

/** At most a quarter of the letters, always less than half: a short text is close to everything. */
function mostSlips({ length }: string): number {
  return Math.min(Math.max(2, length / 4), (length - 1) / 2);
}
