/** The commands of the rotation and of who takes part in it. What they do is loaded at the first use. */
import type * as vscode from "vscode";
import type { Role } from "#protocol/session/roles.ts";
import type { SessionController } from "../session/sessionController.ts";
import type { SessionTree } from "../views/sessionTree.ts";
import type { CommandHandlers } from "./registerCommands.ts";
import type { TurnCommand } from "./turnCommands.ts";

const turns = () => import("./turnCommands.ts");
const moves = () => import("./seatMoves.ts");
const settings = () => import("./turnSettings.ts");
const people = () => import("./peopleCommands.ts");

export function rotationCommands(
  context: vscode.ExtensionContext,
  session: SessionController,
  tree: Pick<SessionTree, "selected">,
) {
  const ofTurn = (type: TurnCommand) => async () => (await turns()).askOfTurn(session, type);
  const role = (given: Role) => async (argument: unknown) =>
    (await people()).setRole(session, given, argument);
  const move = (by: -1 | 1) => async (argument: unknown) =>
    (await moves()).moveSeat(session, by, argument ?? tree.selected);
  return {
    "baton.startRotation": ofTurn("rotation.start"),
    "baton.pauseTurn": ofTurn("rotation.pause"),
    "baton.resumeTurn": ofTurn("rotation.resume"),
    "baton.nextDriver": ofTurn("rotation.next"),
    "baton.skipDriver": ofTurn("rotation.skip"),
    "baton.shuffleOrder": ofTurn("rotation.shuffle"),
    "baton.handBaton": async (argument) => (await turns()).handBaton(session, argument),
    "baton.letDrive": async (argument) => (await turns()).letDrive(session, argument),
    "baton.raiseHand": () => session.ask({ type: "rotation.raiseHand" }),
    "baton.lowerHand": async (argument) => (await turns()).lowerHand(session, argument),
    "baton.stepOut": async (argument) => (await turns()).stepOut(session, argument),
    "baton.stepIn": async (argument) => (await turns()).stepIn(session, argument),
    "baton.moveUp": move(-1),
    "baton.moveDown": move(1),
    "baton.setTurnLength": async (argument) => (await settings()).setTurnLength(session, argument),
    "baton.setAutoRotate": async (argument) => (await settings()).setAutoRotate(session, argument),
    "baton.setFairOrder": async (argument) => (await settings()).setFairOrder(session, argument),
    "baton.setWhoTakesPart": async (argument) => (await settings()).setWhoTakesPart(session, argument),
    "baton.addBreak": async (argument) => (await settings()).addBreak(session, argument),
    "baton.makeFacilitator": role("facilitator"),
    "baton.makeParticipant": role("participant"),
    "baton.makeObserver": role("observer"),
    "baton.removePerson": async (argument) => (await people()).removePerson(session, argument),
    "baton.changeName": async (argument) => (await people()).rename(context, session, argument),
  } satisfies Partial<CommandHandlers>;
}
