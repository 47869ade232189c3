/** All deliveries of the tenant, narrowed as the URL says. */
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';

import { Emptiness } from '~/components/base/Emptiness';
import { ButtonLink } from '~/components/base/links';
import { PageHeader } from '~/components/base/PageHeader';
import { TableFrame } from '~/components/base/TableFrame';
import { DeliveryFilters } from '~/components/delivery/DeliveryFilters';
import { DeliveryTable } from '~/components/delivery/DeliveryTable';
import { afterPaint } from '~/pages/after-paint';
import { listingOf } from '~/pages/listing';
import { useHookNames } from '~/pages/use-hook-names';
import { ReplayThese } from '~/pages/deliveries/ReplayThese';
import { usePageTitle } from '~/pages/use-page-title';
import { useMay } from '~/pages/use-tenant';
import { deliveriesQuery } from '~/services/deliveries';
import type { DeliveryFilter } from '~/services/delivery-keys';
import { foundHooksQuery } from '~/services/hooks';
import { replayQuery } from '~/services/replays';
import { replayTitle } from '~/words/replay';

/** How long nothing is typed before the server is asked. */
const PAUSE_MS = 150;

export interface DeliveriesPageProps {
  filter: DeliveryFilter;
  onFilter: (filter: DeliveryFilter) => void;
  /** Goes to where the progress of a replay is shown. */
  onReplayed: (replayId: string) => void;
}

export function DeliveriesPage({ filter, onFilter, onReplayed }: DeliveriesPageProps) {
  usePageTitle('Deliveries');
  // The list before stays while another one is on its way.
  const query = { ...deliveriesQuery(filter), placeholderData: keepPreviousData };
  const listing = listingOf(useInfiniteQuery(query));
  const rows = listing.rows;
  const shown = useMemo(
    () => [
      ...(rows ?? []).map(({ hook_id }) => hook_id),
      ...(filter.hook === undefined ? [] : [filter.hook]),
    ],
    [filter.hook, rows],
  );
  const hookNames = useHookNames(shown);
  const [hooks, findHooks] = useHookChoice(filter.hook, hookNames);
  const isNarrowed = Object.values(filter).some((part) => part !== undefined);
  const mayReplay = useMay()('deliveries.replay');
  const replayName = useReplayName(filter.replay, mayReplay);
  // What has not ended is sent anyway.
  const isReplayable =
    filter.state !== 'pending' && filter.state !== 'in_flight' && (listing.rows?.length ?? 0) > 0;
  return (
    <>
      <PageHeader
        actions={
          mayReplay && (
            <>
              <ButtonLink to="/replays" variant="subtle">
                Replays
              </ButtonLink>
              {isReplayable && <ReplayThese filter={filter} onBegun={onReplayed} />}
            </>
          )
        }
        below="One event for one hook, with every attempt."
        title="Deliveries"
      />
      <DeliveryFilters
        hooks={hooks}
        onChange={(next) => {
          afterPaint(() => {
            onFilter(next);
          });
        }}
        onFindHooks={findHooks}
        replayName={replayName}
        value={filter}
      />
      <TableFrame>
        <DeliveryTable
          by="both"
          empty={
            isNarrowed ? (
              <Emptiness title="Nothing matches">
                No delivery is like this. Clear a filter to see more.
              </Emptiness>
            ) : (
              <Emptiness title="No deliveries yet">
                They appear when an event matches a hook, or when you press Test on a hook.
              </Emptiness>
            )
          }
          hookNames={hookNames}
          listing={listing}
        />
      </TableFrame>
    </>
  );
}

/** What the replay is called whose deliveries are shown, once it is known. */
function useReplayName(id: string | undefined, maySee: boolean): string | undefined {
  const query = {
    ...replayQuery(id ?? ''),
    enabled: id !== undefined && maySee,
    refetchInterval: false as const,
  };
  const { data } = useQuery(query);
  return data === undefined ? undefined : replayTitle(data);
}

/** The hooks to choose from: those that the server finds by what is typed, and the chosen one. */
function useHookChoice(
  chosen: string | undefined,
  names: ReadonlyMap<string, string>,
): [{ id: string; name: string }[], (typed: string) => void] {
  const [typed, setTyped] = useState('');
  const [asked] = useDebouncedValue(typed.trim(), PAUSE_MS);
  // The field holds the name of what is chosen: then the choice is of all again.
  const isChosen = chosen !== undefined && names.get(chosen) === asked;
  const found = useQuery(foundHooksQuery(isChosen ? '' : asked)).data ?? [];
  const all = new Map(found.map(({ id, name }) => [id, name]));
  if (chosen !== undefined) all.set(chosen, names.get(chosen) ?? chosen);
  return [[...all].map(([id, name]) => ({ id, name })), setTyped];
}
