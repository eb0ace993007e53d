import {
  folder,
  font,
  fontOption,
  iconLeft,
  iconRight,
  masked,
  placeholder,
} from '../common-options.js'
import { GEOMETRIES, NUMBERS } from '../field-type.js'
import { type Interface, standard } from '../interface.js'
import {
  count,
  flag,
  list,
  number,
  object,
  oneOf,
  type OptionSchema,
  options,
  text,
} from '../options-schema.js'

const softLength: OptionSchema = count('Soft length', {
  description: 'Characters left are counted down from here; more can be written.',
})
const trim: OptionSchema = flag('Trim', false, { description: 'Blanks around the text are cut.' })
const clear: OptionSchema = flag('Empty is null', false, {
  description: 'A text that is emptied is kept as null.',
})
const tools = (initially: readonly string[]): OptionSchema =>
  list('Tools', { type: 'string' }, { default: initially })
const imageToken: OptionSchema = text('Token of images', {
  description: 'A static access token that is added to the addresses of images.',
  'x-waits-for': 'files',
})

const texts = { 'x-types': ['string', 'text'] } as const
const numbers = { 'x-types': NUMBERS }

/** Interfaces in which something is written. */
export const textInterfaces: readonly Interface[] = [
  standard({
    id: 'input',
    name: 'Input',
    description: 'A line to write in.',
    icon: 'text_fields',
    types: ['string', 'text', 'uuid', ...NUMBERS],
    options: options({
      placeholder,
      iconLeft,
      iconRight,
      font: { ...font, ...texts },
      trim: { ...trim, ...texts },
      masked: { ...masked, ...texts, description: 'As a password: nobody reads along.' },
      clear: { ...clear, ...texts },
      slug: flag('URL-safe', false, texts),
      softLength: { ...softLength, ...texts },
      min: number('Smallest', numbers),
      max: number('Largest', numbers),
      step: number('Step', { ...numbers, default: 1 }),
    }),
  }),
  standard(
    {
      id: 'input-autocomplete-api',
      name: 'Autocomplete',
      description: 'A line to write in, with suggestions of an HTTP API.',
      icon: 'find_in_page',
      types: ['string', 'text'],
      options: options({
        url: text('Address', {
          format: 'url-template',
          description: '{{value}} stands for what was written so far.',
        }),
        resultsPath: text('Path to the results', {
          description: 'Within the answer, as data.results.',
        }),
        textPath: text('Path to the text', { description: 'Within a result.' }),
        valuePath: text('Path to the value', { description: 'Within a result.' }),
        trigger: oneOf('Trigger', ['throttle', 'debounce'], 'throttle'),
        rate: count('Rate', { default: 500, description: 'Milliseconds between requests.' }),
        placeholder,
        font,
        iconLeft,
        iconRight,
      }),
    },
    'other',
  ),
  standard({
    id: 'input-block-editor',
    name: 'Block editor',
    description: 'Headings, paragraphs, lists, images and the like, block by block; kept as JSON.',
    icon: 'code_blocks',
    types: ['json'],
    options: options({
      tools: tools(['header', 'nestedlist', 'code', 'image', 'paragraph', 'quote', 'checklist']),
      placeholder,
      font,
      bordered: flag('Border', true),
      folder,
    }),
  }),
  standard({
    id: 'input-code',
    name: 'Code',
    description: 'An editor for code, JSON and other structured text.',
    icon: 'code',
    types: ['string', 'text', 'json', ...GEOMETRIES],
    options: options({
      language: text('Language', {
        default: 'plaintext',
        description: 'As highlighters name it: json, sql, yaml, html.',
      }),
      lineNumber: flag('Line numbers', true),
      lineWrapping: flag('Wrap lines'),
      template: text('Template', { format: 'code', description: 'What the editor can fill in.' }),
    }),
  }),
  standard({
    id: 'input-hash',
    name: 'Hash',
    description: 'A value that is hashed when it is saved, and can never be read again.',
    icon: 'fingerprint',
    types: ['hash'],
    options: options({ placeholder, masked }),
  }),
  standard({
    id: 'input-multiline',
    name: 'Textarea',
    description: 'Plain text of several lines.',
    icon: 'notes',
    types: ['text', 'string'],
    options: options({ placeholder, softLength, trim, font, clear }),
  }),
  standard({
    id: 'input-rich-text-html',
    name: 'WYSIWYG',
    description: 'Formatted text, kept as HTML.',
    icon: 'format_quote',
    types: ['text', 'string'],
    options: options({
      toolbar: tools([
        'bold',
        'italic',
        'underline',
        'h1',
        'h2',
        'h3',
        'numlist',
        'bullist',
        'removeformat',
        'blockquote',
        'customLink',
        'customImage',
        'customMedia',
        'hr',
        'code',
        'fullscreen',
      ]),
      font,
      folder,
      imageToken,
      softLength,
      customFormats: list('Formats of your own', { type: 'object' }, { 'x-waits-for': 'formats' }),
    }),
  }),
  standard({
    id: 'input-rich-text-md',
    name: 'Markdown',
    description: 'Markdown with a preview.',
    icon: 'markdown',
    types: ['text', 'string'],
    options: options({
      toolbar: tools([
        'heading',
        'bold',
        'italic',
        'strikethrough',
        'blockquote',
        'customLink',
        'table',
        'bullist',
        'numlist',
        'code',
        'customImage',
      ]),
      placeholder,
      folder,
      imageToken,
      softLength,
      editorFont: fontOption('Font of the editor'),
      previewFont: fontOption('Font of the preview'),
      defaultView: oneOf('First view', ['editor', 'preview'], 'editor'),
      customSyntax: list(
        'Syntax of your own',
        object(
          {
            name: text('Name'),
            icon: text('Icon', { format: 'icon' }),
            prefix: text('Before'),
            suffix: text('After'),
            box: oneOf('Kind', ['inline', 'block'], 'inline'),
          },
          ['name'],
        ),
      ),
    }),
  }),
]
