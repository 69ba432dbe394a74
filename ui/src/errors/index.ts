/**
 * From codes to words. Every table is total by its type: a code that Rust adds does not compile here until it has words,
 * and the words do not compile until both languages have them.
 */
import { formatTime, t, type PlainKey } from '../i18n';
import type { DeskError, DeskErrorCode, FieldProblem, FieldProblemCode, Warning } from '../ipc';

/** What happened, and what the operator can do about it. */
export interface ErrorWords {
  readonly says: string;
  readonly next: string;
}

type Words = (detail: string) => ErrorWords;

/** The detail is the moment (RFC 3339) from which the service answers again, if it named one. */
function whenFree(moment: string): string {
  if (Number.isNaN(Date.parse(moment))) return t('error.rateLimited.next');
  return t('error.rateLimited.until', { time: formatTime(moment) });
}

/** The detail is the tenant, where one is named. */
function tenant(id: string): string {
  return id ? t('error.unknownTenant.named', { id }) : t('error.unknownTenant');
}

/** The detail is what the service said, where it said anything. */
function whichRole(said: string): string {
  return said ? t('error.noRole.said', { said }) : t('error.noRole.next');
}

/** The detail is what the service said. */
function refused(said: string): string {
  return said ? t('error.badInput.said', { said }) : t('error.badInput.next');
}

/** The detail is what the service said. */
function declined(said: string): string {
  return said ? t('error.declined.said', { said }) : t('error.declined.next');
}

/** The detail is how many characters the service takes, where that is known. */
function tooLong(limit: string): string {
  return limit ? t('field.tooLong.limit', { limit }) : t('field.tooLong');
}

/** The practice office's connections are told by their ids, because their names are ours in each language. */
const PRACTICE: Readonly<Record<string, PlainKey>> = {
  practice: 'connections.practice',
  'practice-badges': 'connections.practice.badges',
};

/** The detail is the name of a connection, or the id of one of the practice office. */
function connectionCalled(detail: string): string {
  const key = PRACTICE[detail];
  return key ? t(key) : detail;
}

let known: readonly string[] | null = null;

/** Tells which connections there are, by name or, at the practice office, by id: nobody is sent to one that is gone. */
export function knowConnections(connections: readonly { id: string; name: string }[]): void {
  known = connections.map(({ id, name }) => (PRACTICE[id] ? id : name));
}

/** The detail is the name of a connection, or the id of one of the practice office. */
function whichConnection(detail: string): ErrorWords {
  const name = connectionCalled(detail);
  if (known === null || known.includes(detail))
    return { says: t('error.otherConnection'), next: t('error.otherConnection.next', { detail: name }) };
  return {
    says: t('error.removedConnection'),
    next: t('error.removedConnection.next', { detail: name }),
  };
}

/** The detail is the number of the process that holds the ledger, where it is known. */
function heldBy(detail: string): ErrorWords {
  const next = detail ? t('error.ledgerInUse.by', { detail }) : t('error.ledgerInUse.next');
  return { says: t('error.ledgerInUse'), next };
}

/** The detail is the new address, where one is named. */
function whereTo(address: string): string {
  return address ? t('error.moved.to', { address }) : t('error.moved.next');
}

/** The detail is the line and the heading of a cell, as `12: E-mail`. */
function whichCell(place: string): string {
  const [, line = '', column = ''] = /^(\d+): (.*)$/s.exec(place) ?? [];
  return t('error.rosterCell.next', { line, column });
}

