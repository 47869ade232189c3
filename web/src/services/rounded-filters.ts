/** Filters with a number that the browser has rounded: written back they would match other events, so they never are. */
import { ApiProblem } from '~/api/problem';
import type { NewAction } from '~/api/shapes';
import { isRounded } from '~/words/filter';

/** Fails if one of these actions would be given another filter than the one that was read. */
export function refuseRounded(actions: NewAction[] | null | undefined): void {
  if (!(actions ?? []).some(({ filter }) => isRounded(filter))) return;
  throw new ApiProblem(422, {
    detail:
      'Nothing was saved: an action has a filter with a whole number beyond 2^53, which the console would change. Use the API.',
  });
}
