/** The status bar's clock, which everybody sees: who drives, and how long still. A click leads to the Session view. */
import * as vscode from "vscode";
import { limits } from "#protocol/session/limits.ts";
import { DisposableStore } from "../base/disposables.ts";
import { plainText } from "../base/plainText.ts";
import { clockText } from "../session/rotation/clockText.ts";
import type { TurnTicker } from "../session/rotation/turnTicker.ts";
import { type TurnView, turnView } from "../session/rotation/turnView.ts";
import type { SessionController } from "../session/sessionController.ts";
import { createStatusItem } from "./statusItem.ts";

interface Shown {
  readonly text: string;
  /** For ears and on hover; minutes at most, so that it does not change with every second. */
  readonly speech: string;
  readonly warns: boolean;
}

type Driving = Extract<TurnView, { type: "driving" }>;

/** What the status bar has room for. */
const nameCharacters = 24;

export class TurnStatus implements vscode.Disposable {
  readonly #store = new DisposableStore();
  readonly #item = this.#store.add(
    createStatusItem({
      id: "baton.turn",
      priority: 51,
      name: vscode.l10n.t("Baton: who drives"),
      command: "baton.session.focus",
    }),
  );

  constructor(session: SessionController, ticker: TurnTicker) {
    const look = () => {
      const { state } = session;
      const turn = state.type === "joined" ? turnView(state.client, performance.now()) : null;
      this.#draw(turn === null ? null : shownFor(turn));
    };
    this.#store.add(session.onDidChange(look));
    this.#store.add(ticker.onTick(look));
    look();
  }

  #draw(shown: Shown | null): void {
    if (shown === null) {
      this.#item.draw(null);
      return;
    }
    const { text, speech, warns } = shown;
    const tooltip = vscode.l10n.t("{0}. Click to show the session.", speech);
    this.#item.draw({ text, speech, tooltip, alarm: warns ? "warning" : null });
  }

  dispose(): void {
    this.#store.dispose();
  }
}

function shownFor(turn: TurnView): Shown {
  switch (turn.type) {
    case "idle":
      return still("$(broadcast)", vscode.l10n.t("Not started"));
    case "waiting":
      return still("$(watch)", vscode.l10n.t("Waiting for a driver"));
    case "breakOver":
      return still("$(coffee)", vscode.l10n.t("Break is over"));
    case "break":
      return {
        text: `$(coffee) ${vscode.l10n.t("Break")}${clockPart(turn.left)}`,
        speech: vscode.l10n.t("break{0}", minutesPart(turn.left)),
        warns: false,
      };
    case "driving":
      return driving(turn);
  }
}

function still(icon: string, words: string): Shown {
  return { text: `${icon} ${words}`, speech: words, warns: false };
}

function driving(turn: Driving): Shown {
  const who = turn.mine
    ? vscode.l10n.t("You drive")
    : vscode.l10n.t("{0} drives", plainText(turn.name, nameCharacters));
  switch (turn.state) {
    case "over":
      return {
        text: `$(broadcast) ${who} · ${vscode.l10n.t("time is up")}`,
        speech: vscode.l10n.t("{0}, time is up", who),
        warns: turn.mine,
      };
    case "paused":
      return {
        text: `$(debug-pause) ${who}${clockPart(turn.left)} · ${vscode.l10n.t("paused")}`,
        speech: vscode.l10n.t("{0}, paused", who),
        warns: false,
      };
    case "running":
      return {
        text: `$(broadcast) ${who}${clockPart(turn.left)}`,
        speech: `${who}${minutesPart(turn.left)}`,
        warns: turn.mine && turn.left !== null && turn.left <= limits.warningMilliseconds,
      };
  }
}

function clockPart(left: number | null): string {
  return left === null ? "" : ` · ${clockText(left)}`;
}

function minutesPart(left: number | null): string {
  if (left === null) return "";
  if (left <= limits.warningMilliseconds) return vscode.l10n.t(", less than a minute left");
  return vscode.l10n.t(", {0} minutes left", Math.ceil(left / 60_000));
}
