import {
  ActionIcon,
  Alert,
  Box,
  Code,
  CopyButton,
  Group,
  Stack,
  Text,
  Tooltip,
} from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconCopy } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { errorText } from '../messages/failure-text.js'
import { useStudio } from '../provider/studio-provider.js'
import type { SchemaPlanResult } from './use-schema-plan.js'

/** The plan that is shown, see `useSchemaPlan`. */
export interface SqlPanelProps {
  readonly result: SchemaPlanResult
  /** The change is complete, so that there is a plan, or one is on its way. */
  readonly isReady: boolean
}

/** The very statements that a change is about to run, and what is to be known of them. */
export function SqlPanel({
  result: { plan, error, isCurrent },
  isReady,
}: SqlPanelProps): ReactElement {
  const { messages } = useStudio()
  const words = messages.sqlPanel
  const sql = plan?.statements.map((each) => `${each};`).join('\n\n') ?? ''
  return (
    <Stack component="section" aria-label={words.title} gap={6} aria-busy={isReady && !isCurrent}>
      <Group justify="space-between" h={28}>
        <Text fz="sm" fw={600}>
          {words.title}
        </Text>
        {sql !== '' && (
          <CopyButton value={sql}>
            {({ copied, copy }) => (
              <Tooltip label={copied ? words.copied : words.copy}>
                <ActionIcon variant="subtle" color="gray" aria-label={words.copy} onClick={copy}>
                  {copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
                </ActionIcon>
              </Tooltip>
            )}
          </CopyButton>
        )}
      </Group>
      {error === null ? (
        <Box
          component="pre"
          m={0}
          p="sm"
          mih={64}
          mah={240}
          tabIndex={0}
          role="region"
          aria-label={words.statements}
          style={{
            overflow: 'auto',
            borderRadius: 8,
            border: '1px solid var(--mantine-color-default-border)',
            background: 'var(--mantine-color-default-hover)',
            // Quiet words would be too pale to be read.
            opacity: sql !== '' && isReady && !isCurrent ? 0.7 : 1,
          }}
        >
          {sql === '' ? (
            <Text span fz="sm" c="dimmed" style={{ whiteSpace: 'normal' }}>
              {!isReady ? words.notReady : plan === null ? words.checking : words.none}
            </Text>
          ) : (
            <Code bg="transparent" p={0} fz={13}>
              {sql}
            </Code>
          )}
        </Box>
      ) : (
        <Alert color="red" p="sm" icon={<IconAlertTriangle size={18} />} role="alert">
          {errorText(error, messages)}
        </Alert>
      )}
      {error === null &&
        plan?.warnings.map(({ message, lossy }) => (
          <Alert
            key={message}
            color={lossy ? 'red' : 'yellow'}
            p="sm"
            icon={<IconAlertTriangle size={18} />}
          >
            <Text fz="sm">{message}</Text>
          </Alert>
        ))}
    </Stack>
  )
}
