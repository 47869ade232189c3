/** How a state feels; which colour and shape that gives is the components' business. */
export type Tone = 'good' | 'bad' | 'wait' | 'off';

/** A state in a word, and how it feels. */
export interface Said {
  label: string;
  tone: Tone;
}
