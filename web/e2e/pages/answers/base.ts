/** A tenant with something of everything, and what goes wrong or is not there. */
import { aPage, branding, settings } from '../../../src/testing/factories';
import { Answer, type Answers } from '../stub-api';
import { appAnswers } from './apps';
import { auditAnswers } from './audit';
import { deliveryAnswers } from './deliveries';
import { eventAnswers } from './events';
import { hookAnswers } from './hooks';
import { peopleAnswers } from './people';
import { statsAnswers } from './stats';

export const base: Answers = {
  ...appAnswers,
  ...auditAnswers,
  ...peopleAnswers,
  ...hookAnswers,
  ...deliveryAnswers,
  ...eventAnswers,
  ...statsAnswers,
  'GET /settings': settings(),
  'GET /branding': branding(),
};

export const failure = new Answer(500, { type: 'about:blank', title: 'Internal error', status: 500 });
export const empty = aPage([]);
