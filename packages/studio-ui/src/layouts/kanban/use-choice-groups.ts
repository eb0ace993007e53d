import { useQueryClient } from '@tanstack/react-query'
import { useStudio } from '../../provider/studio-provider.js'
import { makeChange } from '../../schema-change/schema-request.js'
import type { Options } from '../../schema/studio-field.js'
import { useFields } from '../../schema/use-collections.js'
import {
  newValue,
  type RawChoices,
  withChoice,
  withoutChoice,
  withRenamed,
} from './choice-groups.js'
import { type GroupedBy, type Groups, noGroups } from './groups.js'

/** Groups that are choices of a field: they are changed where the field's options are. */
export function useChoiceGroups({ collection, field }: GroupedBy): Groups {
  const { client } = useStudio()
  const queries = useQueryClient()
  const { data: fields } = useFields(collection.id)
  // As somebody wrote them: what is shown is in the language of the reader.
  const wire = fields?.find((each) => each.field === field.name)
  if (wire === undefined) return noGroups
  const { meta, schema } = wire
  const [options, displayOptions] = [
    optionsOf(meta?.['options']),
    optionsOf(meta?.['display_options']),
  ]
  const choices = listOf(options['choices']) ?? listOf(field.options['choices']) ?? []
  const shown = listOf(displayOptions['choices'])

  async function save(change: (choices: RawChoices) => RawChoices): Promise<void> {
    const said = {
      interface: meta?.['interface'] ?? field.interface,
      options: { ...options, choices: change(choices) },
      ...(shown !== null && { display_options: { ...displayOptions, choices: change(shown) } }),
    }
    const path = `/fields/${encodeURIComponent(collection.id)}/${encodeURIComponent(field.name)}`
    await makeChange(client, { method: 'PATCH', path, body: { meta: said } }, false)
    await Promise.all(
      ['fields', 'schema-file'].map((key) => queries.invalidateQueries({ queryKey: [key] })),
    )
  }
  // The database may have a list of its own: then another value would be refused.
  const isOpen = (schema?.choices ?? null) === null
  const taken = valuesOf(choices)
  const canAdd = isOpen && newValue('', field, taken) !== null
  return {
    nameLabel: field.title,
    nameOf: ({ title }) => title,
    add: canAdd
      ? (name) => save((now) => withChoice(now, name, newValue(name, field, taken) ?? name))
      : null,
    rename: ({ value }, name) => save((now) => withRenamed(now, value, name)),
    remove:
      isOpen && taken.length > 1 ? ({ value }) => save((now) => withoutChoice(now, value)) : null,
    alone: 'kept',
  }
}

function valuesOf(choices: RawChoices): readonly unknown[] {
  return choices.flatMap((choice) => {
    const { value, children } = optionsOf(choice)
    return Array.isArray(children) ? valuesOf(children) : [value]
  })
}

function listOf(value: unknown): RawChoices | null {
  return Array.isArray(value) && value.length > 0 ? value : null
}

function optionsOf(value: unknown): Options {
  return typeof value === 'object' && value !== null ? (value as Options) : {}
}
