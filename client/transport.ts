/** How a room's socket shows who it is; what differs between the editor and a browser, and nothing else does. */
import type { WebsocketProvider } from "y-websocket";

export type ProviderOptions = NonNullable<ConstructorParameters<typeof WebsocketProvider>[3]>;

/** Gives the provider's options that open a socket for whoever holds the token. */
export type Transport = (token: string) => ProviderOptions;
