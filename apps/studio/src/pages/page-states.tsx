import { Center, Loader } from '@mantine/core'
import { IconCompass, IconPlugConnectedX } from '@tabler/icons-react'
import { type ErrorComponentProps, useNavigate, useRouter } from '@tanstack/react-router'
import { PartMissing, StateMessage, UNREACHABLE, WireError } from '@relvar/studio-ui'
import { type ReactElement, type ReactNode, useEffect, useRef } from 'react'
import { useConnectionCheck } from '../shell/use-connection-check.js'
import { words } from '../words.js'

/** While the code of a page is on its way. */
export function PagePending(): ReactElement {
  return (
    <Center mih={320} role="status" aria-label={words.loading}>
      <Loader size="sm" />
    </Center>
  )
}

/** A page that could not be shown. */
export function PageFailed({ error }: ErrorComponentProps): ReactElement {
  const router = useRouter()
  const check = useConnectionCheck()
  const isUnreachable = error instanceof WireError && error.code === UNREACHABLE
  const isAway = isUnreachable || (error instanceof PartMissing && check.isAway)
  const wasAway = useRef(check.isAway)
  useEffect(() => {
    // It goes on by itself as soon as it can.
    if (wasAway.current && !check.isAway) void router.invalidate()
    wasAway.current = check.isAway
  }, [check.isAway, router])
  return (
    <Center component="main" mih="60dvh">
      <StateMessage
        icon={<IconPlugConnectedX size={40} stroke={1.25} />}
        title={isAway ? words.unreachable : words.failed}
        text={isAway || !(error instanceof Error) ? '' : error.message}
        action={{ label: words.tryAgain, onClick: () => void router.invalidate() }}
      />
    </Center>
  )
}

/** An address that leads nowhere. */
export function PageMissing(): ReactElement {
  return (
    <Center component="main" mih="60dvh">
      <MissingMessage />
    </Center>
  )
}

/** The same within a page: what it shows is not there. */
export function MissingMessage({ children }: { readonly children?: ReactNode }): ReactElement {
  const navigate = useNavigate()
  return (
    <StateMessage
      icon={<IconCompass size={40} stroke={1.25} />}
      title={words.notFoundTitle}
      text={words.notFoundText}
      action={{ label: words.toContent, onClick: () => void navigate({ to: '/content' }) }}
    >
      {children}
    </StateMessage>
  )
}
