/** Fractions as Python prints them. */

/** `repr(float)`: shortest digits that round-trip, exponent from 1e16 up and below 1e-4. */
export function pythonFloat(value: number): string {
  if (!Number.isFinite(value)) return notFinite(value);
  if (value === 0) return Object.is(value, -0) ? "-0.0" : "0.0";
  const [digits = "", power = "0"] = value.toExponential().split("e");
  const exponent = Number(power);
  return exponent < -4 || exponent >= 16 ? scientific(digits, exponent) : decimal(value, digits, exponent);
}

function notFinite(value: number): string {
  if (Number.isNaN(value)) return "nan";
  return value < 0 ? "-inf" : "inf";
}

function scientific(digits: string, exponent: number): string {
  return `${digits}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
}

function decimal(value: number, digits: string, exponent: number): string {
  const plain = exponent < 0 ? value.toFixed(digitsAfterPoint(digits) - exponent) : String(value);
  return plain.includes(".") ? plain : `${plain}.0`;
}

function digitsAfterPoint(digits: string): number {
  return digits.split(".")[1]?.length ?? 0;
}
