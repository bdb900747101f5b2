/**
 * The anchored suggestions as threads in the gutter of their files: comments are replies, a reply is a comment, and
 * what may be done stands in the thread's title. A thread stays the same object as long as its suggestion is shown.
 */
import * as vscode from "vscode";
import type { Card } from "#protocol/suggestionsPanel.ts";
import { DisposableStore } from "../base/disposables.ts";
import { whenDifferent } from "../base/whenDifferent.ts";
import { mayAsk } from "../session/rights.ts";
import type { Anchors } from "./anchors.ts";
import type { BoardCards } from "./boardCards.ts";
import { sharedPath } from "./selectionAnchor.ts";
import { type ShownThread, showThread } from "./shownThread.ts";

export class SuggestionThreads implements vscode.Disposable {
  readonly #store = new DisposableStore();
  readonly #cards: BoardCards;
  readonly #anchors: Anchors;
  readonly #controller: vscode.CommentController;
  readonly #threads = new Map<string, ShownThread>();
  readonly #offer: (mayPost: boolean) => void;

  constructor(cards: BoardCards, anchors: Anchors) {
    this.#cards = cards;
    this.#anchors = anchors;
    this.#controller = this.#store.add(
      vscode.comments.createCommentController("baton.suggestions", vscode.l10n.t("Suggestions")),
    );
    this.#controller.options = {
      prompt: vscode.l10n.t("Say something about it"),
      placeHolder: vscode.l10n.t("What do you think? What should we try?"),
    };
    this.#offer = whenDifferent((mayPost) => {
      this.#controller.commentingRangeProvider = {
        provideCommentingRanges: (document) => (mayPost ? everywhereIn(document) : []),
      };
    });
    this.#store.add(cards.onDidChange(() => this.#draw()));
    this.#draw();
  }

  #draw(): void {
    const { client, current } = this.#cards;
    this.#offer(client !== null && mayAsk(client, "suggestion.post"));
    for (const [id, shown] of this.#threads) {
      if (this.#fileOf(current.get(id))?.toString() === shown.uri.toString()) continue;
      shown.thread.dispose();
      this.#threads.delete(id);
    }
    for (const card of current.values()) this.#show(card);
  }

  #show(card: Card): void {
    const file = this.#fileOf(card);
    if (file === null) return;
    const shown = this.#threads.get(card.id);
    if (shown?.card === card) return;
    this.#threads.set(card.id, showThread(this.#controller, file, card, shown ?? null));
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

function everywhereIn(document: vscode.TextDocument): vscode.Range[] {
  return sharedPath(document) === null ? [] : [new vscode.Range(0, 0, document.lineCount - 1, 0)];
}
