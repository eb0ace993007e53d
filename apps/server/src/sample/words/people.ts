/** A country that people of the sample shop come from; names are common ones, combined at random. */
export interface Country {
  readonly code: string
  readonly weight: number
  readonly dial: string
  readonly cities: readonly string[]
  readonly firstNames: readonly string[]
  readonly lastNames: readonly string[]
}

const words = (text: string): readonly string[] => text.split(',').map((word) => word.trim())

export const countries: readonly Country[] = [
  {
    code: 'DE',
    weight: 20,
    dial: '+49',
    cities: words('Berlin, Hamburg, München, Köln, Leipzig, Freiburg, Nürnberg, Lübeck, Göttingen'),
    firstNames: words(
      'Jürgen, Käthe, Sören, Anneliese, Lukas, Mia, Björn, Greta, Matthias, Zoë, Ömer, Friederike',
    ),
    lastNames: words(
      'Müller, Schäfer, Weiß, Krüger, Hoffmann, Böhm, Groß, Vogel, Lehmann, Yıldız, Kühn, Jäger, Scholz',
    ),
  },
  {
    code: 'FR',
    weight: 14,
    dial: '+33',
    cities: words('Paris, Lyon, Nîmes, Bordeaux, Besançon, Saint-Étienne, Angoulême, Lille'),
    firstNames: words(
      'Amélie, Théo, Chloé, François, Zoé, Jérôme, Léa, Inès, Hélène, Benoît, Noémie, Mathéo',
    ),
    lastNames: words(
      "Lefèvre, Béranger, Dupré, Gauthier, Côté, Moreau, Rénier, Faugère, D'Arcy, Mérieux, Guérin, Bonnet",
    ),
  },
  {
    code: 'GB',
    weight: 12,
    dial: '+44',
    cities: words('London, Bristol, Leeds, Edinburgh, Cardiff, Norwich, Sheffield, York'),
    firstNames: words(
      'Oliver, Amelia, Harry, Priya, George, Imogen, Callum, Freya, Rhys, Siân, Alasdair, Nadia',
    ),
    lastNames: words(
      'Bennett, Patel, Hughes, Whitfield, Okafor, MacLeod, Clarke, Rahman, Llewellyn, Fraser, Ashworth, Shaw',
    ),
  },
  {
    code: 'US',
    weight: 12,
    dial: '+1',
    cities: words('Portland, Austin, Chicago, Boston, Denver, San José, Minneapolis, Santa Fe'),
    firstNames: words(
      'Liam, Ava, Mateo, Harper, Ethan, Maya, Noah, Isabella, DeShawn, Renée, Caleb, Soledad',
    ),
    lastNames: words(
      "Johnson, Nguyen, Ramírez, O'Connor, Miller, Washington, Kim, Anderson, Peña, Goldberg, Carter, Brooks",
    ),
  },
  {
    code: 'ES',
    weight: 9,
    dial: '+34',
    cities: words('Madrid, Málaga, Cádiz, A Coruña, Bilbao, València, Córdoba, León'),
    firstNames: words(
      'Lucía, Íñigo, Sofía, José, Begoña, Andrés, Nerea, Álvaro, Inés, Joaquín, Aitana, Raúl',
    ),
    lastNames: words(
      'García, Núñez, Ibáñez, Muñoz, Martín, Castaño, Vázquez, Echeverría, Peralta, Gómez, Domènech, Ríos',
    ),
  },
  {
    code: 'IT',
    weight: 8,
    dial: '+39',
    cities: words("Roma, Torino, Forlì, Bologna, L'Aquila, Palermo, Trieste, Cantù"),
    firstNames: words(
      'Niccolò, Giulia, Matteo, Chiara, Davide, Francesca, Luca, Aurora, Desirée, Enzo, Elena, Tommaso',
    ),
    lastNames: words(
      "Rossi, D'Angelo, Marchetti, Salvadè, Colombo, De Luca, Ferrari, Cantù, Esposito, Bianchi, Mazzocchi, Riva",
    ),
  },
  {
    code: 'PL',
    weight: 7,
    dial: '+48',
    cities: words('Warszawa, Kraków, Łódź, Wrocław, Gdańsk, Poznań, Toruń'),
    firstNames: words(
      'Łukasz, Zofia, Paweł, Małgorzata, Michał, Agnieszka, Jakub, Żaneta, Wojciech, Kinga, Bożena, Stanisław',
    ),
    lastNames: words(
      'Kowalczyk, Wiśniewska, Zieliński, Wójcik, Dąbrowska, Krzyżanowski, Gołąb, Szymańska, Jabłoński, Pająk',
    ),
  },
  {
    code: 'SE',
    weight: 5,
    dial: '+46',
    cities: words('Stockholm, Göteborg, Malmö, Umeå, Örebro, Växjö'),
    firstNames: words('Åsa, Björn, Elsa, Göran, Linnéa, Oskar, Märta, Sven, Astrid, Håkan'),
    lastNames: words(
      'Lindström, Bergqvist, Åkesson, Öberg, Nyström, Sjögren, Hedlund, Engström, Forsberg',
    ),
  },
  {
    code: 'CZ',
    weight: 4,
    dial: '+420',
    cities: words('Praha, Brno, Plzeň, Olomouc, České Budějovice, Děčín'),
    firstNames: words(
      'Jiří, Kateřina, Ondřej, Tereza, Vojtěch, Zdeňka, Tomáš, Božena, Radek, Šárka',
    ),
    lastNames: words(
      'Novák, Dvořáková, Černý, Procházková, Říha, Hájek, Žižka, Benešová, Štěpánek',
    ),
  },
  {
    code: 'PT',
    weight: 4,
    dial: '+351',
    cities: words('Lisboa, Porto, Évora, Guimarães, Setúbal, Faro'),
    firstNames: words(
      'João, Inês, Tomás, Beatriz, Gonçalo, Mafalda, Rúben, Conceição, Duarte, Leonor',
    ),
    lastNames: words(
      'Gonçalves, Simões, Araújo, Magalhães, Brandão, Teixeira, Câmara, Antunes, Falcão',
    ),
  },
  {
    code: 'IE',
    weight: 3,
    dial: '+353',
    cities: words('Dublin, Cork, Galway, Dún Laoghaire, Sligo'),
    firstNames: words(
      'Siobhán, Pádraig, Niamh, Cillian, Aoife, Seán, Gráinne, Eoin, Róisín, Oisín',
    ),
    lastNames: words(
      "O'Brien, Ní Dhomhnaill, Murphy, Ó Súilleabháin, Byrne, Mac Cárthaigh, Doyle, O'Shea, Kavanagh",
    ),
  },
  {
    code: 'BR',
    weight: 4,
    dial: '+55',
    cities: words('São Paulo, Brasília, Florianópolis, Belém, Vitória, Goiânia'),
    firstNames: words(
      'Antônio, Júlia, Caetano, Letícia, Vinícius, Thaís, Otávio, Débora, Zé, Marília',
    ),
    lastNames: words(
      'Assunção, Guimarães, Tavares, Sá, Corrêa, Galvão, Nascimento, Leitão, Fagundes',
    ),
  },
  {
    code: 'TR',
    weight: 3,
    dial: '+90',
    cities: words('İstanbul, İzmir, Eskişehir, Muğla, Çanakkale'),
    firstNames: words('Ayşe, Mehmet, Gülşen, Çağla, İbrahim, Özlem, Emre, Şule, Kerem, Işıl'),
    lastNames: words('Yılmaz, Öztürk, Şahin, Çelik, Doğan, Kılıç, Aydın, Gündoğdu, Aksoy'),
  },
  {
    code: 'DK',
    weight: 3,
    dial: '+45',
    cities: words('København, Aarhus, Odense, Helsingør, Rønne'),
    firstNames: words(
      'Søren, Ida, Jørgen, Mette, Frederik, Kirstine, Rasmus, Freja, Asbjørn, Signe',
    ),
    lastNames: words('Sørensen, Østergaard, Jørgensen, Bæk, Kjær, Nørgaard, Holm, Lund, Ravn'),
  },
  {
    code: 'IS',
    weight: 1,
    dial: '+354',
    cities: words('Reykjavík, Akureyri, Ísafjörður, Húsavík'),
    firstNames: words('Guðrún, Þór, Björk, Sigríður, Ægir, Ásdís, Halldór, Jóhanna'),
    lastNames: words('Jónsdóttir, Sigurðsson, Þórarinsdóttir, Björnsson, Ólafsdóttir, Magnússon'),
  },
  {
    code: 'GR',
    weight: 2,
    dial: '+30',
    cities: words('Αθήνα, Θεσσαλονίκη, Ηράκλειο, Ιωάννινα'),
    firstNames: words('Ελένη, Γιώργος, Αικατερίνη, Νίκος, Σοφία, Κωνσταντίνος, Δήμητρα, Άρης'),
    lastNames: words('Παπαδοπούλου, Νικολάου, Γεωργίου, Δημητρίου, Οικονόμου, Αγγελοπούλου'),
  },
  {
    code: 'JP',
    weight: 3,
    dial: '+81',
    cities: words('東京, 京都, 大阪, 札幌, 福岡'),
    firstNames: words('美咲, 翔太, さくら, 健, 陽菜, 大輔, 結衣, 蓮, 直子, 悠真'),
    lastNames: words('佐藤, 鈴木, 高橋, 田中, 渡辺, 伊藤, 山本, 中村, 小林'),
  },
]
