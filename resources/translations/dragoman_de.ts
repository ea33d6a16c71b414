<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AppearancePage</name>
    <message>
        <source>Theme</source>
        <translation>Design</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Design</translation>
    </message>
    <message>
        <source>Language of the interface</source>
        <translation>Sprache der Oberfläche</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>&amp;Reduce motion</source>
        <translation>&amp;Bewegung verringern</translation>
    </message>
    <message>
        <source>Show an &amp;icon in the tray</source>
        <translation>S&amp;ymbol im Infobereich zeigen</translation>
    </message>
    <message>
        <source>&amp;Closing the window leaves the tray icon</source>
        <translation>Beim S&amp;chließen des Fensters bleibt das Symbol</translation>
    </message>
</context>
<context>
    <name>AudienceWindow</name>
    <message>
        <source>Captions for the audience</source>
        <translation>Untertitel für das Publikum</translation>
    </message>
</context>
<context>
    <name>Boot</name>
    <message>
        <source>Dragoman is running already, but does not answer. End it, then start it again.</source>
        <translation>Dragoman läuft bereits, antwortet aber nicht. Beenden Sie es und starten Sie es dann neu.</translation>
    </message>
</context>
<context>
    <name>CaptionOverlay</name>
    <message>
        <source>Captions appear here. Drag to move, drag an edge to resize.</source>
        <translation>Hier erscheinen die Untertitel. Ziehen verschiebt, am Rand ziehen ändert die Größe.</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>Untertitel</translation>
    </message>
    <message>
        <source>Captions above other windows</source>
        <translation>Untertitel über anderen Fenstern</translation>
    </message>
    <message>
        <source>Caption overlay</source>
        <translation>Untertitel-Einblendung</translation>
    </message>
    <message>
        <source>Lock overlay</source>
        <translation>Einblendung sperren</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>Clicks go through the captions; unlock them in Dragoman&apos;s window</source>
        <translation>Klicks gehen durch die Untertitel hindurch; entsperren Sie sie im Fenster von Dragoman</translation>
    </message>
    <message>
        <source>Captions for an audience</source>
        <translation>Untertitel für ein Publikum</translation>
    </message>
    <message>
        <source>Audience</source>
        <translation>Publikum</translation>
    </message>
    <message>
        <source>Fill a screen with captions; Esc leaves</source>
        <translation>Einen Bildschirm mit Untertiteln füllen; Esc beendet</translation>
    </message>
    <message>
        <source>Smaller letters</source>
        <translation>Kleinere Schrift</translation>
    </message>
    <message>
        <source>Larger letters</source>
        <translation>Größere Schrift</translation>
    </message>
    <message>
        <source>Hide overlay</source>
        <translation>Einblendung ausblenden</translation>
    </message>
</context>
<context>
    <name>CaptionPane</name>
    <message>
        <source>Captions</source>
        <translation>Untertitel</translation>
    </message>
    <message>
        <source>Jump to latest</source>
        <translation>Zum Neuesten</translation>
    </message>
    <message>
        <source>No transcript: the model translates straight from the sound.</source>
        <translation>Kein Transkript: Das Modell übersetzt direkt aus dem Ton.</translation>
    </message>
    <message>
        <source>Captions appear here while somebody speaks.</source>
        <translation>Hier erscheinen Untertitel, während jemand spricht.</translation>
    </message>
</context>
<context>
    <name>CaptionsPage</name>
    <message>
        <source>In the window</source>
        <translation>Im Fenster</translation>
    </message>
    <message>
        <source>&amp;Size of letters</source>
        <translation>Schrift&amp;größe</translation>
    </message>
    <message>
        <source>Show what may still &amp;change, dimmed</source>
        <translation>&amp;Vorläufiges abgedunkelt zeigen</translation>
    </message>
    <message>
        <source>Show &amp;times</source>
        <translation>&amp;Zeiten zeigen</translation>
    </message>
    <message>
        <source>In the overlay</source>
        <translation>In der Einblendung</translation>
    </message>
    <message>
        <source>Size of l&amp;etters</source>
        <translation>Schri&amp;ftgröße</translation>
    </message>
    <message>
        <source>&amp;Lines</source>
        <translation>&amp;Zeilen</translation>
    </message>
    <message>
        <source>Keep the last caption until the &amp;next</source>
        <translation>Letzten Untertitel bis zum &amp;nächsten behalten</translation>
    </message>
    <message>
        <source>Clicks &amp;go through the overlay</source>
        <translation>Klicks &amp;gehen durch die Einblendung hindurch</translation>
    </message>
