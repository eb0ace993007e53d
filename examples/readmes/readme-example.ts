/** A README's first TypeScript block, and what it prints where the README shows that. */
export interface ReadmeExample {
  readonly code: string
  readonly output: string | null
}

const fence = /^```(\w+)[^\n]*\n([\s\S]*?)^```$/gm

/**
 * Finds the example of a README: the first block in `ts`. A `text` or `json` block that follows it
 * with nothing between is its output.
 */
export function readmeExample(markdown: string): ReadmeExample {
  const blocks = [...markdown.matchAll(fence)]
  const index = blocks.findIndex(([, language]) => language === 'ts')
  const [whole = '', , code = ''] = blocks[index] ?? []
  if (code === '') throw new Error('The README has no example in TypeScript.')
  const [, language = '', output = ''] = blocks[index + 1] ?? []
  const end = (blocks[index]?.index ?? 0) + whole.length
  const between = markdown.slice(end, blocks[index + 1]?.index)
  const isOutput = /^(text|json)$/.test(language) && between.trim() === ''
  return { code, output: isOutput ? output.trim() : null }
}
