/** A participant's side of the requests about outputs, beside a relay that is there, away, old, slow or rude. */
import assert from "node:assert/strict";
import { createServer, type RequestListener } from "node:http";
import { test } from "node:test";
import { ObjectRefusedError } from "#client/objects/objectRefusedError.ts";
import { createObjectsClient } from "#client/objects/objectsClient.ts";
import { RelayUnreachableError } from "#client/relayRequest.ts";
import { objectRefusals } from "#protocol/session/objects.ts";
import { md5, objectsClient, outgoing, relayWithObjects, testObject } from "#support/objects.ts";
import { temporaryFolder } from "#support/temporaryFolder.ts";

const signal = new AbortController().signal;
const token = `baton_p_${"x".repeat(43)}`;
const small = testObject("a", 100_000);

function taken(content: AsyncIterable<Uint8Array>): Promise<string> {
  return Array.fromAsync(content).then((chunks) => md5(Buffer.concat(chunks)));
}

async function scripted(listener: RequestListener): Promise<{ url: string } & AsyncDisposable> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const bound = server.address();
  assert.ok(bound !== null && typeof bound === "object");
  return {
    url: `http://127.0.0.1:${bound.port}`,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

test("what one sends another fetches, and both hear how far it is", async () => {
  using folder = temporaryFolder();
  await using relay = await relayWithObjects(folder.path);
  const [one, other] = [await objectsClient(relay), await objectsClient(relay)];
  const [sent, fetched]: [number[], number[]] = [[], []];
  await one.put(outgoing(small), { signal, onBytes: (bytes) => sent.push(bytes) });
  const { bytes, capacity } = await other.held([small.name, md5("none")], signal);
  assert.deepEqual([[...bytes], capacity], [[[small.name, 100_000]], 1024 ** 3]);
  const content = await other.get(small.name, taken, { signal, onBytes: (count) => fetched.push(count) });
  assert.equal(content, small.name);
  for (const told of [sent, fetched]) {
    assert.equal(told.at(-1), 100_000);
    assert.deepEqual(
      told,
      told.toSorted((a, b) => a - b),
    );
  }
  assert.ok(sent.length > 1);
});

test("more names than one request takes are asked for in several", async () => {
  using folder = temporaryFolder();
  await using relay = await relayWithObjects(folder.path);
  const client = await objectsClient(relay);
  await client.put(outgoing(small), { signal });
  const names = Array.from({ length: 2_500 }, (_, index) => md5(String(index)));
  assert.deepEqual([...(await client.held([...names, small.name], signal)).bytes.keys()], [small.name]);
});

test("a refusal is thrown with its reason, at once", async () => {
  using folder = temporaryFolder();
  await using relay = await relayWithObjects(folder.path);
  const client = await objectsClient(relay);
  const refused = (reason: string) => (error: unknown) =>
    error instanceof ObjectRefusedError && error.reason === reason && !error.message.includes(token);
  const forged = { ...outgoing(testObject("b", 10)), name: small.name };
  await assert.rejects(client.put(forged, { signal }), refused("corrupt"));
  await assert.rejects(client.get(small.name, taken, { signal }), refused("not-found"));
  const stranger = createObjectsClient(relay.url, token);
  await assert.rejects(stranger.held([small.name], signal), refused("token-refused"));
});

test("a connection that breaks half way is tried again from the beginning", async () => {
  let asked = 0;
  await using server = await scripted((request, response) => {
    asked += 1;
    if (asked % 2 === 0) {
      request.resume();
      request.on("end", () => response.end(request.method === "GET" ? small.content : "{}"));
    } else if (request.method === "GET") {
      response.writeHead(200, { "content-length": small.content.byteLength });
      response.write(small.content.subarray(0, 1_000), () => response.destroy());
    } else request.once("data", () => request.destroy());
  });
  const client = createObjectsClient(server.url, token);
  await client.put(outgoing(small), { signal });
  assert.equal(await client.get(small.name, taken, { signal }), small.name);
  assert.equal(asked, 4);
});

test("a relay that has no time is asked again", async () => {
  let asked = 0;
  await using server = await scripted((request, response) => {
    asked += 1;
    request.resume();
    const reason = asked === 1 ? "too-fast" : "unavailable";
    const { status, message } = objectRefusals[reason];
    if (asked > 2) response.end(small.content);
    else response.writeHead(status).end(JSON.stringify({ reason, message }));
  });
  assert.equal(await createObjectsClient(server.url, token).get(small.name, taken, { signal }), small.name);
});

test("where nobody answers it gives up after a while, and says nothing of the token", async () => {
  const { url } = await (async () => {
    await using server = await scripted(() => undefined);
    return { url: server.url };
  })();
  await assert.rejects(createObjectsClient(url, token, 2).held([small.name], signal), (error) => {
    assert.ok(error instanceof RelayUnreachableError);
    for (let each: unknown = error; each instanceof Error; each = each.cause)
      assert.ok(!`${each.message}${each.stack}`.includes(token));
    return true;
  });
});

test("a relay of a version that knows no objects keeps none", async () => {
  await using server = await scripted((_request, response) => response.writeHead(404).end());
  await assert.rejects(
    createObjectsClient(server.url, token).held([small.name], signal),
    (error) => error instanceof ObjectRefusedError && error.reason === "off",
  );
});

test("what stands before a relay may refuse what is too large for it, or find nobody behind it", async () => {
  let status = 413;
  await using server = await scripted((request, response) => {
    request.resume();
    response.writeHead(status).end("<html>no JSON</html>");
  });
  const client = createObjectsClient(server.url, token, 2);
  const isTooLarge = (error: unknown) => error instanceof ObjectRefusedError && error.reason === "too-large";
  await assert.rejects(client.put(outgoing(small), { signal }), isTooLarge);
  status = 502;
  await assert.rejects(client.put(outgoing(small), { signal }), RelayUnreachableError);
});

test("what answers with something else is no relay", async () => {
  await using server = await scripted((_request, response) => response.end('{"held":"all"}'));
  await assert.rejects(
    createObjectsClient(server.url, token, 2).held([small.name], signal),
    RelayUnreachableError,
  );
});

test("whoever cancels gets their own reason, in the middle and between two attempts", async () => {
  await using silent = await scripted((request) => {
    request.resume();
  });
  await using busy = await scripted((request, response) => {
    request.resume();
    const { status, message } = objectRefusals.unavailable;
    response.writeHead(status).end(JSON.stringify({ reason: "unavailable", message }));
  });
  for (const { url } of [silent, busy]) {
    const client = createObjectsClient(url, token);
    const cancelling = new AbortController();
    const reason = new Error("enough");
    const asked = client.put(outgoing(small), {
      signal: cancelling.signal,
      onBytes: (bytes) => bytes === small.content.byteLength && cancelling.abort(reason),
    });
    await assert.rejects(asked, reason);
  }
});

test("what fails here is thrown as it is, and not tried again", async () => {
  using folder = temporaryFolder();
  await using relay = await relayWithObjects(folder.path);
  const client = await objectsClient(relay);
  const failure = Object.assign(new Error("no space left"), { code: "ENOSPC" });
  let attempts = 0;
  const read = async function* () {
    attempts += 1;
    yield small.content.subarray(0, 10);
    await Promise.reject(failure);
  };
  await assert.rejects(client.put({ ...outgoing(small), read }, { signal }), failure);
  await client.put(outgoing(small), { signal });
  const receive = () => {
    attempts += 1;
    return Promise.reject(failure);
  };
  await assert.rejects(client.get(small.name, receive, { signal }), failure);
  assert.equal(attempts, 2);
});
