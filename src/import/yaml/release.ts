/** Returns `1.11` of `ghcr.io/siderolabs/installer:v1.11.2`. */
export function releaseIn(image: string | undefined): string | undefined {
  return /(?:^|:)v?(\d+\.\d+)(?:\.\d+)?(?:[-+@].*)?$/u.exec(image ?? "")?.[1];
}
