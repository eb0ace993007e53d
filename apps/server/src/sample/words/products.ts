/** One kind of thing that the sample shop sells. */
export interface ProductKind {
  readonly noun: string
  /** The usual price in whole units, from and to. */
  readonly price: readonly [number, number]
  /** The usual weight in grams, from and to. */
  readonly weight: readonly [number, number]
}

/** A leaf of the category tree: what stands there and what it is made of. */
export interface Leaf {
  readonly materials: readonly string[]
  readonly kinds: readonly ProductKind[]
}

/** A branch of the category tree. */
export interface Department {
  readonly name: string
  readonly leaves: Readonly<Record<string, Leaf>>
}

const kind = (
  noun: string,
  from: number,
  to: number,
  light: number,
  heavy: number,
): ProductKind => ({
  noun,
  price: [from, to],
  weight: [light, heavy],
})

export const departments: readonly Department[] = [
  {
    name: 'Outdoor',
    leaves: {
      Tents: {
        materials: ['ripstop nylon', 'recycled polyester', 'waxed cotton'],
        kinds: [
          kind('Two-Person Tent', 189, 420, 1900, 3100),
          kind('Family Tent', 320, 690, 5200, 9800),
          kind('Tarp', 49, 120, 500, 1100),
        ],
      },
      'Sleeping Bags': {
        materials: ['ripstop nylon', 'recycled polyester', 'organic cotton'],
        kinds: [
          kind('Down Sleeping Bag', 159, 389, 700, 1500),
          kind('Summer Sleeping Bag', 59, 129, 600, 1100),
          kind('Sleeping Mat', 39, 149, 350, 900),
        ],
      },
      Backpacks: {
        materials: ['waxed cotton', 'recycled polyester', 'canvas'],
        kinds: [
          kind('Day Pack', 49, 119, 500, 900),
          kind('Trekking Backpack', 129, 289, 1400, 2300),
          kind('Roll-Top Bag', 69, 139, 600, 1000),
        ],
      },
      'Camp Kitchen': {
        materials: ['titanium', 'stainless steel', 'aluminium'],
        kinds: [
          kind('Gas Stove', 34, 119, 120, 480),
          kind('Camping Pot Set', 29, 89, 400, 900),
          kind('Enamel Mug', 8, 18, 110, 160),
        ],
      },
    },
  },
  {
    name: 'Kitchen',
    leaves: {
      'Coffee & Tea': {
        materials: ['stoneware', 'borosilicate glass', 'stainless steel'],
        kinds: [
          kind('Pour-Over Set', 29, 79, 400, 900),
          kind('Hand Grinder', 49, 189, 500, 800),
          kind('Teapot', 24, 89, 500, 1200),
        ],
      },
      Knives: {
        materials: ['carbon steel', 'stainless steel', 'Damascus steel'],
        kinds: [
          kind("Chef's Knife", 59, 249, 170, 260),
          kind('Bread Knife', 39, 129, 160, 240),
          kind('Paring Knife', 15, 69, 60, 110),
        ],
      },
      Cookware: {
        materials: ['cast iron', 'stainless steel', 'copper'],
        kinds: [
          kind('Frying Pan', 29, 149, 900, 2200),
          kind('Casserole', 79, 289, 2800, 5600),
          kind('Saucepan', 34, 119, 700, 1500),
        ],
      },
      Tableware: {
        materials: ['stoneware', 'porcelain', 'borosilicate glass'],
        kinds: [
          kind('Soup Bowl', 9, 29, 300, 520),
          kind('Dinner Plate', 11, 34, 500, 800),
          kind('Carafe', 18, 49, 450, 800),
        ],
      },
    },
  },
  {
    name: 'Home',
    leaves: {
      Lighting: {
        materials: ['brass', 'oak', 'powder-coated steel'],
        kinds: [
          kind('Desk Lamp', 59, 229, 900, 2400),
          kind('Pendant Light', 79, 349, 1100, 3800),
          kind('Lantern', 24, 89, 400, 1300),
        ],
      },
      Textiles: {
        materials: ['merino wool', 'linen', 'organic cotton'],
        kinds: [
          kind('Wool Blanket', 69, 219, 900, 1800),
          kind('Linen Cushion', 24, 69, 300, 600),
          kind('Tea Towel', 7, 19, 60, 110),
        ],
      },
      Storage: {
        materials: ['oak', 'ash', 'powder-coated steel'],
        kinds: [
          kind('Wall Shelf', 39, 159, 1800, 5200),
          kind('Woven Basket', 19, 79, 350, 1400),
          kind('Storage Box', 12, 45, 400, 1200),
        ],
      },
      'Plant Care': {
        materials: ['galvanised steel', 'copper', 'carbon steel'],
        kinds: [
          kind('Watering Can', 19, 69, 400, 1100),
          kind('Planter', 14, 89, 600, 4200),
          kind('Pruning Shears', 17, 59, 180, 290),
        ],
      },
    },
  },
  {
    name: 'Stationery',
    leaves: {
      Notebooks: {
        materials: ['recycled paper', 'calf leather', 'linen'],
        kinds: [
          kind('Dotted Notebook', 9, 24, 180, 420),
          kind('Sketchbook', 12, 36, 300, 700),
          kind('Pocket Diary', 11, 28, 90, 180),
        ],
      },
      Writing: {
        materials: ['brass', 'beech', 'aluminium'],
        kinds: [
          kind('Fountain Pen', 24, 189, 18, 42),
          kind('Mechanical Pencil', 9, 59, 12, 30),
          kind('Ink Set', 14, 49, 150, 420),
        ],
      },
      'Desk Tools': {
        materials: ['brass', 'walnut', 'beech'],
        kinds: [
          kind('Paper Knife', 14, 49, 45, 120),
          kind('Pen Tray', 19, 69, 200, 600),
          kind('Brass Ruler', 16, 39, 60, 140),
        ],
      },
    },
  },
  {
    name: 'Games & Toys',
    leaves: {
      'Board Games': {
        materials: ['beech', 'recycled cardboard', 'walnut'],
        kinds: [
          kind('Strategy Game', 29, 79, 800, 2400),
          kind('Travel Chess', 24, 89, 300, 900),
          kind('Card Game', 9, 24, 120, 260),
        ],
      },
      Puzzles: {
        materials: ['recycled cardboard', 'maple', 'birch'],
        kinds: [
          kind('1,000-Piece Puzzle', 15, 34, 600, 950),
          kind('Wooden Puzzle', 19, 59, 250, 900),
          kind('Globe Puzzle', 24, 49, 400, 700),
        ],
      },
      'Wooden Toys': {
        materials: ['beech', 'maple', 'lime wood'],
        kinds: [
          kind('Building Blocks', 24, 89, 900, 3200),
          kind('Toy Train', 29, 119, 500, 2100),
          kind('Spinning Top', 5, 15, 25, 70),
        ],
      },
    },
  },
]

