/** Places of charts that are still to come; the stylesheet shows them after 200 ms, not before. */
export function Skeletons({ count }: { count: number }) {
  return (
    <>
      {Array.from({ length: count }, (_, index) => (
        <div key={`skeleton ${index}`} class="skeleton" aria-hidden="true" />
      ))}
    </>
  );
}
