/** A browser's socket takes no headers: the token goes as the second subprotocol, which the relay never chooses. */
import { subprotocol } from "#protocol/session/wire.ts";
import type { ProviderOptions } from "./transport.ts";

export function browserTransport(token: string): ProviderOptions {
  return { protocols: [subprotocol, token] };
}
