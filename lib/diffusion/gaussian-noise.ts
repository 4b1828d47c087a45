/** `length` independent standard normal numbers by Box and Muller's transform of uniform ones in [0, 1). */
export function gaussianNoise(length: number, random: () => number): Float64Array {
  const noise = new Float64Array(length);
  for (let i = 0; i < length; i += 2) {
    const radius = Math.sqrt(-2 * Math.log(1 - random()));
    const angle = 2 * Math.PI * random();
    noise[i] = radius * Math.cos(angle);
    if (i + 1 < length) noise[i + 1] = radius * Math.sin(angle);
  }
  return noise;
}
