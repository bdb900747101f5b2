/** The Session view: who drives and how long still, who comes next, who asks to drive, who else is there. */
import * as vscode from "vscode";
import type { ClientState } from "#client/createClient.ts";
import type { RotationPhase } from "#protocol/session/state.ts";
import { DisposableStore } from "../base/disposables.ts";
import { plainText } from "../base/plainText.ts";
import { whenDifferent } from "../base/whenDifferent.ts";
import type { TurnTicker } from "../session/rotation/turnTicker.ts";
import { turnView } from "../session/rotation/turnView.ts";
import type { SessionController } from "../session/sessionController.ts";
import { type SessionRow, sessionRows } from "../session/sessionRows.ts";
import { SeatDrag } from "./seatDrag.ts";
import { sessionRowItem } from "./sessionRowItem.ts";

interface Drawn {
  readonly rows: readonly SessionRow[];
  /** Shows in the driver's row without being part of it. */
  readonly phase: RotationPhase | null;
  readonly description: string;
  readonly message: string;
}

export class SessionTree implements vscode.TreeDataProvider<SessionRow>, vscode.Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<SessionRow | undefined>());
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #session: SessionController;
  readonly #view: vscode.TreeView<SessionRow>;
  #rows: readonly SessionRow[] = [];

  constructor(session: SessionController, ticker: TurnTicker) {
    this.#session = session;
    this.#view = this.#store.add(
      vscode.window.createTreeView("baton.session", {
        treeDataProvider: this,
        dragAndDropController: new SeatDrag(session),
      }),
    );
    const draw = whenDifferent((drawn: Drawn) => this.#draw(drawn));
    const look = () => draw(drawnFor(this.client));
    this.#store.add(session.onDidChange(look));
    this.#store.add(ticker.onTick(() => this.#tick()));
    this.#store.add(this.#view.onDidChangeVisibility(() => this.#tick()));
    look();
  }

  /** The row that the keyboard stands on. */
  get selected(): SessionRow | undefined {
    return this.#view.selection[0];
  }

  get client(): ClientState | null {
    const { state } = this.#session;
    return state.type === "joined" ? state.client : null;
  }

  getChildren(row?: SessionRow): SessionRow[] {
    if (row === undefined) return [...this.#rows];
    return row.type === "others" ? [...row.rows] : [];
  }

  getTreeItem(row: SessionRow): vscode.TreeItem {
    const { client } = this;
    return sessionRowItem(row, client === null ? null : turnView(client, performance.now()));
  }

  /** Another second: the row of the driver or the break alone is drawn anew. */
  #tick(): void {
    const [first] = this.#rows;
    if (this.#view.visible && first !== undefined) this.#changed.fire(first);
  }

  #draw({ rows, description, message }: Drawn): void {
    this.#rows = rows;
    this.#view.description = description;
    this.#view.message = message;
    this.#changed.fire(undefined);
  }

  dispose(): void {
    this.#store.dispose();
  }
}

function drawnFor(client: ClientState | null): Drawn {
  if (client === null) return { rows: [], phase: null, description: "", message: "" };
  const { view, roster } = client;
  if (view === null) {
    return { rows: [], phase: null, description: "", message: vscode.l10n.t("Connecting to the session …") };
  }
  return {
    rows: sessionRows(client),
    phase: view.rotation.phase,
    description: vscode.l10n.t("{0} · {1} here", plainText(view.session.title), roster.here),
    message: "",
  };
}
