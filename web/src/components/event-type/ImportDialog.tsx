/** Importing the catalogue of a preset: which one, and what is in it. */
import { Button, Code, Group, Modal, Select, Skeleton, Stack, Text } from '@mantine/core';

import type { Preset, PresetName } from '~/api/shapes';
import { Failure } from '~/components/base/Failure';
import { counted } from '~/words/time';

export interface ImportDialogProps {
  opened: boolean;
  presets: Preset[];
  chosen: PresetName;
  /** The names of the chosen preset's event types; undefined while they are fetched. */
  types: string[] | undefined;
  isPending: boolean;
  failure: string | null;
  onChoose: (name: PresetName) => void;
  onImport: () => void;
  onClose: () => void;
}

export function ImportDialog(props: ImportDialogProps) {
  const { opened, presets, chosen, types, isPending, failure, onChoose, onImport, onClose } = props;
  return (
    <Modal onClose={onClose} opened={opened} title={<Text fw={650}>Import a catalogue</Text>}>
      <Stack gap="md">
        {failure !== null && <Failure message={failure} />}
        <Select
          allowDeselect={false}
          data={presets.map(({ name, title }) => ({ value: name, label: title }))}
          label="Preset"
          onChange={(name) => {
            const preset = presets.find((preset) => preset.name === name);
            if (preset !== undefined) onChoose(preset.name);
          }}
          value={chosen}
        />
        {types === undefined ? (
          <Skeleton h={60} />
        ) : types.length === 0 ? (
          <Text>This preset has no catalogue: it takes any event type.</Text>
        ) : (
          <div>
            <Text mb="xs">
              {counted(types.length, 'event type')}, with descriptions and examples. What you have described
              yourself stays.
            </Text>
            <Text component="div" size="sm">
              {types.map((name) => (
                <span key={name}>
                  <Code>{name}</Code>{' '}
                </span>
              ))}
            </Text>
          </div>
        )}
        <Group gap="xs" justify="flex-end">
          <Button onClick={onClose} variant="default">
            Cancel
          </Button>
          <Button disabled={!types?.length} loading={isPending} onClick={onImport}>
            Import
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
