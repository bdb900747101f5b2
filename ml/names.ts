/** What to say of a name that is none of those there are, so that the right one is found. */
import leven from "leven";

/** A sentence is read; a list as long as a wide table is not. */
const namesShown = 10;

/** For a name that is none of `names`: says which one was meant, or what there is. */
export function unknownName(what: string, name: string, names: readonly string[]): RangeError {
  const meant = nearest(name, names);
  const advice = meant === null ? `there are: ${listed(names)}` : `did you mean '${meant}'?`;
  return new RangeError(`there is no ${what} '${name}'; ${advice}`);
}

/** A slip of the fingers changes a letter in three at most. Null where no name is near, or two are alike near. */
function nearest(name: string, names: readonly string[]): string | null {
  const [first, second] = names
    .map((other) => ({ other, distance: leven(name.toLowerCase(), other.toLowerCase()) }))
    .filter(({ distance }) => distance <= name.length / 3)
    .sort((one, other) => one.distance - other.distance);
  return first === undefined || first.distance === second?.distance ? null : first.other;
}

/** `a, b, c and 46 more`. */
export function listed(names: readonly string[]): string {
  const rest = names.length - namesShown;
  const shown = names.slice(0, namesShown).join(", ");
  return rest > 0 ? `${shown} and ${rest} more` : shown;
}
