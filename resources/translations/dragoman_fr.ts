<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name>AppearancePage</name>
    <message>
        <source>Theme</source>
        <translation>Thème</translation>
    </message>
    <message>
        <source>As the system</source>
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
        <source>Show an &amp;icon in the tray</source>
        <translation>Afficher une &amp;icône dans la barre système</translation>
    </message>
    <message>
        <source>&amp;Closing the window leaves the tray icon</source>
        <translation>&amp;Fermer la fenêtre laisse l’icône en place</translation>
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
        <source>Dragoman is running already, but does not answer. End it, then start it again.</source>
        <translation>Dragoman est déjà en cours d’exécution, mais ne répond pas. Mettez-y fin, puis redémarrez-le.</translation>
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
        <translation>Sous-titres flottants</translation>
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
        <source>Clicks go through the captions; unlock them in Dragoman&apos;s window</source>
        <translation>Les clics traversent les sous-titres ; déverrouillez-les dans la fenêtre de Dragoman</translation>
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
        <translation>Remplir un écran de sous-titres ; Échap pour quitter</translation>
    </message>
    <message>
        <source>Smaller letters</source>
        <translation>Lettres plus petites</translation>
    </message>
    <message>
        <source>Larger letters</source>
        <translation>Lettres plus grandes</translation>
    </message>
    <message>
        <source>Hide overlay</source>
        <translation>Masquer les sous-titres</translation>
    </message>
</context>
<context>
    <name>CaptionPane</name>
    <message>
        <source>Captions</source>
        <translation>Sous-titres</translation>
    </message>
    <message>
        <source>Jump to latest</source>
        <translation>Aller au plus récent</translation>
    </message>
    <message>
        <source>No transcript: the model translates straight from the sound.</source>
        <translation>Pas de transcription : le modèle traduit directement à partir du son.</translation>
    </message>
    <message>
        <source>Captions appear here while somebody speaks.</source>
        <translation>Les sous-titres s’affichent ici.</translation>
    </message>
</context>
<context>
    <name>CaptionsPage</name>
    <message>
        <source>In the window</source>
        <translation>Dans la fenêtre</translation>
    </message>
    <message>
        <source>&amp;Size of letters</source>
        <translation>Taille des &amp;lettres</translation>
    </message>
    <message>
        <source>Show what may still &amp;change, dimmed</source>
        <translation>Afficher en grisé ce qui peut encore &amp;changer</translation>
    </message>
    <message>
        <source>Show &amp;times</source>
        <translation>Afficher les &amp;heures</translation>
    </message>
    <message>
        <source>In the overlay</source>
        <translation>Dans les sous-titres flottants</translation>
    </message>
    <message>
        <source>Size of l&amp;etters</source>
        <translation>Taille d&amp;es lettres</translation>
    </message>
    <message>
        <source>&amp;Lines</source>
        <translation>Li&amp;gnes</translation>
    </message>
    <message>
        <source>Keep the last caption until the &amp;next</source>
        <translation>Garder le dernier sous-titre jusqu’au &amp;suivant</translation>
    </message>
    <message>
        <source>Clicks &amp;go through the overlay</source>
        <translation>Les clics &amp;passent à travers les sous-titres flottants</translation>
    </message>
