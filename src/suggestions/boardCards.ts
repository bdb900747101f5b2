/** The board's cards of now, for all who draw them. A card that looks as before is the same object as before. */
import { isDeepStrictEqual } from "node:util";
import type * as vscode from "vscode";
import type { ClientState } from "#client/createClient.ts";
import type { Card } from "#protocol/suggestionsPanel.ts";
import { DisposableStore } from "../base/disposables.ts";
import { Notice } from "../base/notice.ts";
import type { SessionController } from "../session/sessionController.ts";
import type { Anchors } from "./anchors.ts";
import { cardsOf } from "./cards.ts";

/** By their ids. */
export type Cards = ReadonlyMap<string, Card>;

/** Several things change at a time: they are drawn together, sooner than anybody sees. */
const drawingTime = 30;

export class BoardCards implements vscode.Disposable {
  readonly #store = new DisposableStore();
  readonly #session: SessionController;
  readonly #anchors: Anchors;
  readonly #due = this.#store.add(new Notice());
  readonly #changed = this.#store.add(new Notice());
  /** The session changed, its cards perhaps not. */
  readonly onDidChange = this.#changed.event;
  #cards: Cards = new Map();
  /** What the cards were made of. */
  #parts: readonly unknown[] = [];

  constructor(session: SessionController, anchors: Anchors) {
    this.#session = session;
    this.#anchors = anchors;
    const soon = () => this.#due.within(drawingTime);
    this.#store.add(session.onDidChange(soon));
    this.#store.add(anchors.onDidChange(soon));
    this.#store.add(this.#due.event(() => this.#look()));
    this.#look();
  }

  get current(): Cards {
    return this.#cards;
  }

  /** Null outside a session. */
  get client(): ClientState | null {
    const { state } = this.#session;
    return state.type === "joined" ? state.client : null;
  }

  #look(): void {
    if (this.#isDue()) this.#compute();
    this.#changed.now();
  }

  /** Clocks and rosters change often, and no card with them. */
  #isDue(): boolean {
    const { view = null, votes, me, anonymous, pending, roster } = this.client ?? {};
    const parts = [view, votes, me, anonymous, pending, roster?.people, this.#anchors.version];
    const isSame = parts.every((part, place) => part === this.#parts[place]);
    this.#parts = parts;
    return !isSame;
  }

  #compute(): void {
    const cards = this.client === null ? [] : cardsOf(this.client, this.#anchors.look);
    this.#cards = new Map(cards.map((card) => [card.id, this.#asBefore(card)]));
  }

  #asBefore(card: Card): Card {
    const before = this.#cards.get(card.id);
    return before !== undefined && isDeepStrictEqual(before, card) ? before : card;
  }

  dispose(): void {
    this.#store.dispose();
  }
}
