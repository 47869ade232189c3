import { onlineManager } from '@tanstack/react-query';
import { afterEach, expect, test } from 'vitest';

import { ApiProblem } from '~/api/problem';
import { createConsole } from '~/router';

afterEach(() => {
  onlineManager.setOnline(true);
});

test('without a network what is asked for fails, and does not wait for one', async () => {
  onlineManager.setOnline(false);
  const asked = createConsole().queryClient.query({
    queryKey: ['hooks'],
    queryFn: () => Promise.reject(new ApiProblem(0, {})),
    retry: false,
  });
  await expect(asked).rejects.toThrow('The server does not answer.');
});
