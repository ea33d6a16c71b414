"""French."""

# ruff: noqa: E501 - a sentence that is read aloud stands on one line

from typing import Final

from engine.languages.record import (
    CloningTexts,
    Expletives,
    Language,
    NumberFormat,
    Polarity,
    SmallWords,
    endings,
    places,
    words,
)
from engine.spoken.french import FRENCH

RECORD: Final = Language(
    code="fr",
    name="French",
    native_name="Français",
    iso_639_2=(
        "fra",
        "fre",
    ),
    espeak_tag="fr-fr",
    lexicon=FRENCH,
    inflections=endings("-s -x -e -es -ée -és al-aux ail-aux er-é er-ée er-és er-ées"),
    small_words=SmallWords(
        conjunctions=words(
            "et mais ou donc or ni car que qui dont où quand lorsque comme si puisque parce "
            "tandis alors quoique"
        ),
        prepositions=words(
            "à de du des dans en par pour sur sous avec sans vers chez entre depuis pendant "
            "contre après avant dès selon malgré parmi jusque jusqu'à au aux"
        ),
        leaning=words(
            "le la les un une l' mon ton son ma ta sa mes tes ses notre votre leur nos vos "
            "leurs ce cet cette ces quelque quelques chaque tout toute tous toutes aucun "
            "aucune je tu il elle on nous vous ils elles ne n' se me te y est sont était "
            "étaient sera seront a ont avait avaient suis sommes ai as avons avez ai-je peut "
            "peuvent doit doivent très plus m mme"
        ),
    ),
    numbers=NumberFormat(
        group_sign="\u202f", percent_space=True, hour_sign="h", has_hour_letter=True
    ),
    polarity=Polarity(
        negation=r"ne|n['\u2019]\w+|pas|non|jamais|rien|aucune?|sans|ni|nulle?",
        opposition=r"contre|oppos\w+",
    ),
    shortened_names=words("rhin nil alpes"),
    places=places(
        """
        Africa=Afrique Algeria=Algérie Algiers=Alger America=Amérique Antwerp=Anvers
        Argentina=Argentine Asia=Asie Athens=Athènes Australia=Australie Austria=Autriche
        Barcelona=Barcelone Basel=Bâle Bavaria=Bavière Beijing=Pékin Belgium=Belgique Belgrade
        Berlin Bern=Berne Brazil=Brésil Brittany=Bretagne Brussels=Bruxelles Bucharest=Bucarest
        Bulgaria=Bulgarie Burgundy=Bourgogne Cairo=Caire California=Californie Canada
        Chile=Chili China=Chine Cologne Colombia=Colombie Columbus=Colomb Copenhagen=Copenhague
        Croatia=Croatie Cuba Cyprus=Chypre Damascus=Damas Denmark=Danemark Dublin
        Edinburgh=Édimbourg Egypt=Égypte England=Angleterre Estonia=Estonie Ethiopia=Éthiopie
        Europe Finland=Finlande Florence Florida=Floride France Frankfurt=Francfort
        Geneva=Genève Genoa=Gênes Georgia=Géorgie Germany=Allemagne Ghent=Gand Greece=Grèce
        Greenland=Groenland Hamburg=Hambourg Havana=Havane Hawaii=Hawaï Holland=Hollande
        Hungary=Hongrie Iceland=Islande India=Inde Indonesia=Indonésie Iran Iraq=Irak
        Ireland=Irlande Israel=Israël Istanbul Italy=Italie Jakarta Japan=Japon
        Jerusalem=Jérusalem Jesus=Jésus Kyoto Latvia=Lettonie Lisbon=Lisbonne Lithuania=Lituanie
        London=Londres Luxembourg Madrid Malaysia=Malaisie Mary=Marie Mecca=Mecque
        Mexico=Mexique Milan Morocco=Maroc Moscow=Moscou Munich Naples Nile=Nil
        Normandy=Normandie Norway=Norvège Pakistan Paris Peru=Pérou Philadelphia=Philadelphie
        Philippines Plato=Platon Poland=Pologne Prague Provence Rhine=Rhin Romania=Roumanie Rome
        Russia=Russie Saxony=Saxe Scotland=Écosse Serbia=Serbie Seville=Séville Shanghai
        Siberia=Sibérie Sicily=Sicile Singapore=Singapour Slovakia=Slovaquie Slovenia=Slovénie
        Spain=Espagne Stockholm Strasbourg Sweden=Suède Switzerland=Suisse Sydney Syria=Syrie
        Tehran=Téhéran Thailand=Thaïlande Thames=Tamise Tokyo Tunis Turin Turkey=Turquie
        Tuscany=Toscane Ukraine Venice=Venise Vienna=Vienne Virginia=Virginie Wales=Galles
        Warsaw=Varsovie Zurich
        """
    ),
    expletives=Expletives(
        outcries=r"putain|merde|bordel|nom de dieu",
        curses=r"va te faire (?:foutre|enculer)|allez vous faire foutre",
        insults=r"connards?|salauds?|enculés?|fils de pute",
        outcry="putain",
        curse="va te faire foutre",
        insult="idiot",
        adjective="stupide",
        adverb="vraiment",
        written={
            "idiots": "connards",
            "idiote": "connasse",
            "idiot": "connard",
            "stupides": "de merde",
            "stupide": "de merde",
        },
    ),
    preview="Bonjour ! J'interprète ce que vous dites, au fur et à mesure.",
    measured_sentence="Le train arrive demain matin, et nous allons visiter la ville avec nos amis.",
    cloning=CloningTexts(
        refusals=("ne", "n", "pas", "jamais", "non", "refuse"),
        script=(
            "J'accepte que Dragoman crée une voix qui ressemble à la mienne.",
            "Quand le soleil traverse les gouttes de pluie, un arc-en-ciel apparaît dans le ciel.",
            "Hier, mes voisins m'ont demandé si je voulais marcher avec eux le long du fleuve.",
            "Pourquoi pas ? Il faisait doux, et un peu de vent remuait les feuilles des peupliers.",
        ),
        short=(
            "Le vieux jardinier nous a montré la rivière.",
            "Nous partons vivre au bord de la mer.",
        ),
        everyday=(
            "Est-ce que tu as vu les clés qui étaient sur la table ?",
            "Ma sœur travaille dans une petite boutique près de la gare.",
            "S'il ne pleut plus, nous irons faire une promenade.",
            "Ils ont dû partir avant la fin du film.",
        ),
    ),
)