/** The names of product lines; each goes with every kind of thing. */
export const lines: readonly string[] = (
  'Fjord, Alder, Nimbus, Såga, Kestrel, Marée, Tundra, Juniper, Oslo, Brío, Halden, Cobalt, Linde, Pico, Ærø, Meridian, ' +
  'Torrent, Sorrel, Vesper, Nørd, Atlas, Clémence, Drift, Ember, Yuzu, Quarry, Solstice, Tern, Umbra, Willow, Zéphyr, Boreal, ' +
  'Kyoto, Larch, Mistral, Onsen, Peregrine, Rügen, Skye, Älv'
).split(', ')

export const colours: readonly string[] = [
  'forest green',
  'charcoal',
  'oat',
  'rust',
  'midnight blue',
  'ochre',
  'clay',
  'slate',
  'natural',
  'crème',
]

export const selling: readonly string[] = [
  'Made to be repaired, not replaced.',
  'Every part can be ordered on its own.',
  'Light enough to forget, strong enough to rely on.',
  'Finished by hand in small batches.',
  'A favourite of our own staff for years.',
  'Ages well and looks better for it.',
  'Packed without plastic.',
  'Designed with a café owner from Malmö.',
]

export const tags: readonly string[] = [
  'new',
  'bestseller',
  'sale',
  'gift idea',
  'handmade',
  'limited edition',
  'vegan',
  'recycled',
  'organic',
  'fair trade',
  'made in Europe',
  'plastic-free',
  'lifetime warranty',
  'repairable',
  'lightweight',
  'waterproof',
  'for kids',
  'for two',
  'classic',
  'minimal',
  'winter',
  'summer',
  'travel',
  'home office',
  'small spaces',
  'dishwasher safe',
  'award winner',
  'last pieces',
  'back in stock',
  'staff pick',
]
