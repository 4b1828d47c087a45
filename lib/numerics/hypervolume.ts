/**
 * The volume that points dominate, up to a reference point: the part of space that is no lower than some point and no higher than the
 * reference in any coordinate. Exact in any dimension by slicing (J. Knowles, PhD thesis, Reading 2002); fast in two and three.
 * @param points Each coordinate to be minimised; a point that isn't below the reference in all of them adds nothing.
 */
export function hypervolume(points: readonly (readonly number[])[], reference: readonly number[]): number {
  const last = reference.length - 1;
  const inside = points.filter((point) => reference.every((limit, k) => point[k]! < limit));
  if (last === 0) return inside.length === 0 ? 0 : reference[0]! - Math.min(...inside.map((point) => point[0]!));
  // Between one point's last coordinate and the next one's, the same points count.
  inside.sort((a, b) => a[last]! - b[last]!);
  const base = reference.slice(0, last);
  let volume = 0;
  for (const [i, point] of inside.entries()) {
    const thickness = (inside[i + 1] ?? reference)[last]! - point[last]!;
    if (thickness > 0) volume += thickness * hypervolume(inside.slice(0, i + 1), base);
  }
  return volume;
}
