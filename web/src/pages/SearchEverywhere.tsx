/** What Ctrl-K finds: the pages that the reader may see, and hooks, event types and apps by their names. */
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { SearchDialog } from '~/components/search/SearchDialog';
import { useMay } from '~/pages/use-tenant';
import { appNamesQuery } from '~/services/apps';
import { eventTypesQuery } from '~/services/catalog';
import { foundHooksQuery } from '~/services/hooks';
import type { Place } from '~/words/search';

/** Every page, with the permission without which there is nothing to see or do. */
const pages: [label: string, path: string, needs?: string][] = [
  ['Overview', '/', 'events.view'],
  ['Hooks', '/hooks'],
  ['New hook', '/hooks/new', 'hooks.create'],
  ['Deliveries', '/deliveries', 'events.view'],
  ['Failed deliveries', '/deliveries?state=failed', 'events.view'],
  ['Replays', '/replays', 'deliveries.replay'],
  ['Events', '/events', 'events.view'],
  ['Post an event', '/events/new', 'events.publish'],
  ['Event types', '/event-types'],
  ['Apps', '/apps'],
  ['Deadlines', '/deadlines'],
  ['Members', '/members', 'members.edit'],
  ['Invite somebody', '/members/invite', 'members.edit'],
  ['Tokens', '/tokens', 'tokens.edit'],
  ['Audit log', '/audit', 'audit.view'],
  ['Settings', '/settings'],
  ['Your account', '/account'],
];

/** How long nothing is typed before the server is asked. */
const PAUSE_MS = 150;

export interface SearchEverywhereProps {
  onGo: (path: string) => void;
  onClose: () => void;
}

export default function SearchEverywhere(props: SearchEverywhereProps) {
  const may = useMay();
  const open: Place[] = pages
    .filter(([, , needs]) => needs === undefined || may(needs))
    .map(([label, path]) => ({ kind: 'Page', label, path }));
  const [typed, setTyped] = useState('');
  const [asked] = useDebouncedValue(typed.trim(), PAUSE_MS);
  // The server looks through all hooks: a name need not be on a page that was fetched.
  const hooks = (useQuery(foundHooksQuery(asked)).data ?? []).map(({ id, name, url }) => ({
    kind: 'Hook',
    label: name,
    note: url,
    path: `/hooks/${id}`,
  }));
  const types = (useQuery(eventTypesQuery).data ?? []).map(({ id, name }) => ({
    kind: 'Event type',
    label: name,
    path: `/event-types/${id}`,
  }));
  const apps = (useQuery(appNamesQuery).data ?? []).map(({ id, name }) => ({
    kind: 'App',
    label: name,
    path: `/apps/${id}`,
  }));
  return (
    <SearchDialog
      onType={setTyped}
      opened
      places={[...open, ...hooks, ...types, ...apps]}
      typed={typed}
      {...props}
    />
  );
}
