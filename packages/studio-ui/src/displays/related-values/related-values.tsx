import { writeTemplate } from '../../schema/template.js'
import type { DisplayProps } from '../display-props.js'

/** A linked item by a template over its fields; by its key where the template says nothing. */
export function RelatedValues({ field, value }: DisplayProps): string {
  if (typeof value !== 'object' || value === null) return String(value)
  const template = field.displayOptions['template']
  const text = typeof template === 'string' ? writeTemplate(template, value) : ''
  return text === '' ? String(Reflect.get(value, field.related?.key ?? 'id')) : text
}
