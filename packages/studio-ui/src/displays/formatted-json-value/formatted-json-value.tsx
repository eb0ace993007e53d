import { writeTemplate } from '../../schema/template.js'
import type { DisplayProps } from '../display-props.js'
import { Raw } from '../raw/raw.js'
import type { ReactElement } from 'react'

/** A JSON value by a template over its keys, each part of a list in turn; as it is where there is no template. */
export function FormattedJsonValue(props: DisplayProps): ReactElement | string {
  const { format } = props.field.displayOptions
  if (typeof format !== 'string' || format === '') return <Raw {...props} />
  const parts: readonly unknown[] = Array.isArray(props.value) ? props.value : [props.value]
  return parts.map((part) => writeTemplate(format, part)).join(', ')
}
