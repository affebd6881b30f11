import { positionAt, type Span } from "../../../src/core/source.js";
import type { Holder, Reading } from "../../../src/import/types.js";
import { yamlFormats } from "../../../src/import/yaml-formats.js";

/** Reads a text as the format that recognises it. */
export function readText(text: string): Reading {
  const source = { name: "file.yaml", text };
  const format = yamlFormats.find((each) => each.recognises(source));
  if (format === undefined) throw new Error("no format recognises the text");
  return format.read(source);
}

/** Lists what was read, a line each: the place, what it is, and its reason and group. */
export function linesOf(reading: Reading): readonly string[] {
  const { settings, facts, commentedOut, remarks, heading } = reading;
  return [
    ...(heading === undefined ? [] : [`heading: ${heading.text ?? ""}`]),
    ...facts.map(
      ({ span, name, value }) => `${place(span)} fact ${name}: ${value}`,
    ),
    ...settings.map(({ span, holder, path, value, reason, group }) =>
      [
        place(span),
        ...holderOf(holder),
        `${path.join(" ")}: ${typeof value === "string" ? value : JSON.stringify(value)}`,
        ...(reason === undefined
          ? []
          : [`# ${[reason.text, ...reason.refs].join(" ")}`]),
        ...(group === undefined
          ? []
          : [`## ${[group.text, ...group.refs].join(" ")}`]),
      ].join(" "),
    ),
    ...commentedOut.map(({ span, text }) => `${place(span)} out: ${text}`),
    ...remarks.map(
      ({ span, kind, message }) => `${place(span)} ${kind}: ${message}`,
    ),
  ];
}

/** Reads a text, and lists what was read without the facts that every file of the format has. */
export function read(text: string): readonly string[] {
  return linesOf(readText(text)).filter(
    (line) => !line.endsWith("fact os: talos"),
  );
}

function holderOf(holder: Holder): readonly string[] {
  if (holder.kind === "cluster") return ["[cluster]"];
  if (holder.kind === "node")
    return holder.group === undefined ? [] : [`[${holder.group}]`];
  const { object = "-", name = "-", namespace = "-" } = holder;
  return [`[${object} ${namespace}/${name}]`];
}

function place({ source, start }: Span): string {
  const { line, column } = positionAt(source, start);
  return `${line}:${column}`;
}
