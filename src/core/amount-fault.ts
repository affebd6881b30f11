/** Why a text is not an amount, and what to write instead. */
export interface AmountFault {
  readonly fault: string;
  readonly why?: string;
  readonly help?: string;
  /** The one right way to write it. */
  readonly instead?: string;
}

/** Explains a text that a template would have replaced; undefined for any other. */
export function placeholderFault(text: string): AmountFault | undefined {
  return /\{\{|\{%|\$[({A-Za-z]|<%|^<[^<>]+>$/u.test(text)
    ? {
        fault: `\`${text}\` is a placeholder of a template`,
        why: "tunegen reads the spec as it is, and fills in no templates",
        help: "write the value, or render the template before tunegen reads it",
      }
    : undefined;
}

/** Explains a number that the kernel, loaders and YAML do not read alike; undefined for any other text. */
export function numberFault(text: string): AmountFault | undefined {
  if (/^[-+]?0[0-9]+$/u.test(text)) {
    const octal = /^[-+]?[0-7]+$/u.test(text)
      ? Number.parseInt(text, 8)
      : undefined;
    const decimal = text.replace(/^([-+]?)0+(?=[0-9])/u, "$1");
    return {
      fault: `\`${text}\` has a leading zero`,
      why:
        octal === undefined
          ? "the kernel rejects it: a leading zero means octal"
          : `the kernel reads it as octal, ${octal}; YAML reads it as ${decimal}`,
      help: `write ${decimal}`,
    };
  }
  const other = /^[-+]?0[xob][0-9a-f]+$/iu.exec(text);
  if (other !== null) {
    const value = Number(text.replace(/^[-+]/u, ""));
    const sign = text.startsWith("-") ? "-" : "";
    return {
      fault: `\`${text}\` is not written in decimal digits`,
      why: "loaders, the kernel and YAML read such numbers differently",
      ...(Number.isSafeInteger(value)
        ? write(`${sign}${value}`)
        : { help: "write it in decimal digits" }),
    };
  }
  if (/^[-+]?[0-9]+(?:[_,'\u2019\u202F\u00A0][0-9]+)+$/u.test(text)) {
    return {
      fault: `\`${text}\` has digit separators`,
      why: "the kernel rejects them",
      ...write(text.replaceAll(/[^-+0-9]/gu, "")),
    };
  }
  const [, before, sign] = /^([-+]?[0-9]+)([,;])$/u.exec(text) ?? [];
  if (before !== undefined && sign !== undefined) {
    return {
      fault: `\`${text}\` ends with \`${sign}\``,
      why: "YAML reads it as a part of the value",
      ...write(before),
    };
  }
  const quoted = /^[\u2018-\u201F](.+)[\u2018-\u201F]$/u.exec(text)?.[1];
  if (quoted !== undefined) {
    return {
      fault: `\`${text}\` has typographic quotes`,
      why: "YAML reads them as part of the text",
      ...(/^[0-9]/u.test(quoted) && write(quoted)),
    };
  }
  const ends = /^([0-9]+)-([0-9]+)$/u.exec(text);
  if (ends !== null) {
    return {
      fault: `\`${text}\` is not a number`,
      help: `write two numbers as a list: [${ends[1] ?? ""}, ${ends[2] ?? ""}]`,
    };
  }
  if (/^\+[0-9]+$/u.test(text)) {
    return {
      fault: `\`${text}\` has a plus sign`,
      why: "the kernel rejects it",
      ...write(text.slice(1)),
    };
  }
  if (
    /^[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+(?:\.[0-9]+)?e[-+]?[0-9]+)$/iu.test(
      text,
    )
  ) {
    const value = Number(text);
    return {
      fault: `\`${text}\` is not a whole number`,
      why: "the kernel accepts only whole numbers, without decimal points or exponents",
      ...(Number.isSafeInteger(value) && write(String(value))),
    };
  }
  return undefined;
}

/** Advises the one right way to write a value. */
export function write(instead: string): Pick<AmountFault, "help" | "instead"> {
  return { help: `write ${instead}`, instead };
}

/** Explains a number with what it counts (`8192 connections`), and a duration of ISO 8601 (`PT30S`). */
export function wordFault(text: string): AmountFault | undefined {
  const counted = /^([0-9]+) +[A-Za-z]{3,}$/u.exec(text)?.[1];
  if (counted !== undefined)
    return {
      fault: `\`${text}\` has a word after the number`,
      ...write(counted),
    };
  const [, digits, unit] = /^PT([0-9]+)([HMS])$/u.exec(text) ?? [];
  return digits === undefined || unit === undefined
    ? undefined
    : {
        fault: `\`${text}\` is a duration of ISO 8601`,
        ...write(`${digits}${unit.toLowerCase()}`),
      };
}
