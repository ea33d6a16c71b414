"""Spanish."""

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
from engine.spoken.spanish import SPANISH

RECORD: Final = Language(
    code="es",
    name="Spanish",
    native_name="Español",
    iso_639_2=("spa",),
    espeak_tag="es",
    lexicon=SPANISH,
    inflections=endings("-s -es -a -as o-a o-as z-ces ón-ones ión-iones"),
    small_words=SmallWords(
        conjunctions=words(
            "y e pero o u ni sino que porque aunque cuando donde como si mientras pues quien "
            "cual cuyo cuya"
        ),
        prepositions=words(
            "a al de del en por para con sin sobre bajo entre desde hasta hacia contra según "
            "durante mediante tras ante"
        ),
        leaning=words(
            "el la los las un una unos unas lo mi tu su mis tus sus nuestro nuestra nuestros "
            "nuestras este esta estos estas ese esa esos esas aquel aquella cada todo toda "
            "todos todas yo tú él ella nosotros ellos ellas usted ustedes se me te le les nos "
            "es son era eran fue fueron será ha han había habían está están puede pueden debe "
            "deben no muy más sr sra dr"
        ),
    ),
    numbers=NumberFormat(),
    polarity=Polarity(
        negation=r"no|nunca|jamás|nada|nadie|ning[uú]n\w*|sin|ni|tampoco",
        opposition=r"contra|opon\w+|opuest\w+",
    ),
    shortened_names=words("rin nilo meca buda calcuta kan etiopia"),
    places=places(
        """
        Africa=África Algeria=Argelia Algiers=Argel America=América Antwerp=Amberes Argentina
        Asia Athens=Atenas Australia Austria Barcelona Basel=Basilea Bavaria=Baviera
        Beijing=Pekín Belgium=Bélgica Belgrade=Belgrado Berlin=Berlín Bern=Berna Brazil=Brasil
        Brittany=Bretaña Brussels=Bruselas Bucharest=Bucarest Bulgaria Burgundy=Borgoña Cairo
        California Canada=Canadá Chile China Cologne=Colonia Colombia Columbus=Colón
        Copenhagen=Copenhague Croatia=Croacia Cuba Cyprus=Chipre Damascus=Damasco
        Denmark=Dinamarca Dublin=Dublín Edinburgh=Edimburgo Egypt=Egipto England=Inglaterra
        Estonia Ethiopia=Etiopía Europe=Europa Finland=Finlandia Florence=Florencia Florida
        France=Francia Frankfurt=Fráncfort Geneva=Ginebra Genoa=Génova Georgia Germany=Alemania
        Ghent=Gante Greece=Grecia Greenland=Groenlandia Hamburg=Hamburgo Havana=Habana
        Hawaii=Hawái Holland=Holanda Hungary=Hungría Iceland=Islandia India Indonesia Iran=Irán
        Iraq=Irak Ireland=Irlanda Israel Istanbul=Estambul Italy=Italia Jakarta=Yakarta
        Japan=Japón Jerusalem=Jerusalén Jesus=Jesús Kyoto=Kioto Latvia=Letonia Lisbon=Lisboa
        Lithuania=Lituania London=Londres Luxembourg=Luxemburgo Madrid Malaysia=Malasia
        Mary=María Mecca=Meca Mexico=México Milan=Milán Morocco=Marruecos Moscow=Moscú
        Munich=Múnich Naples=Nápoles Nile=Nilo Normandy=Normandía Norway=Noruega
        Pakistan=Pakistán Paris=París Peru=Perú Philadelphia=Filadelfia Philippines=Filipinas
        Plato=Platón Poland=Polonia Prague=Praga Provence=Provenza Rhine=Rin Romania=Rumania
        Rome=Roma Russia=Rusia Saxony=Sajonia Scotland=Escocia Serbia Seville=Sevilla
        Shanghai=Shanghái Siberia Sicily=Sicilia Singapore=Singapur Slovakia=Eslovaquia
        Slovenia=Eslovenia Spain=España Stockholm=Estocolmo Strasbourg=Estrasburgo Sweden=Suecia
        Switzerland=Suiza Sydney=Sídney Syria=Siria Tehran=Teherán Thailand=Tailandia
        Thames=Támesis Tokyo=Tokio Tunis=Túnez Turin=Turín Turkey=Turquía Tuscany=Toscana
        Ukraine=Ucrania Venice=Venecia Vienna=Viena Virginia Wales=Gales Warsaw=Varsovia
        Zurich=Zúrich
        """
    ),
    expletives=Expletives(
        outcries=r"mierda|joder|coño|hostia|carajo",
        curses=r"que te jodan|jódete|vete a la mierda",
        insults=r"gilipollas|cabr(?:ón|ones)|hijos? de puta|pendejos?",
        outcry="mierda",
        curse="que te jodan",
        insult="idiota",
        adjective="estúpido",
        adverb="realmente",
        written={
            "idiotas": "cabrones",
            "idiota": "cabrón",
            "estúpida": "puta",
            "estúpido": "puto",
        },
    ),
    preview="¡Hola! Interpreto lo que usted dice, mientras lo dice.",
    measured_sentence="Mi hermana trabaja en una escuela, y los niños la quieren mucho.",
    cloning=CloningTexts(
        refusals=("no", "nunca", "jamás", "niego"),
        script=(
            "Acepto que Dragoman haga una voz que se parezca a la mía.",
            "Cuando la luz del sol atraviesa las gotas de lluvia, aparece un arco iris en el cielo.",
            "Ayer mis vecinos me preguntaron si quería pasear con ellos por la orilla del río.",
            "¿Por qué no? Hacía buen tiempo, y un poco de viento movía las hojas de los chopos.",
        ),
        short=(
            "El viejo jardinero nos enseñó el río.",
            "Nos mudamos a una casa junto al mar.",
        ),
        everyday=(
            "¿Has visto las llaves que estaban en la mesa?",
            "Mi hermana trabaja en una tienda pequeña cerca de la estación.",
            "Si deja de llover, saldremos a dar un paseo.",
            "Tuvieron que irse antes de que terminara la película.",
        ),
    ),
)