</context>
<context>
    <name>CheckTexts</name>
    <message>
        <source>Packages</source>
        <translation>Pakete</translation>
    </message>
    <message>
        <source>Model folder</source>
        <translation>Modellordner</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Festplatte</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Voices</source>
        <translation>Stimmen</translation>
    </message>
    <message>
        <source>Phonemes</source>
        <translation>Phoneme</translation>
    </message>
    <message>
        <source>Sound devices</source>
        <translation>Tongeräte</translation>
    </message>
    <message>
        <source>Sound server</source>
        <translation>Tonserver</translation>
    </message>
    <message>
        <source>Microphones</source>
        <translation>Mikrofone</translation>
    </message>
    <message>
        <source>Loudspeakers</source>
        <translation>Lautsprecher</translation>
    </message>
    <message>
        <source>Model {name}</source>
        <translation>Modell {name}</translation>
    </message>
    <message>
        <source>Not installed</source>
        <translation>Nicht installiert</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>Beschädigt</translation>
    </message>
    <message>
        <source>Outdated</source>
        <translation>Veraltet</translation>
    </message>
    <message>
        <source>All {count} are there</source>
        <translation>Alle {count} sind da</translation>
    </message>
    <message>
        <source>None is installed</source>
        <translation>Keine ist installiert</translation>
    </message>
    <message>
        <source>{size} GB free</source>
        <translation>{size} GB frei</translation>
    </message>
    <message>
        <source>{size} GB free: too little to install models</source>
        <translation>{size} GB frei: zu wenig, um Modelle zu installieren</translation>
    </message>
    <message>
        <source>{folder} cannot be written ({reason})</source>
        <translation>{folder} ist nicht beschreibbar ({reason})</translation>
    </message>
    <message>
        <source>{voices} in {languages} languages</source>
        <translation>{voices} in {languages} Sprachen</translation>
    </message>
    <message>
        <source>“{word}” is {phonemes}</source>
        <translation>„{word}“ ist {phonemes}</translation>
    </message>
    <message>
        <source>None answers: devices can be used by one program at a time, if at all</source>
        <translation>Keiner antwortet: Geräte kann immer nur ein Programm nutzen, wenn überhaupt</translation>
    </message>
    <message>
        <source>None: nothing to interpret live</source>
        <translation>Keine: nichts live zu dolmetschen</translation>
    </message>
    <message>
        <source>None: captions and files only</source>
        <translation>Keine: nur Untertitel und Dateien</translation>
    </message>
    <message>
        <source>{reason}: files only, no live interpreting</source>
        <translation>{reason}: nur Dateien, kein Live-Dolmetschen</translation>
    </message>
    <message>
        <source>Plug one in and check again.</source>
        <translation>Schließen Sie eines an und prüfen Sie erneut.</translation>
    </message>
    <message>
        <source>Install Dragoman again.</source>
        <translation>Installieren Sie Dragoman neu.</translation>
    </message>
    <message>
        <source>Install Python 3.11 or newer.</source>
        <translation>Installieren Sie Python 3.11 oder neuer.</translation>
    </message>
    <message>
        <source>Start PipeWire (with pipewire-pulse) or PulseAudio.</source>
        <translation>Starten Sie PipeWire (mit pipewire-pulse) oder PulseAudio.</translation>
    </message>
    <message>
        <source>Free some space, or set DRAGOMAN_HOME to a folder on another disk.</source>
        <translation>Schaffen Sie Platz, oder setzen Sie DRAGOMAN_HOME auf einen Ordner einer anderen Festplatte.</translation>
    </message>
    <message>
        <source>Change its rights, or set DRAGOMAN_HOME to another folder.</source>
        <translation>Ändern Sie seine Rechte, oder setzen Sie DRAGOMAN_HOME auf einen anderen Ordner.</translation>
    </message>
</context>
<context>
    <name>ClonesList</name>
    <message>
        <source>Cloned before</source>
        <translation>Bereits geklont</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove for good?</source>
        <translation>Endgültig entfernen?</translation>
    </message>
</context>
<context>
    <name>ConsentPage</name>
    <message>
        <source>First and last name</source>
        <translation>Vor- und Nachname</translation>
    </message>
    <message>
        <source>What the voice will be called</source>
        <translation>Wie die Stimme heißen soll</translation>
    </message>
    <message>
        <source>Keep ten seconds of the recording, for voice models that clone from sound</source>
        <translation>Zehn Sekunden der Aufnahme behalten, für Stimmmodelle, die aus dem Klang klonen</translation>
    </message>
    <message>
        <source>I am this person, and I agree</source>
        <translation>Ich bin diese Person und stimme zu</translation>
    </message>
    <message>
        <source>Whose voice is it?</source>
        <translation>Wessen Stimme ist es?</translation>
    </message>
    <message>
        <source>Name of the voice</source>
        <translation>Name der Stimme</translation>
    </message>
    <message>
        <source>Whose voice?</source>
        <translation>Wessen Stimme?</translation>
    </message>
    <message>
        <source>Dragoman can speak with your own voice. It is made on this computer, and only with the consent of the person whose voice it is.</source>
        <translation>Dragoman kann mit Ihrer eigenen Stimme sprechen. Sie entsteht auf diesem Computer, und nur mit Einwilligung der Person, deren Stimme es ist.</translation>
    </message>
</context>
<context>
    <name>Controller</name>
    <message>
        <source>Choose a recording first, under “Listen to”.</source>
        <translation>Wählen Sie zuerst eine Aufnahme unter „Anhören“.</translation>
    </message>
    <message>
        <source>Check-up</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>This needs models that are not here yet: {models}.</source>
        <translation>Dafür fehlen noch Modelle: {models}.</translation>
    </message>
    <message>
        <source>Download {size}</source>
        <translation>{size} herunterladen</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>The models are ready.</source>
        <translation>Die Modelle sind bereit.</translation>
    </message>
</context>
<context>
    <name>CrashReporter</name>
    <message>
        <source>Something went wrong</source>
        <translation>Etwas ist schiefgegangen</translation>
    </message>
    <message>
        <source>Dragoman met an error that it did not expect. You can go on working.</source>
        <translation>Dragoman ist auf einen unerwarteten Fehler gestoßen. Sie können weiterarbeiten.</translation>
    </message>
    <message>
        <source>A report without anything that was said is in {file}.</source>
        <translation>Ein Bericht, in dem nichts Gesprochenes steht, ist in {file}.</translation>
    </message>
    <message>
        <source>A report could not be written.</source>
        <translation>Ein Bericht konnte nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>Open the report</source>
        <translation>Bericht öffnen</translation>
    </message>
