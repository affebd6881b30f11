import { positionAt, type Span } from "../../src/core/source.js";
import type {
  FoundSetting,
  Reading,
  Reason,
  Remark,
} from "../../src/import/types.js";

/** Tells what a reading has in one line for each: `3:1 sysctl net.core.somaxconn = 1024 | its reason | its group`. */
export function told({
  heading,
  facts,
  settings,
  commentedOut,
  remarks,
}: Reading): readonly string[] {
  return [
    ...(heading === undefined ? [] : [`heading: ${words(heading)}`]),
    ...facts.map(({ name, value, span }) => `${place(span)} ${name}: ${value}`),
    ...settings.map(settingWords),
    ...commentedOut.map(
      ({ text, reason, span }) =>
        `${place(span)} # ${text}${reason === undefined ? "" : ` | ${words(reason)}`}`,
    ),
    ...remarks.map(remarkWords),
  ];
}

function settingWords({
  path,
  value,
  reason,
  group,
  span,
}: FoundSetting): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const parts = [
    `${place(span)} ${path.join(" ")} = ${text}`,
    ...(reason === undefined && group === undefined
      ? []
      : [reason === undefined ? "" : words(reason)]),
    ...(group === undefined ? [] : [words(group)]),
  ];
  return parts.join(" | ");
}

function remarkWords({ kind, span, message }: Remark): string {
  return `${place(span)} ${kind}: ${message}`;
}

function words({ text, refs }: Reason): string {
  return [...(text === undefined ? [] : [text]), ...refs].join(" ");
}

function place({ source, start }: Span): string {
  const { line, column } = positionAt(source, start);
  return `${line}:${column}`;
}
