/** Replays of many deliveries, running ones with their progress. */
import { useInfiniteQuery } from '@tanstack/react-query';

import { messageOf } from '~/api/problem';
import { Emptiness } from '~/components/base/Emptiness';
import { Failure } from '~/components/base/Failure';
import { ChevronLeftIcon } from '~/components/base/icons';
import { ButtonLink, TextLink } from '~/components/base/links';
import { PageHeader } from '~/components/base/PageHeader';
import { TableFrame } from '~/components/base/TableFrame';
import { ReplayTable } from '~/components/replay/ReplayTable';
import { listingOf } from '~/pages/listing';
import { useHookNames } from '~/pages/use-hook-names';
import { usePageTitle } from '~/pages/use-page-title';
import { replaysQuery, useCancelReplay } from '~/services/replays';

export function ReplaysPage() {
  usePageTitle('Replays');
  const listing = listingOf(useInfiniteQuery(replaysQuery));
  const hookNames = useHookNames(listing.rows?.flatMap(({ filter }) => filter.hook ?? []));
  const cancel = useCancelReplay();
  return (
    <>
      <PageHeader
        below="Many deliveries that are sent again, or events for a hook that never had them. Cancelling one stops what it has not sent yet."
        parent={
          <TextLink to="/deliveries">
            <ChevronLeftIcon size={14} /> Deliveries
          </TextLink>
        }
        title="Replays"
      />
      {cancel.error !== null && <Failure message={messageOf(cancel.error)} />}
      <TableFrame>
        <ReplayTable
          cancelling={cancel.isPending ? cancel.variables : null}
          empty={
            <Emptiness
              action={
                <ButtonLink search={{ state: 'failed' }} to="/deliveries" variant="default">
                  Failed deliveries
                </ButtonLink>
              }
              title="No replays yet"
            >
              Filter the deliveries, then press “Replay these”.
            </Emptiness>
          }
          hookNames={hookNames}
          listing={listing}
          onCancel={({ id }) => {
            cancel.mutate(id);
          }}
        />
      </TableFrame>
    </>
  );
}
