/** The words for a turn and its time, which the Session view and the status bar share. */
import * as vscode from "vscode";
import { clockText } from "../session/rotation/clockText.ts";
import type { TurnView } from "../session/rotation/turnView.ts";

type Driving = Extract<TurnView, { type: "driving" }>;

/** `06:42 left`; empty until the relay has told the time. */
export function drivingWords({ state, left }: Pick<Driving, "state" | "left">): string {
  if (state === "over") return vscode.l10n.t("time is up");
  if (left === null) return "";
  return state === "paused"
    ? vscode.l10n.t("paused at {0}", clockText(left))
    : vscode.l10n.t("{0} left", clockText(left));
}

export function breakWords(turn: TurnView | null): string {
  if (turn?.type !== "break") return vscode.l10n.t("time is up");
  return turn.left === null ? "" : vscode.l10n.t("{0} left", clockText(turn.left));
}

/** The length of a turn or break: `5 min`, `2 min 30 s`, `10 s`. */
export function lengthText(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  if (minutes === 0) return vscode.l10n.t("{0} s", rest);
  return rest === 0 ? vscode.l10n.t("{0} min", minutes) : vscode.l10n.t("{0} min {1} s", minutes, rest);
}
