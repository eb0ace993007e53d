import { Input, Text } from '@mantine/core'
import type { ReactElement } from 'react'
import { useStudio } from '../../provider/studio-provider.js'
import { Value } from '../../displays/value.js'
import type { InterfaceProps } from '../interface-props.js'

/** A value that nothing edits: it is shown, and says so. */
export function Plain({ field, value, frame }: InterfaceProps): ReactElement {
  const { messages } = useStudio()
  const { label, description, error } = frame
  return (
    <Input.Wrapper
      label={label}
      labelElement="div"
      description={description ?? messages.notEditable}
      error={error}
    >
      <Text component="div" fz="sm" py={6} style={{ overflowWrap: 'anywhere' }}>
        <Value field={field} value={value} />
      </Text>
    </Input.Wrapper>
  )
}
