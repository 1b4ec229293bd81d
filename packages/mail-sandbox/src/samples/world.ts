import { Desk } from './desk.ts';
import type { Letter } from './letter.ts';
import { writeChatter } from './topics/chatter.ts';
import { writeCompany } from './topics/company.ts';
import { writeCustomers } from './topics/customers.ts';
import { writeFinance } from './topics/finance.ts';
import { writeInvoices } from './topics/invoices.ts';
import { writeJunk } from './topics/junk.ts';
import { writeLens7 } from './topics/lens7.ts';
import { writeMachines } from './topics/machines.ts';
import { writeNews } from './topics/news.ts';
import { writeSuppliers } from './topics/suppliers.ts';

/** Every letter of the company in the ninety days before `now`, oldest first; the same ones for the same `now`. */
export function writeWorld(now: number): readonly Letter[] {
  const desk = new Desk(now);
  const topics = [
    writeLens7,
    writeFinance,
    writeCompany,
    writeInvoices,
    writeNews,
    writeMachines,
    writeSuppliers,
    writeCustomers,
    writeChatter,
    writeJunk,
  ];
  for (const write of topics) write(desk);
  return desk.letters.toSorted((a, b) => a.at - b.at);
}
