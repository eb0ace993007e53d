import { IconLock } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useStudio } from '../../provider/studio-provider.js'

/** A lock where a value is set that nobody reads. */
export function Concealed(): ReactElement {
  const { messages } = useStudio()
  return <IconLock size={14} role="img" aria-label={messages.concealed} />
}