</context>
<context>
    <name>DirectionPanel</name>
    <message>
        <source>Listen to</source>
        <translation>Anhören</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Mikrofon</translation>
    </message>
    <message>
        <source>Hear a microphone</source>
        <translation>Ein Mikrofon hören</translation>
    </message>
    <message>
        <source>Computer</source>
        <translation>Computer</translation>
    </message>
    <message>
        <source>Hear what other programs play: a call, a talk, a film</source>
        <translation>Hören, was andere Programme abspielen: ein Gespräch, einen Vortrag, einen Film</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Hear a recording at its own pace</source>
        <translation>Eine Aufnahme in ihrem eigenen Tempo hören</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Speak to</source>
        <translation>Sprechen zu</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>Play the translation to headphones or loudspeakers</source>
        <translation>Die Übersetzung über Kopfhörer oder Lautsprecher wiedergeben</translation>
    </message>
    <message>
        <source>Virtual mic</source>
        <translation>Virt. Mikrofon</translation>
    </message>
    <message>
        <source>Speak the translation into a call, as a microphone</source>
        <translation>Die Übersetzung als Mikrofon in ein Gespräch sprechen</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>Untertitel</translation>
    </message>
    <message>
        <source>Speak nothing: captions only</source>
        <translation>Nichts sprechen: nur Untertitel</translation>
    </message>
    <message>
        <source>&amp;Pass my own voice unless I hold a key</source>
        <translation>Meine &amp;eigene Stimme durchlassen, solange ich keine Taste halte</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>Stimme</translation>
    </message>
    <message>
        <source>Hear this voice say a sentence</source>
        <translation>Diese Stimme einen Satz sprechen hören</translation>
    </message>
    <message>
        <source>Hear this voice</source>
        <translation>Diese Stimme anhören</translation>
    </message>
    <message>
        <source>Clone your voice, or another person&apos;s with consent</source>
        <translation>Ihre Stimme klonen, oder mit Einwilligung die einer anderen Person</translation>
    </message>
    <message>
        <source>Clone a voice</source>
        <translation>Stimme klonen</translation>
    </message>
    <message>
        <source>&amp;Pace</source>
        <translation>&amp;Tempo</translation>
    </message>
    <message>
        <source>P&amp;itch</source>
        <translation>Ton&amp;höhe</translation>
    </message>
    <message>
        <source>Sooner or surer</source>
        <translation>Früher oder sicherer</translation>
    </message>
    <message>
        <source>Sooner</source>
        <translation>Früher</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>Ausgewogen</translation>
    </message>
    <message>
        <source>Surer</source>
        <translation>Sicherer</translation>
    </message>
    <message>
        <source>How soon words are translated: sooner follows closely, surer errs less</source>
        <translation>Wann Wörter übersetzt werden: früher folgt dicht, sicherer irrt seltener</translation>
    </message>
    <message>
        <source>Volumes</source>
        <translation>Lautstärken</translation>
    </message>
    <message>
        <source>&amp;Translation</source>
        <translation>Ü&amp;bersetzung</translation>
    </message>
    <message>
        <source>&amp;Original</source>
        <translation>&amp;Original</translation>
    </message>
    <message>
        <source>&amp;Quieten the original while the translation is heard</source>
        <translation>Original &amp;leiser, während die Übersetzung zu hören ist</translation>
    </message>
    <message>
        <source>Everything that plays</source>
        <translation>Alles, was läuft</translation>
    </message>
    <message>
        <source>One program, through a virtual speaker</source>
        <translation>Ein Programm, über einen virtuellen Lautsprecher</translation>
    </message>
    <message>
        <source>Choose a recording…</source>
        <translation>Aufnahme wählen …</translation>
    </message>
    <message>
        <source>System default ({device})</source>
        <translation>Systemstandard ({device})</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>Systemstandard</translation>
    </message>
    <message>
        <source>{device} (not plugged in)</source>
        <translation>{device} (nicht angeschlossen)</translation>
    </message>
    <message>
        <source>Choose a recording</source>
        <translation>Aufnahme wählen</translation>
    </message>
</context>
<context>
    <name>DoctorDialog</name>
    <message>
        <source>Check-up</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Erneut prüfen</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Bericht kopieren</translation>
    </message>
    <message>
        <source>Install all that is missing</source>
        <translation>Alles Fehlende installieren</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Wird geprüft …</translation>
    </message>
    <message>
        <source>Something that Dragoman needs is missing.</source>
        <translation>Etwas, das Dragoman braucht, fehlt.</translation>
    </message>
    <message>
        <source>Dragoman works, with limits that are named below.</source>
        <translation>Dragoman funktioniert, mit den unten genannten Einschränkungen.</translation>
    </message>
    <message>
        <source>Everything is as it should be.</source>
        <translation>Alles ist, wie es sein soll.</translation>
    </message>
    <message>
        <source>In order</source>
        <translation>In Ordnung</translation>
    </message>
    <message>
        <source>Limited</source>
        <translation>Eingeschränkt</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Fehlt</translation>
    </message>
    <message>
        <source>Install</source>
        <translation>Installieren</translation>
    </message>
