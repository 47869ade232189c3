/** The router's typed links in the library's clothes. */
import { Anchor, Button, type AnchorProps, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, Ref } from 'react';

/** The props of a component of the library, and those of the anchor that it becomes. */
export type Native<P> = P &
  Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof P> & { ref?: Ref<HTMLAnchorElement> };

/** A link in text. */
export const TextLink = createLink((props: Native<AnchorProps>) => <Anchor {...props} />);

/** A link that looks like a button, for "make a new one" and the like. */
export const ButtonLink = createLink((props: Native<ButtonProps>) => <Button component="a" {...props} />);
