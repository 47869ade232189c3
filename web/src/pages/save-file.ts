/** Hands a file that was fetched over to the browser's downloads. */

export function saveFile(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The browser has taken it over by the next task.
  setTimeout(() => {
    URL.revokeObjectURL(link.href);
  });
}