</context>
<context>
    <name>CheckTexts</name>
    <message>
        <source>Packages</source>
        <translation>Paquets</translation>
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
    <message>
        <source>Model {name}</source>
        <translation>Modèle {name}</translation>
    </message>
    <message>
        <source>Not installed</source>
        <translation>Non installé</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>Endommagé</translation>
    </message>
    <message>
        <source>Outdated</source>
        <translation>Obsolète</translation>
    </message>
    <message>
        <source>All {count} are there</source>
        <translation>Les {count} sont là</translation>
    </message>
    <message>
        <source>None is installed</source>
        <translation>Aucun n’est installé</translation>
    </message>
    <message>
        <source>{size} GB free</source>
        <translation>{size} Go libres</translation>
    </message>
    <message>
        <source>{size} GB free: too little to install models</source>
        <translation>{size} Go libres : trop peu pour installer des modèles</translation>
    </message>
    <message>
        <source>{folder} cannot be written ({reason})</source>
        <translation>{folder} n’est pas accessible en écriture ({reason})</translation>
    </message>
    <message>
        <source>{voices} in {languages} languages</source>
        <translation>{voices} en {languages} langues</translation>
    </message>
    <message>
        <source>“{word}” is {phonemes}</source>
        <translation>« {word} » donne {phonemes}</translation>
    </message>
    <message>
        <source>None answers: devices can be used by one program at a time, if at all</source>
        <translation>Aucun ne répond : un appareil ne sert qu’à un programme à la fois, et encore</translation>
    </message>
    <message>
        <source>None: nothing to interpret live</source>
        <translation>Aucun : rien à interpréter en direct</translation>
    </message>
    <message>
        <source>None: captions and files only</source>
        <translation>Aucun : sous-titres et fichiers seulement</translation>
    </message>
    <message>
        <source>{reason}: files only, no live interpreting</source>
        <translation>{reason} : fichiers seulement, pas d’interprétation en direct</translation>
    </message>
    <message>
        <source>Plug one in and check again.</source>
        <translation>Branchez-en un et vérifiez de nouveau.</translation>
    </message>
    <message>
        <source>Install Dragoman again.</source>
        <translation>Réinstallez Dragoman.</translation>
    </message>
    <message>
        <source>Install Python 3.11 or newer.</source>
        <translation>Installez Python 3.11 ou plus récent.</translation>
    </message>
    <message>
        <source>Start PipeWire (with pipewire-pulse) or PulseAudio.</source>
        <translation>Démarrez PipeWire (avec pipewire-pulse) ou PulseAudio.</translation>
    </message>
    <message>
        <source>Free some space, or set DRAGOMAN_HOME to a folder on another disk.</source>
        <translation>Libérez de l’espace, ou indiquez dans DRAGOMAN_HOME un dossier d’un autre disque.</translation>
    </message>
    <message>
        <source>Change its rights, or set DRAGOMAN_HOME to another folder.</source>
        <translation>Changez ses droits, ou indiquez un autre dossier dans DRAGOMAN_HOME.</translation>
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
        <translation>Supprimer définitivement ?</translation>
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
        <source>I am this person, and I agree</source>
        <translation>Je suis cette personne et je suis d’accord</translation>
    </message>
    <message>
        <source>Whose voice is it?</source>
        <translation>À qui est la voix ?</translation>
    </message>
    <message>
        <source>Name of the voice</source>
        <translation>Nom de la voix</translation>
    </message>
    <message>
        <source>Whose voice?</source>
        <translation>La voix de qui ?</translation>
    </message>
    <message>
        <source>Dragoman can speak with your own voice. It is made on this computer, and only with the consent of the person whose voice it is.</source>
        <translation>Dragoman peut parler avec votre propre voix. Elle est fabriquée sur cet ordinateur, et seulement avec l’accord de la personne à qui elle est.</translation>
    </message>
