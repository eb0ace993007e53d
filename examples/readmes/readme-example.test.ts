import { expect, it } from 'vitest'
import { readmeExample } from './readme-example.js'

const block = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\`\n`
const install = block('sh', 'npm install it')
const example = block('ts', 'run()')

it('takes the first TypeScript block', () => {
  const { code } = readmeExample(`# It\n${install}text\n${example}\n${block('ts', 'other()')}`)
  expect(code).toBe('run()\n')
})

it('takes the block right after it as its output', () => {
  expect(readmeExample(`${example}\n${block('json', '[1]')}`).output).toBe('[1]')
})

it('takes the addresses in the block right after it as requests', () => {
  const requests = block(
    'sh',
    `curl 'http://localhost:1/a'\nopen http://localhost:1/b\ncurl 'http://localhost:1/c'`,
  )
  expect(readmeExample(example + requests).requests).toEqual([
    'http://localhost:1/a',
    'http://localhost:1/c',
  ])
})

it('leaves a block alone that comes after other words', () => {
  const { output, requests } = readmeExample(`${example}\nAnd then:\n\n${block('json', '[1]')}`)
  expect({ output, requests }).toEqual({ output: null, requests: [] })
})

it('refuses a README without an example', () => {
  expect(() => readmeExample(`# It\n${install}`)).toThrow('no example in TypeScript')
})
