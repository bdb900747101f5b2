/** Who is connected: every socket, by participant; who is there and who is away. [JOIN-3], [ROT-8] */
import type { Limits } from "#protocol/session/limits.ts";
import { closeCode } from "#protocol/session/wire.ts";
import type { Connection } from "./connection.ts";
import type { Clock } from "./options.ts";
import { createRate, type Rate } from "./rate.ts";

/** A participant who is connected, or was a moment ago. */
interface Attendee {
  readonly rates: Rates;
  readonly connections: Set<Connection>;
}

/** Of a participant's windows together. */
export interface Rates {
  readonly commands: Rate;
  /** Replicas that ask for the document. */
  readonly questions: Rate;
}

export interface Audience {
  /** Null when there are too many windows. */
  enter(connection: Connection): Rates | null;
  leave(connection: Connection): void;
  isHere(participant: string): boolean;
  /** How many are here. */
  size(): number;
  connectionsOf(participant: string): Iterable<Connection>;
  connections(): ReadonlySet<Connection>;
  /** Calls back no more. */
  close(): void;
}

export interface AudienceParts {
  readonly clock: Clock;
  readonly limits: Limits;
  readonly arrived: (participant: string) => void;
  readonly left: (participant: string) => void;
}

export function createAudience({ clock, limits, arrived, left }: AudienceParts): Audience {
  const attendees = new Map<string, Attendee>();
  const connections = new Set<Connection>();
  const absences = new Map<string, () => void>();
  let phase: "open" | "closed" = "open";

  function attend(participant: string): Attendee {
    const commands = createRate(limits.commandsPerSecond, limits.commandsAtOnce);
    const questions = createRate(limits.questionsPerSecond, limits.questionsAtOnce);
    const attendee = { connections: new Set<Connection>(), rates: { commands, questions } };
    attendees.set(participant, attendee);
    arrived(participant);
    return attendee;
  }

  function stay(participant: string): void {
    absences.get(participant)?.();
    absences.delete(participant);
  }

  return {
    enter(connection) {
      const { participant } = connection;
      const known = attendees.get(participant);
      if (known !== undefined && known.connections.size >= limits.connectionsEach) {
        connection.close(closeCode.tooManyConnections, "too many windows");
        return null;
      }
      stay(participant);
      connections.add(connection);
      const attendee = known ?? attend(participant);
      attendee.connections.add(connection);
      return attendee.rates;
    },
    leave(connection) {
      const { participant } = connection;
      const attendee = attendees.get(participant);
      if (!connections.delete(connection) || attendee === undefined) return;
      attendee.connections.delete(connection);
      if (attendee.connections.size > 0 || phase === "closed") return;
      const cancel = clock.after(limits.absentMilliseconds, () => {
        absences.delete(participant);
        attendees.delete(participant);
        left(participant);
      });
      absences.set(participant, cancel);
    },
    isHere: (participant) => attendees.has(participant),
    size: () => attendees.size,
    connectionsOf: (participant) => attendees.get(participant)?.connections ?? [],
    connections: () => connections,
    close() {
      phase = "closed";
      for (const cancel of absences.values()) cancel();
      absences.clear();
    },
  };
}
