/** Instants that are always the same time ago, so that pictures show the same words on every day. */

export const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
