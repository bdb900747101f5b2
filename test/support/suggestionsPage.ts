/** The Suggestions page as its tests use it: the width of a side bar, boards and cards as the extension sends them. */
import {
  type Board,
  type Card,
  type FromSuggestions,
  fromSuggestionsSchema,
} from "#protocol/suggestionsPanel.ts";
import { type PageSuite, pageSuite } from "./pageSuite.ts";
import type { WebviewPage } from "./webviewPage.ts";

export interface SuggestionsPage extends WebviewPage {
  /** The cards, then the board: what a page is sent when it is ready, and at changes. */
  show(cards: readonly Card[], board?: Partial<Board>): Promise<void>;
  /** What the page has sent, parsed as the extension parses it; `ready` left out. */
  requests(): Promise<FromSuggestions[]>;
  /** The text of each card, in the order in which they stand. */
  order(): Promise<string[]>;
  /** What has the keyboard, by its `data-key`. */
  focused(): Promise<string | null>;
}

export const openBoard: Board = {
  closed: null,
  anonymous: false,
  offline: false,
  parameters: [],
  selection: null,
  attached: null,
};

function suggestionsPage(opened: WebviewPage): SuggestionsPage {
  const { page } = opened;
  return {
    ...opened,
    async show(cards, board = {}) {
      await opened.post({ type: "cards", cards, gone: [] });
      await opened.post({ type: "board", board: { ...openBoard, ...board } });
    },
    async requests() {
      const messages = (await opened.sent()).map((message) => fromSuggestionsSchema.parse(message));
      return messages.filter(({ type }) => type !== "ready");
    },
    order: () => page.locator(".card > .body > .words").allTextContents(),
    focused: () =>
      page.evaluate(() => document.activeElement?.closest("[data-key]")?.getAttribute("data-key") ?? null),
  };
}

/** Call it inside `describe`. */
export function suggestionsSuite(): PageSuite<SuggestionsPage> {
  const suite = pageSuite("suggestions", suggestionsPage);
  return {
    get browser() {
      return suite.browser;
    },
    open: (options) => suite.open({ viewport: { width: 320, height: 800 }, ...options }),
  };
}

let made = 0;

/** A card that looks like a real one; each has an id of its own unless it is given one. */
export function card(part: Partial<Card> = {}): Card {
  made += 1;
  return {
    id: `s${made}`,
    text: `Suggestion ${made}`,
    kind: "idea",
    status: "open",
    revision: 0,
    author: "Chi",
    mine: false,
    at: Date.now() - 180_000,
    votes: 0,
    voted: false,
    pinned: false,
    pending: false,
    reason: null,
    mergedInto: null,
    anchor: null,
    override: null,
    effect: null,
    comments: [],
    may: ["vote", "comment"],
    ...part,
  };
}

/** The board of the drawing in the design: one of each kind. */
export function drawnCards(): Card[] {
  const now = Date.now();
  const minutes = (count: number) => now - count * 60_000;
  return [
    card({
      text: "Add up both parents’ education instead of two columns",
      votes: 12,
      voted: true,
      at: minutes(3),
      anchor: { path: "pipeline/preprocess.ts", lines: [14, 14], standing: "here" },
      status: "accepted",
      effect: { metric: "mae", before: 1.82, after: 1.77, run: 14 },
      pinned: true,
    }),
    card({
      text: "Drop absences over 30, they are three students",
      author: null,
      votes: 9,
      at: minutes(6),
      status: "inProgress",
    }),
    card({
      text: "200 trees, a third of the features",
      author: "Ben",
      kind: "parameters",
      votes: 7,
      at: minutes(8),
      anchor: { path: "params.yaml", lines: [6, 8], standing: "moved" },
      override: { path: "params.yaml", key: "train.trees", value: 200 },
      effect: { metric: "mae", before: 1.82, after: 1.82, run: 12 },
      may: ["vote", "comment", "accept", "start", "decline", "pin", "merge", "archive"],
    }),
    card({
      text: "Why is school so important? Are the two schools graded alike?",
      author: "Eva",
      kind: "question",
      votes: 4,
      at: minutes(9),
      comments: [
        { id: "c1", author: "Ana", text: "They are not.\nSee the report.", at: minutes(2), pending: false },
      ],
    }),
    card({
      text: "Use G1 as a feature",
      author: "Fay",
      votes: 3,
      at: minutes(12),
      status: "declined",
      reason: "it is part of the target",
      may: ["comment"],
      anchor: { path: "pipeline/train.ts", lines: [3, 5], standing: "stale" },
    }),
    card({ text: "Weigh the rare grades", author: "Gus", mine: true, pending: true, at: now, may: [] }),
  ];
}
