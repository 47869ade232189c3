/** The languages that the console has code for, the most asked for first. */
import { go } from '~/components/hook/verify/go';
import type { Language } from '~/components/hook/verify/language';
import { node } from '~/components/hook/verify/node';
import { php } from '~/components/hook/verify/php';
import { python } from '~/components/hook/verify/python';
import { ruby } from '~/components/hook/verify/ruby';
import { rust } from '~/components/hook/verify/rust';

export const languages: [Language, ...Language[]] = [node, python, go, ruby, php, rust];
