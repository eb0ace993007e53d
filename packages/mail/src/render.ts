import { Liquid, type LiquidOptions, type Template } from 'liquidjs'
import { InvalidTemplateError } from './errors.js'
import type { Templates } from './templates.js'

/** What a template becomes. */
export interface Rendered {
  readonly subject: string
  readonly html: string
  readonly text: string
}

export interface Renderer {
  has(template: string): boolean
  /** @throws InvalidTemplateError where it takes too long or too much, or goes wrong otherwise */
  render(template: string, data: Readonly<Record<string, unknown>>): Rendered
}

/**
 * Whoever may write templates may not stop the server or read its files: nothing is looked up outside,
 * and every rendering is limited. Prototypes are out of reach.
 *
 * https://liquidjs.com/tutorials/dos.html
 */
const LIMITS: LiquidOptions = {
  templates: {},
  ownPropertyOnly: true,
  strictFilters: true,
  // Characters, milliseconds, and roughly characters and items.
  parseLimit: 300_000,
  renderLimit: 500,
  memoryLimit: 1_000_000,
}

/**
 * Reads all templates once.
 *
 * @throws InvalidTemplateError for one that is no Liquid or lacks a part
 */
export function createRenderer(templates: Templates): Renderer {
  const plain = new Liquid(LIMITS)
  const escaped = new Liquid({ ...LIMITS, outputEscape: 'escape' })
  const liquidOf = (name: string): Liquid => (name.endsWith('.html') ? escaped : plain)
  const parsed = new Map(
    Object.entries(templates).map(([name, source]) => [name, parse(liquidOf(name), name, source)]),
  )
  assertComplete(templates)
  const run = (name: string, data: object): string => {
    const template = parsed.get(name)
    if (template === undefined) throw new InvalidTemplateError(name, 'there is none.')
    return renderPart(liquidOf(name), name, template, data)
  }
  return {
    has: (template) => template !== 'layout' && parsed.has(`${template}.subject`),
    render(template, data) {
      const subject = oneLine(run(`${template}.subject`, data))
      const laidOut = (kind: 'html' | 'text'): string => {
        const content = run(`${template}.${kind}`, { ...data, subject })
        return run(`layout.${kind}`, { ...data, subject, content })
      }
      return { subject, html: laidOut('html'), text: laidOut('text') }
    },
  }
}

function parse(liquid: Liquid, name: string, source: string): readonly Template[] {
  try {
    return liquid.parse(source)
  } catch (error) {
    throw new InvalidTemplateError(name, (error as Error).message, { cause: error })
  }
}

function assertComplete(templates: Templates): void {
  for (const name of Object.keys(templates)) {
    const [template = ''] = name.split('.')
    const parts = template === 'layout' ? ['html', 'text'] : ['subject', 'html', 'text']
    const missing = parts.find((part) => !Object.hasOwn(templates, `${template}.${part}`))
    if (missing !== undefined) throw new InvalidTemplateError(template, `it lacks "${missing}".`)
  }
}

/** Says what went wrong and where, not with which values: those are nobody else's business. */
function renderPart(
  liquid: Liquid,
  name: string,
  template: readonly Template[],
  data: object,
): string {
  try {
    return String(liquid.renderSync([...template], data))
  } catch (error) {
    const reason = error instanceof Error ? error.name : 'it failed'
    throw new InvalidTemplateError(name, `${reason} while it was rendered.`)
  }
}

/** A header ends with its line. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()
}
