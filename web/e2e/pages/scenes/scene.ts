/** One page to look at: where it is, what the API answers there, and what is done on it first. */
import type { Page } from '@playwright/test';

import type { Answers } from '../stub-api';

export interface Scene {
  name: string;
  path: string;
  answers: Answers;
  /** What is done on the page before it is looked at. */
  act?: (page: Page) => Promise<void>;
}
