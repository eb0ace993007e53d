import { expect, it } from 'vitest'
import { readmeExample } from './readme-example.js'

const sh = '```sh\nnpm install it\n```\n'
const ts = '```ts\nrun()\n```\n'

it('takes the first TypeScript block', () => {
  expect(readmeExample(`# It\n${sh}text\n${ts}\n\`\`\`ts\nother()\n\`\`\`\n`)).toEqual({
    code: 'run()\n',
    output: null,
  })
})

it('takes the block right after it as its output', () => {
  expect(readmeExample(`${ts}\n\`\`\`json\n[1]\n\`\`\`\n`).output).toBe('[1]')
})

it('leaves a block alone that comes after other words, or is no output', () => {
  expect(readmeExample(`${ts}\nAnd then:\n\n\`\`\`json\n[1]\n\`\`\`\n`).output).toBeNull()
  expect(readmeExample(`${ts}\n${sh}`).output).toBeNull()
})

it('refuses a README without an example', () => {
  expect(() => readmeExample(`# It\n${sh}`)).toThrow('no example in TypeScript')
})