const TABLE: Record<DeskErrorCode, Words> = {
  invalidAddress: () => ({ says: t('error.invalidAddress'), next: t('error.invalidAddress.next') }),
  insecureAddress: () => ({ says: t('error.insecureAddress'), next: t('error.insecureAddress.next') }),
  noSuchEndpoint: () => ({ says: t('error.noSuchEndpoint'), next: t('error.noSuchEndpoint.next') }),
  clientSetup: () => ({ says: t('error.clientSetup'), next: t('error.clientSetup.next') }),
  unreachable: () => ({ says: t('error.unreachable'), next: t('error.unreachable.next') }),
  nameNotFound: () => ({ says: t('error.nameNotFound'), next: t('error.nameNotFound.next') }),
  timedOut: () => ({ says: t('error.timedOut'), next: t('error.timedOut.next') }),
  certificate: () => ({ says: t('error.certificate'), next: t('error.certificate.next') }),
  wrongSecret: () => ({ says: t('error.wrongSecret'), next: t('error.wrongSecret.next') }),
  secretExpired: () => ({ says: t('error.secretExpired'), next: t('error.secretExpired.next') }),
  noRole: (detail) => ({ says: t('error.noRole'), next: whichRole(detail) }),
  unknownTenant: (detail) => ({ says: tenant(detail), next: t('error.unknownTenant.next') }),
  notAuthenticated: () => ({ says: t('error.notAuthenticated'), next: t('error.notAuthenticated.next') }),
  rateLimited: (detail) => ({ says: t('error.rateLimited'), next: whenFree(detail) }),
  moved: (detail) => ({ says: t('error.moved'), next: whereTo(detail) }),
  templateChangedMeanwhile: () => ({ says: t('error.templateChangedMeanwhile'), next: '' }),
  templateGone: () => ({ says: t('error.templateGone'), next: t('error.templateGone.next') }),
  badInput: (detail) => ({ says: t('error.badInput'), next: refused(detail) }),
  serverFailed: () => ({ says: t('error.serverFailed'), next: t('error.serverFailed.next') }),
  unreadableAnswer: () => ({ says: t('error.unreadableAnswer'), next: t('error.unreadableAnswer.next') }),
  undocumentedAnswer: () => ({
    says: t('error.undocumentedAnswer'),
    next: t('error.undocumentedAnswer.next'),
  }),
  broken: () => ({ says: t('error.broken'), next: t('error.broken.next') }),
  noKeyring: () => ({ says: t('error.noKeyring'), next: t('error.noKeyring.next') }),
  keyringLocked: () => ({ says: t('error.keyringLocked'), next: t('error.keyringLocked.next') }),
  keyringNoAnswer: () => ({ says: t('error.keyringNoAnswer'), next: t('error.keyringNoAnswer.next') }),
  secretTooLong: () => ({ says: t('error.secretTooLong'), next: t('error.secretTooLong.next') }),
  keyringFailed: () => ({ says: t('error.keyringFailed'), next: t('error.keyringFailed.next') }),
  secretMissing: () => ({ says: t('error.secretMissing'), next: t('error.secretMissing.next') }),
  ledgerLocked: () => ({ says: t('error.ledgerLocked'), next: t('error.ledgerLocked.next') }),
  ledgerMissing: () => ({ says: t('error.ledgerMissing'), next: t('error.ledgerMissing.next') }),
  ledgerBusy: () => ({ says: t('error.ledgerBusy'), next: t('error.ledgerBusy.next') }),
  ledgerInUse: heldBy,
  ledgerReadOnly: () => ({ says: t('error.ledgerReadOnly'), next: t('error.ledgerReadOnly.next') }),
  ledgerDamaged: () => ({ says: t('error.ledgerDamaged'), next: t('error.ledgerDamaged.next') }),
  orderUnreadable: () => ({ says: t('error.orderUnreadable'), next: t('error.orderUnreadable.next') }),
  diskFull: () => ({ says: t('error.diskFull'), next: t('error.diskFull.next') }),
  ledgerFailed: () => ({ says: t('error.ledgerFailed'), next: t('error.ledgerFailed.next') }),
  passphraseTooShort: () => ({
    says: t('error.passphraseTooShort'),
    next: t('error.passphraseTooShort.next'),
  }),
  wrongPassphrase: () => ({ says: t('error.wrongPassphrase'), next: t('error.wrongPassphrase.next') }),
  notABackup: () => ({ says: t('error.notABackup'), next: t('error.notABackup.next') }),
  numberNotPossible: () => ({
    says: t('error.numberNotPossible'),
    next: t('error.numberNotPossible.next'),
  }),
  numberAlreadyKnown: () => ({
    says: t('error.numberAlreadyKnown'),
    next: t('error.numberAlreadyKnown.next'),
  }),
  wrongState: () => ({ says: t('error.wrongState'), next: t('error.wrongState.next') }),
  noSuchOrder: () => ({ says: t('error.noSuchOrder'), next: t('error.noSuchOrder.next') }),
  ordersUnsettled: () => ({ says: t('error.ordersUnsettled'), next: t('error.ordersUnsettled.next') }),
  otherConnection: whichConnection,
  ordersNotKept: () => ({ says: t('error.ordersNotKept'), next: t('error.ordersNotKept.next') }),
  outboxPaused: () => ({ says: t('error.outboxPaused'), next: t('error.outboxPaused.next') }),
  endNotWritten: (detail) => ({
    says: t('error.endNotWritten', { detail }),
    next: t('error.endNotWritten.next'),
  }),
  ledgerCopied: () => ({ says: t('error.ledgerCopied'), next: t('error.ledgerCopied.next') }),
  dayNotPossible: () => ({ says: t('error.dayNotPossible'), next: t('error.dayNotPossible.next') }),
  anotherPerson: () => ({ says: t('error.anotherPerson'), next: t('error.anotherPerson.next') }),
  orderedBefore: () => ({ says: t('error.orderedBefore'), next: t('error.orderedBefore.next') }),
  pictureOfAnother: () => ({ says: t('error.pictureOfAnother'), next: t('error.pictureOfAnother.next') }),
  fileUnwritable: () => ({ says: t('error.fileUnwritable'), next: t('error.fileUnwritable.next') }),
  tooManyForWorkbook: () => ({
    says: t('error.tooManyForWorkbook'),
    next: t('error.tooManyForWorkbook.next'),
  }),
  closing: () => ({ says: t('error.closing'), next: t('error.closing.next') }),
  pictureEmpty: () => ({ says: t('error.pictureEmpty'), next: t('error.pictureEmpty.next') }),
  pictureTooLarge: () => ({ says: t('error.pictureTooLarge'), next: t('error.pictureTooLarge.next') }),
  pictureUnsupported: () => ({
    says: t('error.pictureUnsupported'),
    next: t('error.pictureUnsupported.next'),
  }),
  pictureHeic: () => ({ says: t('error.pictureHeic'), next: t('error.pictureHeic.next') }),
  pictureTruncated: () => ({ says: t('error.pictureTruncated'), next: t('error.pictureTruncated.next') }),
  clipboardPictureUnfit: () => ({
    says: t('error.clipboardPictureUnfit'),
    next: t('error.clipboardPictureUnfit.next'),
  }),
  pictureDamaged: () => ({ says: t('error.pictureDamaged'), next: t('error.pictureDamaged.next') }),
  cropInvalid: () => ({ says: t('error.cropInvalid'), next: t('error.cropInvalid.next') }),
  portraitSize: (detail) => ({
    says: t('error.portraitSize'),
    next: t('error.portraitSize.next', { sides: detail }),
  }),
  noPicture: () => ({ says: t('error.noPicture'), next: t('error.noPicture.next') }),
  clipboardWithoutPicture: () => ({
    says: t('error.clipboardWithoutPicture'),
    next: t('error.clipboardWithoutPicture.next'),
  }),
  fileUnreadable: () => ({ says: t('error.fileUnreadable'), next: t('error.fileUnreadable.next') }),
  pictureAddressRefused: () => ({
    says: t('error.pictureAddressRefused'),
    next: t('error.pictureAddressRefused.next'),
  }),
  pictureNotFetched: () => ({
    says: t('error.pictureNotFetched'),
    next: t('error.pictureNotFetched.next'),
  }),
  pictureChanged: () => ({ says: t('error.pictureChanged'), next: t('error.pictureChanged.next') }),
  faceModels: () => ({ says: t('error.faceModels'), next: t('error.faceModels.next') }),
  portraitBlocked: () => ({ says: t('error.portraitBlocked'), next: t('error.portraitBlocked.next') }),
  originalGone: () => ({ says: t('error.originalGone'), next: t('error.originalGone.next') }),
  portraitBounds: () => ({ says: t('error.portraitBounds'), next: t('error.portraitBounds.next') }),
  wrongKey: () => ({ says: t('error.wrongKey'), next: t('error.wrongKey.next') }),
  otherService: () => ({ says: t('error.otherService'), next: t('error.otherService.next') }),
  notByGet: () => ({ says: t('error.notByGet'), next: t('error.notByGet.next') }),
  declined: (detail) => ({ says: t('error.declined'), next: declined(detail) }),
  keyUsed: () => ({ says: t('error.keyUsed'), next: t('error.keyUsed.next') }),
  alreadyRevoked: () => ({ says: t('error.alreadyRevoked'), next: t('error.alreadyRevoked.next') }),
  changeNotSeen: () => ({ says: t('error.changeNotSeen'), next: t('error.changeNotSeen.next') }),
  changeUnclear: () => ({ says: t('error.changeUnclear'), next: t('error.changeUnclear.next') }),
  noSuchBadge: () => ({ says: t('error.noSuchBadge'), next: t('error.noSuchBadge.next') }),
  badgeOlder: () => ({ says: t('error.badgeOlder'), next: t('error.badgeOlder.next') }),
  badgeOfOtherTemplate: () => ({
    says: t('error.badgeOfOtherTemplate'),
    next: t('error.badgeOfOtherTemplate.next'),
  }),
  badgeOfSomebodyElse: () => ({
    says: t('error.badgeOfSomebodyElse'),
    next: t('error.badgeOfSomebodyElse.next'),
  }),
  noCertificateDesign: () => ({
    says: t('error.noCertificateDesign'),
    next: t('error.noCertificateDesign.next'),
  }),
  notPdf: () => ({ says: t('error.notPdf'), next: t('error.notPdf.next') }),
  noPublicPage: () => ({ says: t('error.noPublicPage'), next: t('error.noPublicPage.next') }),
  notFieldDescriptions: () => ({
    says: t('error.notFieldDescriptions'),
    next: t('error.notFieldDescriptions.next'),
  }),
  notARoster: () => ({ says: t('error.notARoster'), next: t('error.notARoster.next') }),
  rosterEmpty: () => ({ says: t('error.rosterEmpty'), next: t('error.rosterEmpty.next') }),
  rosterTooLarge: () => ({ says: t('error.rosterTooLarge'), next: t('error.rosterTooLarge.next') }),
  rosterCell: (place) => ({ says: t('error.rosterCell'), next: whichCell(place) }),
  rosterMoreCells: (line) => ({
    says: t('error.rosterMoreCells'),
    next: t('error.rosterMoreCells.next', { line }),
  }),
  rosterNobody: (line) => ({ says: t('error.rosterNobody'), next: t('error.rosterNobody.next', { line }) }),
  noSuchPerson: () => ({ says: t('error.noSuchPerson'), next: t('error.noSuchPerson.next') }),
  noConnection: () => ({ says: t('error.noConnection'), next: t('error.noConnection.next') }),
  noSuchLink: () => ({ says: t('error.noSuchLink'), next: t('error.noSuchLink.next') }),
  linksNotTaken: (detail) => ({ says: t('error.linksNotTaken'), next: detail }),
  noSuchConnection: () => ({ says: t('error.noSuchConnection'), next: t('error.noSuchConnection.next') }),
  noTemplate: () => ({ says: t('error.noTemplate'), next: t('error.noTemplate.next') }),
  noSuchField: () => ({ says: t('error.noSuchField'), next: t('error.noSuchField.next') }),
  templateChanged: () => ({ says: t('error.templateChanged'), next: t('error.templateChanged.next') }),
  formIncomplete: () => ({ says: t('error.formIncomplete'), next: t('error.formIncomplete.next') }),
  settingMissing: () => ({ says: t('error.settingMissing'), next: t('error.settingMissing.next') }),
  folderUnusable: () => ({ says: t('error.folderUnusable'), next: t('error.folderUnusable.next') }),
  practiceFailed: () => ({ says: t('error.practiceFailed'), next: t('error.practiceFailed.next') }),
  interrupted: () => ({ says: t('error.interrupted'), next: t('error.interrupted.next') }),
  bridgeFailed: () => ({ says: t('error.bridgeFailed'), next: t('error.bridgeFailed.next') }),
};

