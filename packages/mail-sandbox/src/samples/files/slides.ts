import { escapeXml, packageRelations, toThumbnail } from './office.ts';
import { createZip, type ZipEntry } from './zip.ts';

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const drawing = 'http://schemas.openxmlformats.org/drawingml/2006/main';
const slideNs = 'http://schemas.openxmlformats.org/presentationml/2006/main';
const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageNs = 'http://schemas.openxmlformats.org/package/2006';
const kind = 'application/vnd.openxmlformats-officedocument';
const spaces = `xmlns:a="${drawing}" xmlns:p="${slideNs}" xmlns:r="${relation}"`;
const group = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>';

const rels = (rows: readonly (readonly [type: string, target: string])[]): string =>
  `${head}<Relationships xmlns="${packageNs}/relationships">${rows
    .map(([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${relation}/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`;

/** A presentation (ECMA-376): each slide is a title and its lines. */
export function createPptx(slides: readonly (readonly string[])[], seed = 1): Buffer {
  const numbers = slides.map((_slide, place) => place + 1);
  const override = (part: string, type: string) => `<Override PartName="${part}" ContentType="${kind}.${type}+xml"/>`;
  const entries: ZipEntry[] = [
    [
      '[Content_Types].xml',
      `${head}<Types xmlns="${packageNs}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>${override('/ppt/presentation.xml', 'presentationml.presentation.main')}${override('/ppt/slideMasters/slideMaster1.xml', 'presentationml.slideMaster')}${override('/ppt/slideLayouts/slideLayout1.xml', 'presentationml.slideLayout')}${override('/ppt/theme/theme1.xml', 'theme')}${numbers.map((n) => override(`/ppt/slides/slide${n}.xml`, 'presentationml.slide')).join('')}</Types>`,
    ],
    ['_rels/.rels', packageRelations('ppt/presentation.xml')],
    toThumbnail(seed),
    [
      'ppt/presentation.xml',
      `${head}<p:presentation ${spaces}><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst><p:sldIdLst>${numbers.map((n) => `<p:sldId id="${255 + n}" r:id="rId${n + 1}"/>`).join('')}</p:sldIdLst><p:sldSz cx="12192000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>`,
    ],
    [
      'ppt/_rels/presentation.xml.rels',
      rels([
        ['slideMaster', 'slideMasters/slideMaster1.xml'],
        ...numbers.map((n) => ['slide', `slides/slide${n}.xml`] as const),
      ]),
    ],
    [
      'ppt/slideMasters/slideMaster1.xml',
      `${head}<p:sldMaster ${spaces}><p:cSld><p:spTree>${group}</p:spTree></p:cSld><p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/><p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/></p:sldLayoutIdLst></p:sldMaster>`,
    ],
    [
      'ppt/slideMasters/_rels/slideMaster1.xml.rels',
      rels([
        ['slideLayout', '../slideLayouts/slideLayout1.xml'],
        ['theme', '../theme/theme1.xml'],
      ]),
    ],
    [
      'ppt/slideLayouts/slideLayout1.xml',
      `${head}<p:sldLayout ${spaces} type="blank"><p:cSld name="Blank"><p:spTree>${group}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>`,
    ],
    ['ppt/slideLayouts/_rels/slideLayout1.xml.rels', rels([['slideMaster', '../slideMasters/slideMaster1.xml']])],
    ['ppt/theme/theme1.xml', theme],
  ];
  for (const [place, lines] of slides.entries()) {
    entries.push(
      [`ppt/slides/slide${place + 1}.xml`, toSlide(lines)],
      [`ppt/slides/_rels/slide${place + 1}.xml.rels`, rels([['slideLayout', '../slideLayouts/slideLayout1.xml']])],
    );
  }
  return createZip(entries);
}

function toSlide(lines: readonly string[]): string {
  const paragraphs = lines.map(
    (line, place) =>
      `<a:p><a:r><a:rPr lang="zh-CN" sz="${place === 0 ? 3600 : 2000}"/><a:t>${escapeXml(line)}</a:t></a:r></a:p>`,
  );
  return `${head}<p:sld ${spaces}><p:cSld><p:spTree>${group}<p:sp><p:nvSpPr><p:cNvPr id="2" name="Text"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="838200" y="685800"/><a:ext cx="10515600" cy="5486400"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr wrap="square"/><a:lstStyle/>${paragraphs.join('')}</p:txBody></p:sp></p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>`;
}

const colours = [
  'dk1',
  'lt1',
  'dk2',
  'lt2',
  'accent1',
  'accent2',
  'accent3',
  'accent4',
  'accent5',
  'accent6',
  'hlink',
  'folHlink',
];
const shades = [
  '171A1D',
  'FFFFFF',
  '50565C',
  'F2F3F5',
  '0070D1',
  '1C7474',
  '45723A',
  '8A6116',
  'A24F38',
  '586A7E',
  '0067C2',
  '646B72',
];
const face = '<a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/>';
const fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>';
const theme = `${head}<a:theme xmlns:a="${drawing}" name="Plain"><a:themeElements><a:clrScheme name="Plain">${colours.map((name, i) => `<a:${name}><a:srgbClr val="${shades[i]}"/></a:${name}>`).join('')}</a:clrScheme><a:fontScheme name="Plain"><a:majorFont>${face}</a:majorFont><a:minorFont>${face}</a:minorFont></a:fontScheme><a:fmtScheme name="Plain"><a:fillStyleLst>${fill.repeat(3)}</a:fillStyleLst><a:lnStyleLst>${`<a:ln w="6350">${fill}</a:ln>`.repeat(3)}</a:lnStyleLst><a:effectStyleLst>${'<a:effectStyle><a:effectLst/></a:effectStyle>'.repeat(3)}</a:effectStyleLst><a:bgFillStyleLst>${fill.repeat(3)}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>`;
