/** A cable between a guest and a relay that a test pulls and plugs in again: what goes through it is not looked at. */
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

export interface Cable extends AsyncDisposable {
  /** The address to use in the relay's place. */
  readonly url: string;
  /** Breaks every connection, and refuses new ones until it is plugged in again. */
  pull(): void;
  plugIn(): void;
}

function isAddress(address: string | AddressInfo | null): address is AddressInfo {
  return typeof address === "object" && address !== null;
}

export async function cableTo(relay: string): Promise<Cable> {
  const { hostname, port } = new URL(relay);
  const ends = new Set<Socket>();
  let isPulled = false;
  const server = createServer((near) => {
    if (isPulled) {
      near.destroy();
      return;
    }
    const far = connect(Number(port), hostname);
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(end);
      end.on("error", () => other.destroy());
      end.on("close", () => {
        ends.delete(end);
        other.destroy();
      });
    }
    near.pipe(far);
    far.pipe(near);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (!isAddress(address)) throw new Error("the cable has no port");
  const pull = (): void => {
    isPulled = true;
    for (const end of ends) end.destroy();
  };
  return {
    url: `http://127.0.0.1:${address.port}`,
    pull,
    plugIn() {
      isPulled = false;
    },
    async [Symbol.asyncDispose]() {
      pull();
      const closed = once(server, "close");
      server.close();
      await closed;
    },
  };
}
