import { desk, type CodeLanguage } from '../../ipc';
import type { Enrolment } from '../enrolment/enrolment.svelte';

/** What stands in the form as the code of a request. */
export async function formAsCode(enrolment: Enrolment, language: CodeLanguage): Promise<string> {
  await enrolment.flush();
  return desk.enrolmentCode(enrolment.view?.id ?? '', language);
}
