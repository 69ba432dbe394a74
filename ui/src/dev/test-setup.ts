import { afterEach } from 'vitest';
import { language } from '../i18n';
import { keymap } from '../keys/keymap.svelte';

// happy-dom knows no popovers: their content is always in its page, so that opening and closing have nothing to do.
Object.assign(HTMLElement.prototype, { showPopover: () => undefined, hidePopover: () => undefined });

afterEach(() => {
  keymap.use({});
  language.choose('en');
});
