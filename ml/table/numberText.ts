/** Which text is a number, and which number cannot be kept as one: it would come back with other digits. */

const number = /^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/;

const whole = /^\s*[+-]?0*(\d+)\s*$/;

/** Every whole number of so many digits is kept. */
const safeDigits = 15;

export function isNumberText(text: string): boolean {
  return number.test(text);
}

/**
 * Whether it is a whole number of more digits than a number keeps, as identifiers often are: `9007199254740993`,
 * which is 2^53 + 1, would become `9007199254740992`.
 */
export function losesDigits(text: string): boolean {
  if (text.length <= safeDigits) return false;
  const digits = whole.exec(text)?.[1];
  return digits !== undefined && digits !== keptDigits(Number(text)).padEnd(digits.length, "0");
}

/** As few as tell it from its neighbours, without the zeros at the end. */
function keptDigits(value: number): string {
  const [mantissa = ""] = Math.abs(value).toExponential().split("e");
  return mantissa.replace(".", "");
}