</context>
<context>
    <name>Controller</name>
    <message>
        <source>Choose a recording first, under “Listen to”.</source>
        <translation>Choisissez d’abord un enregistrement, sous « Écouter ».</translation>
    </message>
    <message>
        <source>Check-up</source>
        <translation>Diagnostic</translation>
    </message>
    <message>
        <source>This needs models that are not here yet: {models}.</source>
        <translation>Il faut pour cela des modèles qui ne sont pas encore là : {models}.</translation>
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
</context>
<context>
    <name>CrashReporter</name>
    <message>
        <source>Something went wrong</source>
        <translation>Un problème est survenu</translation>
    </message>
    <message>
        <source>Dragoman met an error that it did not expect. You can go on working.</source>
        <translation>Dragoman a rencontré une erreur inattendue. Vous pouvez continuer à travailler.</translation>
    </message>
    <message>
        <source>A report without anything that was said is in {file}.</source>
        <translation>Un rapport, sans rien de ce qui a été dit, se trouve dans {file}.</translation>
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
        <translation>Écouter ce que jouent les autres programmes : un appel, une conférence, un film</translation>
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
        <translation>Parler vers</translation>
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
        <source>Speak nothing: captions only</source>
        <translation>Ne rien dire : sous-titres seulement</translation>
    </message>
    <message>
        <source>&amp;Pass my own voice unless I hold a key</source>
        <translation>&amp;Transmettre ma propre voix tant que je ne maintiens pas de touche</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>Voix</translation>
    </message>
    <message>
        <source>Hear this voice say a sentence</source>
        <translation>Écouter cette voix dire une phrase</translation>
    </message>
    <message>
        <source>Hear this voice</source>
        <translation>Écouter cette voix</translation>
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
        <source>&amp;Pace</source>
        <translation>&amp;Rythme</translation>
    </message>
    <message>
        <source>P&amp;itch</source>
        <translation>&amp;Hauteur</translation>
    </message>
    <message>
        <source>Sooner or surer</source>
        <translation>Plus tôt ou plus sûr</translation>
    </message>
    <message>
        <source>Sooner</source>
        <translation>Plus tôt</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>Équilibré</translation>
    </message>
    <message>
        <source>Surer</source>
        <translation>Plus sûr</translation>
    </message>
    <message>
        <source>How soon words are translated: sooner follows closely, surer errs less</source>
        <translation>À quel moment les mots sont traduits : plus tôt suit de près, plus sûr se trompe moins</translation>
    </message>
    <message>
        <source>Volumes</source>
        <translation>Volumes</translation>
    </message>
    <message>
        <source>&amp;Translation</source>
        <translation>&amp;Traduction</translation>
    </message>
    <message>
        <source>&amp;Original</source>
        <translation>&amp;Original</translation>
    </message>
    <message>
        <source>&amp;Quieten the original while the translation is heard</source>
        <translation>&amp;Baisser l’original pendant la traduction</translation>
    </message>
    <message>
        <source>Everything that plays</source>
        <translation>Tout ce qui est joué</translation>
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
        <source>System default ({device})</source>
        <translation>Par défaut ({device})</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>Par défaut du système</translation>
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
        <source>Install all that is missing</source>
        <translation>Installer tout ce qui manque</translation>
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
        <source>Dragoman works, with limits that are named below.</source>
        <translation>Dragoman fonctionne, avec les limites indiquées ci-dessous.</translation>
    </message>
    <message>
        <source>Everything is as it should be.</source>
        <translation>Tout est en ordre.</translation>
    </message>
    <message>
        <source>In order</source>
        <translation>En ordre</translation>
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
</context>
<context>
    <name>EngineMessages</name>
    <message>
        <source>There is no microphone. Plug one in.</source>
        <translation>Il n’y a pas de microphone. Branchez-en un.</translation>
    </message>
    <message>
        <source>There is no loudspeaker. Plug one in.</source>
        <translation>Il n’y a pas de haut-parleur. Branchez-en un.</translation>
    </message>
    <message>
        <source>{device} is not plugged in. Plug it in, or choose another device.</source>
        <translation>{device} n’est pas branché. Branchez-le, ou choisissez un autre appareil.</translation>
    </message>
    <message>
        <source>{device} cannot be opened. Close other programs that use it, or choose another device.</source>
        <translation>{device} ne peut pas être ouvert. Fermez les autres programmes qui l’utilisent, ou choisissez un autre appareil.</translation>
    </message>
    <message>
        <source>{device} is gone. Plug it in, or choose another device.</source>
        <translation>{device} a disparu. Branchez-le, ou choisissez un autre appareil.</translation>
    </message>
    <message>
        <source>{device} would hear Dragoman itself. Choose another output or another source.</source>
        <translation>{device} entendrait Dragoman lui-même. Choisissez une autre sortie ou une autre source.</translation>
    </message>
    <message>
        <source>Another Dragoman uses the virtual microphone. Close it, or choose another output.</source>
        <translation>Un autre Dragoman utilise le micro virtuel. Fermez-le, ou choisissez une autre sortie.</translation>
    </message>
    <message>
        <source>The model {model} is damaged. Repair it under Models.</source>
        <translation>Le modèle {model} est endommagé. Réparez-le sous Modèles.</translation>
    </message>
    <message>
        <source>{file} is not there any more. Choose another recording.</source>
        <translation>{file} n’est plus là. Choisissez un autre enregistrement.</translation>
    </message>
    <message>
        <source>{file} is a folder. Choose a recording.</source>
        <translation>{file} est un dossier. Choisissez un enregistrement.</translation>
    </message>
    <message>
        <source>{file} holds no sound. Choose another file.</source>
        <translation>{file} ne contient aucun son. Choisissez un autre fichier.</translation>
    </message>
    <message>
        <source>{file} is not a recording. Choose another file.</source>
        <translation>{file} n’est pas un enregistrement. Choisissez un autre fichier.</translation>
    </message>
    <message>
        <source>In your call, choose “{device}” as the microphone.</source>
        <translation>Dans votre appel, choisissez « {device} » comme microphone.</translation>
    </message>
    <message>
        <source>In your call, choose “{device}” as the loudspeaker.</source>
        <translation>Dans votre appel, choisissez « {device} » comme haut-parleur.</translation>
    </message>
    <message>
        <source>This needs the virtual cable {cable}. Install it from {address}, then start the computer again.</source>
        <translation>Il faut pour cela le câble virtuel {cable}. Installez-le depuis {address}, puis redémarrez l’ordinateur.</translation>
    </message>
    <message>
        <source>This needs the virtual cable {cable}. Install it from {address}.</source>
        <translation>Il faut pour cela le câble virtuel {cable}. Installez-le depuis {address}.</translation>
    </message>
    <message>
        <source>This needs a sound server. Start PulseAudio, or PipeWire with pipewire-pulse.</source>
        <translation>Il faut pour cela un serveur de son. Démarrez PulseAudio, ou PipeWire avec pipewire-pulse.</translation>
    </message>
    <message>
        <source>{system} lets no program hear what others play. Install {cable} from {address}, let the others play to it, and choose it here as the microphone.</source>
        <translation>{system} ne laisse aucun programme entendre ce que jouent les autres. Installez {cable} depuis {address}, faites-y jouer les autres, et choisissez-le ici comme microphone.</translation>
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
        <translation>Jeter</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Make the voice</source>
        <translation>Fabriquer la voix</translation>
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
        <source>System default</source>
        <translation>Par défaut du système</translation>
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
    <name>FirstRun</name>
    <message>
        <source>Welcome to Dragoman</source>
        <translation>Bienvenue dans Dragoman</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Passer</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>Que voulez-vous faire ?</translation>
    </message>
    <message>
        <source>Follow somebody</source>
        <translation>Suivre quelqu’un</translation>
    </message>
    <message>
        <source>Somebody speaks, you follow</source>
        <translation>Quelqu’un parle, vous suivez</translation>
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
        <source>Who speaks what?</source>
        <translation>Qui parle quelle langue ?</translation>
    </message>
    <message>
        <source>Dragoman interprets while somebody speaks, on this computer alone: nothing that is said leaves it.</source>
        <translation>Dragoman interprète pendant que quelqu’un parle, sur cet ordinateur seulement : rien de ce qui est dit n’en sort.</translation>
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
        <translation>Dragoman vous entend-il ?</translation>
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
        <translation>Jouer un son</translation>
    </message>
    <message>
        <source>Can you hear Dragoman?</source>
        <translation>Entendez-vous Dragoman ?</translation>
    </message>
    <message>
        <source>Headphones are best: a loudspeaker would be heard by the microphone too.</source>
        <translation>Un casque est préférable : le microphone entendrait aussi un haut-parleur.</translation>
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
        <source>System default</source>
        <translation>Par défaut du système</translation>
    </message>
    <message>
        <source>Playing…</source>
        <translation>Lecture…</translation>
    </message>
    <message>
        <source>Did you hear three notes?</source>
        <translation>Avez-vous entendu trois notes ?</translation>
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
        <translation>Sous-titres flottants</translation>
    </message>
    <message>
        <source>Dragoman hears these keys whichever program is in front, and takes them from all other programs while it runs.</source>
        <translation>Dragoman entend ces touches quel que soit le programme au premier plan, et les prend à tous les autres tant qu’il est ouvert.</translation>
    </message>
    <message>
        <source>Dragoman hears these keys whichever program is in front. Your desktop asks you about them and may give others; later they are changed in its own settings. It gives keys to programs of its menu: Dragoman is added there.</source>
        <translation>Dragoman entend ces touches quel que soit le programme au premier plan. Votre bureau vous demande votre accord et peut en donner d’autres ; elles se changent ensuite dans ses propres réglages. Il donne des touches aux programmes de son menu : Dragoman y est ajouté.</translation>
    </message>
    <message>
        <source>This desktop gives keys only to programs of its menu, and Dragoman could not be added there.</source>
        <translation>Ce bureau ne donne de touches qu’aux programmes de son menu, et Dragoman n’a pas pu y être ajouté.</translation>
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
        <source>This desktop lets no program hear keys behind other programs.</source>
        <translation>Ce bureau ne laisse aucun programme entendre des touches derrière d’autres programmes.</translation>
    </message>
    <message>
        <source>The keys were not allowed. Switch them off and on to be asked again.</source>
        <translation>Les touches n’ont pas été autorisées. Désactivez-les et réactivez-les pour que la question revienne.</translation>
    </message>
    <message>
        <source>The desktop took the keys back. Switch them off and on again.</source>
        <translation>Le bureau a repris les touches. Désactivez-les et réactivez-les.</translation>
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
        <translation>Sens unique</translation>
    </message>
    <message>
        <source>Somebody speaks, you follow</source>
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
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Caption overlay</source>
        <translation>Sous-titres flottants</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historique</translation>
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
        <source>What was said in a session is read here.</source>
        <translation>Ici se lit ce qui a été dit dans une session.</translation>
    </message>
    <message>
        <source>Rename session</source>
        <translation>Renommer la session</translation>
    </message>
    <message>
        <source>Title:</source>
        <translation>Titre :</translation>
    </message>
    <message>
        <source>Export session</source>
        <translation>Exporter la session</translation>
    </message>
    <message>
        <source>There are such files already. Replace them?</source>
        <translation>Ces fichiers existent déjà. Les remplacer ?</translation>
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
        <translation>Supprimer définitivement cette session ?</translation>
    </message>
    <message>
        <source>Delete {count} sessions for good?</source>
        <translation>Supprimer définitivement {count} sessions ?</translation>
    </message>
    <message>
        <source>Its text and its recordings are removed from this computer.</source>
        <translation>Son texte et ses enregistrements sont effacés de cet ordinateur.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Supprimer</translation>
    </message>
    <message>
        <source>Written:</source>
        <translation>Écrit :</translation>
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
        <source>Keep the captions of sessions on this computer</source>
        <translation>Conserver les sous-titres des sessions sur cet ordinateur</translation>
    </message>
    <message>
        <source>Record the sound as well</source>
        <translation>Enregistrer aussi le son</translation>
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
        <source>Cancelling…</source>
        <translation>Annulation…</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Fermer</translation>
    </message>
