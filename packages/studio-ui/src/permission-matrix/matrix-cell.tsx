import { ActionIcon, Group, Tooltip } from '@mantine/core'
import { IconAdjustmentsHorizontal, IconBan, IconCheck } from '@tabler/icons-react'
import { type FunctionComponent, memo, type ReactElement } from 'react'
import { useStudio } from '../provider/studio-provider.js'
import { type CellAccess, type ImpossibleReason, isOffered, type MatrixCell } from './matrix.js'

interface MatrixCellButtonsProps extends MatrixCell {
  readonly title: string
  readonly access: CellAccess
  /** The use of the Studio brings some of it along. */
  readonly isImplied: boolean
  /** Why it cannot be done, whatever is allowed; null where it can. */
  readonly impossible: ImpossibleReason | null
  readonly isTabStop: boolean
  readonly onChoose: (cell: MatrixCell, access: CellAccess) => void
}

const CHOICES = [
  ['none', IconBan, 'gray'],
  ['all', IconCheck, 'teal'],
  ['custom', IconAdjustmentsHorizontal, 'accent'],
] as const

const IMPLIED = {
  outline: '1px dashed var(--mantine-color-dimmed)',
  outlineOffset: 1,
  borderRadius: 6,
}

/** One place of the matrix: none, all and custom, each one press away. */
export const MatrixCellButtons: FunctionComponent<MatrixCellButtonsProps> = memo(
  function MatrixCellButtons({
    collection,
    action,
    title,
    access,
    isImplied,
    impossible,
    isTabStop,
    onChoose,
  }: MatrixCellButtonsProps): ReactElement {
    const { matrix } = useStudio().messages
    const choices = CHOICES.filter(([choice]) => isOffered(choice, access, impossible === null))
    const reason = impossible === null ? '' : `. ${matrix.impossible[impossible]}`
    return (
      <Group
        gap={2}
        wrap="nowrap"
        role="group"
        aria-label={matrix.cell(matrix.actions[action], title)}
        data-implied={isImplied || undefined}
        {...(isImplied && { style: IMPLIED })}
      >
        {choices.map(([choice, Icon, color]) => {
          const isChosen = access === choice
          return (
            <Tooltip
              events={{ hover: true, focus: true, touch: true }}
              multiline
              maw={280}
              key={choice}
              openDelay={500}
              label={`${matrix.access[choice]}${isImplied ? `. ${matrix.implied}` : ''}${reason}`}
            >
              <ActionIcon
                size={26}
                radius={6}
                variant={isChosen ? 'light' : 'transparent'}
                color={isChosen ? color : 'gray'}
                aria-label={`${matrix.access[choice]}${reason}`}
                aria-pressed={isChosen}
                tabIndex={isTabStop && isChosen ? 0 : -1}
                style={isChosen ? undefined : { opacity: 0.55 }}
                onClick={() => onChoose({ collection, action }, choice)}
              >
                <Icon size={16} stroke={isChosen ? 2.2 : 1.6} />
              </ActionIcon>
            </Tooltip>
          )
        })}
      </Group>
    )
  },
)
