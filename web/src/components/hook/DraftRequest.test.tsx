import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';

import { DraftRequest, type DraftRequestProps } from '~/components/hook/DraftRequest';
import { show } from '~/testing/render';

const request = {
  method: 'POST',
  url: 'https://erp.acme.example/in',
  headers: {},
  body: '{}',
  parts: 1,
  further: [],
};

const shown = (change: Partial<DraftRequestProps>) =>
  show(
    <DraftRequest
      example={null}
      examples={['order.created']}
      failure={null}
      onExample={vi.fn()}
      request={request}
      signedBy="example"
      {...change}
    />,
  );

test('one request is shown without a word about others', async () => {
  await shown({});
  expect(screen.getByText(/erp\.acme\.example/)).toBeInTheDocument();
  expect(screen.queryByText(/too long for one request/)).not.toBeInTheDocument();
});

test('of a long list the first request is shown, and how many there are', async () => {
  await shown({ request: { ...request, parts: 3 } });
  expect(
    screen.getByText('The list is too long for one request: this is the first of 3.'),
  ).toBeInTheDocument();
});

test('what is missing is told beside the last request', async () => {
  await shown({ failure: 'Give a URL.' });
  expect(screen.getByRole('status')).toHaveTextContent('Give a URL.');
});
