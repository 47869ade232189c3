/** How a state feels, `over` neither well nor badly; which colour and shape that gives is the components' business. */
export type Tone = 'good' | 'bad' | 'wait' | 'off' | 'over';

/** A state in a word, and how it feels. */
export interface Said {
  label: string;
  tone: Tone;
}
