/** How the connection stands, in words: short for the status bar, whole for its hover, for ears and for menus. */
import * as vscode from "vscode";
import type { ClientStatus } from "#client/status.ts";
import { closeCode } from "#protocol/session/closeCode.ts";

export interface ConnectionWords {
  readonly icon: string;
  /** Empty where all is well: then the icon says enough. */
  readonly short: string;
  readonly whole: string;
  /** What is asked for now does not reach the others. */
  readonly warns: boolean;
}

/** `now`: on the clock of `status.since`. */
export function connectionWords(status: ClientStatus, now: number): ConnectionWords {
  const words = linkWords(status, now);
  const { unsent } = status;
  if (unsent === 0) return words;
  const waiting = vscode.l10n.t("{0} unsent", unsent);
  return {
    ...words,
    short: words.short === "" ? waiting : `${words.short} · ${waiting}`,
    whole: `${words.whole}; ${waiting}`,
  };
}

function linkWords(status: ClientStatus, now: number): ConnectionWords {
  switch (status.state) {
    case "connecting": {
      const words = vscode.l10n.t("connecting");
      return { icon: "sync~spin", short: words, whole: words, warns: false };
    }
    case "connected":
      return { icon: "plug", short: "", whole: vscode.l10n.t("connected"), warns: false };
    case "reconnecting": {
      const words = vscode.l10n.t("reconnecting for {0}", durationWords(now - status.since));
      return { icon: "sync~spin", short: words, whole: words, warns: true };
    }
    case "offline": {
      const words = vscode.l10n.t("offline");
      return { icon: "debug-disconnect", short: words, whole: words, warns: true };
    }
    case "closed": {
      const words =
        status.code === closeCode.ended ? vscode.l10n.t("session ended") : vscode.l10n.t("disconnected");
      return { icon: "debug-disconnect", short: words, whole: words, warns: status.code !== closeCode.ended };
    }
  }
}

function durationWords(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  if (seconds < 60) return vscode.l10n.t("{0} s", seconds);
  return vscode.l10n.t("{0} min", Math.floor(seconds / 60));
}
