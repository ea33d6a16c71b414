"""English."""

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
from engine.spoken.english import ENGLISH

RECORD: Final = Language(
    code="en",
    name="English",
    native_name="English",
    iso_639_2=("eng",),
    espeak_tag="en-us",
    lexicon=ENGLISH,
    one_letter_words=frozenset({"I"}),
    inflections=endings("-s -es -d -ed -ing e-ing y-ies y-ied"),
    small_words=SmallWords(
        conjunctions=words(
            "and but or nor so yet because although though while when where which who that if "
            "unless until since than whether"
        ),
        prepositions=words(
            "of in on at by for with from to into onto over under between among through during "
            "before after about against without within towards toward across behind beyond "
            "near as like"
        ),
        leaning=words(
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
    shortened_names=words("turin ital"),
    places=places(
        """
        Africa Algeria Algiers America Antwerp Argentina Asia Athens Australia Austria Barcelona
        Basel Bavaria Beijing Belgium Belgrade Berlin Bern Brazil Brittany Brussels Bucharest
        Bulgaria Burgundy Cairo California Canada Chile China Cologne Colombia Columbus
        Copenhagen Croatia Cuba Cyprus Damascus Denmark Dublin Edinburgh Egypt England Estonia
        Ethiopia Europe Finland Florence Florida France Frankfurt Geneva Genoa Georgia Germany
        Ghent Greece Greenland Hamburg Havana Hawaii Holland Hungary Iceland India Indonesia
        Iran Iraq Ireland Israel Istanbul Italy Jakarta Japan Jerusalem Jesus Kyoto Latvia
        Lisbon Lithuania London Luxembourg Madrid Malaysia Mary Mecca Mexico Milan Morocco
        Moscow Munich Naples Nile Normandy Norway Pakistan Paris Peru Philadelphia Philippines
        Plato Poland Prague Provence Rhine Romania Rome Russia Saxony Scotland Serbia Seville
        Shanghai Siberia Sicily Singapore Slovakia Slovenia Spain Stockholm Strasbourg Sweden
        Switzerland Sydney Syria Tehran Thailand Thames Tokyo Tunis Turin Turkey Tuscany Ukraine
        Venice Vienna Virginia Wales Warsaw Zurich
        """
    ),
    capitalised=words(
        """
        academy act adviser affairs african africans agency airport albanian algerian algerians
        alps american americans ancient antarctic april arab arabian arabic arabs archbishop
        arctic area argentinian army article asian assembly assistant association atlantic
        august aunt auntie australian australians austrian avenue bachelor baltic bank baron
        baroness basque battle bay belgian bible bishop board book boss brazilian brazilians
        brethren bridge british brother buddha buddhism buddhist bulgarian bureau cabinet
        canadian canadians captain cardinal caribbean castle catalan cathedral catholic
        catholics celtic center centre century chair chairman chamber champion championship
        channel chapter chief chinese christ christian christianity christians christmas church
        city coast college colonel commission committee commons communist company conference
        congress conservative constitution convention corporation council count countess county
        court croatian crown cuban culture cup cyrillic czech dad daddy danish danube day deacon
        december defence defense democrat democratic democrats department deputy director
        district doctor dominican duchess duke dutch earl earth east easter eastern education
        egyptian embassy emperor empire empress energy english englishman englishmen estonian
        european europeans eve executive faculty falls father february federal federation
        festival finnish first foreign forest foundation france-presse free french frenchman
        friday fridays fund gallery games general german germanic germans ghost god goddess
        gospel gothic government governor grand grandfather grandma grandmother grandpa great
        greek greeks group gulf haitian hall halloween harbour hawaiian health heaven hebrew
        hell highness hill hindu history holy home honorary honour hospital hotel house human
        hungarian icelandic imperial independence indian indians indonesian institute
        international internet iranian iraqi irish islam islamic island islands israeli israelis
        italian italians january japanese jew jewish jews judge july june jury justice king
        kingdom knight korean koreans labour lady lake latin latvian law league lent let liberal
        liberals liberty library lieutenant lithuanian lord lords madam majesty major manager
        march market mars master may mayor medal mediterranean member mexican middle military
        milky minister ministry miss mister mom mommy monday mondays moon moroccan mosque mother
        mount mountain mountains movement mum museum muslim muslims national nations native navy
        nazi nazis new nobel north northeast northern northwest norwegian november ocean october
        office officer olympic olympics opera orchestra order organisation organization orthodox
        pacific palace park parliament part party pass peace pearl persian plaza pole police
        polish pope port portuguese power prefecture president prime prince princess prize
        professor project protestant province public queen rabbi radio railway red republic
        republican republicans revolution river road roman romanian romans room royal russian
        russians sabbath saint santa saturday saturdays saudi scandinavian school science
        scottish sea second secretary senate senator september serbian service sheikh sir sister
        slavic social socialist society son south southeast southern southwest soviet spaniard
        spanish spring square star state states station street sultan summer sun sunday sundays
        supreme swahili swedish swiss team temple territory thai theater theatre third thursday
        title tower trade transport treasury treaty tribunal tsar tuesday turkish turks
        ukrainian uncle union united university upper valley vice victorian vietnamese viking
        virgin wall war wednesday week welsh west western white winter women world year yes
        zealand
        """
    ),
    expletives=Expletives(
        outcries=r"(?:holy |oh,? )?shit|(?:oh )?fuck(?: it|ing hell)?|(?:god)?damn(?: it)?"
        r"|bloody hell",
        curses=r"(?:go )?fuck (?:you|off|yourself)",
        questions=r"(?P<asked>what|who|where|why|how|when) the fuck",
        insults=r"assholes?|arseholes?|dickheads?|motherfuckers?|bastards?|sons? of a bitch",
        adverbs=r"fucking|goddamn|damn(?:ed)?|bloody",
        outcry="shit",
        curse="fuck you",
        insult="idiot",
        adjective="stupid",
        adverb="really",
        idioms={
            r"give a (?:fuck|shit|damn)": "care",
            r"gives a (?:fuck|shit|damn)": "cares",
            r"the hell(?= (?:am|are|is|was|were|do|does|did|have|has|had)\b)": "exactly",
            r"bullshit": "nonsense",
            r"shitty": "very bad",
            r"fucked up": "ruined",
        },
        written={"idiots": "bastards", "idiot": "asshole", "stupid": "fucking"},
    ),
    preview="Hello! I interpret what you say, as you say it.",
    measured_sentence="The old bridge was built by farmers, and their children still walk across it.",
    cloning=CloningTexts(
        refusals=("not", "don", "never", "no", "refuse", "disagree"),
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
)
