import { Box, Center, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactElement, type ReactNode, useEffect } from 'react'
import { ProjectMark } from '../look/project-mark.js'
import { projectQuery } from '../session/setup.js'
import { words } from '../words.js'

interface PublicFrameProps {
  readonly title: string
  readonly text?: string | undefined
  readonly width?: number
  readonly children: ReactNode
}

/** The frame of the pages for people who are not signed in. */
export function PublicFrame({
  title,
  text,
  width = 400,
  children,
}: PublicFrameProps): ReactElement {
  const { data: project } = useQuery(projectQuery)
  const name = project?.project_name ?? words.product
  useEffect(() => {
    document.title = `${title} · ${name}`
  }, [title, name])
  return (
    <Center component="main" mih="100dvh" p="md">
      <Stack w="100%" maw={width} gap="lg">
        <Group gap="sm" justify="center" wrap="nowrap">
          <ProjectMark />
          <Box miw={0}>
            <Text fw={600} lineClamp={2}>
              {name}
            </Text>
            {project?.project_descriptor && (
              <Text fz="xs" c="dimmed" lineClamp={2}>
                {project.project_descriptor}
              </Text>
            )}
          </Box>
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
