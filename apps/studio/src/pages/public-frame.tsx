import { Box, Center, Group, Image, Paper, Stack, Text, Title } from '@mantine/core'
import { type ReactElement, type ReactNode, useEffect } from 'react'
import icon from '../icon.svg'
import { words } from '../words.js'

interface PublicFrameProps {
  readonly title: string
  readonly text?: string | undefined
  /** Of the project, where it is known. */
  readonly project?: string | undefined
  readonly width?: number
  readonly children: ReactNode
}

/** The frame of the pages for people who are not signed in. */
export function PublicFrame({
  title,
  text,
  project,
  width = 400,
  children,
}: PublicFrameProps): ReactElement {
  const name = project ?? words.product
  useEffect(() => {
    document.title = `${title} · ${name}`
  }, [title, name])
  return (
    <Center component="main" mih="100dvh" p="md">
      <Stack w="100%" maw={width} gap="lg">
        <Group gap="sm" justify="center">
          <Image src={icon} w={28} h={28} alt="" />
          <Text fw={600}>{name}</Text>
        </Group>
        <Paper withBorder p={{ base: 'lg', sm: 'xl' }} shadow="xs">
          <Box mb="lg">
            <Title order={1} size="h3">
              {title}
            </Title>
            {text !== undefined && (
              <Text c="dimmed" fz="sm" mt={4}>
                {text}
              </Text>
            )}
          </Box>
          {children}
        </Paper>
      </Stack>
    </Center>
  )
}
