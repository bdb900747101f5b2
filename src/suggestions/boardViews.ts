/** Everything that shows the board's suggestions: the page and the threads in the gutter, drawn from the same cards. */
import type * as vscode from "vscode";
import { DisposableStore } from "../base/disposables.ts";
import type { SessionController } from "../session/sessionController.ts";
import type { Attempt } from "../views/attempt.ts";
import { Anchors } from "./anchors.ts";
import { BoardCards } from "./boardCards.ts";
import { SuggestionsPage } from "./suggestionsPage.ts";
import { SuggestionThreads } from "./suggestionThreads.ts";

export class BoardViews implements vscode.Disposable {
  readonly #store = new DisposableStore();
  readonly #session: SessionController;
  readonly #attempt: Attempt;
  readonly #cards: BoardCards;

  constructor(session: SessionController, attempt: Attempt) {
    this.#session = session;
    this.#attempt = attempt;
    const anchors = this.#store.add(new Anchors());
    this.#cards = this.#store.add(new BoardCards(session, anchors));
    this.#store.add(new SuggestionThreads(this.#cards, anchors, attempt));
  }

  /** Serves the page in this view; whoever has the view disposes it. */
  page(view: vscode.WebviewView): SuggestionsPage {
    return new SuggestionsPage(view, this.#session, this.#cards, this.#attempt);
  }

  dispose(): void {
    this.#store.dispose();
  }
}
