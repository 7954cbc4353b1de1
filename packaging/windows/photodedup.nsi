; The Windows installer: for one person, without administrator rights, over an older version.
; Started by packaging/release.py, which names VERSION, FOLDER (the built program), ICON, OUTPUT.
;
; The program has a folder of its own that cannot be chosen, so that removing it can only ever
; remove the program. Photos are never touched.

Unicode true
!ifdef NSIS_WIN32_MAKENSIS
  !define SLASH "\"
!else
  !define SLASH "/"
!endif
!include "MUI2.nsh"

!define NAME "photodedup"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"
!define FOLDER_MENU_KEY "Software\Classes\Directory\shell\${NAME}"

Name "${NAME}"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
RequestExecutionLevel user
SetCompressor /SOLID lzma
BrandingText "${NAME} ${VERSION}"
ManifestDPIAware true

VIProductVersion "${VERSION}.0"
VIFileVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "${NAME}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Installs ${NAME}"
VIAddVersionKey "LegalCopyright" "GPL-3.0-or-later"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\${NAME}.exe"
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "German"

LangString TEXT_RUNNING ${LANG_ENGLISH} "${NAME} is open. Please close it, then try again."
LangString TEXT_RUNNING ${LANG_GERMAN} "${NAME} ist offen. Bitte schließen und noch einmal versuchen."
LangString TEXT_DATA ${LANG_ENGLISH} "Also delete what ${NAME} knows about your photos: libraries, decisions, thumbnails, settings and the history?$\r$\n$\r$\nNo photo is deleted. Without the history, photos in the Recycle Bin can no longer be brought back by ${NAME}, only by Windows."
LangString TEXT_DATA ${LANG_GERMAN} "Auch löschen, was ${NAME} über die Fotos weiß: Bibliotheken, Entscheidungen, Vorschaubilder, Einstellungen und den Verlauf?$\r$\n$\r$\nKein Foto wird gelöscht. Ohne den Verlauf holt nur noch Windows Fotos aus dem Papierkorb zurück, nicht mehr ${NAME}."
LangString TEXT_MENU ${LANG_ENGLISH} "Find duplicates"
LangString TEXT_MENU ${LANG_GERMAN} "Doppelte Fotos finden"
LangString NAME_MENU ${LANG_ENGLISH} "$\"Find duplicates$\" in the menu of folders"
LangString NAME_MENU ${LANG_GERMAN} "„Doppelte Fotos finden“ im Menü von Ordnern"
LangString NAME_DESKTOP ${LANG_ENGLISH} "Icon on the desktop"
LangString NAME_DESKTOP ${LANG_GERMAN} "Symbol auf dem Desktop"

; Takes the program's own files away: before a newer version comes, and at the end.
; A program that runs cannot be deleted, so the first line finds out and nothing has happened yet.
!macro REMOVE_PROGRAM
  ClearErrors
  Delete "$INSTDIR\${NAME}.exe"
  ${If} ${Errors}
    MessageBox MB_OK|MB_ICONEXCLAMATION "$(TEXT_RUNNING)" /SD IDOK
    SetErrorLevel 2
    Abort
  ${EndIf}
  Delete "$INSTDIR\${NAME}-cli.exe"
  RMDir /r "$INSTDIR\lib"
  RMDir /r "$INSTDIR\licences"
!macroend

Section "${NAME}" SECTION_PROGRAM
  SectionIn RO
  !insertmacro REMOVE_PROGRAM
  SetOutPath "$INSTDIR"
  File /r "${FOLDER}${SLASH}*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${NAME}.exe"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${NAME}.exe"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
  SectionGetSize ${SECTION_PROGRAM} $0
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" $0
SectionEnd

Section "$(NAME_MENU)" SECTION_MENU
  WriteRegStr HKCU "${FOLDER_MENU_KEY}" "" "$(TEXT_MENU)"
  WriteRegStr HKCU "${FOLDER_MENU_KEY}" "Icon" "$INSTDIR\${NAME}.exe"
  WriteRegStr HKCU "${FOLDER_MENU_KEY}\command" "" '"$INSTDIR\${NAME}.exe" "%1"'
SectionEnd

Section /o "$(NAME_DESKTOP)" SECTION_DESKTOP
  CreateShortcut "$DESKTOP\${NAME}.lnk" "$INSTDIR\${NAME}.exe"
SectionEnd

Section "Uninstall"
  !insertmacro REMOVE_PROGRAM
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  Delete "$DESKTOP\${NAME}.lnk"
  DeleteRegKey HKCU "${FOLDER_MENU_KEY}"
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
  MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(TEXT_DATA)" /SD IDNO IDNO keep
    RMDir /r "$LOCALAPPDATA\${NAME}"
  keep:
SectionEnd
