/** The little that tests need of markdown-it, a CommonMark renderer; it comes without types, with what packs the extension. */
declare module "markdown-it" {
  export interface Token {
    readonly type: string;
    readonly content: string;
    readonly children: readonly Token[] | null;
  }
  class MarkdownIt {
    constructor(options: { html: boolean; linkify: boolean });
    parse(text: string, environment: object): Token[];
  }

  // biome-ignore lint/style/noDefaultExport: the package has it so
  export { MarkdownIt as default };
}
