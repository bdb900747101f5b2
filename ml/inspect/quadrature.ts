/** Integrals of polynomials over [0, 1] as weighted sums of a few of their values (Gauss and Legendre). */

export interface Quadrature {
  readonly points: Float64Array;
  readonly weights: Float64Array;
}

/** Exact for polynomials of a degree up to `2 * count - 1`; all points lie inside, all weights are positive. */
export function gaussLegendre(count: number): Quadrature {
  const points = new Float64Array(count);
  const weights = new Float64Array(count);
  for (let index = 0; index < count; index++) {
    // Newton's method from Tricomi's approximation of the root, which is close enough for any count.
    let root = Math.cos((Math.PI * (index + 0.75)) / (count + 0.5));
    let slope = 1;
    for (let step = 0; step < 8; step++) {
      const [value, derivative] = legendre(count, root);
      root -= value / derivative;
      slope = derivative;
    }
    points[index] = (1 - root) / 2;
    weights[index] = 1 / ((1 - root * root) * slope * slope);
  }
  return { points, weights };
}

/** The Legendre polynomial of this degree at `x`, inside (-1, 1), and its derivative there. */
function legendre(degree: number, x: number): [value: number, derivative: number] {
  let previous = 1;
  let value = x;
  for (let n = 2; n <= degree; n++) {
    [previous, value] = [value, ((2 * n - 1) * x * value - (n - 1) * previous) / n];
  }
  return [value, (degree * (x * value - previous)) / (x * x - 1)];
}
