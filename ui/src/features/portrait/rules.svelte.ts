import { PORTRAIT_RULES, type Gate, type Measure, type PortraitSettings, type Rule } from '../../ipc';
import type { SettingsKeeper } from '../settings/settings.svelte';
import { factorOf, MEASURES, type Side } from './measures';

/** Rounding to as many digits as an operator reads. */
const DIGITS = 1000;

function same(one: Rule, other: Rule): boolean {
  return one.gate === other.gate && one.least === other.least && one.most === other.most;
}

function usual(measure: Measure): Rule | undefined {
  return PORTRAIT_RULES.find((rule) => rule.measure === measure);
}

/** What the office asks of portraits, as it is changed; every change is kept at once. */
export class PortraitRules {
  constructor(private readonly keeper: SettingsKeeper) {}

  get settings(): PortraitSettings {
    return this.keeper.values.portrait ?? {};
  }

  /** Every rule as it holds, in the order of their weight. */
  get rules(): Rule[] {
    const own = this.settings.rules ?? [];
    return PORTRAIT_RULES.map((rule) => own.find(({ measure }) => measure === rule.measure) ?? { ...rule });
  }

  /** How many differ from the usual ones. */
  get changed(): number {
    return this.settings.rules?.length ?? 0;
  }

  change(part: PortraitSettings): void {
    void this.keeper.change({ portrait: { ...this.settings, ...part } });
  }

  setGate(rule: Rule, gate: Gate): void {
    this.#set({ ...rule, gate });
  }

  /** A bound as an operator reads it; null where there is none. */
  bound(rule: Rule, side: Side): number | null {
    const bound = rule[side];
    return bound === null ? null : Math.round(bound * factorOf(rule.measure) * DIGITS) / DIGITS;
  }

  /** Keeps a bound as an operator wrote it; what is no number changes nothing. */
  setBound(rule: Rule, side: Side, text: string): void {
    const typed = Number(text.trim().replace(',', '.'));
    if (text.trim() === '' || !Number.isFinite(typed) || typed === this.bound(rule, side)) return;
    const bound = typed / factorOf(rule.measure);
    const other = side === 'least' ? 'most' : 'least';
    const mirrored = MEASURES[rule.measure].bothWays ? { [other]: -bound } : {};
    this.#set({ ...rule, [side]: bound, ...mirrored });
  }

  reset(): void {
    this.change({ rules: [] });
  }

  /** What is as usual is not written down, so that it follows the usual rules. */
  #set(rule: Rule): void {
    const others = (this.settings.rules ?? []).filter(({ measure }) => measure !== rule.measure);
    const norm = usual(rule.measure);
    this.change({ rules: norm && same(norm, rule) ? others : [...others, rule] });
  }
}
