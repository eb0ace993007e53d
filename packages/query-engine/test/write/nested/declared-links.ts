import type { Overlay } from '@relvar/schema-introspect/model'

/** Links that the tables of oddities do not declare themselves. */
export const declaredLinks: Overlay = {
  tables: {
    page_blocks: {
      relationships: {
        item: {
          kind: 'many-to-any',
          column: 'item',
          discriminator: 'collection',
          targets: ['headings', 'paragraphs'],
        },
      },
    },
    pages: {
      relationships: {
        blocks: {
          kind: 'one-to-many',
          target: 'page_blocks',
          through: 'page_id',
          traits: { sortColumn: 'sort' },
        },
      },
    },
    headings: {
      relationships: {
        uses: { kind: 'one-to-many', target: 'page_blocks', through: 'item' },
      },
    },
    students: {
      relationships: {
        courses: {
          kind: 'one-to-many',
          target: 'enrolments',
          through: 'student_id',
          traits: { onDeselect: 'delete', sortColumn: 'sort' },
        },
      },
    },
  },
}
