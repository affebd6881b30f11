import { positionAt } from "../../core/source.js";
import type { Draft, Findings } from "./findings.js";

/** Keeps the last of settings with one name, as their consumers do, and reports the others. */
export function settleDuplicates(findings: Findings): readonly Draft[] {
  const named = withNames(findings.drafts);
  const last = new Map<string, Draft>();
  const places = new Map<string, Draft>();
  for (const draft of named) {
    // What an anchor holds is found at the anchor and at each alias.
    const place = `${draft.key.start} ${idOf(draft)}`;
    const there = places.get(place);
    if (there === undefined || (there.guessed && !draft.guessed))
      places.set(place, draft);
  }
  // What is in its known place is what the consumer reads, wherever the other is.
  const ordered = [...places.values()].toSorted(
    (a, b) => Number(b.guessed) - Number(a.guessed),
  );
  for (const draft of ordered) {
    const id = idOf(draft);
    const earlier = last.get(id);
    if (earlier !== undefined) report(findings, earlier, draft);
    last.set(id, draft);
  }
  const kept = new Set(last.values());
  const drafts = ordered.filter((draft) => kept.has(draft));
  for (const draft of drafts) if (draft.guessed) reportGuess(findings, draft);
  return drafts;
}

/** Gives pods of several parts of one chart the name of their part, so that they are not one. */
function withNames(drafts: readonly Draft[]): readonly Draft[] {
  const scopes = new Map<string, Set<string>>();
  for (const { holder, scope } of drafts) {
    if (scope === undefined) continue;
    const id = JSON.stringify(holder);
    const known = scopes.get(id);
    if (known === undefined) scopes.set(id, new Set([scope]));
    else known.add(scope);
  }
  return drafts.map((draft) => {
    const { holder, scope = "" } = draft;
    if (scope === "" || holder.kind !== "pods") return draft;
    if ((scopes.get(JSON.stringify(holder))?.size ?? 0) < 2) return draft;
    const name = [holder.name, scope].filter((part) => part !== undefined);
    return { ...draft, holder: { ...holder, name: name.join("-") } };
  });
}

function idOf({ holder, path }: Draft): string {
  return JSON.stringify([holder, path]);
}

function report(findings: Findings, earlier: Draft, draft: Draft): void {
  if (draft.value === true && earlier.value === true) return;
  const { line } = positionAt(findings.source, draft.key.start);
  findings.changed(
    earlier.key,
    `\`${draft.path.slice(1).join(".")}\` is set again in line ${line}; the last value, ${JSON.stringify(draft.value).replaceAll('"', "")}, is taken`,
  );
}

function reportGuess(findings: Findings, draft: Draft): void {
  findings.note(
    draft.key,
    `\`${draft.path.slice(1).join(".")}\` is in no place that tunegen knows; it is taken as a sysctl of the node`,
  );
}
