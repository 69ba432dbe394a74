import type { Translation } from '../../i18n/messages';

export const en = {
  'doctor.title': 'Camera',
  'doctor.hint':
    'Each camera shows its own live picture; none is on before you turn it on. What is wrong with one is named beside it.',
  'doctor.nameless': 'What they are called, and whether there are more, is told once one was turned on.',
  'doctor.inTurn': 'This computer shows one camera at a time: the others keep their last picture.',
  'doctor.look': 'Turn the cameras on',
  'doctor.looking': 'Turning the cameras on …',
  'doctor.stop.all': 'Turn the cameras off',
  'doctor.cameras': 'Cameras',
  'doctor.show': 'Show live',
  'doctor.show.named': 'Show {camera} live',
  'doctor.stop': 'Turn off',
  'doctor.stop.named': 'Turn off {camera}',
  'doctor.unplugged': '“{camera}” was unplugged.',
  'doctor.unplugged.nameless': 'A camera was unplugged.',
  'doctor.live': 'Picture of {camera}, mirrored',
  'doctor.still': 'Last picture of {camera}, mirrored',
  'doctor.use': 'Use at the counter',
  'doctor.use.named': 'Use {camera} at the counter',
  'doctor.used': 'Used at the counter',
  'doctor.facts': '{width} × {height} pixels, {rate} pictures a second',
  'doctor.facts.size': '{width} × {height} pixels',
  'doctor.away': '“{camera}” is used at the counter, and is not there now.',
  'doctor.none': 'No camera found',
  'doctor.none.next': 'Plug one in: it appears here by itself. Try another socket or cable if it does not.',
  'doctor.busy': 'Another program uses the camera',
  'doctor.busy.next': 'Close video calls and other windows that may show it, then try again.',
  'doctor.denied.linux': 'This desktop does not let Badgedesk use the camera',
  'doctor.denied.linux.next': 'Open the privacy settings of the desktop, allow cameras, then try again.',
  'doctor.denied.macos': 'macOS does not let Badgedesk use the camera',
  'doctor.denied.macos.next':
    'Open System Settings › Privacy & Security › Camera, switch Badgedesk on, and start it again.',
  'doctor.denied.windows': 'Windows does not let Badgedesk use the camera',
  'doctor.denied.windows.next':
    'Open Settings › Privacy & security › Camera, let desktop apps use the camera, and start Badgedesk again.',
  'doctor.permissionKey': 'This copy of Badgedesk never asked macOS for the camera',
  'doctor.permissionKey.next':
    'It was packaged without the text that macOS shows when it asks. Install Badgedesk from its official package.',
  'doctor.portal': 'The computer has a camera, but the desktop does not hand it on',
  'doctor.portal.next':
    'Sign out and in again, so that PipeWire and the portal start anew. If it stays so, ask whoever looks after this computer whether you belong to the group “video”.',
  'doctor.plugins': 'A part of the system that reads cameras is not installed',
  'doctor.plugins.next':
    'Install the packages gstreamer1.0-plugins-good, gstreamer1.0-plugins-bad and gstreamer1.0-pipewire (or what your system calls them), and start Badgedesk again.',
  'doctor.pageFailed': 'The window stopped and was loaded again',
  'doctor.pageFailed.next':
    'The camera stays off until you turn it on. If it happens whenever a camera is on, update the driver of the camera and the system, or use another camera.',
  'doctor.timeOut': 'The camera does not answer',
  'doctor.timeOut.next': 'Unplug it, plug it in again, then try again.',
  'doctor.timeOut.macos': 'The camera does not answer',
  'doctor.timeOut.macos.next':
    'If macOS asks whether Badgedesk may use the camera, answer the question, or look in System Settings › Privacy & Security › Camera. Otherwise unplug the camera and plug it in again. Then try again.',
  'doctor.ended': 'The camera was disconnected',
  'doctor.ended.next': 'Plug it in again, or show another one.',
  'doctor.failed': 'The camera did not start',
  'doctor.failed.next': 'Try again, or show another one.',
} as const;