</context>
<context>
    <name>KeysPage</name>
    <message>
        <source>&amp;From any program</source>
        <translation>&amp;Depuis tout programme</translation>
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
        <translation>Sous-titres flottants</translation>
    </message>
    <message>
        <source>Swap languages</source>
        <translation>Échanger les langues</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historique</translation>
    </message>
    <message>
        <source>From any program</source>
        <translation>Depuis tout programme</translation>
    </message>
    <message>
        <source>{keys} is taken already.</source>
        <translation>{keys} est déjà pris.</translation>
    </message>
    <message>
        <source>{keys} cannot be heard from other programs.</source>
        <translation>{keys} ne peut pas être entendu depuis d’autres programmes.</translation>
    </message>
    <message>
        <source>{keys} would be missed in other programs: hold Ctrl, Alt or the Windows key beside it.</source>
        <translation>{keys} manquerait aux autres programmes : maintenez en plus Ctrl, Alt ou la touche Windows.</translation>
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
        <translation>Votre bureau a choisi :</translation>
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
        <source>Hear which language is spoken, utterance by utterance</source>
        <translation>Reconnaître la langue parlée, énoncé par énoncé</translation>
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
        <translation>ils parlent</translation>
    </message>
    <message>
        <source>to</source>
        <translation>vers</translation>
    </message>
    <message>
        <source>Choose the language that is spoken before swapping</source>
        <translation>Choisissez la langue parlée avant d’échanger</translation>
    </message>
    <message>
        <source>Turns the direction round</source>
        <translation>Inverse le sens</translation>
    </message>
    <message>
        <source>There is no model for this direction yet</source>
        <translation>Il n’y a pas encore de modèle pour ce sens</translation>
    </message>
    <message>
        <source>{language} (no model)</source>
        <translation>{language} (aucun modèle)</translation>
    </message>
    <message>
        <source>Its models are downloaded before the first use</source>
        <translation>Ses modèles sont téléchargés avant la première utilisation</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Direction</source>
        <translation>Sens</translation>
    </message>
    <message>
        <source>You to them</source>
        <translation>Vous vers eux</translation>
    </message>
    <message>
        <source>They to you</source>
        <translation>Eux vers vous</translation>
    </message>
    <message>
        <source>On air – Dragoman</source>
        <translation>À l’antenne – Dragoman</translation>
    </message>
