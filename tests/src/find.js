// Marks the first visible element of a role and an accessible name, and answers its mark.
const [role, wanted] = arguments;
const selectors = {
  button: 'button, [role=button], summary',
  link: 'a[href], [role=link]',
  textbox: 'input:not([type]), input[type=text], input[type=password], input[type=email], input[type=search], input[type=tel], input[type=url], input[inputmode], textarea, [role=textbox], [role=searchbox], [role=combobox]:is(input)',
  checkbox: 'input[type=checkbox], [role=checkbox], [role=switch]',
  radio: 'input[type=radio], [role=radio]',
  combobox: 'select, [role=combobox]',
  slider: 'input[type=range], [role=slider]',
  option: 'option, [role=option]',
  tab: '[role=tab]',
  heading: 'h1, h2, h3, h4, [role=heading]',
  menuitem: '[role^=menuitem]',
  row: 'tr, [role=row], li',
  image: 'img, [role=img]',
  dialog: 'dialog[open], [role=dialog]',
};
const words = (text) => (text ?? '').replace(/\s+/g, ' ').trim().toLowerCase();
const byIds = (ids) => ids.split(/\s+/).map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
const name = (element) => {
  const labelledBy = element.getAttribute('aria-labelledby');
  if (labelledBy) return words(byIds(labelledBy));
  if (element.getAttribute('aria-label')) return words(element.getAttribute('aria-label'));
  if (element.labels?.length) return words([...element.labels].map((label) => label.textContent).join(' '));
  return words(element.textContent || element.getAttribute('alt') || element.getAttribute('title'));
};
const visible = (element) => element.checkVisibility?.({ visibilityProperty: true }) ?? true;
const top = [...document.querySelectorAll('dialog:modal')].at(-1) ?? document;
const there = [...top.querySelectorAll(selectors[role] ?? role)].filter(visible);
const exact = there.find((element) => name(element) === words(wanted));
const found = exact ?? there.find((element) => name(element).includes(words(wanted)));
if (!found) return null;
window.__marks = (window.__marks ?? 0) + 1;
found.dataset.found = String(window.__marks);
return found.dataset.found;
