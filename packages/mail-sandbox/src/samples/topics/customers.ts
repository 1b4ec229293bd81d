import { parts } from '../calendar.ts';
import type { Desk } from '../desk.ts';
import { clara, colleague, outsiders } from '../parties.ts';
import { chart, pdf, xlsx } from '../sample-file.ts';

/** Conversations in English with customers and partners abroad. */
export function writeCustomers(desk: Desk): void {
  const { calendar } = desk;
  const shen = colleague('沈知夏');
  const he = colleague('何思远');
  desk.talk(
    'LG-9 thermal drift, request for data',
    [shen, outsiders.priya],
    [
      {
        from: outsiders.priya,
        at: calendar.workday(3, '15:48'),
        body: [
          'Hi Zhixia, our housing team asks for the focus drift of LG-9 between -40 and 105 °C. A curve is enough, we do not need the raw data.',
          'We would like to freeze the mount next Friday.',
        ],
      },
      {
        from: shen,
        at: calendar.workday(3, '17:20'),
        cc: [he],
        body: [
          'Hi Priya, Siyuan measured it last month. Please see the chart; the drift is 11 µm over the whole range, most of it above 85 °C.',
        ],
        files: [chart('LG-9_focus_drift.png', [2, 3, 3, 4, 6, 9, 11])],
      },
      {
        from: outsiders.priya,
        at: calendar.workday(2, '14:11'),
        cc: [he],
        body: ['Perfect, that is well inside our budget. Thank you for the quick answer.'],
        starred: ['沈知夏'],
      },
    ],
    { english: true },
  );
  desk.talk(
    'Pilot order 2026-118',
    [shen, outsiders.tom],
    [
      {
        from: outsiders.tom,
        at: calendar.workday(14, '16:30'),
        body: [
          'Dear Zhixia, please find our pilot order attached: 60 pieces of VI-4, delivery week 50.',
          'The packaging remark of last time (no loose foam) still applies.',
        ],
        files: [pdf('PO_2026-118.pdf', ['Purchase order 2026-118', '60 pcs VI-4', 'Delivery week 50'])],
      },
      {
        from: shen,
        at: calendar.workday(14, '18:02'),
        body: ['Dear Tom, confirmed. The trays are thermoformed now, no foam any more.'],
      },
      {
        from: outsiders.tom,
        at: calendar.workday(13, '15:40'),
        body: ['Great. Then I only need the order confirmation with a date.'],
      },
      {
        from: shen,
        at: calendar.workday(12, '10:25'),
        body: ['Here it is, dispatch on Dec 4.'],
        files: [pdf('Order_confirmation_2026-118.pdf', ['Order confirmation 2026-118', 'Dispatch 2026-12-04'])],
      },
    ],
    { english: true },
  );
  desk.talk(
    'Visit to Suzhou',
    [shen, clara],
    [
      {
        from: clara,
        at: calendar.workday(42, '19:02'),
        body: [
          `Hi Zhixia, Erik and I will be in Shanghai from ${parts(calendar.ahead(-38)).en}. Could we visit your line for half a day?`,
        ],
      },
      {
        from: shen,
        at: calendar.workday(41, '09:44'),
        body: [
          'Hi Clara, you are welcome. Thursday morning suits us best; a car will pick you up at the hotel at 8:30.',
        ],
      },
      {
        from: clara,
        at: calendar.workday(41, '16:58'),
        body: ['Thursday it is. Looking forward to the noodles you promised.'],
      },
    ],
    { english: true },
  );
  desk.write({
    from: outsiders.tom,
    to: [shen],
    at: calendar.workday(33, '17:17'),
    subject: 'Corrected drawing, VI-4 flange',
    english: true,
    body: [
      'Dear Zhixia, the flange thickness in rev. C was wrong (2.4 instead of 2.0 mm). Rev. D attached, sorry for the trouble.',
    ],
    files: [pdf('VI-4_flange_revD.pdf', ['VI-4 flange', 'Rev. D', 'Thickness 2.0 mm'])],
  });
  desk.write({
    from: outsiders.erik,
    to: [he],
    cc: [shen],
    at: calendar.workday(19, '21:12'),
    subject: 'Run 1 curves',
    english: true,
    topic: 'lens7',
    body: ['Hi Siyuan, the curves of run 1 for your files. Side B is fine at the centre, the edge needs another look.'],
    files: [
      xlsx('run1_curves.xlsx', [
        ['nm', 'A', 'B'],
        [920, 0.31, 0.24],
        [940, 0.34, 0.23],
        [960, 0.36, 0.26],
      ]),
    ],
  });
  desk.write({
    from: outsiders.priya,
    to: [shen],
    at: calendar.workday(66, '14:36'),
    subject: 'NDA countersigned',
    english: true,
    body: ['Hi Zhixia, attached is the countersigned NDA. Happy to start.'],
    files: [pdf('NDA_signed.pdf', ['Mutual non-disclosure agreement', 'Signed sample, not a real contract'])],
  });
}