</context>
<context>
    <name>PacksDialog</name>
    <message>
        <source>Models</source>
        <translation>Modèles</translation>
    </message>
    <message>
        <source>Installed: {count}, which take {size} in {folder}</source>
        <translation>Installés : {count}, qui occupent {size} dans {folder}</translation>
    </message>
    <message>
        <source>No models are installed yet.</source>
        <translation>Aucun modèle n’est encore installé.</translation>
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
        <source>Remove a model</source>
        <translation>Supprimer un modèle</translation>
    </message>
    <message>
        <source>Remove {model}?</source>
        <translation>Supprimer {model} ?</translation>
    </message>
    <message>
        <source>It frees {size} and can be downloaded again.</source>
        <translation>Cela libère {size} ; le modèle pourra être téléchargé de nouveau.</translation>
    </message>
</context>
<context>
    <name>ProfilesPage</name>
    <message>
        <source>A profile keeps languages, devices, voices and volumes for an occasion.</source>
        <translation>Un profil conserve langues, appareils, voix et volumes pour une occasion.</translation>
    </message>
    <message>
        <source>Profiles</source>
        <translation>Profils</translation>
    </message>
    <message>
        <source>&amp;New from this one…</source>
        <translation>&amp;Nouveau à partir de celui-ci…</translation>
    </message>
    <message>
        <source>Re&amp;name…</source>
        <translation>Re&amp;nommer…</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Supprimer</translation>
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
        <source>Delete the profile {profile}?</source>
        <translation>Supprimer le profil {profile} ?</translation>
    </message>
    <message>
        <source>What it keeps is forgotten for good.</source>
        <translation>Ce qu’il conserve est définitivement oublié.</translation>
    </message>
    <message>
        <source>Name of the profile</source>
        <translation>Nom du profil</translation>
    </message>
    <message>
        <source>A profile needs a name.</source>
        <translation>Un profil doit avoir un nom.</translation>
    </message>
    <message>
        <source>There is a profile of this name already.</source>
        <translation>Un profil porte déjà ce nom.</translation>
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
        <source>Use a recording…</source>
        <translation>Utiliser un enregistrement…</translation>
    </message>
    <message>
        <source>Read this aloud</source>
        <translation>Lisez ceci à voix haute</translation>
    </message>
    <message>
        <source>Calmly, as you speak to a friend, alone in a quiet room.</source>
        <translation>Calmement, comme à un ami, seul dans une pièce silencieuse.</translation>
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
        <source>Seconds of speech</source>
        <translation>Secondes de parole</translation>
    </message>
    <message>
        <source>That sounds good.</source>
        <translation>Cela sonne bien.</translation>
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
        <translation>Écoutez-la :</translation>
    </message>
    <message>
        <source>{percent} alike</source>
        <translation>Ressemblance : {percent}</translation>
    </message>
    <message>
        <source>0% is a stranger, 100% is you in another recording. The nearest ready-made voice has {percent}.</source>
        <translation>0 % est un inconnu, 100 % est vous dans un autre enregistrement. La voix toute faite la plus proche a {percent}.</translation>
    </message>
    <message>
        <source>Hard to tell from you.</source>
        <translation>Difficile à distinguer de vous.</translation>
    </message>
    <message>
        <source>Clearly like you.</source>
        <translation>Nettement comme vous.</translation>
    </message>
    <message>
        <source>Somewhat like you: the same kind of voice, not the same person.</source>
        <translation>Un peu comme vous : le même genre de voix, pas la même personne.</translation>
    </message>
    <message>
        <source>Only a little like you. A better recording may help.</source>
        <translation>Seulement un peu comme vous. Un meilleur enregistrement peut aider.</translation>
    </message>
