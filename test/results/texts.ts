// Texts of many kinds, as a stack may hold them: what a token estimate must get right beside plain English.

const repeat = (text: string, times: number): string => text.repeat(times);

/** Not random: the same in every run, and no pattern a tokenizer could know. */
function scramble(alphabet: string, length: number): string {
  let state = 12345;
  let out = '';
  while (out.length < length) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    out += alphabet[Math.floor((state / 2_147_483_648) * alphabet.length)];
  }
  return out;
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

export const texts: Record<string, string> = {
  English:
    'Cold in winter begins with being too warm. Three layers, and when to take each one off. If you feel comfortable when you leave the car, you are wearing too much; ten minutes uphill and you sweat, ten minutes of wind and you freeze.',
  German:
    'Die Geschwindigkeitsbegrenzung gilt selbstverständlich auch für Lieferfahrzeuge. Unsere wasserdichten Überjacken werden in der Werkstatt repariert, wenn Nähte aufgehen oder Reißverschlüsse klemmen; die Rücksendung ist für Kundinnen und Kunden kostenlos.',
  French:
    'Trois couches suffisent pour traverser l’hiver, à condition de savoir quand les enlever. L’été dernier, nous avons dormi près d’un refuge où l’eau était gelée dès septembre ; la gérante nous a prêté des couvertures très épaisses.',
  Spanish:
    'La chaqueta se repara en nuestro taller durante toda su vida útil. Envíenos una fotografía del daño y le diremos cuánto tardará la reparación; el transporte corre de nuestra cuenta en toda España.',
  Polish:
    'Zażółć gęślą jaźń. Nasze kurtki są szyte w małej przędzalni, a każdą z nich można naprawić; prosimy o przesłanie zdjęcia uszkodzenia wraz z numerem zamówienia.',
  Russian:
    'Зимой важно не замёрзнуть и не вспотеть: три слоя одежды помогают справиться с любым ветром. Мы ремонтируем куртки бесплатно, если шов разошёлся в течение первых пяти лет.',
  Greek:
    'Τρία στρώματα ρούχων αρκούν για τον χειμώνα, αρκεί να ξέρετε πότε να τα βγάλετε. Επισκευάζουμε δωρεάν κάθε μπουφάν που σχίστηκε στο βουνό.',
  Japanese:
    '冬の重ね着は三枚で足ります。車を降りたときに快適だと感じたら、着すぎです。登り始めて十分で汗をかき、風に吹かれて十分で凍えます。修理は工房で無料で行います。',
  Chinese:
    '冬天穿三层衣服就够了。如果下车时觉得舒服，那就是穿得太多了。上坡十分钟你会出汗，吹风十分钟你会发抖。我们的外套可以终身维修。',
  Korean:
    '겨울에는 세 겹이면 충분합니다. 차에서 내릴 때 편안하다면 너무 많이 입은 것입니다. 오르막 십 분이면 땀이 나고 바람 십 분이면 얼어붙습니다.',
  Arabic:
    'ثلاث طبقات تكفي في الشتاء إذا عرفت متى تخلع كل واحدة منها. نصلح السترات مجانا في ورشتنا طوال حياتها، ويكفي أن ترسل لنا صورة للضرر.',
  Hebrew:
    'שלוש שכבות מספיקות בחורף, אם יודעים מתי להוריד כל אחת מהן. אנחנו מתקנים מעילים בחינם בסדנה שלנו, וצריך רק לשלוח לנו תמונה של הנזק.',
  Hindi:
    'सर्दियों में तीन परतें काफी हैं, बस यह जानना चाहिए कि कब कौन सी उतारनी है। हम अपनी कार्यशाला में जैकेट की मरम्मत मुफ्त में करते हैं।',
  Thai: 'ฤดูหนาวใส่เสื้อสามชั้นก็พอ ถ้ารู้ว่าควรถอดชั้นไหนเมื่อไร เราซ่อมเสื้อแจ็กเก็ตให้ฟรีที่โรงงานของเราตลอดอายุการใช้งาน',
  emoji: repeat('Sale 🎉🎉 today only 🏔️🧥❄️ ends soon ⏰ see you 👋🏽 family 👨‍👩‍👧‍👦 ', 4),
  base64: scramble(`${letters}0123456789+/`, 600),
  hex: scramble('0123456789abcdef', 600),
  uids: Array.from({ length: 30 }, (_, index) => `blt${scramble('0123456789abcdef', 16 + index).slice(-16)}`).join(' '),
  uuids: repeat('4cdd73e3-f545-478a-95d0-7ad07cd84cd2 c28e2e4a-9cc5-4463-b2d4-4fc624bd4d3e ', 5),
  dates: repeat('2026-11-24T10:14:53.447Z 2025-01-07T23:59:59.000Z ', 10),
  numbers: repeat('12 3456 7.25 -19 1000000 0.333333 ', 10),
  HTML: repeat(
    '<p class="lead">Half a litre of <strong>tea</strong> in two minutes.</p><ul><li><a href="https://www.example.com/a?b=1&amp;c=2">More</a></li></ul>',
    6,
  ),
  Markdown: repeat('## Carrying a stove\n\nWe took the **map** as well, and *it was needed*.\n\n- one\n- two\n\n', 6),
  URLs: repeat(
    'https://images.contentstack.io/v3/assets/blt5eed5eed5eed5eed/bltea1956a1c8bd93c1/65f1c0a9d3b4e2/winter-ridge-at-sunrise.jpg?width=1200&format=webp ',
    5,
  ),
  CSS: repeat('.hero__title{font-size:2.25rem;line-height:1.1;margin:0 auto 12px;color:#2196f3}\n', 8),
  code: repeat('const items = list.filter(item => item.uid !== undefined).map(({ uid }) => String(uid));\n', 8),
  snake: repeat('content_type_uid include_publish_details is_asset_download_public non_localizable ', 8),
  camel: repeat('createdAt publishDetailsByEnvironment isAssetDownloadPublic getManagementToken ', 8),
  capitals: repeat('FREE SHIPPING ON ALL ORDERS OVER EIGHTY EURO ', 8),
  hidden: repeat('zero\u200bwidth and \u202eturned\u202c round ', 8),
};
