/** From calls to an async iterable: what is pushed is kept until somebody asks for it. */
export interface Channel<Item> extends AsyncIterable<Item> {
  push(item: Item): void;
  /** Ends the iteration once all is read; with an error, by throwing it. */
  close(error?: unknown): void;
}

export function createChannel<Item>(): Channel<Item> {
  let items: Item[] = [];
  let end: { error: unknown } | null = null;
  let wake: () => void = () => undefined;
  return {
    push(item) {
      items.push(item);
      wake();
    },
    close(error) {
      end ??= { error };
      wake();
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        // All at once: taking them one by one from the front of a long list takes ever longer.
        const taken = items;
        items = [];
        yield* taken;
        if (items.length > 0) continue;
        if (end !== null) break;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
      if (end.error !== undefined) throw end.error;
    },
  };
}
