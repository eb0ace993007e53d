import { color, icon } from '../common-options.js'
import { type Interface, presentation } from '../interface.js'
import { flag, list, object, oneOf, type OptionSchema, options, text } from '../options-schema.js'

const TONES = ['normal', 'info', 'success', 'warning', 'danger']

const links: OptionSchema = list(
  'Links',
  object(
    {
      label: text('Label'),
      icon,
      type: oneOf('Look', ['primary', ...TONES], 'normal'),
      actionType: oneOf('Leads to', ['url', 'flow'], 'url'),
      url: text('Address', { format: 'url-template' }),
      flow: text('Flow', { format: 'flow' }),
    },
    ['label'],
  ),
)

/** What gives a form its shape and holds no value. */
export const formParts: readonly Interface[] = [
  presentation('presentation', {
    id: 'presentation-divider',
    name: 'Divider',
    description: 'A line between fields, with a title.',
    icon: 'remove',
    options: options({ title: text('Title'), color, icon, inlineTitle: flag('Title in the line') }),
  }),
  presentation('presentation', {
    id: 'presentation-links',
    name: 'Button links',
    description: 'Buttons that lead to an address or run a flow.',
    icon: 'smart_button',
    options: options({ links }),
  }),
  presentation('presentation', {
    id: 'presentation-notice',
    name: 'Notice',
    description: 'A text for those who fill in the form.',
    icon: 'info',
    options: options({ color: oneOf('Tone', TONES, 'normal'), icon, text: text('Text') }),
  }),
  presentation('presentation', {
    id: 'header',
    name: 'Header',
    description: 'The head of a section, with help and links.',
    icon: 'title',
    options: options({
      title: text('Title'),
      icon,
      color,
      subtitle: text('Subtitle'),
      help: text('Help', { format: 'markdown' }),
      helpDisplayMode: oneOf('Help opens', ['collapse', 'modal'], 'collapse'),
      enableHelpTranslations: flag('Help in several languages'),
      helpTranslations: list(
        'The help by language',
        object({ language: text('Language'), translation: text('Help', { format: 'markdown' }) }, [
          'language',
          'translation',
        ]),
      ),
      links,
    }),
  }),
  presentation('group', {
    id: 'group-accordion',
    name: 'Accordion',
    description: 'Fields in parts that open and close.',
    icon: 'view_agenda',
    options: options({
      accordionMode: flag('One part at a time', true),
      start: oneOf('At first', ['opened', 'closed', 'first'], 'closed'),
    }),
  }),
  presentation('group', {
    id: 'group-detail',
    name: 'Detail group',
    description: 'Fields below a title that opens and closes them.',
    icon: 'expand_circle_down',
    options: options({
      start: oneOf('At first', ['open', 'closed'], 'open'),
      headerIcon: icon,
      headerColor: color,
    }),
  }),
  presentation('group', {
    id: 'group-raw',
    name: 'Raw group',
    description: 'Fields that belong together; nothing of it is seen.',
    icon: 'view_in_ar',
    options: options({}),
  }),
  presentation('group', {
    id: 'group-tabs',
    name: 'Tabs',
    description: 'Fields on tabs.',
    icon: 'tab',
    options: options({ fillWidth: flag('Tabs fill the width') }),
  }),
]