</context>
<context>
    <name>EngineMessages</name>
    <message>
        <source>There is no microphone. Plug one in.</source>
        <translation>Es gibt kein Mikrofon. Schließen Sie eines an.</translation>
    </message>
    <message>
        <source>There is no loudspeaker. Plug one in.</source>
        <translation>Es gibt keinen Lautsprecher. Schließen Sie einen an.</translation>
    </message>
    <message>
        <source>{device} is not plugged in. Plug it in, or choose another device.</source>
        <translation>{device} ist nicht angeschlossen. Schließen Sie es an, oder wählen Sie ein anderes Gerät.</translation>
    </message>
    <message>
        <source>{device} cannot be opened. Close other programs that use it, or choose another device.</source>
        <translation>{device} lässt sich nicht öffnen. Schließen Sie andere Programme, die es benutzen, oder wählen Sie ein anderes Gerät.</translation>
    </message>
    <message>
        <source>{device} is gone. Plug it in, or choose another device.</source>
        <translation>{device} ist weg. Schließen Sie es an, oder wählen Sie ein anderes Gerät.</translation>
    </message>
    <message>
        <source>{device} would hear Dragoman itself. Choose another output or another source.</source>
        <translation>{device} würde Dragoman selbst hören. Wählen Sie eine andere Ausgabe oder Quelle.</translation>
    </message>
    <message>
        <source>Another Dragoman uses the virtual microphone. Close it, or choose another output.</source>
        <translation>Ein anderer Dragoman benutzt das virtuelle Mikrofon. Schließen Sie ihn, oder wählen Sie eine andere Ausgabe.</translation>
    </message>
    <message>
        <source>The model {model} is damaged. Repair it under Models.</source>
        <translation>Das Modell {model} ist beschädigt. Reparieren Sie es unter Modelle.</translation>
    </message>
    <message>
        <source>{file} is not there any more. Choose another recording.</source>
        <translation>{file} ist nicht mehr da. Wählen Sie eine andere Aufnahme.</translation>
    </message>
    <message>
        <source>{file} is a folder. Choose a recording.</source>
        <translation>{file} ist ein Ordner. Wählen Sie eine Aufnahme.</translation>
    </message>
    <message>
        <source>{file} holds no sound. Choose another file.</source>
        <translation>{file} enthält keinen Ton. Wählen Sie eine andere Datei.</translation>
    </message>
    <message>
        <source>{file} is not a recording. Choose another file.</source>
        <translation>{file} ist keine Aufnahme. Wählen Sie eine andere Datei.</translation>
    </message>
    <message>
        <source>In your call, choose “{device}” as the microphone.</source>
        <translation>Wählen Sie im Anruf „{device}“ als Mikrofon.</translation>
    </message>
    <message>
        <source>In your call, choose “{device}” as the loudspeaker.</source>
        <translation>Wählen Sie im Anruf „{device}“ als Lautsprecher.</translation>
    </message>
    <message>
        <source>This needs the virtual cable {cable}. Install it from {address}, then start the computer again.</source>
        <translation>Dafür braucht es das virtuelle Kabel {cable}. Installieren Sie es von {address} und starten Sie dann den Computer neu.</translation>
    </message>
    <message>
        <source>This needs the virtual cable {cable}. Install it from {address}.</source>
        <translation>Dafür braucht es das virtuelle Kabel {cable}. Installieren Sie es von {address}.</translation>
    </message>
    <message>
        <source>This needs a sound server. Start PulseAudio, or PipeWire with pipewire-pulse.</source>
        <translation>Dafür braucht es einen Soundserver. Starten Sie PulseAudio, oder PipeWire mit pipewire-pulse.</translation>
    </message>
    <message>
        <source>{system} lets no program hear what others play. Install {cable} from {address}, let the others play to it, and choose it here as the microphone.</source>
        <translation>{system} lässt kein Programm hören, was andere abspielen. Installieren Sie {cable} von {address}, lassen Sie die anderen dorthin abspielen, und wählen Sie es hier als Mikrofon.</translation>
    </message>
</context>
<context>
    <name>EnrolmentDialog</name>
    <message>
        <source>Clone a voice</source>
        <translation>Stimme klonen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Make the voice</source>
        <translation>Stimme erzeugen</translation>
    </message>
    <message>
        <source>Keep the voice</source>
        <translation>Stimme behalten</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>Systemstandard</translation>
    </message>
    <message>
        <source>Use a recording…</source>
        <translation>Eine Aufnahme verwenden…</translation>
    </message>
    <message>
        <source>Listening to the recording…</source>
        <translation>Die Aufnahme wird angehört…</translation>
    </message>
</context>
<context>
    <name>FirstRun</name>
    <message>
        <source>Welcome to Dragoman</source>
        <translation>Willkommen bei Dragoman</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Überspringen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>Was möchten Sie tun?</translation>
    </message>
    <message>
        <source>Follow somebody</source>
        <translation>Jemandem folgen</translation>
    </message>
    <message>
        <source>Somebody speaks, you follow</source>
        <translation>Jemand spricht, Sie folgen</translation>
    </message>
    <message>
        <source>Talk in a call</source>
        <translation>In einem Gespräch sprechen</translation>
    </message>
    <message>
        <source>Both sides of a call, each in its language</source>
        <translation>Beide Seiten eines Gesprächs, jede in ihrer Sprache</translation>
    </message>
    <message>
        <source>Who speaks what?</source>
        <translation>Wer spricht was?</translation>
    </message>
    <message>
        <source>Dragoman interprets while somebody speaks, on this computer alone: nothing that is said leaves it.</source>
        <translation>Dragoman dolmetscht, während jemand spricht, nur auf diesem Computer: Nichts Gesprochenes verlässt ihn.</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Mikrofon</translation>
    </message>
    <message>
        <source>Level of the microphone</source>
        <translation>Pegel des Mikrofons</translation>
    </message>
    <message>
        <source>Can Dragoman hear you?</source>
        <translation>Hört Dragoman Sie?</translation>
    </message>
    <message>
        <source>Choose your microphone and say something.</source>
        <translation>Wählen Sie Ihr Mikrofon und sagen Sie etwas.</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>Play a sound</source>
        <translation>Ton abspielen</translation>
    </message>
    <message>
        <source>Can you hear Dragoman?</source>
        <translation>Hören Sie Dragoman?</translation>
    </message>
    <message>
        <source>Headphones are best: a loudspeaker would be heard by the microphone too.</source>
        <translation>Kopfhörer sind am besten: Einen Lautsprecher hörte auch das Mikrofon.</translation>
    </message>
    <message>
        <source>Step {number} of {count}</source>
        <translation>Schritt {number} von {count}</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Listening…</source>
        <translation>Hört zu …</translation>
    </message>
    <message>
        <source>Dragoman hears you.</source>
        <translation>Dragoman hört Sie.</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>Systemstandard</translation>
    </message>
    <message>
        <source>Playing…</source>
        <translation>Wird abgespielt …</translation>
    </message>
    <message>
        <source>Did you hear three notes?</source>
        <translation>Haben Sie drei Töne gehört?</translation>
    </message>
