import { Anchor, Drawer } from '@mantine/core'
import { useStudio, lazyPart } from '@relvar/studio-ui'
import { type ReactElement, Suspense, useState } from 'react'
import { explainWords } from './explain-words.js'
import { viewed } from './viewed.js'
import { viewWords as words } from './view-words.js'

const Explanation = lazyPart(async () => (await import('./explanation.js')).Explanation)

interface WhyProps {
  readonly collection: string
  readonly action: 'create' | 'read' | 'update' | 'delete'
  /** Of an item. */
  readonly itemKey?: string | undefined
  /** What the button says; default: that it tells why. */
  readonly label?: string
}

/** Says why somebody may not do something; it is there for administrators who look as them. */
export function Why({
  collection,
  action,
  itemKey,
  label = words.why,
}: WhyProps): ReactElement | null {
  const { messages } = useStudio()
  const [isOpen, setOpen] = useState(false)
  if (viewed === null) return null
  return (
    <>
      <Anchor component="button" type="button" fz="inherit" onClick={() => setOpen(true)}>
        {label}
      </Anchor>
      <Drawer
        opened={isOpen}
        onClose={() => setOpen(false)}
        position="right"
        title={explainWords.title}
        closeButtonProps={{ 'aria-label': messages.close }}
      >
        <Suspense>
          <Explanation question={{ as: viewed.as, collection, action, key: itemKey }} />
        </Suspense>
      </Drawer>
    </>
  )
}
