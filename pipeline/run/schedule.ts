/** Who goes when: stages side by side where none needs another, as many at once as are allowed. */

export interface Scheduled {
  readonly name: string;
}

/**
 * Of those whose needs have ended, the first in order goes first. One that throws ends it all, when those under way
 * have ended.
 * @param stages each after what it needs
 * @param needs names; those that are not among `stages` do not count
 */
export async function schedule<Stage extends Scheduled>(
  stages: readonly Stage[],
  needs: ReadonlyMap<string, readonly string[]>,
  jobs: number,
  take: (stage: Stage) => Promise<void>,
): Promise<void> {
  const waiting = new Set(stages);
  const unended = new Set(stages.map(({ name }) => name));
  const going = new Set<Promise<void>>();
  const isReady = ({ name }: Stage): boolean => !needs.get(name)?.some((needed) => unended.has(needed));
  const start = (stage: Stage): void => {
    waiting.delete(stage);
    const taken = take(stage).then(() => {
      unended.delete(stage.name);
      going.delete(taken);
    });
    going.add(taken);
  };
  try {
    while (waiting.size + going.size > 0) {
      const next = going.size < jobs ? firstOf(waiting, isReady) : undefined;
      if (next === undefined) await Promise.race(going);
      else start(next);
    }
  } finally {
    await Promise.allSettled(going);
  }
}

function firstOf<Item>(items: Iterable<Item>, fits: (item: Item) => boolean): Item | undefined {
  for (const item of items) if (fits(item)) return item;
  return undefined;
}

/** Lets one piece of work go at a time, in the order in which they come. */
export function oneAtATime(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work, work);
    last = mine;
    return mine;
  };
}
