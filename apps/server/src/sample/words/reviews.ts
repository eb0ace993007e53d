/** What customers of the sample shop write, by stars. */
export const opinions: Readonly<
  Record<number, { readonly titles: readonly string[]; readonly bodies: readonly string[] }>
> = {
  5: {
    titles: [
      'Love it',
      'Exactly what I wanted',
      'Parfait !',
      'Besser als erwartet',
      'Worth every cent',
      '¡Estupendo!',
      'My new favourite',
      'Świetna jakość',
    ],
    bodies: [
      'Beautifully made and it arrived a day early.',
      'I bought a second one for my sister, she has not stopped talking about it.',
      'Très belle finition, je recommande sans hésiter.',
      'Genau richtig, sauber verarbeitet und schön verpackt. 👍',
      'We use it every single day.',
      'Three months in and it still looks like new.',
    ],
  },
  4: {
    titles: ['Very good', 'Solid', 'Almost perfect', 'Sehr ordentlich', 'Muy bien', 'Bien, mais…'],
    bodies: [
      'Great quality. The colour is a little darker than in the pictures.',
      'Does what it should; one star off for the wait.',
      'Gute Verarbeitung, nur etwas schwerer als gedacht.',
      'Nice, though I would have liked a bigger size as well.',
      'Buen producto, el envío tardó un poco.',
    ],
  },
  3: {
    titles: ['It is fine', 'Okay', 'Correct', 'Geht so'],
    bodies: [
      'Not bad, not special. Fine for the price.',
      'Smaller than I thought, but it works.',
      'Correct pour le prix, sans plus.',
      'The finish could be better; the service was friendly, though.',
    ],
  },
  2: {
    titles: ['Expected more', 'Disappointed', 'Leider nicht'],
    bodies: [
      'Scratched on arrival, and the replacement took three weeks.',
      'Looks good in the photo and cheap in the hand.',
      'Nach zwei Wochen wackelt der Griff.',
    ],
  },
  1: {
    titles: ['Broke after a week', 'Not for me', 'À éviter'],
    bodies: [
      'It broke on the first weekend.',
      'Wrong colour, wrong size, sent it back.',
      'Arrivé cassé, deux fois de suite.',
    ],
  },
}

/** What a customer asks for when buying. */
export const wishes: readonly string[] = [
  'Please leave with the neighbour.',
  'It is a gift, no invoice in the box please.',
  'Klingel defekt, bitte anrufen.',
  'Livrer après 18 h, merci.',
  'Could you wrap the mug separately?',
  'Ring twice 🔔',
]
