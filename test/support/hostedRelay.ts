/** A relay that is gone with the scope that made it: `await using relay = await hostedRelay();` */
import { createRelay, type Relay, type RelayOptions } from "#server/index.ts";

export async function hostedRelay(options: Partial<RelayOptions> = {}): Promise<Relay & AsyncDisposable> {
  const relay = await createRelay({ data: null, ...options });
  return Object.assign(relay, { [Symbol.asyncDispose]: () => relay.close() });
}
