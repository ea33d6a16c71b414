"""The languages that Dragoman is built for: one record each.

To add a language, add a record. To have it spoken as well, give it a lexicon (a module beside
engine/spoken/french.py), an eSpeak tag and sentences to say; CONTRIBUTING.md lists what else there is.
"""

# ruff: noqa: E501 - a sentence that is read aloud stands on one line

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from engine.errors import VoiceError
from engine.messages import Code
from engine.spoken.english import ENGLISH
from engine.spoken.french import FRENCH
from engine.spoken.german import GERMAN
from engine.spoken.lexicon import Lexicon
from engine.spoken.portuguese import PORTUGUESE
from engine.spoken.reader import SpokenReader
from engine.spoken.spanish import SPANISH


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallWords:
    """Closed-class words of a language, in lower case, by where a line of a caption may break.

    Attributes:
        conjunctions: a line may begin with these.
        prepositions: a line may begin with these.
        leaning: articles, possessives, subject pronouns, auxiliaries and negations, which lean
            on the word that follows and never end a line.
    """

    conjunctions: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    leaning: frozenset[str] = frozenset()

    @property
    def all(self) -> frozenset[str]:
        """All of them."""
        return self.conjunctions | self.prepositions | self.leaning


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberFormat:
    """How a language writes amounts; its decimal sign is in its lexicon.

    Attributes:
        group_sign: between the thousands.
        money_sign_first: whether the sign of a currency stands before the amount.
        leading_signs: currency signs that do so elsewhere too, with a space behind them.
        percent_space: whether a space stands before "%".
        is_24_hours: whether times of day go on after noon.
        hour_sign: between hours and minutes.
        has_hour_letter: whether "17h30" is a time of day.
        date_sign: between day, month and year.
    """

    group_sign: str = "."
    money_sign_first: bool = False
    leading_signs: frozenset[str] = frozenset()
    percent_space: bool = False
    is_24_hours: bool = True
    hour_sign: str = ":"
    has_hour_letter: bool = False
    date_sign: str = "/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Polarity:
    """Words that turn a sentence round, as regular expressions without regard to case.

    Attributes:
        negation: "not", "never", "without" and the like; what is lost with them is the meaning.
        opposition: "against" and the like.
    """

    negation: str = ""
    opposition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloningTexts:
    """What is said in a language while a voice is cloned.

    Attributes:
        script: what the person reads aloud, the consent first; read calmly, about 20 seconds.
        short: two sentences, short and rich in vowels and voiced sounds: the search hears the
            first, the judgement the second.
        everyday: sentences of everyday words that the clone has to say to be understood.
    """

    script: tuple[str, ...]
    short: tuple[str, str]
    everyday: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """Everything that is particular to a language.

    Attributes:
        code: ISO 639-1.
        name: in English.
        native_name: in the language itself.
        iso_639_2: three-letter codes that are accepted for it.
        espeak_tag: language and accent for the phoneme program where a voice has none of its own.
        lexicon: how its written forms are read aloud; None where it is only heard.
        one_letter_words: words of one capital letter that may end a sentence; other letters are
            initials.
        has_ordinal_points: whether a point makes a number an ordinal, as in "3. Mai".
        capitalises_nouns: whether two capitals in a row are no sign of a name.
        inflections: endings of nouns, adjectives and regular verbs in a dictionary, and what they
            become; "" for what is only appended.
        small_words: where lines of captions break.
        numbers: how amounts are written.
        polarity: the words that turn a sentence round.
        shortened_names: its own names of places that look like the foreign name with letters left
            out, in lower case: "rom" is no misspelt "Rome".
        preview: a sentence to try a voice with.
        measured_sentence: what the pitch and pace of its voices are measured on.
        cloning: None where nobody can be cloned into it.
    """

    code: str
    name: str
    native_name: str
    iso_639_2: tuple[str, ...]
    espeak_tag: str = ""
    lexicon: Lexicon | None = None
    one_letter_words: frozenset[str] = frozenset()
    has_ordinal_points: bool = False
    capitalises_nouns: bool = False
    inflections: tuple[tuple[str, str], ...] = ()
    small_words: SmallWords = SmallWords()
    numbers: NumberFormat = NumberFormat()
    polarity: Polarity = Polarity()
    shortened_names: frozenset[str] = frozenset()
    preview: str = ""
    measured_sentence: str = ""
    cloning: CloningTexts | None = None


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


