/** Ends a relay that nobody needs: when nobody has been here for as long as its host said. */
import type { Clock } from "./options.ts";

export interface Linger {
  /** Somebody came, or left. */
  look(): void;
  /** Calls back no more. */
  close(): void;
}

export interface LingerParts {
  readonly clock: Clock;
  /** Undefined: for ever. */
  readonly milliseconds: number | undefined;
  readonly isDeserted: () => boolean;
  readonly ended: () => void;
}

/** Counts from now on. */
export function createLinger({ clock, milliseconds, isDeserted, ended }: LingerParts): Linger {
  let cancel: (() => void) | null = null;
  const stay = (): void => {
    cancel?.();
    cancel = null;
  };
  const look = (): void => {
    if (milliseconds === undefined) return;
    if (isDeserted()) cancel ??= clock.after(milliseconds, ended);
    else stay();
  };
  look();
  return { look, close: stay };
}