</context>
<context>
    <name>GlobalKeys</name>
    <message>
        <source>Start or stop</source>
        <translation>Starten oder anhalten</translation>
    </message>
    <message>
        <source>Hold to mute</source>
        <translation>Halten: stumm</translation>
    </message>
    <message>
        <source>Hold to translate</source>
        <translation>Halten: übersetzen</translation>
    </message>
    <message>
        <source>Caption overlay</source>
        <translation>Untertitel-Einblendung</translation>
    </message>
    <message>
        <source>Dragoman hears these keys whichever program is in front, and takes them from all other programs while it runs.</source>
        <translation>Dragoman hört diese Tasten, gleich welches Programm vorn ist, und nimmt sie allen anderen weg, solange es läuft.</translation>
    </message>
    <message>
        <source>Dragoman hears these keys whichever program is in front. Your desktop asks you about them and may give others; later they are changed in its own settings. It gives keys to programs of its menu: Dragoman is added there.</source>
        <translation>Dragoman hört diese Tasten, gleich welches Programm vorn ist. Ihr Desktop fragt Sie danach und kann andere vergeben; später ändert man sie in dessen eigenen Einstellungen. Er gibt Tasten an Programme seines Menüs: Dragoman wird dort eingetragen.</translation>
    </message>
    <message>
        <source>This desktop gives keys only to programs of its menu, and Dragoman could not be added there.</source>
        <translation>Dieser Desktop gibt Tasten nur an Programme seines Menüs, und Dragoman konnte dort nicht eingetragen werden.</translation>
    </message>
    <message>
        <source>On this system Dragoman cannot hear keys while another program is in front. The tray icon starts and stops from anywhere.</source>
        <translation>Auf diesem System kann Dragoman keine Tasten hören, während ein anderes Programm vorn ist. Das Symbol in der Taskleiste startet und stoppt von überall.</translation>
    </message>
    <message>
        <source>{keys} belongs to another program.</source>
        <translation>{keys} gehört einem anderen Programm.</translation>
    </message>
    <message>
        <source>This keyboard has no {keys}.</source>
        <translation>Diese Tastatur hat kein {keys}.</translation>
    </message>
    <message>
        <source>This desktop lets no program hear keys behind other programs.</source>
        <translation>Dieser Desktop lässt kein Programm Tasten hinter anderen Programmen hören.</translation>
    </message>
    <message>
        <source>The keys were not allowed. Switch them off and on to be asked again.</source>
        <translation>Die Tasten wurden nicht erlaubt. Schalten Sie sie aus und ein, um noch einmal gefragt zu werden.</translation>
    </message>
    <message>
        <source>The desktop took the keys back. Switch them off and on again.</source>
        <translation>Der Desktop hat die Tasten zurückgenommen. Schalten Sie sie aus und wieder ein.</translation>
    </message>
</context>
<context>
    <name>HeaderBar</name>
    <message>
        <source>Mode</source>
        <translation>Modus</translation>
    </message>
    <message>
        <source>One way</source>
        <translation>Einseitig</translation>
    </message>
    <message>
        <source>Somebody speaks, you follow</source>
        <translation>Jemand spricht, Sie folgen</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Gespräch</translation>
    </message>
    <message>
        <source>Both sides of a call, each in its language</source>
        <translation>Beide Seiten eines Gesprächs, jede in ihrer Sprache</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Caption overlay</source>
        <translation>Untertitel-Einblendung</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Check-up</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
</context>
<context>
    <name>HistoryWindow</name>
    <message>
        <source>What was said in a session is read here.</source>
        <translation>Hier liest man, was in einer Sitzung gesagt wurde.</translation>
    </message>
    <message>
        <source>Rename session</source>
        <translation>Sitzung umbenennen</translation>
    </message>
    <message>
        <source>Title:</source>
        <translation>Titel:</translation>
    </message>
    <message>
        <source>Export session</source>
        <translation>Sitzung exportieren</translation>
    </message>
    <message>
        <source>There are such files already. Replace them?</source>
        <translation>Solche Dateien gibt es schon. Ersetzen?</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>translation</source>
        <translation>Übersetzung</translation>
    </message>
    <message>
        <source>transcript</source>
        <translation>Transkript</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>All events as JSON lines (*.jsonl)</source>
        <translation>Alle Ereignisse als JSON-Zeilen (*.jsonl)</translation>
    </message>
    <message>
        <source>Delete this session for good?</source>
        <translation>Diese Sitzung endgültig löschen?</translation>
    </message>
    <message>
        <source>Delete {count} sessions for good?</source>
        <translation>{count} Sitzungen endgültig löschen?</translation>
    </message>
    <message>
        <source>Its text and its recordings are removed from this computer.</source>
        <translation>Text und Aufnahmen werden von diesem Computer entfernt.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Written:</source>
        <translation>Geschrieben:</translation>
    </message>
    <message>
        <source>No session has these words.</source>
        <translation>Keine Sitzung enthält diese Wörter.</translation>
    </message>
    <message>
        <source>Sessions appear here when they begin.</source>
        <translation>Sitzungen erscheinen hier, sobald sie beginnen.</translation>
    </message>
    <message>
        <source>Sessions are not kept.</source>
        <translation>Sitzungen werden nicht aufbewahrt.</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Search all sessions</source>
        <translation>Alle Sitzungen durchsuchen</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen …</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>Recordings</source>
        <translation>Aufnahmen</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen …</translation>
    </message>
    <message>
        <source>A session on air can be deleted when it is over.</source>
        <translation>Eine laufende Sitzung kann gelöscht werden, wenn sie vorbei ist.</translation>
    </message>
    <message>
        <source>Keep the captions of sessions on this computer</source>
        <translation>Untertitel der Sitzungen auf diesem Computer aufbewahren</translation>
    </message>
    <message>
        <source>Record the sound as well</source>
        <translation>Auch den Ton aufnehmen</translation>
    </message>
    <message>
        <source>Ask everyone who speaks before you record them.</source>
        <translation>Fragen Sie alle, die sprechen, bevor Sie sie aufnehmen.</translation>
    </message>
