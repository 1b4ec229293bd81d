import { createZip } from './zip.ts';

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const packageNs = 'http://schemas.openxmlformats.org/package/2006';
const officeNs = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const mainType = 'application/vnd.openxmlformats-officedocument';

export const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

function types(parts: readonly (readonly [part: string, type: string])[]): string {
  const rows = parts.map(([part, type]) => `<Override PartName="${part}" ContentType="${mainType}.${type}+xml"/>`);
  return `${head}<Types xmlns="${packageNs}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${rows.join('')}</Types>`;
}

function relations(rows: readonly (readonly [type: string, target: string])[]): string {
  const items = rows.map(
    ([type, target], place) => `<Relationship Id="rId${place + 1}" Type="${officeNs}/${type}" Target="${target}"/>`,
  );
  return `${head}<Relationships xmlns="${packageNs}/relationships">${items.join('')}</Relationships>`;
}

/** A workbook (ECMA-376) with one sheet; figures become numbers. */
export function createXlsx(sheetName: string, rows: readonly (readonly (string | number)[])[]): Buffer {
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
    ['_rels/.rels', relations([['officeDocument', 'xl/workbook.xml']])],
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
export function createDocx(paragraphs: readonly string[]): Buffer {
  const body = paragraphs.map((text) => `<w:p><w:r><w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r></w:p>`);
  const ns = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
  return createZip([
    ['[Content_Types].xml', types([['/word/document.xml', 'wordprocessingml.document.main']])],
    ['_rels/.rels', relations([['officeDocument', 'word/document.xml']])],
    ['word/document.xml', `${head}<w:document xmlns:w="${ns}"><w:body>${body.join('')}</w:body></w:document>`],
  ]);
}
