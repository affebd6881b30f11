/** Returns the largest of some numbers and of `least`: as arguments of `Math.max`, more than some 100,000 overflow the stack. */
export function largest(
  numbers: Iterable<number>,
  least = Number.NEGATIVE_INFINITY,
): number {
  let most = least;
  for (const number of numbers) most = Math.max(most, number);
  return most;
}
