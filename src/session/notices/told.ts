/** Which turns this window told its participant of, kept in the window's state: a reload does not tell again. */
import type * as vscode from "vscode";
import { nothingTold, type Told } from "./notices.ts";

const toldKey = "baton.told";

function turnIn(stored: object, key: keyof Told): number | null {
  const turn: unknown = Reflect.get(stored, key);
  return typeof turn === "number" ? turn : null;
}

/** Nothing where the last word was of another session. */
export function recallTold(state: vscode.Memento, session: string): Told {
  const stored = state.get(toldKey);
  if (typeof stored !== "object" || stored === null || Reflect.get(stored, "session") !== session) {
    return nothingTold;
  }
  return {
    drove: turnIn(stored, "drove"),
    next: turnIn(stored, "next"),
    started: turnIn(stored, "started"),
  };
}

export function rememberTold(state: vscode.Memento, session: string, told: Told): void {
  const { drove, next, started } = recallTold(state, session);
  if (drove === told.drove && next === told.next && started === told.started) return;
  void state.update(toldKey, { session, ...told });
}
