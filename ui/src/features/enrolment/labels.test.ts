import { expect, test } from 'vitest';
import { COURSE, RECIPIENT } from '../../dev/badges';
import { language } from '../../i18n';
import { groupOf, labelIn, labelOf, pictureLabel } from './labels';

const DOCUMENTED =
  'personFirstName personLastName personMiddleName personFullName personEmail personPhoneNumber ' +
  'personMobilePhoneNumber personEmployeeNo personPersonalNo personGender personCountryCode personCountry ' +
  'personEducationCode personPin personDepartment companyName companyOrgNo cardValidUntilDate ' +
  'cardNumberManual cardBarcode orderCostCentre orderPartnerId userName userEmail userPhone personPhoto1 ' +
  'messageToAccessVendor';
const NAMES = DOCUMENTED.split(' ');

test('every documented field has a label of its own in both languages', () => {
  const english = NAMES.map(labelOf);
  language.choose('nb');
  const norwegian = NAMES.map(labelOf);
  expect(new Set(english).size).toBe(NAMES.length);
  expect(new Set(norwegian).size).toBe(NAMES.length);
  const same = NAMES.filter((_, at) => english[at] === norwegian[at]);
  expect(same).toEqual([]);
});

test.each([
  ['extra7', 'Extra 7', 'Ekstra 7'],
  ['extraDate2', 'Extra date 2', 'Ekstra dato 2'],
  ['personPhoto3', 'Photo 3', 'Bilde 3'],
])('%s is counted in both languages', (name, english, norwegian) => {
  expect(labelOf(name)).toBe(english);
  language.choose('nb');
  expect(labelOf(name)).toBe(norwegian);
});

test.each([
  ['hasFirstAid', 'Has first aid'],
  ['has_first_aid', 'Has first aid'],
  ['bootSize2', 'Boot size 2'],
  ['personHSECard', 'Person HSE card'],
  ['Ansattnummer på kortet', 'Ansattnummer på kortet'],
  ['toString', 'To string'],
])('the unknown name %s is made readable', (name, label) => {
  expect(labelOf(name)).toBe(label);
});

test('a picture has a number only beside another of its name', () => {
  const labels = (...names: string[]): string[] => names.map((name) => pictureLabel(name, names));
  expect(labels('personPhoto1', 'personSignature1')).toEqual(['Photo', 'Person signature']);
  expect(labels('personPhoto2')).toEqual(['Photo']);
  expect(labels('personPhoto1', 'personPhoto2')).toEqual(['Photo 1', 'Photo 2']);
  expect(labels('companyLogo', 'companyLogo2')).toEqual(['Company logo', 'Company logo 2']);
});

test.each([
  ['personEmail', 'text', 'person'],
  ['cardValidUntilDate', 'date', 'card'],
  ['userPhone', 'text', 'user'],
  ['personPhoto1', 'image', 'picture'],
  ['personalTouch', 'text', 'other'],
  ['extra7', 'text', 'other'],
  ['recipient:email', 'email', 'person'],
  ['badge:expires', 'date', 'badge'],
] as const)('%s stands with its like', (name, kind, group) => {
  expect(groupOf({ name, kind: { kind } })).toBe(group);
});

test('a custom field of a badge is the badge’s own, whatever its name begins with', () => {
  expect(groupOf({ name: 'company_size', kind: { kind: 'number' } }, true)).toBe('own');
});

test('what the service calls a field goes before our words, and before its name', () => {
  expect(labelIn(COURSE, 'employee_id')).toBe('Employee ID');
  expect(labelIn(COURSE, 'certificate_photo')).toBe('Photo on the certificate');
  expect(labelIn(COURSE, 'recipient:name')).toBe('Name');
});

test('the fields of a badge have words in both languages', () => {
  const names = RECIPIENT.map(({ name }) => name);
  expect(names.map(labelOf)).toEqual([
    'Name',
    'E-mail',
    'Phone',
    'Valid until',
    'Issued on',
    'Internal note',
  ]);
  language.choose('nb');
  expect(names.map(labelOf)).toEqual(['Navn', 'E-post', 'Telefon', 'Gyldig til', 'Utstedt', 'Internt notat']);
});
