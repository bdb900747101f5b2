/**
 * What somebody may send to see whether it is taken for more than text: all of it within what the protocol allows.
 * Views are to show each as it was written, and nothing of it may run, format, link, draw an icon or hide its
 * neighbours.
 */
import { limits } from "#protocol/session/limits.ts";

/** What each would do is in its name. */
export const hostileTexts = {
  html: `<img src=x onerror="window.broken=1"><script>window.broken=1</script><b>bold</b>`,
  htmlEntities: "&lt;b&gt;bold&lt;/b&gt; &#60;script&#62; &amp;nbsp;",
  svg: `<svg onload="window.broken=1"><use href="#x"/></svg>`,
  style: "</style><style>body{display:none}</style>",
  markdown: "**bold** _slanted_ `code` ~~gone~~ # heading",
  markdownLink: "[click me](https://example.com/evil) ![picture](https://example.com/evil.png)",
  markdownBlocks: "# heading\n\n- item\n1. item\n\n> quote\n\n    code\n\n| a | b |\n|---|---|\n| 1 | 2 |",
  address: "https://example.com/evil www.example.com evil@example.com",
  commandLink: "[run](command:workbench.action.quit) command:workbench.action.quit",
  icon: "$(trash) $(sync~spin) \\$(bell)",
  bidi: "safe \u202Egnp.exe\u202C \u2066isolated\u2069 \u200Fright",
  zeroWidth: "zero\u200B\u200Cwidth\u2060\uFEFF joined",
  piledMarks: `Z${"\u0300\u0301\u0302\u0303".repeat(20)}algo`,
  emoji: "👩🏽‍💻👨‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿🇵🇹",
  lineBreaks: "one\n\ttwo\n\n\n   three",
  objectKeys: "__proto__ constructor toString",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what somebody may write
  templates: "${7*7} {{7*7}} {0} {name} %s %d",
  shell: "$(rm -rf ~) `id` ; && | > /tmp/evil",
  quotes: `"'\`"'\` \\" \\' \\\\`,
  endOfCode: "*/ --> ]]> </script> </textarea> </title>",
} as const;

/** As long as a suggestion may be, without a place to break. */
export const longWord = "x".repeat(limits.suggestionCharacters);

/** Those that fit on one line and into a name, a title. */
export function hostileNames(): string[] {
  return Object.values(hostileTexts)
    .filter((text) => !/[\n\t]/.test(text))
    .map((text) =>
      [...text].reduce(
        (cut, letter) => (cut.length + letter.length > limits.nameCharacters ? cut : cut + letter),
        "",
      ),
    )
    .map((text) => text.trim());
}

/** Paths that would lead out of a folder, or are none. */
export const hostilePaths = [
  "../outside.txt",
  "a/../../outside.txt",
  "/etc/passwd",
  "C:\\Windows\\win.ini",
  "..\\outside.txt",
  "a\\..\\..\\outside.txt",
  "\\\\server\\share\\file",
  "file:///etc/passwd",
  "vscode://file/etc/passwd",
  "link-to-outside/passwd",
  "nul\u0000byte",
  ".",
  "",
  "~/.ssh/id_rsa",
] as const;
