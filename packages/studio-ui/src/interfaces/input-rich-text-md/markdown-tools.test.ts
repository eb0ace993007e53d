import { describe, expect, it } from 'vitest'
import { markdownTools, toolsOf, withTool } from './markdown-tools.js'

/** The text after a tool, with what is marked in brackets; and before it the same way. */
function after(id: string, before: string, own: unknown = []): string {
  const from = before.indexOf('[')
  const to = before.indexOf(']') - 1
  const tool = toolsOf(null, own).find((each) => each.id === id)
  if (tool === undefined) throw new Error(`There is no tool ${id}.`)
  const next = withTool(tool, { text: before.replace('[', '').replace(']', ''), from, to })
  return `${next.text.slice(0, next.from)}[${next.text.slice(next.from, next.to)}]${next.text.slice(next.to)}`
}

describe('the tools of Markdown', () => {
  it('put marks around words, and take them away again', () => {
    expect(after('bold', 'a [word] here')).toBe('a **[word]** here')
    expect(after('bold', 'a **[word]** here')).toBe('a [word] here')
    expect(after('code', '[]')).toBe('`[]`')
  })

  it('begin lines, all that are marked', () => {
    expect(after('bullist', 'one\ntw[o\nthree]\nfour')).toBe('one\n- tw[o\n- three]\nfour')
    expect(after('bullist', 'one\n- tw[o\n- three]\nfour')).toBe('one\ntw[o\nthree]\nfour')
    expect(after('heading', '[]title')).toBe('## []title')
  })

  it('are those that a field names, and its own', () => {
    expect(toolsOf(['bold', 'nothing'], null).map(({ id }) => id)).toEqual(['bold'])
    expect(toolsOf(undefined, [{}, 'x'])).toHaveLength(markdownTools.length)
    const own = [{ name: 'Key', prefix: '<kbd>', suffix: '</kbd>' }]
    expect(after('Key', 'press [F1]', own)).toBe('press <kbd>[F1]</kbd>')
  })
})
