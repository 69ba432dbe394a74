/** Dialogs that take the focus as engines do, which happy-dom does not: to what asks for it, else to the first control.
 * What it returns puts the old ones back. */
export function focusDialogs(): () => void {
  const { prototype } = HTMLDialogElement;
  const before = Object.getOwnPropertyDescriptor(prototype, 'showModal');
  Object.defineProperty(prototype, 'showModal', {
    configurable: true,
    value(this: HTMLDialogElement) {
      this.setAttribute('open', '');
      const controls = [...this.querySelectorAll<HTMLElement>('input, button, select, textarea, [tabindex]')];
      (controls.find((one) => one.autofocus) ?? controls[0])?.focus();
    },
  });
  return () => {
    if (before) Object.defineProperty(prototype, 'showModal', before);
  };
}
