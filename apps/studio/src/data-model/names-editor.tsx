import { ActionIcon, Button, Fieldset, Group, Stack, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import type { NameTranslation } from '@relvar/studio-ui'
import type { ReactElement } from 'react'
import { dataModelWords } from './words.js'

const words = dataModelWords.form

interface NamesEditorProps {
  readonly names: readonly NameTranslation[]
  readonly onChange: (names: readonly NameTranslation[]) => void
}

/** What something is called in other languages. */
export function NamesEditor({ names, onChange }: NamesEditorProps): ReactElement {
  const change = (index: number, part: Partial<NameTranslation>): void =>
    onChange(names.map((each, at) => (at === index ? { ...each, ...part } : each)))
  return (
    <Fieldset legend={words.translations} p="sm">
      <Stack gap="xs">
        {names.map(({ language, translation }, index) => (
          <Group key={index} gap={6} wrap="nowrap">
            <TextInput
              aria-label={words.nth(words.language, index + 1)}
              placeholder="de-DE"
              w={120}
              value={language}
              onChange={({ currentTarget }) => change(index, { language: currentTarget.value })}
            />
            <TextInput
              aria-label={words.nth(words.translation, index + 1)}
              placeholder={words.translation}
              style={{ flex: 1 }}
              value={translation}
              onChange={({ currentTarget }) => change(index, { translation: currentTarget.value })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={words.nth(words.removeTranslation, index + 1)}
              onClick={() => onChange(names.toSpliced(index, 1))}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </Group>
        ))}
        <Button
          variant="default"
          size="xs"
          style={{ alignSelf: 'start' }}
          leftSection={<IconPlus size={14} />}
          onClick={() => onChange([...names, { language: '', translation: '' }])}
        >
          {words.addTranslation}
        </Button>
      </Stack>
    </Fieldset>
  )
}