</context>
<context>
    <name>InstallRow</name>
    <message>
        <source>Download of models</source>
        <translation>Herunterladen von Modellen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>{model} is there ({number} of {total})</source>
        <translation>{model} ist vorhanden ({number} von {total})</translation>
    </message>
    <message>
        <source>Downloading {model} ({number} of {total})</source>
        <translation>{model} wird heruntergeladen ({number} von {total})</translation>
    </message>
    <message>
        <source>Checking {model} ({number} of {total})</source>
        <translation>{model} wird geprüft ({number} von {total})</translation>
    </message>
    <message>
        <source>Preparing {model} ({number} of {total})</source>
        <translation>{model} wird vorbereitet ({number} von {total})</translation>
    </message>
    <message>
        <source>{model} is installed ({number} of {total})</source>
        <translation>{model} ist installiert ({number} von {total})</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>Wird abgebrochen …</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>KeysPage</name>
    <message>
        <source>&amp;From any program</source>
        <translation>&amp;Aus jedem Programm</translation>
    </message>
    <message>
        <source>In Dragoman</source>
        <translation>In Dragoman</translation>
    </message>
    <message>
        <source>Start or stop</source>
        <translation>Starten oder anhalten</translation>
    </message>
    <message>
        <source>Hold to mute</source>
        <translation>Halten: stumm</translation>
    </message>
    <message>
        <source>Hold to translate</source>
        <translation>Halten: übersetzen</translation>
    </message>
    <message>
        <source>Caption overlay</source>
        <translation>Untertitel-Einblendung</translation>
    </message>
    <message>
        <source>Swap languages</source>
        <translation>Sprachen tauschen</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>From any program</source>
        <translation>Aus jedem Programm</translation>
    </message>
    <message>
        <source>{keys} is taken already.</source>
        <translation>{keys} ist schon vergeben.</translation>
    </message>
    <message>
        <source>{keys} cannot be heard from other programs.</source>
        <translation>{keys} lässt sich aus anderen Programmen nicht hören.</translation>
    </message>
    <message>
        <source>{keys} would be missed in other programs: hold Ctrl, Alt or the Windows key beside it.</source>
        <translation>{keys} würde anderen Programmen fehlen: Halten Sie Strg, Alt oder die Windows-Taste dazu.</translation>
    </message>
    <message>
        <source>Dragoman waits for your desktop&apos;s answer.</source>
        <translation>Dragoman wartet auf die Antwort Ihres Desktops.</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>keine Taste</translation>
    </message>
    <message>
        <source>Your desktop has set:</source>
        <translation>Ihr Desktop hat festgelegt:</translation>
    </message>
</context>
<context>
    <name>LanguageBar</name>
    <message>
        <source>Language that is spoken</source>
        <translation>Gesprochene Sprache</translation>
    </message>
    <message>
        <source>Language to translate into</source>
        <translation>Zielsprache</translation>
    </message>
    <message>
        <source>Swap languages</source>
        <translation>Sprachen tauschen</translation>
    </message>
    <message>
        <source>Hear which language is spoken, utterance by utterance</source>
        <translation>Die gesprochene Sprache erkennen, Äußerung für Äußerung</translation>
    </message>
    <message>
        <source>Detect</source>
        <translation>Erkennen</translation>
    </message>
    <message>
        <source>I speak</source>
        <translation>Ich spreche</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>they speak</source>
        <translation>sie sprechen</translation>
    </message>
    <message>
        <source>to</source>
        <translation>nach</translation>
    </message>
    <message>
        <source>Choose the language that is spoken before swapping</source>
        <translation>Wählen Sie vor dem Tauschen die gesprochene Sprache</translation>
    </message>
    <message>
        <source>Turns the direction round</source>
        <translation>Kehrt die Richtung um</translation>
    </message>
    <message>
        <source>There is no model for this direction yet</source>
        <translation>Für diese Richtung gibt es noch kein Modell</translation>
    </message>
    <message>
        <source>{language} (no model)</source>
        <translation>{language} (kein Modell)</translation>
    </message>
    <message>
        <source>Its models are downloaded before the first use</source>
        <translation>Die Modelle werden vor der ersten Nutzung heruntergeladen</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Direction</source>
        <translation>Richtung</translation>
    </message>
    <message>
        <source>You to them</source>
        <translation>Sie zu den anderen</translation>
    </message>
    <message>
        <source>They to you</source>
        <translation>Die anderen zu Ihnen</translation>
    </message>
    <message>
        <source>On air – Dragoman</source>
        <translation>Auf Sendung – Dragoman</translation>
    </message>
</context>
<context>
    <name>PacksDialog</name>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Installed: {count}, which take {size} in {folder}</source>
        <translation>Installiert: {count}, sie belegen {size} in {folder}</translation>
    </message>
    <message>
        <source>No models are installed yet.</source>
        <translation>Noch sind keine Modelle installiert.</translation>
    </message>
    <message>
        <source>Comes with Dragoman</source>
        <translation>Liegt Dragoman bei</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>Installiert</translation>
    </message>
    <message>
        <source>Outdated</source>
        <translation>Veraltet</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>Beschädigt</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Install</source>
        <translation>Installieren</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>Reparieren</translation>
    </message>
    <message>
        <source>Remove a model</source>
        <translation>Modell entfernen</translation>
    </message>
    <message>
        <source>Remove {model}?</source>
        <translation>{model} entfernen?</translation>
    </message>
    <message>
        <source>It frees {size} and can be downloaded again.</source>
        <translation>Das gibt {size} frei und kann wieder heruntergeladen werden.</translation>
    </message>
</context>
<context>
    <name>ProfilesPage</name>
    <message>
        <source>A profile keeps languages, devices, voices and volumes for an occasion.</source>
        <translation>Ein Profil hält Sprachen, Geräte, Stimmen und Lautstärken für einen Anlass fest.</translation>
    </message>
    <message>
        <source>Profiles</source>
        <translation>Profile</translation>
    </message>
    <message>
        <source>&amp;New from this one…</source>
        <translation>&amp;Neu aus diesem …</translation>
    </message>
    <message>
        <source>Re&amp;name…</source>
        <translation>&amp;Umbenennen …</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>New profile</source>
        <translation>Neues Profil</translation>
    </message>
    <message>
        <source>Rename the profile</source>
        <translation>Profil umbenennen</translation>
    </message>
    <message>
        <source>Delete the profile {profile}?</source>
        <translation>Das Profil {profile} löschen?</translation>
    </message>
    <message>
        <source>What it keeps is forgotten for good.</source>
        <translation>Was es festhält, geht endgültig verloren.</translation>
    </message>
    <message>
        <source>Name of the profile</source>
        <translation>Name des Profils</translation>
    </message>
    <message>
        <source>A profile needs a name.</source>
        <translation>Ein Profil braucht einen Namen.</translation>
    </message>
    <message>
        <source>There is a profile of this name already.</source>
        <translation>Ein Profil dieses Namens gibt es schon.</translation>
    </message>
