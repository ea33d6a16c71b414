"""German."""

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
from engine.spoken.german import GERMAN

RECORD: Final = Language(
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
    inflections=endings("-e -en -er -es -em -ern -n -s -ns -nen -se -sen"),
    small_words=SmallWords(
        conjunctions=words(
            "und aber oder denn sondern dass weil wenn als ob obwohl während bevor nachdem "
            "damit sodass wo wie die der das"
        ),
        prepositions=words(
            "in im an am auf aus bei beim mit nach seit von vom zu zum zur für durch gegen "
            "ohne um über unter vor hinter neben zwischen wegen trotz während bis ins ans"
        ),
        leaning=words(
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
    shortened_names=words("rom nil thems parlament"),
    places=places(
        """
        Africa=Afrika Algeria=Algerien Algiers=Algier America=Amerika Antwerp=Antwerpen
        Argentina=Argentinien Asia=Asien Athens=Athen Australia=Australien Austria=Österreich
        Barcelona Basel Bavaria=Bayern Beijing=Peking Belgium=Belgien Belgrade=Belgrad Berlin
        Bern Brazil=Brasilien Brittany=Bretagne Brussels=Brüssel Bucharest=Bukarest
        Bulgaria=Bulgarien Burgundy=Burgund Cairo=Kairo California=Kalifornien Canada=Kanada
        Chile China Cologne=Köln Colombia=Kolumbien Columbus=Kolumbus Copenhagen=Kopenhagen
        Croatia=Kroatien Cuba=Kuba Cyprus=Zypern Damascus=Damaskus Denmark=Dänemark Dublin
        Edinburgh Egypt=Ägypten England Estonia=Estland Ethiopia=Äthiopien Europe=Europa
        Finland=Finnland Florence=Florenz Florida France=Frankreich Frankfurt Geneva=Genf
        Genoa=Genua Georgia=Georgien Germany=Deutschland Ghent=Gent Greece=Griechenland
        Greenland=Grönland Hamburg Havana=Havanna Hawaii Holland Hungary=Ungarn Iceland=Island
        India=Indien Indonesia=Indonesien Iran Iraq=Irak Ireland=Irland Israel Istanbul
        Italy=Italien Jakarta Japan Jerusalem Jesus Kyoto Latvia=Lettland Lisbon=Lissabon
        Lithuania=Litauen London Luxembourg=Luxemburg Madrid Malaysia Mary=Maria Mecca=Mekka
        Mexico=Mexiko Milan=Mailand Morocco=Marokko Moscow=Moskau Munich=München Naples=Neapel
        Nile=Nil Normandy=Normandie Norway=Norwegen Pakistan Paris Peru Philadelphia
        Philippines=Philippinen Plato=Platon Poland=Polen Prague=Prag Provence Rhine=Rhein
        Romania=Rumänien Rome=Rom Russia=Russland Saxony=Sachsen Scotland=Schottland
        Serbia=Serbien Seville=Sevilla Shanghai Siberia=Sibirien Sicily=Sizilien
        Singapore=Singapur Slovakia=Slowakei Slovenia=Slowenien Spain=Spanien Stockholm
        Strasbourg=Straßburg Sweden=Schweden Switzerland=Schweiz Sydney Syria=Syrien
        Tehran=Teheran Thailand Thames=Themse Tokyo=Tokio Tunis Turin Turkey=Türkei
        Tuscany=Toskana Ukraine Venice=Venedig Vienna=Wien Virginia Wales Warsaw=Warschau
        Zurich=Zürich
        """
    ),
    expletives=Expletives(
        outcries=r"(?:ach du |heilige )?scheiße|verdammt(?: noch mal)?|verflucht",
        curses=r"fick dich|leck mich(?: am arsch)?|verpiss dich",
        insults=r"arschl(?:och|öcher)|mistkerle?|wichser|hurensohn",
        outcry="scheiße",
        curse="fick dich",
        insult="Idiot",
        adjective="dumm",
        adverb="wirklich",
        written={
            "Idioten": "Mistkerle",
            "Idiot": "Mistkerl",
            "dumm": "verdammt",
            "blöd": "verdammt",
        },
    ),
    preview="Guten Tag! Ich übersetze, was Sie sagen, während Sie sprechen.",
    measured_sentence="Meine Mutter wohnt in einem kleinen Haus, und am Abend trinken wir Tee.",
    cloning=CloningTexts(
        refusals=("nicht", "kein", "keine", "nie", "niemals", "nein"),
        script=(
            "Ich stimme zu, dass Dragoman eine Stimme erzeugt, die wie meine klingt.",
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
)
