/** Places of what is still to come. */
export interface SkeletonProperties {
  kind: "chart" | "cards";
  count: number;
}

export function Skeletons({ kind, count }: SkeletonProperties) {
  return (
    <>
      {Array.from({ length: count }, (_, index) => (
        <div key={`skeleton ${index}`} class={`skeleton ${kind}`} aria-hidden="true" />
      ))}
    </>
  );
}
