import '~/theme/mantine.css';
import '~/theme/variables.gen.css';
import '~/theme/global.css';

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { Console } from '~/Console';
import { createConsole } from '~/router';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

createRoot(root).render(
  <StrictMode>
    <Console {...createConsole()} />
  </StrictMode>,
);
