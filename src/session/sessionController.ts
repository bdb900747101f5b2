/**
 * The window's place in a session: at most one, remembered over reloads. Views are drawn from its `state`; what a
 * person wants goes through `ask`. Everything that speaks to a relay is loaded at its first use.
 */
import * as vscode from "vscode";
import type { ClientEvent, ClientState } from "#client/createClient.ts";
import type { Command } from "#protocol/session/commands.ts";
import type { CommandResult } from "#protocol/session/wire.ts";
import { Complaint } from "../base/complaint.ts";
import { DisposableStore } from "../base/disposables.ts";
import type { Attempt } from "../views/attempt.ts";
import type { Membership, RememberedMembership } from "./membership/membership.ts";
import { membershipKey } from "./membership/membershipKey.ts";
import type { Place } from "./membership/place.ts";

export type SessionState =
  | { readonly type: "none" }
  | { readonly type: "joined"; readonly membership: Membership; readonly client: ClientState };

const places = () => import("./membership/place.ts");

export class SessionController implements vscode.Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<void>());
  readonly #events = this.#store.add(new vscode.EventEmitter<ClientEvent>());
  readonly onDidChange = this.#changed.event;
  /** Refusals, the warning before a turn's end, the relay's stop. */
  readonly onEvent = this.#events.event;
  /** The place that the window had before a reload has been taken up, or there was none. */
  readonly restored: Promise<void>;
  readonly #context: vscode.ExtensionContext;
  #place: Place | null = null;
  #state: SessionState = { type: "none" };

  constructor(context: vscode.ExtensionContext, attempt: Attempt) {
    this.#context = context;
    this.#store.add({ dispose: () => this.#place?.client.close() });
    // Most windows are in no session: nothing is loaded for them.
    const remembers = context.workspaceState.get(membershipKey) !== undefined;
    this.restored = remembers ? attempt(() => this.#restore()) : Promise.resolve();
  }

  /** A new object at every change; parts that did not change are the same as before. */
  get state(): SessionState {
    return this.#state;
  }

  /** The participant's key to the relay; null outside a session. Secret. */
  get token(): string | null {
    return this.#place?.token ?? null;
  }

  /** Takes up a place that the relay gave; the one before it is left. */
  async enter(remembered: RememberedMembership): Promise<void> {
    await this.leave();
    this.#become(await (await places()).openPlace(this.#context, remembered, this.#listeners));
  }

  /** Forgets the session, with what was not sent. Others see the participant as away. */
  async leave(): Promise<void> {
    const place = this.#place;
    this.#become(null);
    await place?.leave();
  }

  /**
   * Resolves with the relay's decision, after however many reconnects. A refusal is told to the person by whoever
   * listens to `onEvent`, not by who asked. Throws a `Complaint` outside a session.
   */
  async ask(command: Command): Promise<CommandResult> {
    if (this.#place === null) throw new Complaint(vscode.l10n.t("you are not in a session."));
    return await this.#place.client.ask(command);
  }

  /** Tries at once, whether the relay closed, somebody here went offline, or the next attempt would come later. */
  connect(): void {
    const client = this.#place?.client;
    if (client?.state.status.state === "reconnecting") client.disconnect();
    client?.connect();
  }

  /** Until `connect`. What is asked for meanwhile waits. */
  disconnect(): void {
    this.#place?.client.disconnect();
  }

  async #restore(): Promise<void> {
    const place = await (await places()).reopenPlace(this.#context, this.#listeners);
    if (this.#place === null) this.#become(place);
    else place?.client.close(); // somebody was quicker to join another one
  }

  readonly #listeners = {
    onChange: () => this.#look(),
    onEvent: (event: ClientEvent) => this.#events.fire(event),
  };

  #become(place: Place | null): void {
    this.#place = place;
    this.#look();
  }

  #look(): void {
    const place = this.#place;
    this.#state =
      place === null
        ? { type: "none" }
        : { type: "joined", membership: place.membership, client: place.client.state };
    this.#changed.fire();
  }

  dispose(): void {
    this.#store.dispose();
  }
}
