import type { OptionsSchema } from '@relvar/studio-ui'
import { expect, it } from 'vitest'
import { offeredOptions } from './offered-options.js'

const schema: OptionsSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  properties: {
    placeholder: { title: 'Placeholder' },
    step: { title: 'Step', 'x-types': ['integer'] },
    folder: { title: 'Folder', 'x-waits-for': 'files' },
  },
}

it('offers the options that are for the type and wait for nothing', () => {
  const namesFor = (type: 'integer' | 'string'): readonly string[] =>
    offeredOptions(schema, type).map(([name]) => name)
  expect(namesFor('integer')).toEqual(['placeholder', 'step'])
  expect(namesFor('string')).toEqual(['placeholder'])
})
