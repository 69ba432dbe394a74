import type { Translation } from '../../i18n/messages';

/** Words of working with several orders, and with filters that are kept. */
export const en = {
  'bulk.title': 'With the selected orders',
  'bulk.retry': 'Try again ({count})',
  'bulk.cancel': 'Take back ({count})',
  'bulk.setAside': 'Set aside ({count})',
  'bulk.none': 'Nothing can be done with all of these at once. Export works with any.',
  'bulk.all': 'Select all shown',
  'bulk.running': '{done} of {count}',
  'bulk.stop': 'Stop',
  'bulk.done': { one: 'Done with {count} order.', other: 'Done with {count} orders.' },
  'bulk.failed': {
    one: '{count} order could not be changed:',
    other: '{count} orders could not be changed:',
  },
  'bulk.cancel.sure': { one: 'Take back {count} order?', other: 'Take back {count} orders?' },
  'bulk.cancel.means': 'They are not sent any more. What they held stays in the history.',
  'bulk.cancel.keep': 'Leave them',
  'bulk.cancel.go': 'Take back',
  'filters.saved': 'Kept filters',
  'filters.keep': 'Keep this filter …',
  'filters.keep.title': 'Keep this filter',
  'filters.keep.means':
    'What was searched for is not kept: names and numbers stay in the encrypted ledger only.',
  'filters.keep.name': 'Name',
  'filters.keep.missing': 'Give it a name.',
  'filters.keep.taken': 'There is one of this name; it is replaced.',
  'filters.keep.go': 'Keep',
  'filters.keep.cancel': 'Cancel',
  'filters.drop': 'Drop the filter {name}',
} as const;

export const nb: Translation<typeof en> = {
  'bulk.title': 'Med de valgte bestillingene',
  'bulk.retry': 'Prøv igjen ({count})',
  'bulk.cancel': 'Trekk tilbake ({count})',
  'bulk.setAside': 'Legg til side ({count})',
  'bulk.none': 'Det er ingenting som kan gjøres med alle disse på én gang. Eksport virker med alle.',
  'bulk.all': 'Velg alle viste',
  'bulk.running': '{done} av {count}',
  'bulk.stop': 'Stopp',
  'bulk.done': { one: 'Ferdig med {count} bestilling.', other: 'Ferdig med {count} bestillinger.' },
  'bulk.failed': {
    one: '{count} bestilling kunne ikke endres:',
    other: '{count} bestillinger kunne ikke endres:',
  },
  'bulk.cancel.sure': {
    one: 'Trekke tilbake {count} bestilling?',
    other: 'Trekke tilbake {count} bestillinger?',
  },
  'bulk.cancel.means': 'De sendes ikke lenger. Det de inneholdt, blir værende i historikken.',
  'bulk.cancel.keep': 'La dem være',
  'bulk.cancel.go': 'Trekk tilbake',
  'filters.saved': 'Lagrede filtre',
  'filters.keep': 'Ta vare på filteret …',
  'filters.keep.title': 'Ta vare på filteret',
  'filters.keep.means':
    'Det som ble søkt etter, tas ikke vare på: navn og numre står bare i den krypterte journalen.',
  'filters.keep.name': 'Navn',
  'filters.keep.missing': 'Gi det et navn.',
  'filters.keep.taken': 'Det finnes et med dette navnet; det erstattes.',
  'filters.keep.go': 'Ta vare på',
  'filters.keep.cancel': 'Avbryt',
  'filters.drop': 'Fjern filteret {name}',
};