export const nb = {
  'doctor.title': 'Kamera',
  'doctor.hint':
    'Hvert kamera viser sitt eget direktebilde; ingen er på før du slår dem på. Er noe galt med et av dem, står det ved siden av.',
  'doctor.nameless': 'Hva de heter, og om det er flere, vises når ett av dem har vært på.',
  'doctor.inTurn': 'Denne maskinen viser ett kamera om gangen: de andre beholder det siste bildet.',
  'doctor.look': 'Slå på kameraene',
  'doctor.looking': 'Slår på kameraene …',
  'doctor.stop.all': 'Slå av kameraene',
  'doctor.cameras': 'Kameraer',
  'doctor.show': 'Vis direkte',
  'doctor.show.named': 'Vis {camera} direkte',
  'doctor.stop': 'Slå av',
  'doctor.stop.named': 'Slå av {camera}',
  'doctor.unplugged': '«{camera}» ble koblet fra.',
  'doctor.unplugged.nameless': 'Et kamera ble koblet fra.',
  'doctor.live': 'Bilde fra {camera}, speilvendt',
  'doctor.still': 'Siste bilde fra {camera}, speilvendt',
  'doctor.use': 'Bruk i skranken',
  'doctor.use.named': 'Bruk {camera} i skranken',
  'doctor.used': 'Brukes i skranken',
  'doctor.facts': '{width} × {height} piksler, {rate} bilder i sekundet',
  'doctor.facts.size': '{width} × {height} piksler',
  'doctor.away': '«{camera}» brukes i skranken, men er ikke her nå.',
  'doctor.none': 'Fant ikke noe kamera',
  'doctor.none.next':
    'Koble til et, så dukker det opp her. Prøv en annen kontakt eller kabel om det ikke gjør det.',
  'doctor.busy': 'Et annet program bruker kameraet',
  'doctor.busy.next': 'Lukk videomøter og andre vinduer som kan vise det, og prøv igjen.',
  'doctor.denied.linux': 'Skrivebordet lar ikke Badgedesk bruke kameraet',
  'doctor.denied.linux.next':
    'Åpne personverninnstillingene på skrivebordet, tillat kameraer, og prøv igjen.',
  'doctor.denied.macos': 'macOS lar ikke Badgedesk bruke kameraet',
  'doctor.denied.macos.next':
    'Åpne Systeminnstillinger › Personvern og sikkerhet › Kamera, slå på Badgedesk, og start programmet på nytt.',
  'doctor.denied.windows': 'Windows lar ikke Badgedesk bruke kameraet',
  'doctor.denied.windows.next':
    'Åpne Innstillinger › Personvern og sikkerhet › Kamera, la skrivebordsapper bruke kameraet, og start Badgedesk på nytt.',
  'doctor.permissionKey': 'Denne utgaven av Badgedesk har aldri spurt macOS om kameraet',
  'doctor.permissionKey.next':
    'Den er pakket uten teksten som macOS viser når det spør. Installer Badgedesk fra den offisielle pakken.',
  'doctor.portal': 'Maskinen har et kamera, men skrivebordet gir det ikke videre',
  'doctor.portal.next':
    'Logg ut og inn igjen, så PipeWire og portalen starter på nytt. Hjelper det ikke, spør den som har ansvar for maskinen om du er med i gruppen «video».',
  'doctor.plugins': 'En del av systemet som leser kameraer, er ikke installert',
  'doctor.plugins.next':
    'Installer pakkene gstreamer1.0-plugins-good, gstreamer1.0-plugins-bad og gstreamer1.0-pipewire (eller det systemet ditt kaller dem), og start Badgedesk på nytt.',
  'doctor.pageFailed': 'Vinduet stoppet og ble lastet på nytt',
  'doctor.pageFailed.next':
    'Kameraet er av til du slår det på. Skjer det hver gang et kamera er på, så oppdater kameraets driver og systemet, eller bruk et annet kamera.',
  'doctor.timeOut': 'Kameraet svarer ikke',
  'doctor.timeOut.next': 'Koble det fra og til igjen, og prøv på nytt.',
  'doctor.timeOut.macos': 'Kameraet svarer ikke',
  'doctor.timeOut.macos.next':
    'Spør macOS om Badgedesk får bruke kameraet, så svar på spørsmålet, eller se i Systeminnstillinger › Personvern og sikkerhet › Kamera. Ellers koble kameraet fra og til igjen. Prøv så på nytt.',
  'doctor.ended': 'Kameraet ble koblet fra',
  'doctor.ended.next': 'Koble det til igjen, eller vis et annet.',
  'doctor.failed': 'Kameraet startet ikke',
  'doctor.failed.next': 'Prøv igjen, eller vis et annet.',
} satisfies Translation<typeof en>;
