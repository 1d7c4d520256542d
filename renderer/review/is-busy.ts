/** Letters belong to whoever is typing, and to a dialog that is open. */
export function isBusy(target: EventTarget | null): boolean {
  const isTyping =
    target instanceof HTMLElement &&
    target.closest(
      'input, textarea, select, [contenteditable], [role="listbox"], [role="menu"]',
    ) !== null;
  return isTyping || document.querySelector('[role="dialog"]') !== null;
}
