/** Places of what is still to come. `fresh` ones show after 200 ms, not before; `late` ones have waited already. */
export interface SkeletonProperties {
  kind: "chart" | "cards";
  count: number;
  age: "fresh" | "late";
}

export function Skeletons({ kind, count, age }: SkeletonProperties) {
  return (
    <>
      {Array.from({ length: count }, (_, index) => (
        <div key={`skeleton ${index}`} class={`skeleton ${kind} ${age}`} aria-hidden="true" />
      ))}
    </>
  );
}
