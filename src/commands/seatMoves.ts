/** Move Up and Move Down: the keyboard's way to reorder the rotation. */
import * as vscode from "vscode";
import { Complaint } from "../base/complaint.ts";
import { expectedOrder, withSeatAt } from "../session/rotation/order.ts";
import type { SessionController } from "../session/sessionController.ts";
import { choosePerson, participantOf, seatIdOf } from "./choosePerson.ts";
import { requireView } from "./requireView.ts";

/** `by`: places down the order, negative for up. `argument`: the row that is meant, else a list asks. */
export async function moveSeat(session: SessionController, by: -1 | 1, argument: unknown): Promise<void> {
  const seat = seatIdOf(argument) ?? (await chooseSeat(session));
  if (seat === undefined) return;
  const { client, view } = requireView(session);
  const { rotation } = view;
  if (seat === rotation.driver) throw new Complaint(vscode.l10n.t("who drives has no place in the order."));
  const expected = expectedOrder(client, rotation);
  if (!expected.includes(seat)) throw new Complaint(vscode.l10n.t("there is no seat to move."));
  const order = withSeatAt(expected, seat, expected.indexOf(seat) + by);
  if (order !== null) await session.ask({ type: "rotation.reorder", turn: rotation.turn, order });
}

function chooseSeat(session: SessionController): Promise<string | undefined> {
  const { client, view } = requireView(session);
  const people = expectedOrder(client, view.rotation).filter((seat) => participantOf(seat) !== null);
  const nobody = vscode.l10n.t("there is nobody in the order to move.");
  return choosePerson(client, { title: vscode.l10n.t("Move in the order"), people, nobody });
}
