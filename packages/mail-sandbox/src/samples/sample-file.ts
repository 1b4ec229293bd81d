import { seedOf } from './files/grain.ts';
import { createOfd, type Invoice, toInvoiceLines } from './files/ofd.ts';
import { createDocx, createXlsx } from './files/office.ts';
import { createPdf } from './files/pdf.ts';
import { createJpeg, createPng } from './files/picture.ts';
import { createPptx } from './files/slides.ts';
import { createZip, type ZipEntry } from './files/zip.ts';

/** A file to attach; `cid` puts it inside the letter. */
export interface SampleFile {
  readonly name: string;
  readonly type: string;
  readonly content: Buffer;
  readonly cid?: string;
}

const office = 'application/vnd.openxmlformats-officedocument';
type Row = readonly (string | number)[];

export const xlsx = (name: string, rows: readonly Row[]): SampleFile => ({
  name,
  type: `${office}.spreadsheetml.sheet`,
  content: createXlsx(name.replace(/\.xlsx$/, '').slice(0, 30), rows, seedOf(name)),
});
export const docx = (name: string, paragraphs: readonly string[]): SampleFile => ({
  name,
  type: `${office}.wordprocessingml.document`,
  content: createDocx(paragraphs, seedOf(name)),
});
export const pptx = (name: string, slides: readonly (readonly string[])[]): SampleFile => ({
  name,
  type: `${office}.presentationml.presentation`,
  content: createPptx(slides, seedOf(name)),
});
export const pdf = (name: string, ...pages: readonly (readonly string[])[]): SampleFile => ({
  name,
  type: 'application/pdf',
  content: createPdf(pages, seedOf(name)),
});
export const zip = (name: string, entries: readonly ZipEntry[]): SampleFile => ({
  name,
  type: 'application/zip',
  content: createZip(entries),
});
export const txt = (name: string, text: string): SampleFile => ({
  name,
  type: 'text/plain; charset=utf-8',
  content: Buffer.from(text),
});
/** Comma-separated, with the mark by which spreadsheets know UTF-8. */
export const csv = (name: string, rows: readonly Row[]): SampleFile => ({
  name,
  type: 'text/csv; charset=utf-8',
  content: Buffer.from(`\ufeff${rows.map((row) => row.join(',')).join('\r\n')}\r\n`),
});

/** A bar chart on white. */
export const chart = (name: string, values: readonly number[], cid?: string): SampleFile => {
  const width = values.length * 48;
  const most = Math.max(...values);
  const content = createPng(width, 200, (x, y) => {
    const value = values[Math.floor(x / 48)]!;
    const inBar = x % 48 >= 8 && x % 48 < 40 && y >= 190 - (value / most) * 170 && y < 190;
    if (inBar) return [0, 112, 209];
    return y === 190 ? [131, 139, 147] : [255, 255, 255];
  });
  return { name, type: 'image/png', content, ...(cid && { cid }) };
};

/** Interference rings, as a lens tester photographs them. */
export const rings = (name: string, seed: number): SampleFile => ({
  name,
  type: 'image/jpeg',
  content: createJpeg(48, 36, (x, y) => {
    const distance = Math.hypot(x - 24 + (seed % 5), y - 18);
    const light = Math.round(128 + 100 * Math.cos(distance * distance * 0.05 + seed));
    return [light, Math.round(light * 0.9), Math.round(light * 0.5)];
  }),
});

/** The two files that come with every electronic invoice. */
export const invoiceFiles = (invoice: Invoice, name: string): SampleFile[] => [
  { name: `${name}.ofd`, type: 'application/ofd', content: createOfd(invoice) },
  pdf(`${name}.pdf`, toInvoiceLines(invoice)),
];
