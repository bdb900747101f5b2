/** Why the relay refused what somebody asked for, in one sentence: what it was, why not, and who may. */
import * as vscode from "vscode";
import type { CommandType } from "#protocol/session/commands.ts";
import { type Permission, permissions } from "#protocol/session/permissions.ts";
import type { RefusalReason } from "#protocol/session/refusal.ts";

export function refusalSentence(type: CommandType, reason: RefusalReason): string {
  const why = reason === "forbidden" ? whoMay(permissions[type]) : whyNot(reason);
  return vscode.l10n.t("Baton: {0}: {1}", whatWords(type), why);
}

function whoMay(permission: Permission): string {
  switch (permission) {
    case "facilitator":
      return vscode.l10n.t("only facilitators may do that.");
    case "driver":
      return vscode.l10n.t("only the driver and facilitators may do that.");
    case "ownTurn":
      return vscode.l10n.t("only the driver, in their own turn, and facilitators may do that.");
    case "own":
      return vscode.l10n.t("only facilitators may do that for somebody else, and observers not at all.");
    case "members":
      return vscode.l10n.t("observers may not do that.");
    case "anybody":
      return vscode.l10n.t("your role in the session does not allow that.");
  }
}

function whyNot(reason: Exclude<RefusalReason, "forbidden">): string {
  switch (reason) {
    case "stale":
      return vscode.l10n.t("somebody was faster, and it has changed since you saw it.");
    case "not-found":
      return vscode.l10n.t("it is not there any more.");
    case "not-possible":
      return vscode.l10n.t("it cannot be done as things are now.");
    case "anonymous-not-allowed":
      return vscode.l10n.t("this session takes no anonymous suggestions.");
    case "too-many":
      return vscode.l10n.t("there is no room for more of these in the session.");
    case "ended":
      return vscode.l10n.t("the session has ended.");
    case "too-fast":
      return vscode.l10n.t("too much at once. Try again in a moment.");
    case "unavailable":
      return vscode.l10n.t("the session cannot keep anything at the moment.");
    case "locked":
    case "invitation-refused":
      return vscode.l10n.t("the session takes nobody new at the moment.");
    case "malformed":
      return vscode.l10n.t("the session's host does not know this. It may run another version of Baton.");
  }
}

/** Kinds of commands share their words where a person would not tell them apart. */
function whatWords(type: CommandType): string {
  const [area = ""] = type.split(".", 1);
  return words()[type] ?? fallback(area);
}

function fallback(area: string): string {
  switch (area) {
    case "suggestion":
      return vscode.l10n.t("the suggestion was not changed");
    case "run":
      return vscode.l10n.t("the run was not shown to the others");
    case "participant":
      return vscode.l10n.t("nothing was changed about the participant");
    default:
      return vscode.l10n.t("the session was not changed");
  }
}

function words(): { readonly [Type in CommandType]?: string } {
  return {
    "suggestion.post": vscode.l10n.t("the suggestion was not posted"),
    "suggestion.withdraw": vscode.l10n.t("the suggestion was not withdrawn"),
    "suggestion.vote": vscode.l10n.t("the vote was not counted"),
    "suggestion.unvote": vscode.l10n.t("the vote was not taken back"),
    "suggestion.comment": vscode.l10n.t("the comment was not posted"),
    "suggestion.accept": vscode.l10n.t("the suggestion was not accepted"),
    "suggestion.start": vscode.l10n.t("the suggestion was not started"),
    "suggestion.done": vscode.l10n.t("the suggestion was not marked as done"),
    "suggestion.decline": vscode.l10n.t("the suggestion was not declined"),
    "suggestion.reopen": vscode.l10n.t("the suggestion was not reopened"),
    "rotation.propose": vscode.l10n.t("there is no new seat in the rotation"),
    "rotation.stepOut": vscode.l10n.t("nobody stepped out of the rotation"),
    "rotation.stepIn": vscode.l10n.t("nobody stepped into the rotation"),
    "rotation.raiseHand": vscode.l10n.t("the hand was not raised"),
    "rotation.lowerHand": vscode.l10n.t("the hand was not lowered"),
    "rotation.start": vscode.l10n.t("the rotation was not started"),
    "rotation.pause": vscode.l10n.t("the turn was not paused"),
    "rotation.resume": vscode.l10n.t("the turn was not resumed"),
    "rotation.next": vscode.l10n.t("the baton was not passed on"),
    "rotation.skip": vscode.l10n.t("the driver was not skipped"),
    "rotation.settings": vscode.l10n.t("the rules of the rotation were not changed"),
    "rotation.reorder": vscode.l10n.t("the order was not changed"),
    "rotation.shuffle": vscode.l10n.t("the order was not shuffled"),
    "rotation.addBreak": vscode.l10n.t("the break was not added"),
    "rotation.handTo": vscode.l10n.t("the baton was not handed over"),
    "participant.rename": vscode.l10n.t("the name was not changed"),
    "participant.setRole": vscode.l10n.t("the role was not changed"),
    "participant.remove": vscode.l10n.t("nobody was removed"),
    "session.lock": vscode.l10n.t("the session's lock was not changed"),
    "session.end": vscode.l10n.t("the session was not ended"),
  };
}
