const units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"] as const;

/** Bytes for people, with at most one decimal, rounded: `64 MiB`, `1.5 GiB`. */
export function sizeText(bytes: bigint): string {
  let power = 0;
  let tenths = bytes * 10n;
  // 1023.95 and more would round to 1024.0 of the smaller unit.
  while (tenths >= 10_240n && power < units.length - 1) {
    power++;
    tenths =
      (bytes * 10n + (1n << BigInt(10 * power - 1))) >> BigInt(10 * power);
  }
  const whole = tenths / 10n;
  const tenth = tenths % 10n;
  return `${whole}${tenth === 0n ? "" : `.${tenth}`} ${units[power] ?? ""}`;
}
