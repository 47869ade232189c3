/** What Ctrl-K finds: the pages, and the hooks and event types by their names. */
import { useQuery } from '@tanstack/react-query';

import { SearchDialog } from '~/components/search/SearchDialog';
import { useHookNames } from '~/pages/use-hook-names';
import { eventTypesQuery } from '~/services/catalogue';
import type { Place } from '~/words/search';

const pages: Place[] = [
  ['Overview', '/'],
  ['Hooks', '/hooks'],
  ['New hook', '/hooks/new'],
  ['Deliveries', '/deliveries'],
  ['Failed deliveries', '/deliveries?state=failed'],
  ['Replays', '/replays'],
  ['Events', '/events'],
  ['Post an event', '/events/new'],
  ['Event types', '/event-types'],
  ['Apps', '/apps'],
  ['Deadlines', '/deadlines'],
  ['Members', '/members'],
  ['Tokens', '/tokens'],
  ['Settings', '/settings'],
  ['Your account', '/account'],
].map(([label = '', path = '']) => ({ kind: 'Page', label, path }));

export interface SearchEverywhereProps {
  onGo: (path: string) => void;
  onClose: () => void;
}

export default function SearchEverywhere(props: SearchEverywhereProps) {
  const hooks = [...useHookNames()].map(([id, label]) => ({ kind: 'Hook', label, path: `/hooks/${id}` }));
  const types = (useQuery(eventTypesQuery).data ?? []).map(({ id, name }) => ({
    kind: 'Event type',
    label: name,
    path: `/event-types/${id}`,
  }));
  return <SearchDialog opened places={[...pages, ...hooks, ...types]} {...props} />;
}
