import { Box, Input, Skeleton } from '@mantine/core'
import { type ReactElement, type ReactNode, Suspense } from 'react'
import type { Frame } from '../interfaces/interface-props.js'

interface EditorFrameProps {
  readonly frame: Frame
  /** Of what stands here until the editor is there, in pixels. */
  readonly height: number
  readonly children: ReactNode
}

/** What stands around an editor that is loaded when it is first needed. */
export function EditorFrame({ frame, height, children }: EditorFrameProps): ReactElement {
  const { id, label, description, error, withAsterisk } = frame
  return (
    <Input.Wrapper
      {...{ label, description, error, withAsterisk }}
      labelElement="div"
      labelProps={{ id: `${id}-label` }}
    >
      <Box
        mt={4}
        mih={height}
        style={{
          border: `1px solid var(--mantine-color-${error === null ? 'default-border' : 'error'})`,
          borderRadius: 'var(--mantine-radius-default)',
          overflow: 'hidden',
        }}
      >
        <Suspense fallback={<Skeleton h={height} />}>{children}</Suspense>
      </Box>
    </Input.Wrapper>
  )
}
