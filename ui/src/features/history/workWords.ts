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
  'bulk.forget': 'Forget ({count}) …',
  'bulk.forget.sure': { one: 'Forget {count} order?', other: 'Forget {count} orders?' },
  'bulk.forget.means': {
    one: '{count} order is deleted from this computer for good, with its values, portrait and timeline.',
    other:
      '{count} orders are deleted from this computer for good, with their values, portraits and timelines.',
  },
  'bulk.forget.finished': 'Only finished orders can be forgotten.',
  'bulk.forget.left': {
    one: '{count} of the selected is not finished, and stays.',
    other: '{count} of the selected are not finished, and stay.',
  },
  'bulk.forget.unreached':
    'Backups and exports keep what they hold until you delete them. The issuing service keeps what was ordered there; cards stay valid.',
  'bulk.forget.others':
    'Other orders of the same people stay. To forget a person, open an order and press “Forget this person …”.',
  'bulk.forgotten': {
    one: '{count} order is deleted for good.',
    other: '{count} orders are deleted for good.',
  },
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
  'bulk.forget': 'Glem ({count}) …',
  'bulk.forget.sure': { one: 'Glemme {count} bestilling?', other: 'Glemme {count} bestillinger?' },
  'bulk.forget.means': {
    one: '{count} bestilling slettes fra denne maskinen for godt, med opplysninger, portrett og tidslinje.',
    other:
      '{count} bestillinger slettes fra denne maskinen for godt, med opplysninger, portretter og tidslinjer.',
  },
  'bulk.forget.finished': 'Bare ferdige bestillinger kan glemmes.',
  'bulk.forget.left': {
    one: '{count} av de valgte er ikke ferdig, og blir stående.',
    other: '{count} av de valgte er ikke ferdige, og blir stående.',
  },
  'bulk.forget.unreached':
    'Sikkerhetskopier og eksporter beholder det de inneholder til du sletter dem. Tjenesten beholder det som ble bestilt der; kort er fortsatt gyldige.',
  'bulk.forget.others':
    'Andre bestillinger for de samme personene blir stående. For å glemme en person, åpne en bestilling og trykk «Glem denne personen …».',
  'bulk.forgotten': {
    one: '{count} bestilling er slettet for godt.',
    other: '{count} bestillinger er slettet for godt.',
  },
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
