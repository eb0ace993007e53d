import { ActionIcon, Box, Button, Flex, Skeleton, Tooltip } from '@mantine/core'
import {
  errorText,
  StateMessage,
  useAllFields,
  useCollections,
  useRelations,
  useStudio,
} from '@relvar/studio-ui'
import { IconDownload, IconSitemap } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { ReactFlowProvider } from '@xyflow/react'
import { type ReactElement, useMemo, useState } from 'react'
import { userCollections } from '../content/collection-tree.js'
import { PageHeader } from '../content/page-header.js'
import { words as common } from '../words.js'
import { layOut } from './diagram-layout.js'
import { DiagramPicture } from './diagram-picture.js'
import { diagramSvg } from './diagram-svg.js'
import { DiagramTables } from './diagram-tables.js'
import { dataModelWords } from './words.js'

const words = dataModelWords.diagramPage

/** All tables and their links as a picture, and as a list for whom a picture is no help. */
export function DiagramPage(): ReactElement {
  const { messages } = useStudio()
  const collections = useCollections()
  const fields = useAllFields()
  const relations = useRelations()
  const [focused, setFocused] = useState<string | null>(null)
  const diagram = useMemo(() => {
    if (collections.data === undefined || fields.data === undefined || relations.data === undefined)
      return null
    const tables = userCollections(collections.data).filter(({ schema }) => schema !== null)
    return layOut(tables, fields.data, relations.data)
  }, [collections.data, fields.data, relations.data])
  const error = collections.error ?? fields.error ?? relations.error
  if (diagram === null)
    return (
      <>
        <PageHeader title={dataModelWords.diagram} />
        {error === null ? (
          <Box p="md" role="status" aria-label={common.loading}>
            <Skeleton h={480} />
          </Box>
        ) : (
          <StateMessage
            icon={<IconSitemap size={40} stroke={1.25} />}
            title={messages.failedTitle}
            text={errorText(error, messages)}
            action={{
              label: messages.retry,
              onClick: () => {
                for (const each of [collections, fields, relations]) void each.refetch()
              },
            }}
          />
        )}
      </>
    )
  if (diagram.tables.length === 0)
    return (
      <>
        <PageHeader title={dataModelWords.diagram} />
        <StateMessage
          icon={<IconSitemap size={40} stroke={1.25} />}
          title={dataModelWords.emptyTitle}
          text={words.empty}
        />
      </>
    )
  return (
    <>
      <PageHeader title={dataModelWords.diagram}>
        {focused !== null && (
          <Button
            variant="default"
            maw={260}
            component={Link}
            to="/settings/data-model/$collection"
            params={{ collection: focused } as never}
          >
            {words.open(focused)}
          </Button>
        )}
        <Tooltip label={words.export}>
          <ActionIcon
            variant="default"
            size={36}
            aria-label={words.export}
            onClick={() => save(diagramSvg(diagram))}
          >
            <IconDownload size={18} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      </PageHeader>
      <ReactFlowProvider>
        <Flex direction={{ base: 'column', sm: 'row' }} style={{ flex: 1, minHeight: 0 }}>
          <DiagramTables tables={diagram.tables} focused={focused} onFocus={setFocused} />
          <DiagramPicture diagram={diagram} focused={focused} onFocus={setFocused} />
        </Flex>
      </ReactFlowProvider>
    </>
  )
}

function save(svg: string): void {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  const link = Object.assign(document.createElement('a'), { href: url, download: 'diagram.svg' })
  link.click()
  URL.revokeObjectURL(url)
}
