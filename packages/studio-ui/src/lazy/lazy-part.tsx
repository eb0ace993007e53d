import { Button, Group, Modal, Text } from '@mantine/core'
import {
  Component,
  type ComponentType,
  lazy,
  type ReactElement,
  type ReactNode,
  useReducer,
} from 'react'
import { useStudio } from '../provider/studio-provider.js'
import { PartMissing } from './part-missing.js'

/** Props of parts that float above the page, by which they are told apart. */
interface MayFloat {
  readonly onClose?: () => void
}

/**
 * A component whose code is loaded when it is first shown; it stands within a `Suspense`. Where its code does
 * not come, words say so in its place with a way to try again, and the page around it, with all that was typed
 * there, stays.
 *
 * @example
 * const Editor = lazyPart(async () => (await import('./editor.js')).Editor)
 */
export function lazyPart<P extends object>(
  load: () => Promise<ComponentType<P>>,
): (props: P) => ReactElement {
  const begin = () => lazy(async () => ({ default: await load().catch(missing) }))
  let Loaded = begin()
  return function Part(props: P): ReactElement {
    const [attempt, show] = useReducer((before: number) => before + 1, 0)
    const { onClose }: MayFloat = props
    function retry(): void {
      // What failed once fails for ever.
      Loaded = begin()
      show()
    }
    return (
      <MissingBoundary key={attempt} message={<Missing onClose={onClose} onRetry={retry} />}>
        <Loaded {...props} />
      </MissingBoundary>
    )
  }
}

function missing(error: unknown): never {
  throw new PartMissing(error)
}

interface MissingBoundaryProps {
  readonly message: ReactNode
  readonly children: ReactNode
}

/** Stops nothing but what could not be loaded. */
class MissingBoundary extends Component<MissingBoundaryProps, { readonly error: Error | null }> {
  override state: { readonly error: Error | null } = { error: null }

  static getDerivedStateFromError(error: Error): { readonly error: Error } {
    return { error }
  }

  override render(): ReactNode {
    const { error } = this.state
    if (error === null) return this.props.children
    if (error instanceof PartMissing) return this.props.message
    throw error
  }
}

interface MissingProps extends MayFloat {
  readonly onRetry: () => void
}

function Missing({ onClose, onRetry }: MissingProps): ReactElement {
  const { messages } = useStudio()
  const said = (
    <Group role="alert" gap="sm" p={onClose === undefined ? 'sm' : 0} justify="space-between">
      <Text fz="sm">{messages.partMissing}</Text>
      <Button size="xs" variant="default" onClick={onRetry}>
        {messages.retry}
      </Button>
    </Group>
  )
  if (onClose === undefined) return said
  return (
    <Modal
      opened
      onClose={onClose}
      title={messages.failedTitle}
      closeButtonProps={{ 'aria-label': messages.close }}
    >
      {said}
    </Modal>
  )
}
