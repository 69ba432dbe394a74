import { afterEach } from 'vitest';
import { language } from '../i18n';

afterEach(() => {
  language.choose('en');
});
