/** Whole numbers that rise, as ranges: `3`, `7-20`, … */
export function rangesOf(numbers: readonly number[]): string[] {
  const found: string[] = [];
  for (let i = 0; i < numbers.length; i++) {
    const first = numbers[i]!;
    while (numbers[i + 1] === numbers[i]! + 1) i++;
    found.push(numbers[i] === first ? `${first}` : `${first}-${numbers[i]}`);
  }
  return found;
}
