import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as studioUi from '@relvar/studio-ui'
import { describe, expect, it } from 'vitest'

const readme = readFileSync(join(import.meta.dirname, '../../packages/studio-ui/README.md'), 'utf8')
const folder = join(import.meta.dirname, 'readme')

describe('the README of @relvar/studio-ui', () => {
  it('shows the examples that are type-checked in this folder, and no others', () => {
    const shown = [...readme.matchAll(/^```tsx\n([\s\S]*?)^```$/gm)].map(([, code]) => code)
    const checked = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
    expect(new Set(shown)).toEqual(new Set(checked))
  })

  it('names everything that can be imported', () => {
    const missing = Object.keys(studioUi).filter((name) => !readme.includes(`\`${name}\``))
    expect(missing).toEqual([])
  })
})
