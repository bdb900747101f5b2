/** Facilitators put a seat elsewhere in the order by dragging its row. The keyboard has Move Up and Move Down. */
import * as vscode from "vscode";
import { mayAsk } from "../session/rights.ts";
import { expectedOrder, withSeatAt } from "../session/rotation/order.ts";
import type { SessionController } from "../session/sessionController.ts";
import type { SessionRow } from "../session/sessionRows.ts";

const seatType = "application/vnd.code.tree.baton.session";

/** The seat that a row stands for; null for the driver's, which no order moves, and for what is none. */
export function seatOfRow(row: SessionRow | undefined): string | null {
  if (row?.type === "break") return row.id;
  return row?.type === "seat" ? row.participant : null;
}

export class SeatDrag implements vscode.TreeDragAndDropController<SessionRow> {
  readonly dragMimeTypes = [];
  readonly dropMimeTypes = [seatType];
  readonly #session: SessionController;

  constructor(session: SessionController) {
    this.#session = session;
  }

  handleDrag([row]: readonly SessionRow[], data: vscode.DataTransfer): void {
    const { state } = this.#session;
    const seat = seatOfRow(row);
    if (seat === null || state.type === "none" || !mayAsk(state.client, "rotation.reorder")) return;
    data.set(seatType, new vscode.DataTransferItem(seat));
  }

  /** Onto a seat: to its place. Onto the driver: first. Anywhere else: last. */
  async handleDrop(target: SessionRow | undefined, data: vscode.DataTransfer): Promise<void> {
    const { state } = this.#session;
    const seat = await data.get(seatType)?.asString();
    if (seat === undefined || state.type === "none" || state.client.view === null) return;
    const { rotation } = state.client.view;
    const expected = expectedOrder(state.client, rotation);
    const onto = seatOfRow(target);
    const place = onto === null ? (isTop(target) ? 0 : expected.length) : expected.indexOf(onto);
    const order = withSeatAt(expected, seat, place);
    if (order !== null) await this.#session.ask({ type: "rotation.reorder", turn: rotation.turn, order });
  }
}

function isTop(row: SessionRow | undefined): boolean {
  return row?.type === "driver" || row?.type === "nobody";
}
