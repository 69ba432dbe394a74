import { nb as errors } from '../errors/words';
import { nb as backup } from '../features/backup/words';
import { nb as badge } from '../features/badge/words';
import { nb as code } from '../features/code/words';
import { nb as connections } from '../features/connections/words';
import { nb as enrolment } from '../features/enrolment/words';
import { nb as exports } from '../features/export/words';
import { nb as help } from '../features/help/words';
import { nb as historyChanges } from '../features/history/changeWords';
import { nb as historyWork } from '../features/history/workWords';
import { nb as history } from '../features/history/words';
import { nb as links } from '../features/links/words';
import { nb as lookalikes } from '../features/lookalikes/words';
import { nb as outbox } from '../features/outbox/words';
import { nb as people } from '../features/people/words';
import { nb as check } from '../features/photo/check/words';
import { nb as coach } from '../features/photo/coachWords';
import { nb as doctor } from '../features/photo/doctorWords';
import { nb as mirror } from '../features/photo/mirror/words';
import { nb as photo } from '../features/photo/words';
import { nb as portrait } from '../features/portrait/words';
import { nb as forget } from '../features/privacy/forgetWords';
import { nb as privacy } from '../features/privacy/words';
import { nb as receipt } from '../features/receipt/words';
import { nb as settings } from '../features/settings/words';
import { nb as shift } from '../features/shift/words';
import { nb as templates } from '../features/templates/words';
import { nb as welcome } from '../features/welcome/words';
import { nb as parts } from '../parts/words';
import { nb as shell } from '../shell/words';
import type { en } from './en';
import type { Translation } from './messages';

/** Norwegian (bokmål), total by its type: a key that is missing here does not compile. */
export const nb = {
  ...parts,
  ...shell,
  ...errors,
  ...welcome,
  ...connections,
  ...templates,
  ...enrolment,
  ...photo,
  ...mirror,
  ...portrait,
  ...check,
  ...coach,
  ...doctor,
  ...receipt,
  ...badge,
  ...code,
  ...history,
  ...historyChanges,
  ...historyWork,
  ...exports,
  ...links,
  ...lookalikes,
  ...outbox,
  ...settings,
  ...shift,
  ...privacy,
  ...backup,
  ...forget,
  ...people,
  ...help,
} satisfies Translation<typeof en>;
