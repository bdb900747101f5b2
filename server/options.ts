/** What a relay is made from and what it gives: the shapes of `createRelay(options: RelayOptions): Promise<Relay>`. */
import type { Limits } from "#protocol/session/limits.ts";
import type { Store } from "./storage/store.ts";

/** Given from outside, so that tests turn it. A relay reads no other clock. */
export interface Clock {
  /** Milliseconds that only ever grow; everything is reckoned with these. */
  monotonic(): number;
  /** Milliseconds since 1970; only ever shown. */
  wall(): number;
  /** Calls back once after so many monotonic milliseconds; gives what cancels it. */
  after(milliseconds: number, callback: () => void): () => void;
}

export interface RelayOptions {
  /** The folder that keeps the session; null keeps it in memory only. */
  readonly data: string | null;
  /** 127.0.0.1 where absent. */
  readonly host?: string;
  /** A free one where absent or 0. */
  readonly port?: number;
  /** PEM texts; with them the relay speaks https and wss alone. */
  readonly tls?: { readonly certificate: string; readonly key: string };
  /** Origins of web pages that may connect; clients that are no web page send none and are always let through. */
  readonly origins?: readonly string[];
  /** Ends by itself when nobody has been here for so long, from the start on; where absent it stays. */
  readonly lingerMilliseconds?: number;
  readonly limits?: Partial<Limits>;
  readonly clock?: Clock;
  /** From 0 to 1; for shuffling the seats. */
  readonly random?: () => number;
  /** Takes the place of the one that `data` says. The relay closes it. */
  readonly store?: Store;
}

/** Why a relay came to its end. The command exits with 1 after `storage`, else with 0. */
export type RelayEnd = "shutdown" | "storage" | "deserted";

export interface RelayStats {
  readonly connections: number;
  /** Participants who are connected, or were a moment ago. */
  readonly here: number;
  /** What waits in the socket in which most waits. */
  readonly bufferedBytesMost: number;
  readonly epoch: number;
  /** What a joiner is sent. */
  readonly documentBytes: number;
}

export interface Relay {
  /** `http://host:port`, or `https://`. */
  readonly url: string;
  readonly session: string;
  /** Codes, made anew at every start; those of earlier starts stay good. */
  readonly invitations: { readonly facilitator: string; readonly participant: string };
  stats(): RelayStats;
  /** Resolves when nothing is running any more. */
  readonly closed: Promise<RelayEnd>;
  /** Stores what was accepted, tells the participants, closes. Twice is harmless. */
  close(): Promise<void>;
}
