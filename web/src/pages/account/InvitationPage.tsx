/** What a mailed invitation offers, and accepting it. */
import { Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

import { detailOf } from '~/api/problem';
import type { InvitationOffer } from '~/api/shapes';
import { DoorStep } from '~/components/account/DoorStep';
import { JoinForm, type JoinValues } from '~/components/account/JoinForm';
import { LinkProblem } from '~/components/account/LinkProblem';
import { OfferFacts } from '~/components/account/OfferFacts';
import { TextLink } from '~/components/base/links';
import { sortErrors } from '~/pages/field-errors';
import { usePageTitle } from '~/pages/use-page-title';
import { invitationOfferQuery, useAcceptInvitation } from '~/services/account';
import { sessionQuery } from '~/services/session';

export interface InvitationPageProps {
  /** From the link; null if it came without. */
  token: string | null;
  onJoined: () => void;
}

export function InvitationPage({ token, onJoined }: InvitationPageProps) {
  usePageTitle('Invitation');
  const offer = useQuery({ ...invitationOfferQuery(token ?? ''), enabled: token !== null });
  if (token === null || offer.error !== null) {
    return (
      <LinkProblem message={offer.error === null ? null : detailOf(offer.error)}>
        <Text c="dimmed">
          Ask whoever invited you to send it again, or{' '}
          <TextLink to="/sign-in" underline="always">
            sign in
          </TextLink>{' '}
          if you have joined already.
        </Text>
      </LinkProblem>
    );
  }
  if (offer.data === undefined) {
    return (
      <DoorStep title="Invitation">
        <Skeleton aria-busy="true" h={260} />
      </DoorStep>
    );
  }
  return <Join offer={offer.data} onJoined={onJoined} token={token} />;
}

interface JoinProps {
  offer: InvitationOffer;
  token: string;
  onJoined: () => void;
}

function Join({ offer, token, onJoined }: JoinProps) {
  const session = useQuery(sessionQuery);
  const accept = useAcceptInvitation();
  const { failure, fieldErrors } = useMemo(() => sortErrors(accept.error, fieldOf), [accept.error]);
  const { tenant_name, invited_by } = offer;
  return (
    <DoorStep
      title={`Join ${tenant_name}`}
      words={invited_by == null ? 'You are invited.' : `${invited_by} invites you.`}
    >
      <Stack gap="lg">
        <OfferFacts offer={offer} />
        <JoinForm
          failure={failure}
          fieldErrors={fieldErrors}
          isPending={accept.isPending}
          isSignedIn={session.data?.user.email === offer.email}
          offer={offer}
          onSubmit={({ name, password }) => {
            const answer = { token, name: name.trim() || null, password: password || null };
            accept.mutate({ tenantName: tenant_name, answer }, { onSuccess: onJoined });
          }}
        />
      </Stack>
    </DoorStep>
  );
}

function fieldOf(pointer: string): keyof JoinValues | null {
  if (pointer === '/name') return 'name';
  return pointer === '/password' ? 'password' : null;
}
