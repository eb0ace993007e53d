import { Alert, Button, Checkbox, Drawer, Group, Stack } from '@mantine/core'
import {
  errorText,
  type SchemaChange,
  SqlPanel,
  useSchemaChange,
  useSchemaPlan,
  useStudio,
} from '@relvar/studio-ui'
import { type ReactElement, type ReactNode, useState } from 'react'
import { dataModelWords as words } from './words.js'

interface ChangeDrawerProps {
  readonly title: string
  readonly size?: 'lg' | 'xl'
  readonly onClose: () => void
  readonly children: ReactNode
}

/** Where a change of the schema is put together. */
export function ChangeDrawer({
  title,
  size = 'lg',
  onClose,
  children,
}: ChangeDrawerProps): ReactElement {
  return (
    <Drawer
      opened
      position="right"
      size={size}
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': words.close }}
    >
      {children}
    </Drawer>
  )
}

interface ChangeFormProps {
  /** The change as it is now; null while it is not complete. */
  readonly change: SchemaChange | null
  /** What is asked for once it is made. */
  readonly afterwards?: readonly SchemaChange[]
  readonly submit: string
  /** Something is dropped: it is red, and what goes is confirmed by its name, in `children`. */
  readonly isRemoval?: boolean
  /** False while something else is needed. */
  readonly isAllowed?: boolean
  readonly onCancel: () => void
  readonly onDone: () => void
  readonly children: ReactNode
}

/** A change of the schema: what `children` ask for, the very SQL of it, and the buttons that run it or not. */
export function ChangeForm(props: ChangeFormProps): ReactElement {
  const { change, afterwards = [], submit, isRemoval = false, isAllowed = true } = props
  const { messages } = useStudio()
  const [isMeant, setMeant] = useState(false)
  const result = useSchemaPlan(change)
  const changing = useSchemaChange()
  const isLossy = !isRemoval && result.plan?.warnings.some(({ lossy }) => lossy) === true
  // What is shown is what is meant: a plan that is on its way may have warnings.
  const maySubmit = isAllowed && result.isCurrent && result.error === null && (!isLossy || isMeant)
  async function run(): Promise<void> {
    if (change === null || !maySubmit) return
    if (await changing.run([change, ...afterwards], isLossy)) props.onDone()
  }
  return (
    <form
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault()
        // A drawer within another's form would send both.
        event.stopPropagation()
        void run()
      }}
    >
      <Stack>
        {props.children}
        <SqlPanel result={result} isReady={change !== null} />
        {isLossy && (
          <Checkbox
            label={words.field.confirm}
            checked={isMeant}
            onChange={({ currentTarget }) => setMeant(currentTarget.checked)}
          />
        )}
        {changing.error !== null && (
          <Alert color="red" p="sm" role="alert">
            {errorText(changing.error, messages)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onCancel}>
            {words.cancel}
          </Button>
          <Button
            type="submit"
            {...(isRemoval && { color: 'red.9' })}
            disabled={!maySubmit}
            loading={changing.isBusy}
          >
            {submit}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
