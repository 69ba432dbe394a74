import type { CheckReport, ConnectionView, Desk, DeskView, Problem, SubmittedConnection } from '../ipc';
import { DESK } from './desk';

/** The station's pretended commands: connections, settings, ledger and keyring, in memory for as long as the page lives. */

const problem = (code: Problem['code'], detail = ''): Problem => ({ code, detail, fields: [] });
const wait = (): Promise<void> => new Promise((done) => setTimeout(done, 700));

const PASSED: CheckReport = {
  steps: [
    ['token', 'passed'],
    ['account', 'passed'],
    ['templates', 'passed'],
  ],
  account: 'api@alesund.example',
  templates: 30,
  problem: null,
};

const FAILED: CheckReport = {
  steps: [
    ['token', 'passed'],
    ['account', 'passed'],
    ['templates', 'failed'],
  ],
  account: 'api@alesund.example',
  templates: null,
  problem: problem('unknownTenant', 'tenant-9'),
};

/** What `?ledger=locked`, `?keyring=none`, `?paused` and `?reach=offline` make of the desk. */
function troubles(wish: URLSearchParams): Partial<DeskView> {
  const keyring = wish.has('keyring') ? problem('noKeyring', 'no Secret Service') : null;
  return {
    keyring,
    ...(wish.get('ledger') === 'locked' && { ledger: { kind: 'locked', problem: problem('ledgerLocked') } }),
    ...(wish.get('ledger') === 'run' && {
      ledger: { kind: 'forThisRun', problem: problem('noKeyring'), besideKept: false },
    }),
    ...(wish.has('paused') && { outboxPaused: true }),
    ...(wish.get('reach') === 'offline' && { reach: { kind: 'failed', problem: problem('unreachable') } }),
    ...(wish.get('reach') === 'blocked' && { reach: { kind: 'failed', problem: problem('secretExpired') } }),
  };
}

/** The desk as the address of the page wishes it. */
export function stationOf(wish: URLSearchParams): DeskView {
  const language = wish.get('language') === 'nb' ? 'norwegian' : 'english';
  const theme = wish.get('theme') === 'dark' ? 'dark' : 'light';
  const current = wish.get('connection') ?? 'practice';
  const fields = ['personPin', 'personPersonalNo'];
  const settings = { ...DESK.settings, language, theme, sensitiveFields: fields } as const;
  const view = { ...DESK, settings: { ...settings, sensitiveFields: fields }, ...troubles(wish) };
  return current === 'none' ? { ...view, connections: [], current: null } : { ...view, current };
}

class Pretended {
  constructor(private view: DeskView) {}

  change(part: Partial<DeskView>): Promise<DeskView> {
    this.view = { ...this.view, ...part };
    return Promise.resolve(this.view);
  }

  keep(connection: ConnectionView): Promise<DeskView> {
    const others = this.view.connections.filter(({ id }) => id !== connection.id);
    return this.change({ connections: [...others, connection] });
  }

  remove(id: string): Promise<DeskView> {
    const connections = this.view.connections.filter((one) => one.id !== id);
    const current = this.view.current === id ? (connections[0]?.id ?? null) : this.view.current;
    return this.change({ connections, current });
  }
}

/** A tenant called `bad` fails, so that a failed check can be looked at. */
async function submitted(desk: Pretended, ...[form, intent]: Parameters<Desk['submitConnection']>) {
  await wait();
  const report = form.tenants.includes('bad') ? FAILED : PASSED;
  if (intent === 'check') return { connection: null, report } satisfies SubmittedConnection;
  const connection: ConnectionView = {
    id: form.id ?? 'new',
    kind: form.kind,
    name: form.name,
    environment: form.address.kind === 'other' ? form.address.environment : form.address.kind,
    baseUrl: form.address.kind === 'other' ? form.address.url : 'https://breeze.invalid',
    tenants: form.tenants,
    secret: form.keep,
    imagePrefix: form.imagePrefix,
    getForCreate: form.getForCreate,
  };
  await desk.keep(connection);
  return { connection, report };
}

/** The commands of the station on a desk that lives in the page. */
export function pretendStation(wish: URLSearchParams): Partial<Desk> & Pick<Desk, 'chooseConnection'> {
  const desk = new Pretended(stationOf(wish));
  const [practice] = DESK.connections;
  return {
    deskState: () => desk.change({}),
    pageIsReady: () => {
      const loadedAgain = wish.has('again');
      const covered = loadedAgain ? 'none' : 'shiftBegins';
      return Promise.resolve({ loadedAgain, keepsFailing: false, covered });
    },
    coverCounter: () => Promise.resolve(null),
    chooseConnection: (id) => desk.change({ current: id }),
    choosePractice: async () => {
      if (practice) await desk.keep(practice);
      return desk.change({ current: 'practice' });
    },
    submitConnection: (form, intent) => submitted(desk, form, intent),
    checkConnection: async (id) => {
      await wait();
      return id === 'production' ? FAILED : PASSED;
    },
    removeConnection: (id) => desk.remove(id),
    saveSettings: (settings) => desk.change({ settings }),
    openLedgerAgain: () => desk.change({}),
    startNewLedger: () => desk.change({ ledger: { kind: 'kept' } }),
    tryKeyringAgain: () => desk.change({ keyring: null }),
  };
}
