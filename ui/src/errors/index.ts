/**
 * From error codes to words. The table is total by its type: a code that Rust adds does not compile here until it has
 * words in both languages.
 */
import { formatTime, t } from '../i18n';
import type { DeskError, DeskErrorCode } from '../ipc';

/** What happened, and what the operator can do about it. */
export interface ErrorWords {
  readonly says: string;
  readonly next: string;
}

/** For `rate_limited` the detail is the moment (RFC 3339) from which the service answers again. */
function whenFree(error: DeskError): string {
  const known = !Number.isNaN(Date.parse(error.detail));
  return known
    ? t('error.rate_limited.until', { time: formatTime(error.detail) })
    : t('error.rate_limited.next');
}

// For `address_moved` the detail is the new address.
const TABLE: Record<DeskErrorCode, (error: DeskError) => ErrorWords> = {
  unreachable: () => ({ says: t('error.unreachable'), next: t('error.unreachable.next') }),
  timed_out: () => ({ says: t('error.timed_out'), next: t('error.timed_out.next') }),
  certificate: () => ({ says: t('error.certificate'), next: t('error.certificate.next') }),
  address_moved: (error) => ({
    says: t('error.address_moved'),
    next: t('error.address_moved.next', { detail: error.detail }),
  }),
  address_insecure: () => ({ says: t('error.address_insecure'), next: t('error.address_insecure.next') }),
  address_invalid: () => ({ says: t('error.address_invalid'), next: t('error.address_invalid.next') }),
  credentials_wrong: () => ({ says: t('error.credentials_wrong'), next: t('error.credentials_wrong.next') }),
  credentials_expired: () => ({
    says: t('error.credentials_expired'),
    next: t('error.credentials_expired.next'),
  }),
  role_missing: () => ({ says: t('error.role_missing'), next: t('error.role_missing.next') }),
  tenant_unknown: () => ({ says: t('error.tenant_unknown'), next: t('error.tenant_unknown.next') }),
  rate_limited: (error) => ({ says: t('error.rate_limited'), next: whenFree(error) }),
  service_failed: () => ({ says: t('error.service_failed'), next: t('error.service_failed.next') }),
  answer_unreadable: () => ({ says: t('error.answer_unreadable'), next: t('error.answer_unreadable.next') }),
  order_refused: () => ({ says: t('error.order_refused'), next: t('error.order_refused.next') }),
  order_unknown: () => ({ says: t('error.order_unknown'), next: t('error.order_unknown.next') }),
  template_gone: () => ({ says: t('error.template_gone'), next: t('error.template_gone.next') }),
  enrolment_incomplete: () => ({
    says: t('error.enrolment_incomplete'),
    next: t('error.enrolment_incomplete.next'),
  }),
  keyring_missing: () => ({ says: t('error.keyring_missing'), next: t('error.keyring_missing.next') }),
  keyring_locked: () => ({ says: t('error.keyring_locked'), next: t('error.keyring_locked.next') }),
  keyring_failed: () => ({ says: t('error.keyring_failed'), next: t('error.keyring_failed.next') }),
  ledger_locked: () => ({ says: t('error.ledger_locked'), next: t('error.ledger_locked.next') }),
  ledger_damaged: () => ({ says: t('error.ledger_damaged'), next: t('error.ledger_damaged.next') }),
  ledger_read_only: () => ({ says: t('error.ledger_read_only'), next: t('error.ledger_read_only.next') }),
  ledger_in_use: () => ({ says: t('error.ledger_in_use'), next: t('error.ledger_in_use.next') }),
  picture_empty: () => ({ says: t('error.picture_empty'), next: t('error.picture_empty.next') }),
  picture_unreadable: () => ({
    says: t('error.picture_unreadable'),
    next: t('error.picture_unreadable.next'),
  }),
  picture_too_large: () => ({ says: t('error.picture_too_large'), next: t('error.picture_too_large.next') }),
  picture_heic: () => ({ says: t('error.picture_heic'), next: t('error.picture_heic.next') }),
  picture_missing: () => ({ says: t('error.picture_missing'), next: t('error.picture_missing.next') }),
  file_unreadable: () => ({ says: t('error.file_unreadable'), next: t('error.file_unreadable.next') }),
  not_found: () => ({ says: t('error.not_found'), next: t('error.not_found.next') }),
  settings_invalid: () => ({ says: t('error.settings_invalid'), next: t('error.settings_invalid.next') }),
  internal: () => ({ says: t('error.internal'), next: t('error.internal.next') }),
  bridge_failed: () => ({ says: t('error.bridge_failed'), next: t('error.bridge_failed.next') }),
};

/** The words for an error, in the chosen language. */
export function wordsFor(error: DeskError): ErrorWords {
  return TABLE[error.code](error);
}
