/** The catalogue of event types. */
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { messageOf } from '~/api/problem';
import type { PresetName } from '~/api/shapes';
import { Emptiness } from '~/components/base/Emptiness';
import { PlusIcon } from '~/components/base/icons';
import { ButtonLink } from '~/components/base/links';
import { PageHeader } from '~/components/base/PageHeader';
import { TableFrame } from '~/components/base/TableFrame';
import { EventTypeTable } from '~/components/event-type/EventTypeTable';
import { ImportDialog } from '~/components/event-type/ImportDialog';
import { listingOf } from '~/pages/listing';
import { usePageTitle } from '~/pages/use-page-title';
import { useMay, useTenant } from '~/pages/use-tenant';
import {
  CATALOG_EXPORT,
  eventTypeListQuery,
  presetQuery,
  presetsQuery,
  useImportCatalog,
} from '~/services/catalog';
import { importedLine } from '~/words/catalog';

export function EventTypesPage() {
  usePageTitle('Event types');
  const listing = listingOf(useInfiniteQuery(eventTypeListQuery));
  const mayEdit = useMay()('catalog.edit');
  const [isImporting, importing] = useDisclosure(false);
  return (
    <>
      <PageHeader
        actions={
          <>
            {mayEdit && (
              <>
                <ButtonLink leftSection={<PlusIcon />} to="/event-types/new">
                  New event type
                </ButtonLink>
                <Button onClick={importing.open} variant="default">
                  Import
                </Button>
              </>
            )}
            <Button component="a" download="event-types.json" href={CATALOG_EXPORT} variant="default">
              Export OpenAPI
            </Button>
          </>
        }
        below="What may happen: the catalogue that hooks choose from."
        title="Event types"
      />
      <TableFrame>
        <EventTypeTable
          empty={
            <Emptiness
              action={
                mayEdit && (
                  <Button onClick={importing.open} variant="default">
                    Import a catalogue
                  </Button>
                )
              }
              title="No event types yet"
            >
              A type joins by itself when an event of it is posted. Import a preset’s catalogue to begin with
              descriptions and examples.
            </Emptiness>
          }
          listing={listing}
        />
      </TableFrame>
      <Importing onClose={importing.close} opened={isImporting} />
    </>
  );
}

function Importing({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const tenant = useTenant();
  const presets = useQuery({ ...presetsQuery, enabled: opened });
  const [chosen, setChosen] = useState<PresetName | null>(null);
  const own = presets.data?.find(({ name }) => name === tenant?.preset)?.name;
  const name = chosen ?? own ?? 'standard';
  const preset = useQuery({ ...presetQuery(name), enabled: opened });
  const bring = useImportCatalog();
  return (
    <ImportDialog
      chosen={name}
      failure={bring.error === null ? null : messageOf(bring.error)}
      isPending={bring.isPending}
      onChoose={setChosen}
      onClose={onClose}
      onImport={() => {
        bring.mutate(name, {
          onSuccess: (imported) => {
            notifications.show({ message: `${importedLine(imported)}.` });
            onClose();
          },
        });
      }}
      opened={opened}
      presets={presets.data ?? []}
      types={preset.data?.event_types.map((type) => type.name)}
    />
  );
}