def _endings(listed: str) -> tuple[tuple[str, str], ...]:
    """Read "-s y-ies": an "s" is appended, and a final "y" becomes "ies"."""
    pairs = (ending.partition("-") for ending in listed.split())
    return tuple((old, new) for old, _, new in pairs)


_RECORDS: Final = (
    Language(
        code="en",
        name="English",
        native_name="English",
        iso_639_2=("eng",),
        espeak_tag="en-us",
        lexicon=ENGLISH,
        one_letter_words=frozenset({"I"}),
        inflections=_endings("-s -es -d -ed -ing e-ing y-ies y-ied"),
        small_words=SmallWords(
            conjunctions=_words(
                "and but or nor so yet because although though while when where which who that if "
                "unless until since than whether"
            ),
            prepositions=_words(
                "of in on at by for with from to into onto over under between among through during "
                "before after about against without within towards toward across behind beyond "
                "near as like"
            ),
            leaning=_words(
                "a an the this that these those my your his her its our their some any no every "
                "each i you he she it we they is are was were be been am has have had will would "
                "can could shall should may might must do does did not very mr mrs ms dr"
            ),
        ),
        numbers=NumberFormat(group_sign=",", money_sign_first=True, is_24_hours=False),
        polarity=Polarity(
            negation=r"\w+n['\u2019]t|not|cannot|no(?!\.\s?\d)|never|nobody|nothing|nowhere|none|neither|nor"
            r"|without",
            opposition=r"against|opposed",
        ),
        shortened_names=_words("turin ital"),
        preview="Hello! I interpret what you say, as you say it.",
        measured_sentence="The old bridge was built by farmers, and their children still walk across it.",
        cloning=CloningTexts(
            script=(
                "I agree that Dragoman makes a voice that sounds like mine.",
                "When the sunlight strikes raindrops in the air, they act like a prism and form a rainbow.",
                "Yesterday my neighbours asked me whether I would join them for a long walk by the river.",
                "Why not? The weather was mild, and there was just enough wind to move the leaves.",
            ),
            short=(
                "The old gardener told us where the river begins.",
                "We are moving to a house by the sea.",
            ),
            everyday=(
                "Have you seen the keys that were on the table?",
                "My sister works in a small shop near the station.",
                "If it stops raining, we will go out for a walk.",
                "They had to leave before the film was over.",
            ),
        ),
    ),
    Language(
        code="fr",
        name="French",
        native_name="Français",
        iso_639_2=(
            "fra",
            "fre",
        ),
        espeak_tag="fr-fr",
        lexicon=FRENCH,
        inflections=_endings("-s -x -e -es -ée -és al-aux ail-aux er-é er-ée er-és er-ées"),
        small_words=SmallWords(
            conjunctions=_words(
                "et mais ou donc or ni car que qui dont où quand lorsque comme si puisque parce "
                "tandis alors quoique"
            ),
            prepositions=_words(
                "à de du des dans en par pour sur sous avec sans vers chez entre depuis pendant "
                "contre après avant dès selon malgré parmi jusque jusqu'à au aux"
            ),
            leaning=_words(
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
        shortened_names=_words("rhin nil alpes"),
        preview="Bonjour ! J'interprète ce que vous dites, au fur et à mesure.",
        measured_sentence="Le train arrive demain matin, et nous allons visiter la ville avec nos amis.",
        cloning=CloningTexts(
            script=(
                "J'accepte que Dragoman fabrique une voix qui ressemble à la mienne.",
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
    ),
    Language(
        code="de",
        name="German",
        native_name="Deutsch",
        iso_639_2=(
            "deu",
            "ger",
        ),
        espeak_tag="de",
        lexicon=GERMAN,
        has_ordinal_points=True,
        capitalises_nouns=True,
        inflections=_endings("-e -en -er -es -em -ern -n -s -ns -nen -se -sen"),
        small_words=SmallWords(
            conjunctions=_words(
                "und aber oder denn sondern dass weil wenn als ob obwohl während bevor nachdem "
                "damit sodass wo wie die der das"
            ),
            prepositions=_words(
                "in im an am auf aus bei beim mit nach seit von vom zu zum zur für durch gegen "
                "ohne um über unter vor hinter neben zwischen wegen trotz während bis ins ans"
            ),
            leaning=_words(
                "der die das den dem des ein eine einen einem einer eines kein keine keinen keinem "
                "mein meine meinen dein deine sein seine seinen ihr ihre ihren unser unsere euer "
                "eure dieser diese dieses diesen diesem jeder jede jedes jeden ich du er sie es "
                "wir man ist sind war waren wird werden wurde wurden hat haben hatte hatten kann "
                "können muss müssen soll sollen will wollen nicht sehr herr frau dr"
            ),
        ),
        numbers=NumberFormat(percent_space=True, date_sign="."),
        polarity=Polarity(
            negation=r"nicht|nichts|nein|nie|niemals|niemand\w*|kein\w*|ohne|weder|nirgend\w*",
            opposition=r"gegen|dagegen|wider|ablehn\w+|abgelehnt",
        ),
        shortened_names=_words("rom nil thems parlament"),
        preview="Guten Tag! Ich übersetze, was Sie sagen, während Sie sprechen.",
        measured_sentence="Meine Mutter wohnt in einem kleinen Haus, und am Abend trinken wir Tee.",
        cloning=CloningTexts(
            script=(
                "Ich stimme zu, dass Dragoman eine Stimme macht, die wie meine klingt.",
                "Wenn die Sonne durch den Regen scheint, steht ein bunter Bogen am Himmel.",
                "Gestern fragten mich meine Nachbarn, ob ich mit ihnen am Fluss spazieren gehen möchte.",
                "Warum nicht? Es war mild, und ein leichter Wind bewegte die jungen Blätter.",
            ),
            short=(
                "Der alte Gärtner zeigte uns die Quelle.",
                "Wir ziehen in ein Haus am Meer.",
            ),
            everyday=(
                "Hast du die Schlüssel gesehen, die auf dem Tisch lagen?",
                "Meine Schwester arbeitet in einem kleinen Laden am Bahnhof.",
                "Wenn der Regen aufhört, gehen wir ein wenig spazieren.",
                "Sie mussten gehen, bevor der Film zu Ende war.",
            ),
        ),
    ),
    Language(
        code="es",
        name="Spanish",
        native_name="Español",
        iso_639_2=("spa",),
        espeak_tag="es",
        lexicon=SPANISH,
        inflections=_endings("-s -es -a -as o-a o-as z-ces ón-ones ión-iones"),
        small_words=SmallWords(
            conjunctions=_words(
                "y e pero o u ni sino que porque aunque cuando donde como si mientras pues quien "
                "cual cuyo cuya"
            ),
            prepositions=_words(
                "a al de del en por para con sin sobre bajo entre desde hasta hacia contra según "
                "durante mediante tras ante"
            ),
            leaning=_words(
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
        shortened_names=_words("rin nilo meca buda calcuta kan etiopia"),
        preview="¡Hola! Interpreto lo que usted dice, mientras lo dice.",
        measured_sentence="Mi hermana trabaja en una escuela, y los niños la quieren mucho.",
        cloning=CloningTexts(
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
    ),
    Language(
        code="pt",
        name="Portuguese",
        native_name="Português",
        iso_639_2=("por",),
        espeak_tag="pt-br",
        lexicon=PORTUGUESE,
        inflections=_endings("-s -es -a -as o-a o-as ão-ões ão-ães l-is m-ns"),
        small_words=SmallWords(
            conjunctions=_words(
                "e mas ou nem que porque embora quando onde como se enquanto pois quem cujo cuja "
                "porém"
            ),
            prepositions=_words(
                "a ao aos à às de do da dos das em no na nos nas por pelo pela pelos pelas para "
                "com sem sobre sob entre desde até contra segundo durante após perante num numa"
            ),
            leaning=_words(
                "o a os as um uma uns umas meu minha meus minhas teu tua seu sua seus suas nosso "
                "nossa nossos nossas este esta estes estas esse essa esses essas aquele aquela "
                "cada todo toda todos todas eu tu ele ela nós eles elas você vocês se me te lhe é "
                "são era eram foi foram será há tem têm tinha está estão pode podem deve devem não "
                "muito mais sr sra dr"
            ),
        ),
        numbers=NumberFormat(has_hour_letter=True, leading_signs=frozenset({"R$"})),
        polarity=Polarity(
            negation=r"não|nunca|jamais|nada|ninguém|nenhum\w*|sem|nem|tampouco",
            opposition=r"contra|contrári\w+|op[oôu]\w+",
        ),
        shortened_names=_words("nilo meca buda"),
        preview="Olá! Eu interpreto o que você diz, enquanto você fala.",
        measured_sentence="A menina gosta de música, e todos os dias ela canta na escola.",
        cloning=CloningTexts(
            script=(
                "Concordo que o Dragoman faça uma voz parecida com a minha.",
                "Quando a luz do sol atravessa as gotas de chuva, aparece um arco-íris no céu.",
                "Ontem os meus vizinhos perguntaram se eu queria passear com eles à beira do rio.",
                "Por que não? O tempo estava ameno, e um pouco de vento mexia as folhas das árvores.",
            ),
            short=(
                "O velho jardineiro nos mostrou o rio.",
                "Vamos morar numa casa perto do mar.",
            ),
            everyday=(
                "Você viu as chaves que estavam em cima da mesa?",
                "Minha irmã trabalha numa pequena loja perto da estação.",
                "Se parar de chover, vamos dar um passeio.",
                "Eles tiveram que sair antes do fim do filme.",
            ),
        ),
    ),
)

LANGUAGES: Final[Mapping[str, Language]] = MappingProxyType({one.code: one for one in _RECORDS})
"""By code; every ordered pair of two is a direction."""

CLONING_LANGUAGES: Final = tuple(one.code for one in _RECORDS if one.cloning is not None)
"""Codes of the languages into which a voice can be cloned."""


def is_abbreviation(word: str, code: str) -> bool:
    """Whether a word that ends in a point is an abbreviation of a language, or a part of one."""
    lexicon = LANGUAGES[code].lexicon if code in LANGUAGES else None
    wanted = word.casefold()
    return lexicon is not None and (
        wanted in lexicon.abbreviations
        or any(wanted in form.split() for form in lexicon.abbreviations if " " in form)
    )


def is_numbering(word: str, code: str) -> bool:
    """Whether a word that ends in a point is an abbreviation where a number follows, as "No."."""
    lexicon = LANGUAGES[code].lexicon if code in LANGUAGES else None
    return lexicon is not None and word.casefold() in lexicon.numbered


def spoken_reader(code: str) -> SpokenReader:
    """What turns text of a language into the words that are said.

    Raises:
        ValueError: it cannot be read aloud.
    """
    lexicon = LANGUAGES[code].lexicon if code in LANGUAGES else None
    if lexicon is None:
        known = ", ".join(one.code for one in _RECORDS if one.lexicon is not None)
        raise ValueError(f"{code!r} cannot be read aloud; only {known} can")
    return SpokenReader(lexicon)


def cloning_texts(code: str) -> CloningTexts:
    """What is said while a voice is cloned.

    Raises:
        VoiceError: nobody can be cloned into that language.
    """
    language = LANGUAGES.get(code)
    if language is None or language.cloning is None:
        raise VoiceError(
            Code.CONSENT_TEXT_UNKNOWN,
            language=language_name(code),
            languages=tuple(map(language_name, CLONING_LANGUAGES)),
        )
    return language.cloning


def find_language(text: str) -> Language | None:
    """The language that a code stands for: "en", "EN", "eng", "en-US", "en_GB.UTF-8".

    Returns:
        None where Dragoman is not built for it.
    """
    primary = text.strip().lower().replace("_", "-").partition("-")[0].partition(".")[0]
    if primary in LANGUAGES:
        return LANGUAGES[primary]
    return next((one for one in LANGUAGES.values() if primary in one.iso_639_2), None)


def language_name(code: str) -> str:
    """English name of a language, or its code where Dragoman has no name for it."""
    language = LANGUAGES.get(code)
    return code if language is None else language.name
