/**
 * What "Session Diagnostics" copies: enough to find a fault, and nothing that a stranger may not read. Numbers and
 * words of ours only: no token, code, name, title, text, path or address of anybody's machine.
 */
import type { ClientState } from "#client/createClient.ts";
import { protocolVersion } from "#protocol/session/wire.ts";
import { isThisMachine } from "../../base/thisMachine.ts";
import { drives } from "../rights.ts";

export interface DiagnosticsSource {
  /** Of the programs involved, by their names. */
  readonly versions: Readonly<Record<string, string>>;
  /** Null outside a session. */
  readonly joined: {
    readonly membership: { readonly relay: string; readonly hosted: boolean };
    readonly client: ClientState;
    /** Milliseconds of one request to the relay; null where it does not answer. */
    readonly latency: number | null;
  } | null;
  readonly settings: { readonly relayHost: string; readonly relayUrl: string };
  /** On the clock of the client's status. */
  readonly now: number;
}

type Report = Readonly<Record<string, unknown>>;

export function diagnosticsText({ versions, joined, settings, now }: DiagnosticsSource): string {
  const report: Report = {
    versions: { ...versions, protocol: protocolVersion },
    settings: { "relay.host": hostKind(settings.relayHost), "relay.url": addressKind(settings.relayUrl) },
    session:
      joined === null
        ? "none"
        : { ...connection(joined, now), ...participant(joined.client), ...counts(joined.client) },
  };
  return JSON.stringify(report, null, 2);
}

function connection(
  { membership, client, latency }: NonNullable<DiagnosticsSource["joined"]>,
  now: number,
): Report {
  const { status } = client;
  return {
    relay: addressKind(membership.relay),
    hosted: membership.hosted,
    link: status.state,
    lostForSeconds: status.state === "reconnecting" ? Math.round((now - status.since) / 1000) : null,
    closeCode: status.state === "closed" ? status.code : null,
    unsent: client.pending.map(({ command }) => command.type),
    latencyMilliseconds: latency === null ? null : Math.round(latency),
  };
}

function participant(client: ClientState): Report {
  return { role: client.me.role, drives: drives(client) };
}

function counts({ view, roster, votes }: ClientState): Report {
  const here = { here: roster.here, away: roster.away };
  if (view === null) return { ...here, arrived: false };
  const { session, rotation, people, suggestions, comments, runs } = view;
  return {
    ...here,
    arrived: true,
    epoch: session.epoch,
    state: session.state,
    locked: session.locked,
    anonymous: session.anonymous,
    phase: rotation.phase,
    turn: rotation.turn,
    seats: rotation.seats.length,
    hands: rotation.hands.length,
    people: Object.keys(people).length,
    suggestions: Object.keys(suggestions).length,
    comments: Object.keys(comments).length,
    runs: Object.keys(runs).length,
    ownVotes: votes.size,
  };
}

/** `http://192.168.1.7:4455` says "http, private network". */
function addressKind(address: string): string {
  const url = URL.parse(address);
  if (url === null) return address === "" ? "not set" : "unusable";
  return `${url.protocol.replace(":", "")}, ${hostKind(url.hostname)}`;
}

function hostKind(host: string): string {
  if (isThisMachine(host)) return "this machine";
  if (/^(0\.0\.0\.0|\[?::\]?)$/.test(host)) return "all networks";
  if (/^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.)[\d.]+$/.test(host)) return "private network";
  return "elsewhere";
}
