/** Small whole numbers, which most columns hold: what is to be known of each is looked up, not searched for. */

export const smallWholes = 256;

/** The value where it is a whole number from 0 to 255, -1 for any other. */
export function smallWhole(value: number): number {
  const whole = value | 0;
  return whole === value && (whole & -smallWholes) === 0 ? whole : -1;
}
