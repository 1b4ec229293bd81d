import { createGrain } from './grain.ts';
import { createPng } from './picture.ts';
import { createZip, type ZipEntry } from './zip.ts';

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const packageNs = 'http://schemas.openxmlformats.org/package/2006';
const officeNs = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const mainType = 'application/vnd.openxmlformats-officedocument';

export const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

function types(parts: readonly (readonly [part: string, type: string])[]): string {
  const rows = parts.map(([part, type]) => `<Override PartName="${part}" ContentType="${mainType}.${type}+xml"/>`);
  return `${head}<Types xmlns="${packageNs}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>${rows.join('')}</Types>`;
}

function relations(rows: readonly (readonly [type: string, target: string])[]): string {
  const items = rows.map(
    ([type, target], place) => `<Relationship Id="rId${place + 1}" Type="${officeNs}/${type}" Target="${target}"/>`,
  );
  return `${head}<Relationships xmlns="${packageNs}/relationships">${items.join('')}</Relationships>`;
}

/** The small picture by which file managers show a document (OPC, ECMA-376 part 2). */
export function toThumbnail(seed: number): ZipEntry {
  const next = createGrain(seed);
  const width = 80 + (seed % 120);
  return ['docProps/thumbnail.png', createPng(width, 90, () => [250 - (next() % 8), 250 - (next() % 8), 250])];
}

/** The relations of a package: its main part and its thumbnail. */
export const packageRelations = (main: string): string =>
  `${head}<Relationships xmlns="${packageNs}/relationships"><Relationship Id="rId1" Type="${officeNs}/officeDocument" Target="${main}"/><Relationship Id="rId2" Type="${packageNs}/relationships/metadata/thumbnail" Target="docProps/thumbnail.png"/></Relationships>`;

/** A workbook (ECMA-376) with one sheet; figures become numbers. */
export function createXlsx(sheetName: string, rows: readonly (readonly (string | number)[])[], seed = 1): Buffer {
  const cells = rows.map((row) => {
    const inside = row.map((cell) =>
      typeof cell === 'number' ? `<c><v>${cell}</v></c>` : `<c t="inlineStr"><is><t>${escapeXml(cell)}</t></is></c>`,
    );
    return `<row>${inside.join('')}</row>`;
  });
  const ns = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  return createZip([
    [
      '[Content_Types].xml',
      types([
        ['/xl/workbook.xml', 'spreadsheetml.sheet.main'],
        ['/xl/worksheets/sheet1.xml', 'spreadsheetml.worksheet'],
      ]),
    ],
    ['_rels/.rels', packageRelations('xl/workbook.xml')],
    toThumbnail(seed),
    [
      'xl/workbook.xml',
      `${head}<workbook xmlns="${ns}" xmlns:r="${officeNs}"><sheets><sheet name="${escapeXml(sheetName)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ],
    ['xl/_rels/workbook.xml.rels', relations([['worksheet', 'worksheets/sheet1.xml']])],
    [
      'xl/worksheets/sheet1.xml',
      `${head}<worksheet xmlns="${ns}"><sheetData>${cells.join('')}</sheetData></worksheet>`,
    ],
  ]);
}

/** A text document (ECMA-376) of paragraphs. */
export function createDocx(paragraphs: readonly string[], seed = 1): Buffer {
  const body = paragraphs.map((text) => `<w:p><w:r><w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r></w:p>`);
  const ns = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
  return createZip([
    ['[Content_Types].xml', types([['/word/document.xml', 'wordprocessingml.document.main']])],
    ['_rels/.rels', packageRelations('word/document.xml')],
    toThumbnail(seed),
    ['word/document.xml', `${head}<w:document xmlns:w="${ns}"><w:body>${body.join('')}</w:body></w:document>`],
  ]);
}
