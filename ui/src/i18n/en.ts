import { en as errors } from '../errors/words';
import { en as backup } from '../features/backup/words';
import { en as badge } from '../features/badge/words';
import { en as code } from '../features/code/words';
import { en as connections } from '../features/connections/words';
import { en as enrolment } from '../features/enrolment/words';
import { en as exports } from '../features/export/words';
import { en as help } from '../features/help/words';
import { en as historyChanges } from '../features/history/changeWords';
import { en as historyWork } from '../features/history/workWords';
import { en as history } from '../features/history/words';
import { en as links } from '../features/links/words';
import { en as lookalikes } from '../features/lookalikes/words';
import { en as outbox } from '../features/outbox/words';
import { en as people } from '../features/people/words';
import { en as check } from '../features/photo/check/words';
import { en as coach } from '../features/photo/coachWords';
import { en as doctor } from '../features/photo/doctorWords';
import { en as mirror } from '../features/photo/mirror/words';
import { en as photo } from '../features/photo/words';
import { en as portrait } from '../features/portrait/words';
import { en as forget } from '../features/privacy/forgetWords';
import { en as privacy } from '../features/privacy/words';
import { en as receipt } from '../features/receipt/words';
import { en as settings } from '../features/settings/words';
import { en as shift } from '../features/shift/words';
import { en as templates } from '../features/templates/words';
import { en as welcome } from '../features/welcome/words';
import { en as parts } from '../parts/words';
import { en as shell } from '../shell/words';

/** The source of every key: each folder keeps its own words beside its code, and this is all of them. */
export const en = {
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
} as const;
