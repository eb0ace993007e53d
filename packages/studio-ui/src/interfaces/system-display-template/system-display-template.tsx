import type { ReactElement } from 'react'
import type { InterfaceProps } from '../interface-props.js'
import { OfCollection } from '../of-collection.js'
import { TemplateInput } from './template-input.js'

/** A template that names items. */
export function SystemDisplayTemplate(props: InterfaceProps): ReactElement {
  const { field, value, onChange, frame } = props
  return (
    <OfCollection field={field}>
      {(collection) => (
        <TemplateInput
          {...frame}
          {...{ collection, onChange }}
          value={typeof value === 'string' ? value : ''}
        />
      )}
    </OfCollection>
  )
}
