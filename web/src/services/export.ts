/** The export of everything that the tenant has. */
import { useMutation } from '@tanstack/react-query';

import { answerOf, api } from '~/api/client';

const FILE = 'billhook-export.jsonl';

/** Fetches it and hands it to the browser as a file. Not a plain link: that would not say for which tenant. */
export function useExportEverything() {
  return useMutation({
    mutationFn: async (): Promise<void> => {
      const file: unknown = await answerOf(api.GET('/api/v1/export', { parseAs: 'blob' }));
      if (file instanceof Blob) save(file);
    },
    gcTime: 0,
  });
}

function save(file: Blob): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = FILE;
  link.click();
  URL.revokeObjectURL(url);
}
