import { expect, it } from 'vitest'
import { readExactJson } from './exact-json.js'

const BEYOND = '9223372036854775807'

it('keeps each digit of values beyond 2^53, as texts', () => {
  const answer = `{"data":[{"id":${BEYOND},"n":-${BEYOND},"safe":9007199254740991,"text":"${BEYOND}","f":1e300}]}`
  expect(readExactJson(answer)).toEqual({
    data: [{ id: BEYOND, n: `-${BEYOND}`, safe: 9007199254740991, text: BEYOND, f: 1e300 }],
  })
  expect(readExactJson(`{"data":{"id":${BEYOND}}}`)).toEqual({ data: { id: BEYOND } })
})

it('keeps them within structures, which say the same when they are written again', () => {
  const structure = `{"a":[${BEYOND},{"b":1}]}`
  const { data } = readExactJson(`{"data":{"json":${structure}}}`) as { data: { json: unknown } }
  expect(JSON.stringify(data.json)).toBe(structure)
  expect(String((data.json as { a: unknown[] }).a[0])).toBe(BEYOND)
})

it('reads what is no list and no item', () => {
  for (const text of ['null', '{"data":null}', `{"data":${BEYOND}0}`, '{"errors":[]}', '"pong"'])
    expect(() => readExactJson(text)).not.toThrow()
  expect(() => readExactJson('<html>1234567890123456</html>')).toThrow(SyntaxError)
})
