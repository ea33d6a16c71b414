; Inno Setup 6: iscc /DVersion=0.2.0 installers\windows\dragoman.iss
; Installs for one user, without an administrator. A virtual audio cable is named at the end and
; never installed: its licence and its driver are the user's to accept.

#ifndef Version
  #error Version is missing: iscc /DVersion=0.2.0
#endif

[Setup]
AppId={{8C5E6C2E-5E0B-4B7B-9C62-0D8B3C1B6A11}
AppName=Dragoman
AppVersion={#Version}
AppPublisher=The Dragoman authors
DefaultDirName={autopf}\Dragoman
DefaultGroupName=Dragoman
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
LicenseFile=..\..\LICENSE
OutputDir=..\..\dist
OutputBaseFilename=dragoman-{#Version}-setup
Compression=lzma2/max
SolidCompression=yes
UninstallDisplayIcon={app}\dragoman-window.exe
CloseApplications=yes

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "de"; MessagesFile: "compiler:Languages\German.isl"
Name: "es"; MessagesFile: "compiler:Languages\Spanish.isl"
Name: "fr"; MessagesFile: "compiler:Languages\French.isl"
Name: "pt"; MessagesFile: "compiler:Languages\BrazilianPortuguese.isl"

[CustomMessages]
en.Remains=Dragoman is removed. Its models, settings and history stay in%n%n%1%n%nDelete that folder to remove them too.
de.Remains=Dragoman ist entfernt. Modelle, Einstellungen und Verlauf bleiben in%n%n%1%n%nLöschen Sie diesen Ordner, um auch sie zu entfernen.
es.Remains=Dragoman se ha eliminado. Los modelos, los ajustes y el historial siguen en%n%n%1%n%nBorre esa carpeta para eliminarlos también.
fr.Remains=Dragoman est supprimé. Ses modèles, ses réglages et son historique restent dans%n%n%1%n%nEffacez ce dossier pour les supprimer aussi.
pt.Remains=O Dragoman foi removido. Os modelos, as configurações e o histórico continuam em%n%n%1%n%nExclua essa pasta para removê-los também.

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[Files]
Source: "..\..\dist\dragoman\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[InstallDelete]
; Files of an earlier version that this one no longer has.
Type: filesandordirs; Name: "{app}\_internal"

[Icons]
Name: "{autoprograms}\Dragoman"; Filename: "{app}\dragoman-window.exe"
Name: "{autodesktop}\Dragoman"; Filename: "{app}\dragoman-window.exe"; Tasks: desktopicon

[Run]
Filename: "{app}\dragoman-window.exe"; Description: "{cm:LaunchProgram,Dragoman}"; Flags: nowait postinstall skipifsilent

[Code]
procedure CurUninstallStepChanged(Step: TUninstallStep);
begin
  if (Step = usPostUninstall) and not UninstallSilent then
    MsgBox(FmtMessage(CustomMessage('Remains'), [ExpandConstant('{localappdata}\dragoman')]),
      mbInformation, MB_OK);
end;
