/** Whether two versions are of the same series: `6.12` and `6.12.48+deb13-amd64`. */
export function isSameSeries(a: string, b: string): boolean {
  return seriesOf(a) === seriesOf(b);
}

function seriesOf(version: string): string {
  return /^v?(\d+\.\d+)/u.exec(version)?.[1] ?? version;
}
