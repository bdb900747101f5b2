/** The participant left before the relay answered. Nobody has to be told. */
export class ClientClosedError extends Error {
  override readonly name = "ClientClosedError";
  constructor() {
    super("The client was closed before the answer.");
  }
}
