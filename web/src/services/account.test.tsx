import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';

import { detailOf } from '~/api/problem';
import { useChangePassword } from '~/services/account';
import { json, networkAnswers } from '~/testing/answers';
import { show } from '~/testing/render';

function Changing() {
  const change = useChangePassword();
  return (
    <button
      onClick={() => {
        change.mutate({ current_password: 'wrong', new_password: 'a long enough one' });
      }}
    >
      {change.error === null ? 'change' : detailOf(change.error)}
    </button>
  );
}

test('a wrong password is tried once, and does not end the session', async () => {
  const network = networkAnswers(json(200), json(401));
  const { user } = await show(<Changing />);
  await user.click(screen.getByRole('button'));
  await waitFor(() => {
    expect(screen.getByRole('button')).toHaveTextContent('This is not the password of the account.');
  });
  expect(network.asked).toEqual(['GET /api/v1/session', 'POST /api/v1/session/password']);
});