</context>
<context>
    <name>SearchBar</name>
    <message>
        <source>Find in the captions</source>
        <translation>Rechercher dans les sous-titres</translation>
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
    <name>SessionList</name>
    <message>
        <source>detected</source>
        <translation>détectée</translation>
    </message>
</context>
<context>
    <name>SessionNotices</name>
    <message>
        <source>{device} is gone. Dragoman goes on with it as soon as it returns.</source>
        <translation>{device} a disparu. Dragoman le reprendra dès son retour.</translation>
    </message>
    <message>
        <source>{device} is back.</source>
        <translation>{device} est de retour.</translation>
    </message>
    <message>
        <source>Now using {device}.</source>
        <translation>Utilise maintenant {device}.</translation>
    </message>
    <message>
        <source>Dragoman hears its own voice and leaves it out. Headphones help, or another source.</source>
        <translation>Dragoman entend sa propre voix et l’écarte. Un casque ou une autre source aiderait.</translation>
    </message>
    <message>
        <source>The source is silent. Is it muted, or is it the right one?</source>
        <translation>La source est silencieuse. Est-elle coupée, ou est-ce la bonne ?</translation>
    </message>
    <message>
        <source>This computer is too slow: some of the sound was lost, and is missing from the captions.</source>
        <translation>Cet ordinateur est trop lent : une partie du son a été perdue et manque dans les sous-titres.</translation>
    </message>
    <message>
        <source>The voice fell behind and left something out. The captions have it.</source>
        <translation>La voix a pris du retard et a omis quelque chose. Les sous-titres l’ont.</translation>
    </message>
    <message>
        <source>The voice cannot speak something and left it out. The captions have it.</source>
        <translation>La voix ne peut pas prononcer quelque chose et l’a omis. Les sous-titres l’ont.</translation>
    </message>
    <message>
        <source>These languages are served in starter quality: everyday sentences well, wide subjects badly. The models window has better ones.</source>
        <translation>Ces langues sont servies en qualité de base : bien pour les phrases de tous les jours, mal pour les sujets plus larges. La fenêtre des modèles en a de meilleurs.</translation>
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
        <source>Sessions</source>
        <translation>Sessions</translation>
    </message>
    <message>
        <source>Profiles</source>
        <translation>Profils</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Touches</translation>
    </message>
