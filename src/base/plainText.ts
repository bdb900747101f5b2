/**
 * What others wrote, made fit to stand among words of ours on one line: labels, quick picks, the status bar,
 * notifications. It looks as written, but cannot hide, reorder what stands beside it, draw an icon or make a link.
 */

/** Line breaks, controls, and what nobody sees. The joiners and selectors that emoji and scripts need are kept. */
const unseen =
  /(?!\u200c|\u200d|\ufe0e|\ufe0f)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Cs}\u2800]/gu;
const joinerOutOfPlace =
  /(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Script=Arabic}\p{M}])[\u200c\u200d]+|[\u200c\u200d]+$/gu;
const blanks = /\s+/gu;
/** More marks on one letter than any language has. */
const piledMarks = /(\p{M}{4})\p{M}+/gu;
const rightToLeft =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/** Invisible, and breaks what the editor would read as an icon, `$(name)`, or a link, `[words](address)`. */
const wordJoiner = "\u2060";
const syntax = /(?<=[$\]])(?=\()/gu;

/** No character that people see is made of more, but to harm: what is longer is not read to its end. */
const unitsEach = 32;

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

function shortened(text: string, most: number): string {
  const characters = Array.from(graphemes.segment(text), ({ segment }) => segment);
  return characters.length <= most
    ? text
    : `${characters
        .slice(0, most - 1)
        .join("")
        .trimEnd()}…`;
}

/** At most `most` characters as people count them. "?" where nothing is left that can be seen. */
export function plainText(text: string, most = 64): string {
  const beginning = text.slice(0, most * unitsEach);
  const seen = beginning.replaceAll(blanks, " ").replaceAll(unseen, "").replaceAll(joinerOutOfPlace, "");
  const line = shortened(seen.replaceAll(piledMarks, "$1").replaceAll(blanks, " ").trim(), most);
  if (line === "") return "?";
  const harmless = line.replaceAll(syntax, wordJoiner);
  return rightToLeft.test(harmless) ? `\u2068${harmless}\u2069` : harmless;
}
