/** What is told of changes of a badge that were not made, or whose answer was lost. */
export const en = {
  'history.change.unclear.revoked': 'Asked to revoke it; whether it was done is not known',
  'history.change.unclear.reinstated': 'Asked to reinstate it; whether it was done is not known',
  'history.change.unclear.expiry_changed':
    'Asked to make it valid until {day}; whether it was done is not known',
  'history.change.failed.revoked': 'Asked to revoke it; it was not done',
  'history.change.failed.reinstated': 'Asked to reinstate it; it was not done',
  'history.change.failed.expiry_changed': 'Asked to make it valid until {day}; it was not done',
  'history.change.done.revoked': 'Looked up later: it is revoked',
  'history.change.done.reinstated': 'Looked up later: it is valid again',
  'history.change.done.expiry_changed': 'Looked up later: it is valid until {day}',
  'history.change.notDone.revoked': 'Looked up later: it is not revoked',
  'history.change.notDone.reinstated': 'Looked up later: it is still revoked',
  'history.change.notDone.expiry_changed': 'Looked up later: {day} is not its expiry',
} as const;

export const nb = {
  'history.change.unclear.revoked': 'Bedt om å tilbakekalle det; om det ble gjort, er ukjent',
  'history.change.unclear.reinstated': 'Bedt om å gjøre det gyldig igjen; om det ble gjort, er ukjent',
  'history.change.unclear.expiry_changed':
    'Bedt om å gjøre det gyldig til {day}; om det ble gjort, er ukjent',
  'history.change.failed.revoked': 'Bedt om å tilbakekalle det; det ble ikke gjort',
  'history.change.failed.reinstated': 'Bedt om å gjøre det gyldig igjen; det ble ikke gjort',
  'history.change.failed.expiry_changed': 'Bedt om å gjøre det gyldig til {day}; det ble ikke gjort',
  'history.change.done.revoked': 'Slått opp senere: det er tilbakekalt',
  'history.change.done.reinstated': 'Slått opp senere: det er gyldig igjen',
  'history.change.done.expiry_changed': 'Slått opp senere: det er gyldig til {day}',
  'history.change.notDone.revoked': 'Slått opp senere: det er ikke tilbakekalt',
  'history.change.notDone.reinstated': 'Slått opp senere: det er fortsatt tilbakekalt',
  'history.change.notDone.expiry_changed': 'Slått opp senere: {day} er ikke utløpsdatoen',
} as const;
