/** For what a press asks of the whole page: the press itself is answered first. */

/** Does something once the present picture is out, such as the one without the list of choices that was just closed. */
export function afterPaint(act: () => void): void {
  requestAnimationFrame(() => setTimeout(act));
}
