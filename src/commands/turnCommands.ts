/** The commands that move the turn on: start, pause, next, who drives. The relay decides; a refusal is told elsewhere. */
import * as vscode from "vscode";
import { isAway, seatsBehind } from "../session/rotation/order.ts";
import type { SessionController } from "../session/sessionController.ts";
import { choosePerson, everybody, participantOf } from "./choosePerson.ts";
import { requireView } from "./requireView.ts";

export type TurnCommand =
  | "rotation.start"
  | "rotation.pause"
  | "rotation.resume"
  | "rotation.next"
  | "rotation.skip"
  | "rotation.shuffle";

/** Each means the turn that this screen shows. */
export async function askOfTurn(session: SessionController, type: TurnCommand): Promise<void> {
  const { view } = requireView(session);
  await session.ask({ type, turn: view.rotation.turn });
}

async function handTo(session: SessionController, participant: string | undefined): Promise<void> {
  if (participant === undefined) return;
  const { view } = requireView(session);
  await session.ask({ type: "rotation.handTo", turn: view.rotation.turn, participant });
}

/** To whoever is chosen: seats first, in their order. */
export async function handBaton(session: SessionController, argument: unknown): Promise<void> {
  const { client, view } = requireView(session);
  const { rotation } = view;
  const seated = seatsBehind(rotation).flatMap((seat) => (seat.type === "person" ? [seat.participant] : []));
  const people = [...new Set([...seated, ...everybody(client)])].filter(
    (id) => id !== rotation.driver && !isAway(client, id),
  );
  const question = {
    title: vscode.l10n.t("Hand the baton to"),
    people,
    nobody: vscode.l10n.t("nobody else is here who could drive."),
  };
  await handTo(session, participantOf(argument) ?? (await choosePerson(client, question)));
}

/** To somebody who asked for it. */
export async function letDrive(session: SessionController, argument: unknown): Promise<void> {
  const { client, view } = requireView(session);
  const question = {
    title: vscode.l10n.t("Let drive"),
    people: view.rotation.hands,
    nobody: vscode.l10n.t("nobody asks to drive."),
  };
  await handTo(session, participantOf(argument) ?? (await choosePerson(client, question)));
}

/** The own hand; facilitators lower others' as well. */
export async function lowerHand(session: SessionController, argument: unknown): Promise<void> {
  requireView(session);
  const participant = participantOf(argument);
  await session.ask({ type: "rotation.lowerHand", ...(participant === null ? {} : { participant }) });
}

export async function stepOut(session: SessionController, argument: unknown): Promise<void> {
  const { client } = requireView(session);
  const participant = participantOf(argument) ?? client.me.participant;
  await session.ask({ type: "rotation.stepOut", participant });
}

/** Back to the seat, or to a new one at the end of the order. */
export async function stepIn(session: SessionController, argument: unknown): Promise<void> {
  const { client, view } = requireView(session);
  const participant = participantOf(argument) ?? client.me.participant;
  const seated = view.rotation.seats.some(
    (seat) => seat.type === "person" && seat.participant === participant,
  );
  await session.ask({ type: seated ? "rotation.stepIn" : "rotation.propose", participant });
}
