import { type UserEvent, userEvent } from '@testing-library/user-event'
import type { ReactElement } from 'react'
import { ItemFields } from '../src/item-form/item-fields.js'
import { wireOf } from '../src/item-form/staged.js'
import { type FieldsForm, useFieldsForm } from '../src/item-form/use-fields-form.js'
import type { StudioCollection } from '../src/schema/studio-collection.js'
import type { StudioField } from '../src/schema/studio-field.js'
import type { Item } from '../src/wire/objects.js'
import type { WireClient } from '../src/wire/wire-client.js'
import { showPage } from './page.js'

/** A form in a page of its own. */
export interface OpenForm {
  readonly user: UserEvent
  /** What saving it would send; null where something is wrong. */
  readonly read: () => Item | null
}

/** Answers of the server by the path that is asked. */
export type Answers = Readonly<Record<string, unknown>>

/**
 * Shows the form of an item, in place of the one before.
 *
 * @param item as it was read
 */
export function openForm(
  parts: readonly StudioField[],
  item: Item = {},
  answers: Answers = {},
): OpenForm {
  const user = userEvent.setup()
  const collection = collectionOf(parts)
  let current: FieldsForm | null = null
  function Form(): ReactElement {
    current = useFieldsForm(collection, item)
    return <ItemFields form={current} />
  }
  showPage(answering(answers), <Form />)
  const read = (): Item | null => {
    const values = current?.read() ?? null
    return values === null ? null : wireOf(values)
  }
  return { user, read }
}

function collectionOf(parts: readonly StudioField[]): StudioCollection {
  return {
    id: 'things',
    title: 'Things',
    note: null,
    kind: 'table',
    primaryKey: [],
    actions: ['read', 'create', 'update', 'delete'],
    readonly: null,
    template: '',
    nameTemplate: '',
    fields: parts.filter(({ isAlias }) => isAlias !== true),
    parts,
    archive: null,
    archived: null,
    sortField: null,
  }
}

function answering(answers: Answers): WireClient {
  return {
    ask: (path) =>
      Object.hasOwn(answers, path)
        ? Promise.resolve({ data: answers[path] as never })
        : Promise.reject(new Error(`Nobody said what ${path} answers.`)),
  }
}
