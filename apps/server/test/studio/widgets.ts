import type { FieldType } from '@relvar/data-model/catalogue'
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** A field of an interface, and how somebody fills it in. */
interface Widget {
  readonly type: FieldType
  readonly options?: object
  readonly display?: string
  /** Enters a value. */
  readonly fill: (field: Locator, page: Page) => Promise<void>
  /** What is saved of it. */
  readonly saved: unknown
}

const CHOICES = [
  { text: 'First choice', value: 'first' },
  { text: 'Second choice', value: 'second' },
]

const write =
  (text: string) =>
  (field: Locator): Promise<void> =>
    field.locator('input, textarea').first().fill(text)

/** An editor is loaded when it is first shown, and takes keys only. */
async function typeWords(field: Locator, page: Page): Promise<void> {
  await field.locator('[contenteditable="true"]').click()
  await page.keyboard.type('words')
}

async function chooseSecond(field: Locator, page: Page): Promise<void> {
  await field.locator('input').first().click()
  await page.getByRole('option', { name: 'Second choice', exact: true }).click()
  await page.keyboard.press('Tab')
}

async function pickThing(field: Locator, page: Page): Promise<void> {
  await field
    .getByRole('button', { name: /^(Choose|Add existing|Things)/ })
    .first()
    .click()
  const picker = page.getByRole('dialog', { name: /^Choose / })
  await picker.getByRole('row').filter({ hasText: 'Lamp' }).click()
  await picker.waitFor({ state: 'detached' })
}

const checkSecond = (field: Locator): Promise<void> =>
  field.getByRole('checkbox', { name: 'Second choice', exact: true }).check()

/** Every interface of a plain value, by its id. */
export const WIDGETS: Readonly<Record<string, Widget>> = {
  input: { type: 'string', fill: write('A line'), saved: 'A line' },
  'input-autocomplete-api': { type: 'string', fill: write('anything'), saved: 'anything' },
  'input-code': {
    type: 'text',
    options: { language: 'plaintext' },
    fill: typeWords,
    saved: 'words',
  },
  'input-hash': {
    type: 'hash',
    fill: write('secret word'),
    saved: expect.stringMatching(/^\$argon2id\$/),
  },
  'input-multiline': { type: 'text', fill: write('Two\nlines'), saved: 'Two\nlines' },
  'input-rich-text-html': { type: 'text', fill: typeWords, saved: '<p>words</p>' },
  'input-rich-text-md': {
    type: 'text',
    async fill(field, page) {
      await typeWords(field, page)
      await page.keyboard.press('Control+a')
      await field.getByRole('button', { name: 'Bold', exact: true }).click()
    },
    saved: '**words**',
  },
  boolean: {
    type: 'boolean',
    display: 'boolean',
    fill: (field) => field.getByRole('checkbox').click(),
    saved: true,
  },
  datetime: {
    type: 'date',
    display: 'datetime',
    fill: write('2026-05-01'),
    saved: '2026-05-01',
  },
  'select-color': { type: 'string', display: 'color', fill: write('#336699'), saved: '#336699' },
  'select-dropdown': {
    type: 'string',
    options: { choices: CHOICES },
    display: 'labels',
    fill: chooseSecond,
    saved: 'second',
  },
  'select-multiple-dropdown': {
    type: 'json',
    options: { choices: CHOICES },
    fill: chooseSecond,
    saved: ['second'],
  },
  'select-icon': {
    type: 'string',
    async fill(field, page) {
      await field.locator('input').first().fill('Home')
      await page.getByRole('option', { name: 'Home', exact: true }).click()
    },
    saved: 'home',
  },
  'select-multiple-checkbox': {
    type: 'json',
    options: { choices: CHOICES },
    fill: checkSecond,
    saved: ['second'],
  },
  'select-multiple-checkbox-tree': {
    type: 'json',
    options: { choices: CHOICES },
    fill: checkSecond,
    saved: ['second'],
  },
  'select-radio': {
    type: 'string',
    options: { choices: CHOICES },
    fill: (field) => field.getByRole('radio', { name: 'Second choice', exact: true }).check(),
    saved: 'second',
  },
  slider: {
    type: 'integer',
    display: 'rating',
    fill: (field) => field.getByRole('slider').press('End'),
    options: { maxValue: 4 },
    saved: 4,
  },
  tags: {
    type: 'json',
    display: 'labels',
    async fill(field, page) {
      await field.locator('input').first().fill('bright')
      await page.keyboard.press('Enter')
    },
    saved: ['bright'],
  },
  list: {
    type: 'json',
    options: { fields: [{ field: 'name', type: 'string' }] },
    async fill(field) {
      await field.getByRole('button', { name: 'Create new', exact: true }).click()
      await field.getByRole('textbox', { name: 'Name', exact: true }).fill('A row')
      await field.getByRole('button', { name: 'A row', exact: true }).click()
    },
    saved: [{ name: 'A row' }],
  },
  'collection-item-dropdown': {
    type: 'json',
    options: { selectedCollection: 'things' },
    fill: pickThing,
    saved: { key: 1, collection: 'things' },
  },
  'collection-item-multiple-dropdown': {
    type: 'json',
    options: { selectedCollection: 'things' },
    fill: pickThing,
    saved: [{ key: 1, collection: 'things' }],
  },
}

/** Parts of a form that hold no value, by the id of their interface. */
export const PARTS: Readonly<Record<string, object>> = {
  'presentation-divider': { title: 'A divider' },
  'presentation-links': { links: [{ label: 'A link', actionType: 'url', url: '/admin' }] },
  'presentation-notice': { text: 'A notice' },
  header: { title: 'A header', icon: 'info', help: 'Some **help**', helpDisplayMode: 'modal' },
  'group-accordion': { start: 'opened', accordionMode: false },
  'group-detail': {},
  'group-raw': {},
  'group-tabs': {},
}

/** Links, by the id of their interface: they are made of the tables beside. */
export const LINKS: readonly string[] = [
  'select-dropdown-m2o',
  'list-o2m',
  'list-o2m-tree-view',
  'list-m2m',
  'list-m2a',
  'translations',
]

/** What rests on later work: files, maps and blocks. */
export const LATER: readonly string[] = ['input-block-editor', 'map', 'file', 'file-image', 'files']

/** The name of a field of an interface. */
export function nameOf(id: string): string {
  return id.replaceAll('-', '_')
}
