/**
 * While it loads, the toolkit asks whether the browser knows `:focus-visible`: it adds a `<style>` to the head and
 * inserts a rule. The page's policy forbids such elements but not constructed sheets, so one of these answers.
 * Imported just before the toolkit; `restoreHead` just after.
 */

const stand = {
  appendChild: (probe: Element) => Object.defineProperty(probe, "sheet", { value: new CSSStyleSheet() }),
  removeChild: (probe: Element) => probe,
};

Object.defineProperty(document, "head", { configurable: true, value: stand });

export function restoreHead(): void {
  Reflect.deleteProperty(document, "head");
}