const FIELD_TABLE: Record<FieldProblemCode, (detail: string) => string> = {
  required: () => t('field.required'),
  notANumber: () => t('field.notANumber'),
  notADate: () => t('field.notADate'),
  portraitBlocked: () => t('field.portraitBlocked'),
  unlistedType: () => t('field.unlistedType'),
  tooLong,
  notAnEmail: () => t('field.notAnEmail'),
  notByGet: () => t('field.notByGet'),
  addressNotPassed: () => t('field.addressNotPassed'),
  came: () => t('field.came'),
  went: () => t('field.went'),
  retyped: () => t('field.retyped'),
  saidByService: (detail) => t('field.saidByService', { detail }),
};

const WARNING_TABLE: Record<Warning, PlainKey> = {
  emailShape: 'warning.emailShape',
  phoneShape: 'warning.phoneShape',
  countryCodeShape: 'warning.countryCodeShape',
  dateInThePast: 'warning.dateInThePast',
  dateFarAhead: 'warning.dateFarAhead',
  longText: 'warning.longText',
  unusualCharacters: 'warning.unusualCharacters',
  sentAtOnce: 'warning.sentAtOnce',
};

/** The words for a failed command, in the chosen language. */
export function wordsFor({ code, detail }: Pick<DeskError, 'code' | 'detail'>): ErrorWords {
  return TABLE[code](detail);
}

/** The words for what is wrong with one field. */
export function wordsForField({ problem, detail }: Pick<FieldProblem, 'problem' | 'detail'>): string {
  return FIELD_TABLE[problem](detail);
}

/** The words for what deserves a second look in one field. */
export function wordsForWarning(warning: Warning): string {
  return t(WARNING_TABLE[warning]);
}
