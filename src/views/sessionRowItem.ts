/** How a row of the Session view looks: words and an icon for each state, so that colour carries nothing alone. */
import * as vscode from "vscode";
import type { Role } from "#protocol/session/roles.ts";
import { plainText } from "../base/plainText.ts";
import { standingWords } from "../handover/handoverWords.ts";
import type { TurnView } from "../session/rotation/turnView.ts";
import { rowId, type SessionRow } from "../session/sessionRows.ts";
import { breakWords, drivingWords, lengthText } from "./turnWords.ts";

type RowOf<Type extends SessionRow["type"]> = Extract<SessionRow, { type: Type }>;

interface Look {
  readonly label: string;
  readonly description?: string;
  readonly icon?: string;
  /** For ears; does not change as the clock ticks. */
  readonly speech: string;
  readonly tooltip?: string;
  /** Words that menus ask for, besides the row's type. */
  readonly flags?: readonly string[];
}

function roleWords(role: Role): string {
  switch (role) {
    case "facilitator":
      return vscode.l10n.t("facilitator");
    case "observer":
      return vscode.l10n.t("observer");
    case "participant":
      return vscode.l10n.t("participant");
  }
}

function turnsWords(turns: number): string {
  if (turns === 0) return vscode.l10n.t("has not driven yet");
  return turns === 1 ? vscode.l10n.t("drove once") : vscode.l10n.t("drove {0} times", turns);
}

function withYou({ name, mine }: { name: string; mine: boolean }): string {
  return mine ? vscode.l10n.t("{0} (you)", name) : name;
}

function flagsOf({ mine, role }: { mine: boolean; role: Role }): string[] {
  return [role, ...(mine ? ["mine"] : [])];
}

/** Parts that say something, with points between. */
function joined(...parts: (string | false)[]): string {
  return parts.filter((part) => part !== false && part !== "").join(" · ");
}

function nobodyLook({ phase }: RowOf<"nobody">, turn: TurnView | null): Look {
  switch (phase) {
    case "idle": {
      const label = vscode.l10n.t("Not started");
      return {
        label,
        description: vscode.l10n.t("nobody drives yet"),
        icon: "circle-outline",
        speech: label,
      };
    }
    case "waiting": {
      const label = vscode.l10n.t("Waiting for a driver");
      const tooltip = vscode.l10n.t("Nobody who has a seat is here. Whoever comes first drives.");
      return { label, icon: "watch", speech: label, tooltip };
    }
    case "break":
    case "breakOver": {
      const label = vscode.l10n.t("Break");
      return { label, description: breakWords(turn), icon: "coffee", speech: label };
    }
  }
}

function driverLook(row: RowOf<"driver">, turn: TurnView | null): Look {
  const label = withYou(row);
  const away = row.away && vscode.l10n.t("away");
  const driving = vscode.l10n.t("driving");
  const time = turn?.type === "driving" ? drivingWords(turn) : "";
  const paused = turn?.type === "driving" && turn.state === "paused";
  return {
    label,
    description: joined(driving, time, away),
    icon: paused ? "debug-pause" : "play",
    speech: [label, paused ? vscode.l10n.t("driving, paused") : driving, ...(away ? [away] : [])].join(", "),
    tooltip: joined(row.name, roleWords(row.role), turnsWords(row.turns)),
    flags: flagsOf(row),
  };
}

function seatLook(row: RowOf<"seat">): Look {
  const label = withYou(row);
  const state = row.out
    ? vscode.l10n.t("stepped out")
    : row.away
      ? vscode.l10n.t("away")
      : callWords(row.call);
  return {
    label: `${row.place}\u2002${label}`,
    description: state,
    speech: [vscode.l10n.t("{0} in the order", row.place), label, state]
      .filter((part) => part !== "")
      .join(", "),
    tooltip: joined(row.name, roleWords(row.role), state, turnsWords(row.turns)),
    flags: [...flagsOf(row), row.out ? "out" : "in"],
  };
}

function callWords(call: "next" | "then" | null): string {
  if (call === null) return "";
  return call === "next" ? vscode.l10n.t("next") : vscode.l10n.t("then");
}

function breakLook({ place, milliseconds }: RowOf<"break">): Look {
  const label = vscode.l10n.t("Break");
  const description = lengthText(milliseconds);
  const speech = [vscode.l10n.t("{0} in the order", place), label, description].join(", ");
  return { label: `${place}\u2002${label}`, description, speech };
}

function personLook(row: RowOf<"person">): Look {
  const label = withYou(row);
  const role = row.role === "participant" ? false : roleWords(row.role);
  const description = joined(role, row.away && vscode.l10n.t("away"));
  return {
    label,
    description,
    icon: row.role === "observer" ? "eye" : "person",
    speech: description === "" ? label : `${label}, ${description}`,
    tooltip: joined(row.name, roleWords(row.role), row.away && vscode.l10n.t("away")),
    flags: flagsOf(row),
  };
}

function othersLook({ here, away }: RowOf<"others">): Look {
  const label = here === 0 ? vscode.l10n.t("Nobody else here") : vscode.l10n.t("… {0} more here", here);
  const description = away === 0 ? "" : vscode.l10n.t("{0} away", away);
  const tooltip = vscode.l10n.t("Who has no seat in the rotation.");
  return { label, description, speech: description === "" ? label : `${label}, ${description}`, tooltip };
}

function handoverIcon({ type }: RowOf<"handover">["standing"]): string {
  switch (type) {
    case "handingOver":
      return "cloud-upload";
    case "handedOver":
      return "cloud";
    case "taking":
      return "cloud-download";
    case "taken":
      return "pass";
    case "setAside":
    case "stuck":
      return "warning";
  }
}

/** The branch is somebody else's word. */
function handoverLook(row: RowOf<"handover">): Look {
  const { standing } = row;
  const label = standingWords(standing, withYou(row));
  const where =
    standing.type === "setAside" && standing.branch !== null
      ? vscode.l10n.t("It is on the branch {0}.", plainText(standing.branch, 120))
      : "";
  return { label, icon: handoverIcon(standing), speech: label, tooltip: joined(label, where) };
}

function lookOf(row: SessionRow, turn: TurnView | null): Look {
  switch (row.type) {
    case "nobody":
      return nobodyLook(row, turn);
    case "driver":
      return driverLook(row, turn);
    case "seat":
      return seatLook(row);
    case "break":
      return breakLook(row);
    case "handover":
      return handoverLook(row);
    case "hand": {
      const label = row.mine
        ? vscode.l10n.t("You ask to drive")
        : vscode.l10n.t("{0} asks to drive", row.name);
      return { label, icon: "bell", speech: label, flags: flagsOf(row) };
    }
    case "others":
      return othersLook(row);
    case "person":
      return personLook(row);
    case "unnamed": {
      const label = vscode.l10n.t("and {0} more who are not listed", row.count);
      return { label, speech: label };
    }
  }
}

export function sessionRowItem(row: SessionRow, turn: TurnView | null): vscode.TreeItem {
  const { label, description, icon, speech, tooltip = label, flags = [] } = lookOf(row, turn);
  const item = new vscode.TreeItem(label);
  item.id = rowId(row);
  item.tooltip = tooltip;
  item.contextValue = [row.type, ...flags].join(" ");
  item.accessibilityInformation = { label: speech };
  if (description !== undefined) item.description = description;
  if (icon !== undefined) item.iconPath = new vscode.ThemeIcon(icon);
  if (row.type === "others") item.collapsibleState = vscode.TreeItemCollapsibleState.Collapsed;
  return item;
}