</context>
<context>
    <name>RecordingPage</name>
    <message>
        <source>Language of the text</source>
        <translation>Sprache des Textes</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Mikrofon</translation>
    </message>
    <message>
        <source>Level of the microphone</source>
        <translation>Pegel des Mikrofons</translation>
    </message>
    <message>
        <source>Use a recording…</source>
        <translation>Eine Aufnahme verwenden…</translation>
    </message>
    <message>
        <source>Read this aloud</source>
        <translation>Lesen Sie das laut vor</translation>
    </message>
    <message>
        <source>Calmly, as you speak to a friend, alone in a quiet room.</source>
        <translation>Ruhig, wie zu einem Freund, allein in einem stillen Raum.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Aufnehmen</translation>
    </message>
    <message>
        <source>Seconds of speech</source>
        <translation>Sekunden Sprache</translation>
    </message>
    <message>
        <source>That sounds good.</source>
        <translation>Das klingt gut.</translation>
    </message>
</context>
<context>
    <name>ResultPage</name>
    <message>
        <source>Your voice</source>
        <translation>Ihre Stimme</translation>
    </message>
    <message>
        <source>Hear it:</source>
        <translation>Anhören:</translation>
    </message>
    <message>
        <source>{percent} alike</source>
        <translation>{percent} ähnlich</translation>
    </message>
    <message>
        <source>0% is a stranger, 100% is you in another recording. The nearest ready-made voice has {percent}.</source>
        <translation>0 % ist ein Fremder, 100 % sind Sie in einer anderen Aufnahme. Die ähnlichste fertige Stimme hat {percent}.</translation>
    </message>
    <message>
        <source>Hard to tell from you.</source>
        <translation>Kaum von Ihnen zu unterscheiden.</translation>
    </message>
    <message>
        <source>Clearly like you.</source>
        <translation>Deutlich wie Sie.</translation>
    </message>
    <message>
        <source>Somewhat like you: the same kind of voice, not the same person.</source>
        <translation>Etwas wie Sie: dieselbe Art Stimme, nicht dieselbe Person.</translation>
    </message>
    <message>
        <source>Only a little like you. A better recording may help.</source>
        <translation>Nur ein wenig wie Sie. Eine bessere Aufnahme kann helfen.</translation>
    </message>
</context>
<context>
    <name>SearchBar</name>
    <message>
        <source>Find in the captions</source>
        <translation>In den Untertiteln suchen</translation>
    </message>
    <message>
        <source>Previous (Shift+F3)</source>
        <translation>Vorheriges (Umschalt+F3)</translation>
    </message>
    <message>
        <source>Next (F3)</source>
        <translation>Nächstes (F3)</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>nicht gefunden</translation>
    </message>
    <message>
        <source>{number} of {count}</source>
        <translation>{number} von {count}</translation>
    </message>
</context>
<context>
    <name>SessionList</name>
    <message>
        <source>detected</source>
        <translation>erkannt</translation>
    </message>
</context>
<context>
    <name>SessionNotices</name>
    <message>
        <source>{device} is gone. Dragoman goes on with it as soon as it returns.</source>
        <translation>{device} ist weg. Dragoman macht damit weiter, sobald es wieder da ist.</translation>
    </message>
    <message>
        <source>{device} is back.</source>
        <translation>{device} ist wieder da.</translation>
    </message>
    <message>
        <source>Now using {device}.</source>
        <translation>Jetzt wird {device} verwendet.</translation>
    </message>
    <message>
        <source>Dragoman hears its own voice and leaves it out. Headphones help, or another source.</source>
        <translation>Dragoman hört seine eigene Stimme und lässt sie aus. Kopfhörer helfen, oder eine andere Quelle.</translation>
    </message>
    <message>
        <source>The source is silent. Is it muted, or is it the right one?</source>
        <translation>Die Quelle ist stumm. Ist sie stummgeschaltet, oder ist es die richtige?</translation>
    </message>
    <message>
        <source>This computer is too slow: some of the sound was lost, and is missing from the captions.</source>
        <translation>Dieser Computer ist zu langsam: Ein Teil des Tons ging verloren und fehlt in den Untertiteln.</translation>
    </message>
    <message>
        <source>The voice fell behind and left something out. The captions have it.</source>
        <translation>Die Stimme kam nicht nach und ließ etwas aus. Es steht in den Untertiteln.</translation>
    </message>
    <message>
        <source>The voice cannot speak something and left it out. The captions have it.</source>
        <translation>Die Stimme kann etwas nicht sprechen und ließ es aus. Es steht in den Untertiteln.</translation>
    </message>
    <message>
        <source>These languages are served in starter quality: everyday sentences well, wide subjects badly. The models window has better ones.</source>
        <translation>Diese Sprachen werden in einfacher Qualität bedient: Alltagssätze gut, weite Themen schlecht. Im Fenster „Modelle“ gibt es bessere.</translation>
    </message>
</context>
<context>
    <name>SessionsPage</name>
    <message>
        <source>&amp;Keep the captions of sessions in the history</source>
        <translation>Untertitel der Sitzungen im &amp;Verlauf aufbewahren</translation>
    </message>
    <message>
        <source>&amp;Record the sound of sessions beside their captions</source>
        <translation>&amp;Ton der Sitzungen neben den Untertiteln aufnehmen</translation>
    </message>
    <message>
        <source>Both stay on this computer and can be deleted in the history. Ask the people who speak before you record them.</source>
        <translation>Beides bleibt auf diesem Computer und kann im Verlauf gelöscht werden. Fragen Sie die Sprechenden, bevor Sie sie aufnehmen.</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>Untertitel</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>Profiles</source>
        <translation>Profile</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
</context>
<context>
    <name>SettingsForm</name>
    <message>
        <source>Shown text</source>
        <translation>Gezeigter Text</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>Beides</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>Übersetzung</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
