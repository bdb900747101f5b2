/**
 * The socket of Node and of the editor: `ws`, which carries the token in a header. The stock provider would put it
 * into the address, and addresses get logged.
 */
import { WebSocket } from "ws";
import type { ProviderOptions } from "./transport.ts";

/** A whole joiner's state comes in one frame; nothing larger is ever meant for a client. */
const maximumFrame = 16 * 1024 * 1024;

export function nodeTransport(token: string): ProviderOptions {
  class AuthorizedSocket extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols, {
        headers: { authorization: `Bearer ${token}` },
        maxPayload: maximumFrame,
        perMessageDeflate: false,
      });
    }
  }
  // The provider's types know the browser's socket only; ws has the same shape where the provider looks.
  return Object.assign<ProviderOptions, object>({}, { WebSocketPolyfill: AuthorizedSocket });
}