</context>
<context>
    <name>SettingsForm</name>
    <message>
        <source>Shown text</source>
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
        <translation>Appel de travail</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Vous</translation>
    </message>
    <message>
        <source>They</source>
        <translation>Eux</translation>
    </message>
    <message>
        <source>{size} MB</source>
        <translation>{size} Mo</translation>
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
        <translation>Retard</translation>
    </message>
    <message>
        <source>How long after the speaker you hear or read the translation. Human interpreters work about 2 to 4 seconds behind.</source>
        <translation>Combien de temps après l’orateur vous entendez ou lisez la traduction. Les interprètes humains travaillent avec environ 2 à 4 secondes de retard.</translation>
    </message>
    <message>
        <source>Slow down</source>
        <translation>Plus lentement</translation>
    </message>
    <message>
        <source>The speaker is too fast for the interpreter, which falls behind</source>
        <translation>L’orateur va trop vite : l’interprète prend du retard</translation>
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
        <translation>Vers eux</translation>
    </message>
    <message>
        <source>They</source>
        <translation>Eux</translation>
    </message>
    <message>
        <source>To you</source>
        <translation>Vers vous</translation>
    </message>
    <message>
        <source>Level: {what}</source>
        <translation>Niveau : {what}</translation>
    </message>
    <message>
        <source>Nothing you say is heard while this is held</source>
        <translation>Rien de ce que vous dites n’est entendu tant que c’est maintenu</translation>
    </message>
    <message>
        <source>Your own voice passes unless this is held</source>
        <translation>Votre propre voix passe tant que ce n’est pas maintenu</translation>
    </message>
    <message>
        <source>Start or stop</source>
        <translation>Démarrer ou arrêter</translation>
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
        <translation>Arrêter net</translation>
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
        <source>Off air</source>
        <translation>Hors antenne</translation>
    </message>
    <message>
        <source>Getting ready</source>
        <translation>Préparation</translation>
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
        <translation>Dragoman : à l’antenne</translation>
    </message>
    <message>
        <source>Dragoman: off air</source>
        <translation>Dragoman : hors antenne</translation>
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
        <translation>parfois un air anglais</translation>
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
        <translation>Fabrication de votre voix</translation>
    </message>
    <message>
        <source>Dragoman tries one voice after another and listens which sounds most like you. This takes a few minutes.</source>
        <translation>Dragoman essaie une voix après l’autre et écoute laquelle vous ressemble le plus. Cela prend quelques minutes.</translation>
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
        <translation>Vérification qu’elle est comprise…</translation>
    </message>
    <message>
        <source>{percent} alike so far</source>
        <translation>Ressemblance jusqu’ici : {percent}</translation>
    </message>
</context>
<context>
    <name>_Row</name>
    <message>
        <source>Dismiss</source>
        <translation>Fermer</translation>
    </message>
</context>
</TS>
