/**
 * A participant's side of a session: follows the relay's document, asks for what the participant wants, shows it at
 * once, and takes it back when the relay refuses. Knows no editor; it runs wherever there is a socket.
 */
import { toBase64UrlEncoded } from "lib0/buffer";
import type { Command } from "#protocol/session/commands.ts";
import type { Joined } from "#protocol/session/invitation.ts";
import type { RefusalReason } from "#protocol/session/refusal.ts";
import type { Role } from "#protocol/session/roles.ts";
import type { SessionView } from "#protocol/session/state.ts";
import { type CommandResult, closeCode, type Notice, protocolVersion } from "#protocol/session/wire.ts";
import { ClientClosedError } from "./clientClosedError.ts";
import { followSession } from "./following.ts";
import { createOptimism } from "./optimism.ts";
import { loadOutbox, type Outbox, type OutboxStore } from "./outbox.ts";
import { emptyRoster, type Roster, withRoster } from "./roster.ts";
import { createSender } from "./sender.ts";
import type { ClientStatus, LinkState } from "./status.ts";
import type { Transport } from "./transport.ts";
import { type TurnClock, toldClock } from "./turnClock.ts";

/**
 * Who a participant is: what `joinSession` gave, now or in an earlier life of the editor. The token is secret; the
 * room may be of an epoch long past.
 */
export type Identity = Pick<Joined, "session" | "room" | "participant" | "token">;

export interface Me {
  readonly participant: string;
  /** Null until the relay has said it. */
  readonly name: string | null;
  readonly role: Role | null;
  /** Agreed to be named in the session's recap. */
  readonly named: boolean;
}

/** Everything that a view is drawn from. Parts that did not change are the same objects as before. */
export interface ClientState {
  readonly status: ClientStatus;
  readonly me: Me;
  /** As the participant sees it: with what is pending. Null until it has arrived. */
  readonly view: SessionView | null;
  /** Suggestions that this participant votes for, and those it posted without its name. */
  readonly votes: ReadonlySet<string>;
  readonly anonymous: ReadonlySet<string>;
  /** What has no answer yet. What it makes stands in the view under the command's id. */
  readonly pending: Outbox;
  readonly roster: Roster;
  readonly clock: TurnClock | null;
}

export type ClientEvent =
  /** The view no longer shows it. */
  | {
      readonly type: "refused";
      readonly command: Command;
      readonly reason: RefusalReason;
      readonly message: string;
    }
  | Extract<Notice, { type: "warning" | "stopping" }>;

export interface ClientOptions {
  /** `http://host:port` or `https://host:port`. */
  readonly relay: string;
  readonly identity: Identity;
  readonly transport: Transport;
  readonly store: OutboxStore;
  readonly onChange?: () => void;
  readonly onEvent?: (event: ClientEvent) => void;
  /** From 0 to 1, for the jitter. */
  readonly random?: () => number;
}

export interface Client {
  readonly state: ClientState;
  /** Resolves with the relay's decision, after however many reconnects; rejects when the store fails, and at `close` with `ClientClosedError`. */
  ask(command: Command): Promise<CommandResult>;
  /** Undo each other; a client begins connected. `connect` also tries again after the relay closed. */
  connect(): void;
  disconnect(): void;
  /** What has no answer stays in the store. Twice is harmless. */
  close(): void;
}

function commandId(): string {
  return toBase64UrlEncoded(crypto.getRandomValues(new Uint8Array(16)));
}

/** Begins to connect at once. */
export async function createClient(options: ClientOptions): Promise<Client> {
  const { relay, identity, transport, store, random = Math.random } = options;
  const { participant, session, room, token } = identity;
  const changed = (): void => options.onChange?.();
  const tell = (event: ClientEvent): void => options.onEvent?.(event);

  let link: LinkState = { state: "connecting" };
  let me: Me = { participant, name: null, role: null, named: false };
  let roster = emptyRoster;
  let clock: TurnClock | null = null;
  const waiting = new Map<string, PromiseWithResolvers<CommandResult>>();

  const optimism = createOptimism(participant);
  const sender = createSender({
    store,
    outbox: await loadOutbox(store),
    random,
    onChange: changed,
    onDecided(message, { result, seq }) {
      if (result.ok) optimism.accepted(message, result, seq);
      waiting.get(message.id)?.resolve(result);
      waiting.delete(message.id);
      if (!result.ok) {
        tell({ type: "refused", command: message.command, reason: result.reason, message: result.message });
      }
    },
  });

  const onWelcome = (notice: Extract<Notice, { type: "welcome" }>): void => {
    if (notice.protocol === protocolVersion) {
      me = { ...me, name: notice.name, role: notice.role };
      optimism.welcomed(notice);
      sender.connected((message) => following.send(message));
    } else following.refuse(closeCode.version, "This session's host runs another version of Baton.");
  };
  const onNotice = (notice: Notice): void => {
    switch (notice.type) {
      case "welcome":
        onWelcome(notice);
        break;
      case "vote":
        optimism.voted(notice.suggestion, notice.voted);
        break;
      case "shown":
        optimism.shown(notice.seq);
        break;
      case "you":
        me = { ...me, name: notice.name, role: notice.role };
        break;
      case "clock":
        clock = toldClock(notice, performance.now());
        break;
      case "roster":
        roster = withRoster(roster, notice);
        break;
      case "warning":
      case "stopping":
        tell(notice);
    }
    changed();
  };
  const following = followSession({
    address: relay.replace(/^http/, "ws"),
    session,
    room,
    provider: transport(token),
    random,
    onNotice,
    onAck: (ack) => sender.answered(ack),
    onView(view) {
      optimism.replicated(view);
      changed();
    },
    onLink(next) {
      link = next;
      if (next.state !== "connected") sender.lost();
      changed();
    },
  });

  return {
    get state() {
      const pending = sender.outbox;
      const { view, votes } = optimism.view(pending);
      const named = view?.people[participant]?.named ?? false;
      if (me.named !== named) me = { ...me, named };
      const status = { ...link, unsent: pending.length };
      return { status, me, view, votes, anonymous: optimism.anonymous, pending, roster, clock };
    },
    ask(command) {
      const id = commandId();
      const decision = Promise.withResolvers<CommandResult>();
      // Who does not wait for the decision hears of a refusal as an event.
      decision.promise.catch(() => undefined);
      waiting.set(id, decision);
      sender.add({ id, command }).catch((error: unknown) => {
        waiting.delete(id);
        decision.reject(error);
      });
      return decision.promise;
    },
    connect: () => following.connect(),
    disconnect: () => following.disconnect(),
    close() {
      following.close();
      sender.close();
      for (const { reject } of waiting.values()) reject(new ClientClosedError());
      waiting.clear();
    },
  };
}
