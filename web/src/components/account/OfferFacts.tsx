/** What an invitation is worth: what its bearer may do and see, and until when it can be accepted. */
import type { InvitationOffer } from '~/api/shapes';
import { Facts } from '~/components/base/Facts';
import { When } from '~/components/base/When';
import { grantsLine, rightsLine } from '~/words/permission';

export function OfferFacts({ offer }: { offer: InvitationOffer }) {
  return (
    <Facts
      facts={[
        { term: 'You may', value: rightsLine(offer.permissions) },
        { term: 'You get', value: grantsLine(offer.grants) },
        { term: 'Ends', value: <When at={offer.expires_at} /> },
      ]}
    />
  );
}
