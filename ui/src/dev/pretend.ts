import { mount } from 'svelte';
import { replaceDesk, tell, type Desk, type EnrolmentView } from '../ipc';
import { wearEnvironment, wearTheme } from '../theme/theme';
import { pretendBadges } from './badges';
import { pretendForm } from './form';
import { pretendHistory } from './history';
import Parts from './Parts.svelte';
import { pretendPhoto } from './photo';
import { pretendPeople } from './people';
import { pretendPrivacy } from './privacy';
import { pretendStation, stationOf } from './station';

/** A desk without a shell, for looking at the page in a browser. `?fake&theme=dark&language=nb&connection=test` chooses;
 * `connection=none`, `ledger=locked|run`, `keyring`, `reach=offline|blocked`, `again` and `closing` show what goes wrong;
 * `form` (or `form=1` for another template), `kept`, `outcome=unknown|refused|…`, `why=keyUsed|…`,
 * `refused=pictureChanged|…` and `status=requested|…` those of the form and the order;
 * `others=before|picture` what looks like the order. */
export function pretend(wish: URLSearchParams): void {
  const form = pretendForm(wish);
  const station = pretendStation(wish);
  const choose: Desk['chooseConnection'] = (id) => {
    form.use(id);
    return station.chooseConnection(id);
  };
  const also = async (connection: string): Promise<EnrolmentView> => {
    await choose(connection);
    tell({ kind: 'stationChanged' });
    return form.held();
  };
  replaceDesk({
    ...station,
    ...pretendPrivacy(),
    ...pretendHistory(wish),
    ...form.commands,
    ...pretendPeople(form.type),
    ...pretendPhoto(wish, form.held),
    ...pretendBadges(wish),
    chooseConnection: choose,
    orderAlso: (_, connection) => also(connection),
    enrolmentAlso: (_, connection) => also(connection),
  });
  if (wish.has('closing')) setTimeout(tell, 500, { kind: 'closing', sending: 2 });
  if (wish.get('closing') === 'answered')
    setTimeout(tell, 900, { kind: 'readyToClose', orders: ['o1', 'o2'] });
}

/** Every part in every look, on one page. */
export function showParts(target: HTMLElement, wish: URLSearchParams): void {
  const { connections, current, settings } = stationOf(wish);
  wearTheme(settings.theme ?? 'system');
  wearEnvironment(connections.find(({ id }) => id === current)?.environment ?? null);
  mount(Parts, { target });
}