</context>
<context>
    <name>Texts</name>
    <message>
        <source>English</source>
        <translation>Englisch</translation>
    </message>
    <message>
        <source>French</source>
        <translation>Französisch</translation>
    </message>
    <message>
        <source>German</source>
        <translation>Deutsch</translation>
    </message>
    <message>
        <source>Spanish</source>
        <translation>Spanisch</translation>
    </message>
    <message>
        <source>Portuguese</source>
        <translation>Portugiesisch</translation>
    </message>
    <message>
        <source>Lecture</source>
        <translation>Vortrag</translation>
    </message>
    <message>
        <source>Work call</source>
        <translation>Dienstgespräch</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Sie</translation>
    </message>
    <message>
        <source>They</source>
        <translation>Andere</translation>
    </message>
    <message>
        <source>{size} MB</source>
        <translation>{size} MB</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
</context>
<context>
    <name>TitledDialog</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>TransportBar</name>
    <message>
        <source>How long this session has been running</source>
        <translation>Wie lange diese Sitzung schon läuft</translation>
    </message>
    <message>
        <source>Session time</source>
        <translation>Dauer der Sitzung</translation>
    </message>
    <message>
        <source>Lag</source>
        <translation>Verzug</translation>
    </message>
    <message>
        <source>How long after the speaker you hear or read the translation. Human interpreters work about 2 to 4 seconds behind.</source>
        <translation>Wie lange nach dem Sprecher Sie die Übersetzung hören oder lesen. Menschliche Dolmetscher liegen etwa 2 bis 4 Sekunden zurück.</translation>
    </message>
    <message>
        <source>Slow down</source>
        <translation>Langsamer</translation>
    </message>
    <message>
        <source>The speaker is too fast for the interpreter, which falls behind</source>
        <translation>Der Sprecher ist zu schnell: Der Dolmetscher kommt nicht nach</translation>
    </message>
    <message>
        <source>Hold to mute</source>
        <translation>Halten: stumm</translation>
    </message>
    <message>
        <source>Hold to translate</source>
        <translation>Halten: übersetzen</translation>
    </message>
    <message>
        <source>Loading models</source>
        <translation>Modelle werden geladen</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>Übersetzung</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Sie</translation>
    </message>
    <message>
        <source>To them</source>
        <translation>Zu anderen</translation>
    </message>
    <message>
        <source>They</source>
        <translation>Andere</translation>
    </message>
    <message>
        <source>To you</source>
        <translation>Zu Ihnen</translation>
    </message>
    <message>
        <source>Level: {what}</source>
        <translation>Pegel: {what}</translation>
    </message>
    <message>
        <source>Nothing you say is heard while this is held</source>
        <translation>Solange dies gehalten wird, ist nichts von Ihnen zu hören</translation>
    </message>
    <message>
        <source>Your own voice passes unless this is held</source>
        <translation>Ihre eigene Stimme geht durch, solange dies nicht gehalten wird</translation>
    </message>
    <message>
        <source>Start or stop</source>
        <translation>Starten oder anhalten</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stop now</source>
        <translation>Sofort anhalten</translation>
    </message>
    <message>
        <source>Getting ready…</source>
        <translation>Wird vorbereitet …</translation>
    </message>
    <message>
        <source>Loading {model}…</source>
        <translation>{model} wird geladen …</translation>
    </message>
    <message>
        <source>Off air</source>
        <translation>Nicht auf Sendung</translation>
    </message>
    <message>
        <source>Getting ready</source>
        <translation>Vorbereitung</translation>
    </message>
    <message>
        <source>Finishing</source>
        <translation>Wird beendet</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>Stumm</translation>
    </message>
    <message>
        <source>Your own voice</source>
        <translation>Eigene Stimme</translation>
    </message>
    <message>
        <source>On air</source>
        <translation>Auf Sendung</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Show window</source>
        <translation>Fenster zeigen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Dragoman: on air</source>
        <translation>Dragoman: auf Sendung</translation>
    </message>
    <message>
        <source>Dragoman: off air</source>
        <translation>Dragoman: nicht auf Sendung</translation>
    </message>
</context>
<context>
    <name>VoiceNames</name>
    <message>
        <source>female</source>
        <translation>weiblich</translation>
    </message>
    <message>
        <source>male</source>
        <translation>männlich</translation>
    </message>
    <message>
        <source>American</source>
        <translation>amerikanisch</translation>
    </message>
    <message>
        <source>Brazilian</source>
        <translation>brasilianisch</translation>
    </message>
    <message>
        <source>British</source>
        <translation>britisch</translation>
    </message>
    <message>
        <source>Castilian</source>
        <translation>kastilisch</translation>
    </message>
    <message>
        <source>French accent</source>
        <translation>französischer Akzent</translation>
    </message>
    <message>
        <source>foreign accent</source>
        <translation>fremder Akzent</translation>
    </message>
    <message>
        <source>may sound English</source>
        <translation>klingt teils englisch</translation>
    </message>
    <message>
        <source>added by you</source>
        <translation>von Ihnen hinzugefügt</translation>
    </message>
    <message>
        <source>cloned</source>
        <translation>geklont</translation>
    </message>
</context>
<context>
    <name>WaitingPage</name>
    <message>
        <source>Making your voice</source>
        <translation>Ihre Stimme entsteht</translation>
    </message>
    <message>
        <source>Dragoman tries one voice after another and listens which sounds most like you. This takes a few minutes.</source>
        <translation>Dragoman probiert eine Stimme nach der anderen und hört, welche am meisten nach Ihnen klingt. Das dauert einige Minuten.</translation>
    </message>
    <message>
        <source>Listening to the recording…</source>
        <translation>Die Aufnahme wird angehört…</translation>
    </message>
    <message>
        <source>Looking for your voice…</source>
        <translation>Ihre Stimme wird gesucht…</translation>
    </message>
    <message>
        <source>Checking that it is understood…</source>
        <translation>Es wird geprüft, ob man sie versteht…</translation>
    </message>
    <message>
        <source>{percent} alike so far</source>
        <translation>Bisher {percent} ähnlich</translation>
    </message>
</context>
<context>
    <name>_Row</name>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
</context>
</TS>
