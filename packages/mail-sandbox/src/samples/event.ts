import type { Party } from './letter.ts';

/** An appointment to invite to. */
export interface Appointment {
  readonly uid: string;
  readonly title: string;
  readonly place: string;
  readonly start: number;
  readonly minutes: number;
  readonly organizer: Party;
  readonly guests: readonly Party[];
  readonly stamp: number;
}

/** An invitation (RFC 5545, method REQUEST). */
export function toEvent(appointment: Appointment): string {
  const { organizer } = appointment;
  const lines = [
    'BEGIN:VCALENDAR',
    'PRODID:-//ccjy.example//calendar//ZH',
    'VERSION:2.0',
    'METHOD:REQUEST',
    'BEGIN:VEVENT',
    `UID:${appointment.uid}`,
    `DTSTAMP:${toUtc(appointment.stamp)}`,
    `DTSTART:${toUtc(appointment.start)}`,
    `DTEND:${toUtc(appointment.start + appointment.minutes * 60_000)}`,
    `SUMMARY:${escapeText(appointment.title)}`,
    `LOCATION:${escapeText(appointment.place)}`,
    `ORGANIZER;CN=${organizer.name}:mailto:${organizer.address}`,
    ...appointment.guests.map(
      ({ name, address }) => `ATTENDEE;CN=${name};PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:${address}`,
    ),
    'SEQUENCE:0',
    'STATUS:CONFIRMED',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    'DESCRIPTION:Reminder',
    'TRIGGER:-PT15M',
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ];
  return lines.map(fold).join('\r\n');
}

const toUtc = (at: number): string => new Date(at).toISOString().replace(/[-:]|\.\d+/g, '');
const escapeText = (text: string): string => text.replace(/[\\,;]/g, '\\$&').replaceAll('\n', '\\n');

/** Lines of at most 75 bytes, cut between characters (RFC 5545 §3.1). */
function fold(line: string): string {
  let folded = '';
  let bytes = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (bytes + size > 74) {
      folded += '\r\n ';
      bytes = 1;
    }
    folded += character;
    bytes += size;
  }
  return folded;
}
