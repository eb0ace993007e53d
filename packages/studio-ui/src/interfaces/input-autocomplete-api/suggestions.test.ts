import { expect, it } from 'vitest'
import { suggestionsOf } from './suggestions.js'

it('reads suggestions where the options say they are', () => {
  const answer = { data: { results: [{ name: 'Bern', id: 7 }, { name: 'Basel' }, 'x'] } }
  const paths = { resultsPath: 'data.results', textPath: 'name', valuePath: 'id' }
  expect(suggestionsOf(answer, paths)).toEqual([{ text: 'Bern', value: '7' }])
  expect(suggestionsOf(['a', 'b'], {})).toEqual([
    { text: 'a', value: 'a' },
    { text: 'b', value: 'b' },
  ])
  expect(suggestionsOf({ error: 'no' }, paths)).toEqual([])
})
