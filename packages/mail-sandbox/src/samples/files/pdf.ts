import { deflateSync } from 'node:zlib';
import { createGrain } from './grain.ts';

/**
 * A PDF 1.4 of plain lines, one list for each page. The font is one of those that every viewer has for Chinese
 * (Adobe-GB1, not embedded); behind the lines lies the grain of scanned paper, which gives the file a real size.
 */
export function createPdf(pages: readonly (readonly string[])[], seed = 1): Buffer {
  const pageIds = pages.map((_page, place) => 7 + place * 2);
  const objects: string[] = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${pageIds.map((id) => `${id} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>',
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /FontDescriptor 5 0 R /DW 1000 >>',
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
    toPaper(seed),
  ];
  for (const [place, lines] of pages.entries()) {
    const content = toContent(lines);
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> /XObject << /Paper 6 0 R >> >> /Contents ${pageIds[place]! + 1} 0 R >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    );
  }
  let text = '%PDF-1.4\n%\xe2\xe3\xcf\xd3\n';
  const offsets = objects.map((object, place) => {
    const offset = text.length;
    text += `${place + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const start = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}

function toContent(lines: readonly string[]): string {
  const shown = lines.map((line, place) => {
    const size = place === 0 ? 18 : 11;
    const hex = [...line]
      .map((character) => (character.codePointAt(0)! & 0xffff).toString(16).padStart(4, '0'))
      .join('');
    return `/F1 ${size} Tf 0 -${place === 1 ? 32 : 20} Td <${hex}> Tj`;
  });
  return `q 595 0 0 842 0 0 cm /Paper Do Q BT 64 800 Td ${shown.join('\n')} ET`;
}

/** Nearly white, 150 to 400 dots wide. */
function toPaper(seed: number): string {
  const width = 150 + (seed % 250);
  const height = Math.round(width * Math.SQRT2);
  const next = createGrain(seed);
  const dots = deflateSync(Buffer.from(Array.from({ length: width * height }, () => 248 + (next() % 8))));
  return `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode /Length ${dots.length} >>\nstream\n${dots.toString('latin1')}\nendstream`;
}
