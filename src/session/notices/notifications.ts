/** Tells this window's participant what happens in the session: few things, one at a time, each kind with a setting. */
import type * as vscode from "vscode";
import type { ClientEvent, ClientState } from "#client/createClient.ts";
import { DisposableStore } from "../../base/disposables.ts";
import type { Attempt } from "../../views/attempt.ts";
import type { SessionController } from "../sessionController.ts";
import { NoticeQueue } from "./noticeQueue.ts";
import { noticesBetween, noticesOf, type SessionNotice, type Telling } from "./notices.ts";
import { recallTold, rememberTold } from "./told.ts";

/** Loaded when there is something to tell. */
const shows = () => import("./showNotice.ts");

/** Who asked for something does not wait until another notification was read. */
const atOnce: ReadonlySet<SessionNotice["type"]> = new Set(["youDriveFirst", "refused"]);

export class SessionNotifications implements vscode.Disposable {
  readonly #store = new DisposableStore();
  readonly #queue = this.#store.add(new NoticeQueue());
  readonly #session: SessionController;
  readonly #state: vscode.Memento;
  readonly #attempt: Attempt;
  /** Its dialog stands there. */
  #batonIsTold = false;
  #before: { readonly session: string; readonly client: ClientState } | null = null;

  constructor(session: SessionController, state: vscode.Memento, attempt: Attempt) {
    this.#session = session;
    this.#state = state;
    this.#attempt = attempt;
    this.#store.add(session.onDidChange(() => this.#look()));
    this.#store.add(session.onEvent((event) => this.#hear(event)));
    this.#look();
  }

  #look(): void {
    const { state } = this.#session;
    if (state.type === "none") {
      this.#before = null;
      return;
    }
    const { client, membership } = state;
    const before = this.#before?.session === membership.session ? this.#before.client : null;
    this.#before = { session: membership.session, client };
    this.#tell(
      membership.session,
      noticesBetween(before, client, recallTold(this.#state, membership.session)),
    );
  }

  #hear(event: ClientEvent): void {
    const { state } = this.#session;
    if (state.type === "none") return;
    const { session } = state.membership;
    this.#tell(session, noticesOf(event, state.client, recallTold(this.#state, session)));
  }

  #tell(session: string, { notices, told }: Telling): void {
    rememberTold(this.#state, session, told);
    for (const notice of notices) {
      const show = () => this.#attempt(async () => (await shows()).showNotice(notice));
      if (notice.type === "youHaveTheBaton") void this.#tellOnce(show);
      else if (atOnce.has(notice.type)) void show();
      else this.#queue.add({ kind: notice.type, show });
    }
  }

  /** Whoever passes the baton back and forth opens no second dialog over the first. */
  async #tellOnce(show: () => Promise<unknown>): Promise<void> {
    if (this.#batonIsTold) return;
    this.#batonIsTold = true;
    await show();
    this.#batonIsTold = false;
  }

  dispose(): void {
    this.#store.dispose();
  }
}
