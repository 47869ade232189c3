/** Going anywhere by name: a field, and what it finds, chosen by arrow keys or a press. */
import { Modal, Text, TextInput, UnstyledButton } from '@mantine/core';
import { useId, useState } from 'react';

import { SearchIcon } from '~/components/base/icons';
import classes from '~/components/search/SearchDialog.module.css';
import { found, type Place } from '~/words/search';

export interface SearchDialogProps {
  opened: boolean;
  typed: string;
  onType: (typed: string) => void;
  places: Place[];
  onGo: (path: string) => void;
  onClose: () => void;
}

export function SearchDialog({ opened, onClose, ...rest }: SearchDialogProps) {
  return (
    <Modal
      centered={false}
      onClose={onClose}
      opened={opened}
      size="lg"
      title={<Text fw={650}>Search</Text>}
      yOffset="12vh"
    >
      <Search {...rest} />
    </Modal>
  );
}

function Search({ typed, onType, places, onGo }: Omit<SearchDialogProps, 'opened' | 'onClose'>) {
  const list = useId();
  const [at, setAt] = useState(0);
  const results = found(typed, places);
  const move = (by: number) => {
    setAt((at + by + results.length) % Math.max(results.length, 1));
  };
  return (
    <>
      <TextInput
        aria-activedescendant={results.length === 0 ? undefined : `${list}-${at}`}
        aria-autocomplete="list"
        aria-controls={list}
        aria-expanded
        aria-label="Search"
        data-autofocus
        leftSection={<SearchIcon />}
        onChange={({ currentTarget }) => {
          onType(currentTarget.value);
          setAt(0);
        }}
        onKeyDown={(pressed) => {
          const chosen = results[at];
          if (pressed.key === 'ArrowDown') move(1);
          else if (pressed.key === 'ArrowUp') move(-1);
          else if (pressed.key === 'Enter' && chosen !== undefined) onGo(chosen.path);
          else return;
          pressed.preventDefault();
        }}
        placeholder="A page, a hook, an event type, or an id"
        role="combobox"
        value={typed}
      />
      <div aria-label="Found" className={classes.list} id={list} role="listbox">
        {results.map(({ kind, label, note, path }, index) => (
          <UnstyledButton
            aria-selected={index === at}
            className={classes.item}
            id={`${list}-${index}`}
            key={path}
            onClick={() => {
              onGo(path);
            }}
            role="option"
            tabIndex={-1}
          >
            <span className={classes.words}>
              <bdi className={classes.label}>{label}</bdi>
              {note !== undefined && <span className={classes.note}>{note}</span>}
            </span>
            <span className={classes.kind}>{kind}</span>
          </UnstyledButton>
        ))}
      </div>
      {results.length === 0 && <p className={classes.none}>Nothing has this name.</p>}
    </>
  );
}
