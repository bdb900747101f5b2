/**
 * The anchored suggestions as threads in the gutter of their files: comments are replies, a reply is a comment, and
 * what may be done stands in the thread's title. A thread stays the same object as long as its suggestion is shown.
 */
import type * as vscode from "vscode";
import type { Card } from "#protocol/suggestionsPanel.ts";
import { DisposableStore } from "../base/disposables.ts";
import { mayAsk } from "../session/rights.ts";
import type { Attempt } from "../views/attempt.ts";
import type { Anchors } from "./anchors.ts";
import type { BoardCards } from "./boardCards.ts";
import { offerLines, openGutter } from "./gutter.ts";
import { type ShownThread, showThread } from "./shownThread.ts";

type Gutter =
  /** Until the relay has told the participant's role. */
  | { readonly type: "closed" }
  | { readonly type: "opening" }
  | { readonly type: "open"; readonly controller: vscode.CommentController; readonly mayPost: boolean };

export class SuggestionThreads implements vscode.Disposable {
  readonly #store = new DisposableStore();
  readonly #cards: BoardCards;
  readonly #anchors: Anchors;
  readonly #attempt: Attempt;
  readonly #threads = new Map<string, ShownThread>();
  #gutter: Gutter = { type: "closed" };

  constructor(cards: BoardCards, anchors: Anchors, attempt: Attempt) {
    this.#cards = cards;
    this.#anchors = anchors;
    this.#attempt = attempt;
    this.#store.add(cards.onDidChange(() => this.#look()));
    this.#look();
  }

  get #mayPost(): boolean {
    const { client } = this.#cards;
    return client !== null && mayAsk(client, "suggestion.post");
  }

  #look(): void {
    const gutter = this.#gutter;
    if (gutter.type === "open") this.#draw(gutter);
    else if (gutter.type === "closed" && this.#cards.client?.me.role != null)
      void this.#attempt(() => this.#open());
  }

  async #open(): Promise<void> {
    const mayPost = this.#mayPost;
    this.#gutter = { type: "opening" };
    const controller = this.#store.add(await openGutter(mayPost));
    this.#gutter = { type: "open", controller, mayPost };
    this.#look();
  }

  #draw({ controller, mayPost }: Extract<Gutter, { type: "open" }>): void {
    if (mayPost !== this.#mayPost) {
      offerLines(controller, !mayPost);
      this.#gutter = { type: "open", controller, mayPost: !mayPost };
    }
    const { current } = this.#cards;
    for (const [id, shown] of this.#threads) {
      if (this.#fileOf(current.get(id))?.toString() === shown.uri.toString()) continue;
      shown.thread.dispose();
      this.#threads.delete(id);
    }
    for (const card of current.values()) this.#show(controller, card);
  }

  #show(controller: vscode.CommentController, card: Card): void {
    const file = this.#fileOf(card);
    const shown = this.#threads.get(card.id) ?? null;
    if (file === null || shown?.card === card) return;
    this.#threads.set(card.id, showThread(controller, file, card, shown));
  }

  /** Null where the suggestion is to have no thread. */
  #fileOf(card: Card | undefined): vscode.Uri | null {
    if (card === undefined || card.anchor === null || card.status === "archived") return null;
    return this.#anchors.fileOf(card.anchor.path);
  }

  dispose(): void {
    this.#store.dispose();
    this.#threads.clear();
  }
}
