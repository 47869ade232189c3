import '~/theme/mantine.css';
import '~/theme/variables.gen.css';
import '~/theme/global.css';

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { Console } from '~/Console';
import { keepFocus } from '~/components/base/focus-keeper';
import { createConsole } from '~/router';
import { watchForMissingCode } from '~/services/missing-code';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

watchForMissingCode();
keepFocus();
createRoot(root).render(
  <StrictMode>
    <Console {...createConsole()} />
  </StrictMode>,
);
