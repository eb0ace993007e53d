import { interfaces } from '@relvar/data-model/catalogue'
import { expect, it } from 'vitest'
import type { WireField } from '../wire/objects.js'
import {
  changeFieldRequest,
  createFieldRequest,
  draftOfField,
  draftProblems,
  newField,
} from './field-draft.js'

const input = interfaces.find(({ id }) => id === 'input')!

const email: WireField = {
  collection: 'orders',
  field: 'email',
  type: 'string',
  meta: { interface: 'input', required: true, note: 'Where to write to', width: 'half' },
  schema: {
    data_type: 'varchar',
    default_value: null,
    max_length: 255,
    numeric_precision: null,
    numeric_scale: null,
    is_nullable: false,
    is_unique: false,
    is_indexed: true,
    is_primary_key: false,
    is_generated: false,
    has_auto_increment: false,
    comment: null,
    choices: null,
    actions: [],
  },
}

it('says of a new column what differs from any other', () => {
  const draft = { ...newField(input), name: 'amount', type: 'float' as const, defaultValue: '1.5' }
  expect(createFieldRequest('my orders', { ...draft, nullable: false })).toMatchObject({
    method: 'POST',
    path: '/fields/my%20orders',
    body: { field: 'amount', type: 'float', schema: { default_value: 1.5, is_nullable: false } },
  })
  expect(createFieldRequest('orders', draft)?.body).toHaveProperty('schema', { default_value: 1.5 })
})

it('gives a part of a form no column, and a list of words what tells that it is one', () => {
  const group = interfaces.find(({ id }) => id === 'group-detail')!
  const made = createFieldRequest('orders', { ...newField(group), name: 'address' })?.body
  expect(made).toMatchObject({ type: 'alias', meta: { special: ['alias', 'no-data', 'group'] } })
  expect(made).not.toHaveProperty('schema')
  const tags = { ...newField(input), name: 'tags', type: 'csv' as const }
  expect(createFieldRequest('orders', tags)?.body).toMatchObject({
    meta: { special: ['cast-csv'] },
  })
})

it('sends only what was changed of a field', () => {
  const draft = draftOfField(email)
  expect(changeFieldRequest(email, draft)).toBeNull()
  expect(changeFieldRequest(email, { ...draft, length: '40', note: '' })).toEqual({
    method: 'PATCH',
    path: '/fields/orders/email',
    body: { schema: { max_length: 40 }, meta: { note: null } },
  })
})

it('keeps what cannot be sent, and says which part that is', () => {
  const draft = { ...draftOfField(email), length: 'long' }
  expect(draftProblems(draft)).toEqual(['length'])
  expect(changeFieldRequest(email, draft)).toBeNull()
})

it('keeps of conditions and names what it does not show', () => {
  const conditions = [{ name: 'Later', rule: { paid: { _eq: true } }, options: { trim: true } }]
  const translations = [{ language: 'de-DE', translation: 'Adresse', plural: 'Adressen' }]
  const said = { ...email, meta: { ...email.meta, conditions, translations } }
  const draft = draftOfField(said)
  expect(draft).toMatchObject({ conditions, translations })
  const hidden = { ...conditions[0], hidden: true }
  expect(changeFieldRequest(said, { ...draft, conditions: [hidden], translations: [] })).toEqual({
    method: 'PATCH',
    path: '/fields/orders/email',
    body: { meta: { conditions: [hidden], translations: null } },
  })
})
