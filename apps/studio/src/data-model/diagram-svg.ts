import { COLUMN_HEIGHT, type Diagram, type DiagramTable, HEAD_HEIGHT } from './diagram-layout.js'

/** The picture as a file of its own, black on white. */
export function diagramSvg({ tables, links }: Diagram): string {
  const left = Math.min(0, ...tables.map(({ x }) => x)) - 20
  const top = Math.min(0, ...tables.map(({ y }) => y)) - 20
  const right = Math.max(0, ...tables.map(({ x, width }) => x + width)) + 20
  const bottom = Math.max(0, ...tables.map(({ y, height }) => y + height)) + 20
  const lines = links.map(({ path, isDeclared }) => {
    const dash = isDeclared ? ' stroke-dasharray="4 4"' : ''
    return `<path d="${path}" fill="none" stroke="#868e96"${dash}/>`
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${right - left} ${bottom - top}" font-family="sans-serif" font-size="12">`,
    `<rect x="${left}" y="${top}" width="${right - left}" height="${bottom - top}" fill="#fff"/>`,
    ...lines,
    ...tables.map(tableSvg),
    '</svg>',
  ].join('\n')
}

function tableSvg({ title, columns, more, x, y, width, height }: DiagramTable): string {
  const row = (index: number): number => y + HEAD_HEIGHT + COLUMN_HEIGHT * index + 14
  const texts = columns.map(
    ({ name, type, isKey }, index) =>
      `<text x="${x + 10}" y="${row(index)}"${isKey ? ' font-weight="bold"' : ''}>${escape(name)}</text>` +
      `<text x="${x + width - 10}" y="${row(index)}" text-anchor="end" fill="#5c636a">${escape(type)}</text>`,
  )
  const rest = more > 0 ? `<text x="${x + 10}" y="${row(columns.length)}">+ ${more}</text>` : ''
  return [
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="6" fill="#fff" stroke="#868e96"/>`,
    `<text x="${x + 10}" y="${y + 21}" font-weight="bold">${escape(title)}</text>`,
    ...texts,
    rest,
  ].join('')
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
