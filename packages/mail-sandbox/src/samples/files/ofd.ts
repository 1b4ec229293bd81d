import { escapeXml } from './office.ts';
import { createZip } from './zip.ts';

const head = '<?xml version="1.0" encoding="UTF-8"?>\n';
const ns = 'xmlns:ofd="http://www.ofdspec.org/2016"';

/** What stands on an electronic invoice. */
export interface Invoice {
  readonly number: string;
  /** `2026年11月14日` */
  readonly date: string;
  readonly seller: string;
  readonly buyer: string;
  readonly item: string;
  readonly net: number;
  readonly tax: number;
}

const totalOf = (invoice: Invoice): string => (invoice.net + invoice.tax).toFixed(2);

/** The lines that a person reads on the invoice. */
export const toInvoiceLines = (invoice: Invoice): string[] => [
  '电子发票（普通发票）',
  `发票号码：${invoice.number}`,
  `开票日期：${invoice.date}`,
  `购买方：${invoice.buyer}`,
  `销售方：${invoice.seller}`,
  `项目名称：${invoice.item}`,
  `金额：¥${invoice.net.toFixed(2)}    税额：¥${invoice.tax.toFixed(2)}`,
  `价税合计（小写）：¥${totalOf(invoice)}`,
  '样张：本发票为演示数据，不能用于报销。',
];

/** An invoice as OFD (GB/T 33190-2016), with the machine-readable fields where tax offices put them. No seal. */
export function createOfd(invoice: Invoice): Buffer {
  const lines = toInvoiceLines(invoice);
  const texts = lines.map(
    (line, place) =>
      `<ofd:TextObject ID="${10 + place}" Boundary="15 ${15 + place * 10} 180 8" Font="3" Size="${place === 0 ? 5 : 3.5}"><ofd:TextCode X="0" Y="5">${escapeXml(line)}</ofd:TextCode></ofd:TextObject>`,
  );
  const fields = {
    InvoiceNumber: invoice.number,
    IssueTime: invoice.date,
    SellerName: invoice.seller,
    BuyerName: invoice.buyer,
    ItemName: invoice.item,
    TotalAmWithoutTax: invoice.net.toFixed(2),
    TotalTaxAm: invoice.tax.toFixed(2),
    'TotalTax-includedAmount': totalOf(invoice),
  };
  const values = Object.entries(fields).map(([name, value]) => `<${name}>${escapeXml(value)}</${name}>`);
  return createZip([
    [
      'OFD.xml',
      `${head}<ofd:OFD ${ns} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>${invoice.number.padStart(32, '0')}</ofd:DocID></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
    ],
    [
      'Doc_0/Document.xml',
      `${head}<ofd:Document ${ns}><ofd:CommonData><ofd:MaxUnitID>99</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 210 140</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages><ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments></ofd:Document>`,
    ],
    [
      'Doc_0/PublicRes.xml',
      `${head}<ofd:Res ${ns} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="3" FontName="SimSun" FamilyName="SimSun"/></ofd:Fonts></ofd:Res>`,
    ],
    [
      'Doc_0/Pages/Page_0/Content.xml',
      `${head}<ofd:Page ${ns}><ofd:Content><ofd:Layer ID="2">${texts.join('')}</ofd:Layer></ofd:Content></ofd:Page>`,
    ],
    [
      'Doc_0/Attachs/Attachments.xml',
      `${head}<ofd:Attachments ${ns}><ofd:Attachment ID="50" Name="original_invoice" Format="XML" Visible="false"><ofd:FileLoc>original_invoice.xml</ofd:FileLoc></ofd:Attachment></ofd:Attachments>`,
    ],
    ['Doc_0/Attachs/original_invoice.xml', `${head}<eInvoice>${values.join('')}</eInvoice>`],
  ]);
}
