/**
 * A drawing that stands on its own: every colour and font that the theme gave it is written into its attributes, and
 * what only a page needs (classes, styles, roles) is taken out.
 */

const inherited = [
  "font-family",
  "font-size",
  "font-weight",
  "text-anchor",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-linejoin",
] as const;
const paints = ["fill", "stroke"] as const;
/** Written anew from what was computed, or left to be inherited. */
const frozenAttributes = new Set<string>([
  ...inherited,
  ...paints,
  "opacity",
  "fill-opacity",
  "stroke-opacity",
]);
const pageOnly = /^(class|style|id|role|tabindex|focusable|aria-.*|data-.*)$/;

/** What XML 1.0 has no way to write, and marks that would turn the direction of the words after them. */
const unwritable =
  /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]|[\u{202A}-\u{202E}\u{2066}-\u{2069}]/gu;

function makeWritable(drawing: SVGSVGElement): void {
  const walker = document.createTreeWalker(drawing, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    node.textContent = (node.textContent ?? "").replace(unwritable, "\u{FFFD}");
  }
}

/** Serialised as XML. `drawing` is attached to the page, so that its styles are known; it is changed. */
export function frozen(drawing: SVGSVGElement): string {
  const elements = [drawing, ...drawing.querySelectorAll("*")];
  const looks = elements.map((element) => lookOf(element));
  makeWritable(drawing);
  for (const [index, element] of elements.entries()) {
    strip(element);
    for (const [name, value] of looks[index] ?? []) element.setAttribute(name, value);
  }
  return new XMLSerializer().serializeToString(drawing);
}

/** Marks without attributes of their own look like their group; asking for the style of each would take seconds. */
function isPlain(element: Element): boolean {
  return (
    element.tagName === "circle" && element.getAttributeNames().every((name) => /^(cx|cy|r)$/.test(name))
  );
}

function lookOf(element: Element): [string, string][] {
  if (isPlain(element)) return [];
  const own = getComputedStyle(element);
  const around = element.parentElement instanceof SVGElement ? getComputedStyle(element.parentElement) : null;
  const look: [string, string][] = [];
  for (const name of inherited) {
    const value = own.getPropertyValue(name);
    if (value !== around?.getPropertyValue(name)) look.push([name, value]);
  }
  if (own.opacity !== "1") look.push(["opacity", own.opacity]);
  return [...look, ...paints.flatMap((name) => paintLook(name, own, around))];
}

function paintLook(
  name: (typeof paints)[number],
  own: CSSStyleDeclaration,
  around: CSSStyleDeclaration | null,
): [string, string][] {
  const opacity = `${name}-opacity`;
  const isSame = [name, opacity].every((key) => own.getPropertyValue(key) === around?.getPropertyValue(key));
  if (isSame) return [];
  const paint = own.getPropertyValue(name);
  if (paint === "none") return [[name, "none"]];
  const { hex, alpha } = plainColour(paint);
  return [
    [name, hex],
    [opacity, String(Number((alpha * Number(own.getPropertyValue(opacity))).toFixed(3)))],
  ];
}

/** Any CSS colour as `#rrggbb` and its opacity, which is what every reader of SVG understands. */
function plainColour(colour: string): { hex: string; alpha: number } {
  const context = new OffscreenCanvas(1, 1).getContext("2d");
  if (context === null) return { hex: "#808080", alpha: 1 };
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 0] = context.getImageData(0, 0, 1, 1).data;
  const hex = [red, green, blue].map((part) => part.toString(16).padStart(2, "0")).join("");
  return { hex: `#${hex}`, alpha: alpha / 255 };
}

function strip(element: Element): void {
  for (const name of element.getAttributeNames()) {
    if (pageOnly.test(name) || frozenAttributes.has(name)) element.removeAttribute(name);
  }
}
