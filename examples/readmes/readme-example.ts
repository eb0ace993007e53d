/** A README's first TypeScript block, and what the block right after it says about it. */
export interface ReadmeExample {
  readonly code: string
  /** What it prints: a `text` or `json` block. */
  readonly output: string | null
  /** What the server that it starts is asked: the addresses after `curl` in a `sh` block. */
  readonly requests: readonly string[]
}

const fence = /^```(\w+)[^\n]*\n([\s\S]*?)^```$/gm

/** Finds the example of a README. */
export function readmeExample(markdown: string): ReadmeExample {
  const blocks = [...markdown.matchAll(fence)]
  const index = blocks.findIndex(([, language]) => language === 'ts')
  const example = blocks[index]
  if (example === undefined) throw new Error('The README has no example in TypeScript.')
  const [language, text] = blockRightAfter(markdown, example, blocks[index + 1])
  return {
    code: example[2] ?? '',
    output: language === 'text' || language === 'json' ? text.trim() : null,
    requests:
      language === 'sh' ? [...text.matchAll(/^curl '([^']+)'/gm)].map(([, url = '']) => url) : [],
  }
}

function blockRightAfter(
  markdown: string,
  block: RegExpExecArray,
  next: RegExpExecArray | undefined,
): readonly [language: string, text: string] {
  const between = markdown.slice(block.index + block[0].length, next?.index)
  return between.trim() === '' ? [next?.[1] ?? '', next?.[2] ?? ''] : ['', '']
}
