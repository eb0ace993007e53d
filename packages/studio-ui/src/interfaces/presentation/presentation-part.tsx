import { Alert, Button, Divider, Group, Modal, Spoiler, Stack, Text, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconExternalLink, IconHelp, IconInfoCircle } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { namedIcon } from '../../icons/icons.js'
import { useSurroundingForm } from '../../item-form/form-context.js'
import { Markdown } from '../../markdown/markdown.js'
import { useStudio } from '../../provider/studio-provider.js'
import { nameIn } from '../../schema/naming.js'
import type { StudioField } from '../../schema/studio-field.js'
import { writeTemplate } from '../../schema/template.js'
import { safeAddress } from './safe-address.js'

const ids: ReadonlySet<string> = new Set([
  'presentation-divider',
  'presentation-notice',
  'presentation-links',
  'header',
])

export function isPresentation({ interface: id }: StudioField): boolean {
  return ids.has(id ?? '')
}

/** What a form says besides its fields: a line, a notice, links, a header. */
export function PresentationPart({ field }: { readonly field: StudioField }): ReactElement {
  const { options } = field
  switch (field.interface) {
    case 'presentation-divider':
      return <Part options={options} />
    case 'presentation-notice':
      return (
        <Alert
          color={tones[textOf(options['color'])] ?? 'gray'}
          icon={namedIcon(options['icon'], 18) ?? <IconInfoCircle size={18} />}
          role="note"
        >
          <Text fz="sm" style={{ whiteSpace: 'pre-line' }}>
            {textOf(options['text'])}
          </Text>
        </Alert>
      )
    case 'header':
      return <Header field={field} />
    default:
      return <Links links={options['links']} />
  }
}

/** A line with a title in it, or below one. */
function Part({ options }: Pick<StudioField, 'options'>): ReactElement {
  const title = textOf(options['title'])
  const icon = namedIcon(options['icon'])
  const label = (
    <Group gap={6} wrap="nowrap">
      {icon}
      {title}
    </Group>
  )
  const isLabelled = title !== '' || icon !== null
  if (options['inlineTitle'] !== false || !isLabelled)
    return <Divider {...(isLabelled && { label })} labelPosition="left" {...colorOf(options)} />
  return (
    <Stack gap={4}>
      <Text component="div" fz="sm" fw={600} {...colorOf(options)}>
        {label}
      </Text>
      <Divider />
    </Stack>
  )
}

function Header({ field: { options, title } }: { readonly field: StudioField }): ReactElement {
  const { messages, naming } = useStudio()
  const said = textOf(options['title'])
  const own =
    options['enableHelpTranslations'] === true ? nameIn(options['helpTranslations'], naming) : null
  const help = own ?? textOf(options['help'])
  return (
    <Stack gap={4}>
      <Title order={2} size="h4" {...colorOf(options)}>
        <Group gap="xs" wrap="nowrap" component="span">
          {namedIcon(options['icon'], 20)}
          {said === '' ? title : said}
        </Group>
      </Title>
      <Text c="dimmed" fz="sm">
        {textOf(options['subtitle'])}
      </Text>
      {help !== '' && options['helpDisplayMode'] === 'modal' && <HelpDialog help={help} />}
      {help !== '' && options['helpDisplayMode'] !== 'modal' && (
        <Spoiler maxHeight={0} showLabel={messages.showHelp} hideLabel={messages.hideHelp}>
          <Markdown text={help} height={40} />
        </Spoiler>
      )}
      <Links links={options['links']} />
    </Stack>
  )
}

function HelpDialog({ help }: { readonly help: string }): ReactElement {
  const { messages } = useStudio()
  const [isOpen, { open, close }] = useDisclosure(false)
  return (
    <>
      <Button
        variant="subtle"
        size="compact-sm"
        style={{ alignSelf: 'flex-start' }}
        leftSection={<IconHelp size={16} />}
        onClick={open}
      >
        {messages.showHelp}
      </Button>
      <Modal
        opened={isOpen}
        onClose={close}
        title={messages.help}
        closeButtonProps={{ 'aria-label': messages.close }}
      >
        <Markdown text={help} height={40} />
      </Modal>
    </>
  )
}

/** A link that leads to a flow is left out: there are no flows yet. */
function Links({ links }: { readonly links: unknown }): ReactElement {
  const { item } = useSurroundingForm()
  const all = Array.isArray(links) ? (links as readonly Readonly<Record<string, unknown>>[]) : []
  const shown = all.flatMap((link) => {
    const href = safeAddress(writeTemplate(textOf(link['url']), item ?? {}))
    return link['actionType'] === 'flow' || href === null ? [] : [{ ...link, href }]
  })
  return (
    <Group gap="xs">
      {shown.map((link: Readonly<Record<string, unknown>> & { readonly href: string }, index) => (
        <Button
          key={index}
          component="a"
          href={link.href}
          target="_blank"
          rel="noreferrer"
          variant={link['type'] === 'primary' ? 'filled' : 'light'}
          color={tones[textOf(link['type'])] ?? undefined}
          leftSection={namedIcon(link['icon'])}
          rightSection={<IconExternalLink size={16} />}
        >
          {textOf(link['label'])}
        </Button>
      ))}
    </Group>
  )
}

const tones: Readonly<Record<string, string>> = {
  normal: 'gray',
  info: 'blue',
  success: 'green',
  warning: 'yellow',
  danger: 'red',
}

function colorOf({ color }: StudioField['options']): { readonly c?: string } {
  return typeof color === 'string' && color !== '' ? { c: color } : {}
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
